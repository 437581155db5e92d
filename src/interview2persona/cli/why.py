"""`interview2persona why`: what a claim rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from interview2persona.cli import options
from interview2persona.cli.console import out
from interview2persona.reports.saved import Row, Saved


@click.command("why")
@click.argument("claim")
@click.option("--persona", "-p", help="The persona, when the code is not enough.")
@click.option("--around", "-a", default=1, show_default=True, help="Turns to show before and after each quote.")
@options.output_option
def command(claim: str, persona: str | None, around: int, output: Path) -> None:
    """Show what a claim rests on, with the turns around it.

    \b
    interview2persona why pain-2 -p alex
    interview2persona why "re-plan the day"
    """
    saved = Saved(output)
    owner, found = saved.claim(claim, persona)
    console = out()
    low, high = found["interval"]
    console.print(f"{owner['name']}: {found['text']}", style="bold")
    console.print(
        f"{len(found['participants'])} of {found['of']} people said this or something near it "
        f"(95 % interval {low:.0%} to {high:.0%}): {', '.join(found['participants'])}"
    )
    turns = saved.table("turns")
    kinds = {"evidence": "", "counter_evidence": "Against it: ", "second_hand": "Sales or service, not counted: "}
    for kind, word in kinds.items():
        for item in found[kind]:
            console.print(f"\n{word}{item['transcript']}", style="bold")
            _context(saved, turns, item, around)


def _context(saved: Saved, turns: list[Row], item: dict[str, Any], around: int) -> None:
    statement = saved.statements.get(item["statement_id"])
    here = int(statement["turn"]) if statement else -1
    console = out()
    for turn in turns:
        if turn["transcript"] == item["transcript"] and abs(int(turn["turn"]) - here) <= around:
            mark = ">" if int(turn["turn"]) == here else " "
            speaker = turn["speaker"] or turn["role"]
            console.print(f"{mark} {speaker}: {' '.join(turn['text'].split())}", style="" if mark == ">" else "dim")
    console.print(f"  Quote: “{item['quote']}”")
    if statement:
        chances = statement["probabilities"].replace("|", ", ")
        console.print(f"  Labels: {statement['labels'].replace('|', ', ') or 'none'}  ({chances})", style="dim")
