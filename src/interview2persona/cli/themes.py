"""`interview2persona themes`: what people speak of."""

from __future__ import annotations

from pathlib import Path

import click

from interview2persona.cli import options
from interview2persona.cli.console import out
from interview2persona.errors import WorkspaceError
from interview2persona.reports.saved import Saved


@click.command("themes")
@click.option("--theme", "-t", metavar="ID", help="Show the statements of one theme (id or words of its title).")
@options.output_option
def command(theme: str | None, output: Path) -> None:
    """List the themes, or the statements of one.

    \b
    interview2persona themes
    interview2persona themes --theme "late paperwork"
    """
    saved = Saved(output)
    if theme is None:
        _list(saved)
    else:
        _statements(saved, theme)


def _list(saved: Saved) -> None:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("Id", "Theme", "Topic", "People", "Statements", "Stability"):
        table.add_column(heading, justify="right" if heading in {"People", "Statements"} else "left")
    rows = sorted(saved.table("themes"), key=lambda r: (-int(r["participants"]), -int(r["statements"]), r["title"]))
    for r in rows:
        table.add_row(r["theme_id"], r["title"], r["topic"], r["participants"], r["statements"], r["stability_class"])
    out().print(table)


def _statements(saved: Saved, wanted: str) -> None:
    rows = [
        r
        for r in saved.table("themes")
        if r["theme_id"] == wanted or (len(wanted) > 2 and wanted.casefold() in r["title"].casefold())
    ]
    if not rows:
        raise WorkspaceError(f"No theme {wanted!r}. 'interview2persona themes' lists them.")
    console = out()
    for row in rows:
        console.print(f"{row['title']} ({row['participants']} people)", style="bold")
        if row["definition"]:
            console.print(row["definition"])
        mine = [s for s in saved.statements.values() if s["theme_id"] == row["theme_id"]]
        for s in sorted(mine, key=lambda s: -float(s["strength"] or 0)):
            labels = s["labels"].replace("|", ", ")
            text = " ".join(s["text"].split())
            console.print(
                f"  {float(s['strength'] or 0):.2f}  “{text}” ({s['participant_id']}; {labels or 'no label'})"
            )
