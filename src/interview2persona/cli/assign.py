"""`interview2persona assign`: customers of a table, or people of new interviews, to personas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from interview2persona.cli import options
from interview2persona.cli.console import Progress, messages, out

if TYPE_CHECKING:
    from interview2persona.customers.results import Results


@click.command("assign")
@click.argument("source", required=False)
@options.output_option
@click.option(
    "--column", "columns", multiple=True, metavar="POINT=COLUMN", help="Column that holds a data point: age=birth_year."
)
@click.option("--map", "ask", is_flag=True, help="Be asked which column holds what.")
@click.option("--table", default="", metavar="NAME", help="Sheet of a workbook, or table of a database.")
@click.option("--outcome", "outcomes", multiple=True, metavar="COLUMN", help="Test whether personas differ in it.")
@click.option("--survey", type=options.FOLDER, help="Write the fewest questions that tell personas apart, as Markdown.")
@click.option("--interview", is_flag=True, help="SOURCE is an interview, although it is a CSV or Excel file.")
@options.settings_option
@options.set_option
def command(
    source: str | None,
    output: Path,
    columns: tuple[str, ...],
    ask: bool,
    table: str,
    outcomes: tuple[str, ...],
    survey: Path | None,
    interview: bool,
    settings_file: Path | None,
    changes: tuple[str, ...],
) -> None:
    """Assign real customers, or people of new interviews, to the personas.

    \b
    interview2persona assign customers.csv
    interview2persona assign customers.xlsx --column age=birth_year --column text=ticket
    interview2persona assign crm.sqlite --table contacts --outcome churn --outcome revenue
    interview2persona assign postgresql://crm/sales --table contacts
    interview2persona assign new-interview.vtt
    interview2persona assign --survey survey.md

    Writes customers/assignments.csv (persona, probability, second choice, reasons) and customers.md (how many of each,
    whom nobody resembles, which data points would help) into the folder of results. Names and addresses are not read.
    """
    if source is None and survey is None:
        raise click.UsageError("Name a table of customers or an interview, or --survey FILE.")
    settings = options.load_settings(settings_file, changes)
    from interview2persona.assignment import flow
    from interview2persona.customers import tables

    as_table = source is not None and tables.is_table(source) and not interview
    given = _given(columns) | (_asked(source, table, settings) if ask and source and as_table else {})
    with Progress().shown() as progress:
        if survey is not None:
            flow.write_survey(output, survey, settings)
            messages().print(f"Questions written to {survey}.")
        if source is None:
            return
        if as_table:
            results = flow.assign_table(output, flow.Request(source, table, given, outcomes), settings, progress)
        else:
            results = flow.assign_interviews(output, Path(source), settings, progress)
    _show(results)
    messages().print(f"Written to {output / flow.REPORT} and {output / flow.ASSIGNMENTS}.")


def _given(columns: tuple[str, ...]) -> dict[str, str | list[str]]:
    given: dict[str, str | list[str]] = {}
    for pair in columns:
        point, equals, column = pair.partition("=")
        if not equals:
            raise click.BadParameter(f"{pair!r} is not POINT=COLUMN.", param_hint="--column")
        given[point] = [*given.get(point, []), column] if point == "text" else column
    return given


def _asked(source: str, table: str, settings: Any) -> dict[str, str | list[str]]:
    """Asks for every data point, with the guess as the answer that Enter gives; tells how to keep the answers."""
    from interview2persona.customers import columns, tables

    found = tables.open_table(source, table).columns
    console = messages()
    console.print(f"Columns: {', '.join(found)}. Enter takes what is shown, - means that there is none.")
    guess = columns.guessed(found, settings.customers.columns)
    answers: dict[str, str | list[str]] = {}
    for key in columns.KEYS:
        shown = ", ".join(guess.get(key, ())) or "-"
        answer = click.prompt(f"{key}", default=shown, err=True)
        answers[key] = [part.strip() for part in answer.split(",")] if key == "text" else answer.strip()
    console.print("To be asked no more, put this into interview2persona.toml:\n\n[customers.columns]")
    for key, value in answers.items():
        console.print(f"{key} = {value!r}".replace("'", '"'))
    return answers


def _show(results: Results) -> None:
    from rich.table import Table

    shown = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("Persona", "Customers", "Share", "Expected"):
        shown.add_column(heading)
    total = max(1, len(results.assignments))
    for k, name in enumerate([*results.study.names, None]):
        count = len(results.of(k if name else None))
        shown.add_row(name or "none", f"{count:,}", f"{count / total:.0%}", f"{results.expected[k]:,.0f}")
    out().print(shown)
    if len(results.assignments) <= 5:
        for a in results.assignments:
            out().print(
                f"{a.ident or a.row}: {results.study.names[a.persona] if a.persona is not None else 'none'} "
                f"({a.probability:.0%}): {a.reasons}"
            )
