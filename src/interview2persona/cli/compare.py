"""`interview2persona compare`: what changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interview2persona.cli import options
from interview2persona.cli.console import messages, out
from interview2persona.cli.main import OK

if TYPE_CHECKING:
    from interview2persona.comparison import Comparison
    from interview2persona.settings import Settings


@click.command("compare")
@click.argument("old", type=options.FOLDER)
@click.argument("new", type=options.FOLDER, required=False)
@click.option("--by", metavar="COLUMN", help="Split one study: 'date', or a column of participants.csv such as market.")
@click.option("--on", "day", metavar="DATE", help="With --by date: the day that splits (default: the middle).")
@click.option("--between", nargs=2, metavar="ONE OTHER", help="With --by COLUMN: the two values to compare.")
@click.option(
    "-o", "--output", type=options.FOLDER, default=Path("changes.md"), show_default=True, help="The change log."
)
@click.option("--today", metavar="DATE", help="The day that ages are counted to (default: today).")
@options.settings_option
@options.set_option
def command(
    old: Path,
    new: Path | None,
    by: str | None,
    day: str | None,
    between: tuple[str, str] | None,
    output: Path,
    today: str | None,
    settings_file: Path | None,
    changes: tuple[str, ...],
) -> int:
    """Show what changed between two states of a study, two dates or two markets.

    \b
    interview2persona compare output-2025 output             two output folders
    interview2persona compare output --by date               earlier against later interviews of one study
    interview2persona compare output --by date --on 2026-01-01
    interview2persona compare output --by market --between DE FR

    Writes a change log (changes.md) and the same as data (changes.json). What is listed as changed is more than chance;
    how old the evidence is stands at the end, with when to interview again.
    """
    if (new is None) == (by is None):
        raise click.UsageError("Name two output folders, or one with --by date or --by COLUMN.")
    settings = options.load_settings(settings_file, changes)
    found = _found(old, new, by, _day(day, "--on"), between or (), settings)
    _write(found, new or old, output, _day(today, "--today"), settings)
    console = messages()
    for change in found.shown:
        owner = f"{change.subject.persona}: " if change.subject.persona else ""
        out().print(f"{change.word}: {owner}{change.subject.title} ({change.before[0]} of {change.before[1]} people "
                    f"before, {change.after[0]} of {change.after[1]} after)")  # fmt: skip
    if not found.shown:
        console.print("Nothing is shown to have changed.")
    console.print(f"The change log: {output}; as data: {output.with_suffix('.json')}")
    return OK


def _found(
    old: Path, new: Path | None, by: str | None, day: str, between: tuple[str, ...], settings: Settings
) -> Comparison:
    from interview2persona import comparison

    if new is not None:
        return comparison.of_folders(old, new, settings)
    if by == "date":
        return comparison.by_date(old, day)
    return comparison.by_column(old, by or "", between)


def _write(found: Comparison, newest: Path, output: Path, today: str, settings: Settings) -> None:
    import datetime
    import json

    from interview2persona.comparison import evidence_lines, log
    from interview2persona.reports.ageing import ages, page
    from interview2persona.workspace import explained

    today = today or datetime.datetime.now().astimezone().date().isoformat()
    months = settings.evidence.months
    aged = ages(evidence_lines(newest), months, today)
    text = "\n".join([*log.lines(found), "## Age of the evidence", "", *page(aged, months, today)]) + "\n"
    data = log.as_data(found) | {
        "ages": [
            {"persona": a.persona, "lines": a.lines, "dated": a.dated, "old": [x.code for x in a.old], "again": a.again}
            for a in aged
        ]
    }
    with explained(output):
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
        content = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
        output.with_suffix(".json").write_text(content, encoding="utf-8")


def _day(text: str | None, option: str) -> str:
    import datetime

    try:
        return datetime.date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a date such as 2026-02-18.", param_hint=option) from None
