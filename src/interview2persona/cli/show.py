"""`interview2persona show`: personas in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from interview2persona.cli import options
from interview2persona.cli.console import out
from interview2persona.reports.saved import Saved


@click.command("show")
@click.argument("persona", required=False)
@options.output_option
@click.option("--evidence", "-e", is_flag=True, help="Show every quote, not only the first.")
def command(persona: str | None, output: Path, evidence: bool) -> None:
    """Show a persona with its evidence; without a name, list the personas.

    \b
    interview2persona show
    interview2persona show "Alex Ash"
    interview2persona show alex --evidence -o results
    """
    saved = Saved(output)
    if persona is None:
        _list(saved)
    else:
        _one(saved, saved.persona(persona), evidence)


def _list(saved: Saved) -> None:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("Name", "In one line", "Kind", "People", "Claims"):
        table.add_column(heading)
    for p in saved.personas:
        claims = sum(len(c) for c in p["sections"].values())
        table.add_row(p["name"], p["title"], p["kind"], str(len(p["participants"])), str(claims))
    out().print(table)


def _one(saved: Saved, persona: dict[str, Any], evidence: bool) -> None:
    console = out()
    console.print(f"{persona['name']}: {persona['title']}", style="bold")
    console.print(f"{persona['kind']}, {len(persona['participants'])} people: {', '.join(persona['participants'])}")
    for name, value in persona.get("facts", {}).items():
        console.print(f"  {name.replace('_', ' ')}: {value}")
    last = ""
    for title, code, claim in saved.claims(persona):
        if title != last:
            console.print(f"\n{title}", style="bold")
            last = title
        console.print(f"  {code:<12} {claim['text']}  ({len(claim['participants'])} of {claim['of']})")
        for item in claim["evidence"] if evidence else claim["evidence"][:1]:
            console.print(f"{'':15}“{item['quote']}” ({item['participant_id']}, {item['transcript']})", style="dim")
    if persona["open_questions"]:
        console.print("\nWhat we do not know yet", style="bold")
        for question in persona["open_questions"]:
            console.print(f"  {question['question']}")
