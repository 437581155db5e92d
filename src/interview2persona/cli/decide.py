"""`interview2persona decide`: one decision from a script or a shell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interview2persona.cli import options
from interview2persona.cli.console import messages, out
from interview2persona.cli.main import OK

if TYPE_CHECKING:
    from interview2persona.review.log import Log


@click.command("decide")
@click.argument("kind", required=False)
@click.argument("targets", nargs=-1)
@click.option("--value", metavar="TEXT", help="What is decided; 'decide --kinds' says what each kind takes.")
@click.option("--who", metavar="NAME", help="Who decides.  [default: the user of this computer]")
@click.option("--note", default="", help="Why.")
@click.option("--list", "listed", is_flag=True, help="List the decisions in force, and which of them wait or conflict.")
@click.option("--kinds", "explained", is_flag=True, help="List everything that can be decided.")
@options.output_option
def command(
    kind: str | None,
    targets: tuple[str, ...],
    value: str | None,
    who: str | None,
    note: str,
    listed: bool,
    explained: bool,
    output: Path,
) -> int:
    """Decide one thing, as the review does, without its questions.

    \b
    interview2persona decide theme-title "no overview" --value "Losing the overview"
    interview2persona decide theme-merge t1-4f0c t1-9a1e
    interview2persona decide labels s1-8c21 --value pain,goal
    interview2persona decide role A01.vtt "Speaker 2" --value participant
    interview2persona decide undo d1-77aa
    interview2persona decide --list

    Themes are named by id or words of their title, personas by name, everything else by the ids in OUTPUT/data.
    The next run applies it.
    """
    from interview2persona.review.log import Log

    kept = Log(output)
    if explained:
        return _kinds()
    if listed:
        return _listed(kept, output)
    if not kind or not targets:
        raise click.UsageError("What is decided, and about what? As in: decide theme-title t1-4f0c --value 'A title'")
    return _decide(kept, output, kind, targets, value, who, note)


def _decide(
    kept: Log, output: Path, kind: str, targets: tuple[str, ...], value: str | None, who: str | None, note: str
) -> int:
    from interview2persona.cli.review import user
    from interview2persona.reports.saved import Saved
    from interview2persona.review import draft, log, naming, view
    from interview2persona.review.telling import worded

    now = view.of(draft.load(Saved(output)), kept.read().decisions)
    act = naming.act(kind, targets, value, now)
    decision = log.make(act.kind, act.targets, act.value, who or user(), note=note, machine=act.machine)
    kept.append([decision])
    out().print(f"{decision.decision_id} {decision.kind} {worded(decision.value)}".rstrip())
    return OK


def _listed(kept: Log, output: Path) -> int:
    import json

    from interview2persona.review.active import active
    from interview2persona.review.telling import worded

    try:
        conflicts = json.loads((output / "review" / "conflicts.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        conflicts = []  # no run has written one yet
    states = {c["decision_id"]: f"  ({c['state']}: {c['reason']})" for c in conflicts}
    decisions = active(kept.read().decisions)
    for d in decisions:
        state = states.get(d.decision_id, "")
        out().print(f"{d.decision_id}  {d.when[:16]}  {d.who}  {d.kind}  {worded(d.value)}{state}")
    messages().print(f"{len(decisions)} decisions in force or waiting in {kept.path}.")
    return OK


def _kinds() -> int:
    from rich.table import Table

    from interview2persona.review.kinds import KINDS

    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("Kind", "Decides", "About", "Value"):
        table.add_column(heading)
    for k in KINDS.values():
        table.add_row(k.name, k.does, k.about, k.value)
    out().print(table)
    return OK
