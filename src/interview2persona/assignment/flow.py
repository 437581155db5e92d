"""A table of customers, or new interviews, against an output folder: assignments and a report beside the personas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from interview2persona.analysis import Listener, analyze
from interview2persona.assignment import pages
from interview2persona.assignment.knowledge import learn
from interview2persona.customers import columns, tables
from interview2persona.customers.crowds import crowds
from interview2persona.customers.outcomes import outcomes
from interview2persona.customers.records import ATTRIBUTES, Records, records
from interview2persona.customers.results import Collector, Results
from interview2persona.customers.survey import survey
from interview2persona.settings import Settings
from interview2persona.workspace import Workspace, open_workspace

ASSIGNMENTS, REPORT = "customers/assignments.csv", "customers.md"


@dataclass(frozen=True)
class Request:
    """What to assign, and what else to find out."""

    source: str
    table: str = ""  # sheet or table, where there are several
    columns: Mapping[str, str | Sequence[str]] = field(default_factory=dict)  # by data point; goes before the settings
    outcomes: tuple[str, ...] = ()


def assign_table(output: Path, request: Request, settings: Settings, listener: Listener) -> Results:
    """Assigns every row of a table; writes `customers/assignments.csv` and `customers.md` below the output folder.

    Raises:
        TableError: the table or a column is missing, or nothing in it is a data point.
        WorkspaceError: the output folder has no personas, or cannot be written.
    """
    table = tables.open_table(request.source, request.table)
    kept = [columns.require(name, table.columns) for name in request.outcomes]
    mapping = columns.mapped(table.columns, {**settings.customers.columns, **request.columns}, kept)
    with open_workspace(output) as workspace:
        listener.step("study", 0)
        known = learn(workspace, settings)
        collector = Collector(known.study, known.assigner)
        cells: dict[str, list[str]] = {name: [] for name in kept}
        done = 0
        for chunk in table.chunks(settings.customers.chunk):
            done += len(chunk)
            listener.step("customers", done)
            collector.add(_records(chunk, mapping, known.study.year), [row.get(mapping.id, "") for row in chunk])
            for name, values in cells.items():
                values.extend(row.get(name, "") for row in chunk)
        results = collector.results()
        listener.step("outcomes", len(kept))
        found = outcomes(cells, results, settings.seed)
        strangers = collector.strangers(results)
        report = pages.Report(
            table.name, results, known.assigner.gains, crowds(strangers, known.encode), found, mapping
        )
        _write(workspace, report)
        return results


def assign_interviews(output: Path, source: Path, settings: Settings, listener: Listener) -> Results:
    """Assigns every participant of new interviews by what they say and what they say of themselves.

    Raises:
        SourceError: no interview there can be used.
        WorkspaceError: the output folder has no personas, or cannot be written.
    """
    with open_workspace(output) as workspace:
        known = learn(workspace, settings)
        study = analyze(source, settings, workspace=workspace, listener=listener)
        people = [p for p in study.participants if p.counts]
        said: dict[str, list[str]] = {p.participant_id: [] for p in people}
        for statement in study.statements:
            if statement.participant_id in said and set(statement.labels) - {"profile"}:
                said[statement.participant_id].append(statement.text)
        cells = {
            name: [p.attributes[name].value if name in p.attributes else "" for p in people] for name in ATTRIBUTES
        }
        idents = [p.participant_id for p in people]
        collector = Collector(known.study, known.assigner)
        collector.add(records(idents, cells, list(said.values()), known.study.year, titles=False), idents)
        results = collector.results()
        _write(workspace, pages.Report(source.name, results, known.assigner.gains, (), (), None))
        return results


def write_survey(output: Path, target: Path, settings: Settings) -> None:
    """Writes the questions that tell the personas of an output folder apart.

    Raises:
        WorkspaceError: the output folder has no personas, or the file cannot be written.
    """
    from interview2persona.workspace import explained

    with open_workspace(output) as workspace:
        known = learn(workspace, settings)
    with explained(target):
        target.write_text("\n".join(pages.survey(survey(known.study), known.study)) + "\n", encoding="utf-8")


def _records(chunk: Sequence[tables.Row], mapping: columns.Mapped, year: int) -> Records:
    cells = {name: [row.get(column, "") for row in chunk] for name, column in mapping.attributes.items()}
    texts = [[row.get(column, "") for column in mapping.text] for row in chunk]
    return records([""] * len(chunk), cells, texts, year, titles=True)


def _write(workspace: Workspace, report: pages.Report) -> None:
    workspace.write(ASSIGNMENTS, pages.assignments(report.results))
    workspace.write(REPORT, "\n".join(report.lines()) + "\n")
