"""`interview2persona forget`: a person withdrew consent."""

from __future__ import annotations

from pathlib import Path

import click

from interview2persona.cli import options
from interview2persona.cli.console import messages, out
from interview2persona.cli.main import NOTHING_DONE, OK


@click.command("forget")
@click.argument("participant")
@options.output_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(participant: str, output: Path, yes: bool) -> int:
    """Remove a person who withdrew consent from the results, the key, the decisions and the cache.

    \b
    interview2persona forget p1-3f2a91
    interview2persona forget "Anna Berg" -o results --yes

    Every page rests on every person, so all pages are removed: remove the transcript, too, and run again.
    """
    from interview2persona.statements.privacy.forget import forget

    if not yes:
        click.confirm(f"Remove {participant} and all results in {output}? Decisions about others are kept", abort=True)
    done = forget(output, participant)
    out().print(
        f"Removed {done.participant_id}: {len(done.removed)} files of the last run, {done.decisions} decisions, "
        "the entry in the key, and the cache."
    )
    for name, trace in done.left:
        out().print(f"{name}: {trace} still stands here; remove it by hand.", style="red")
    if done.left:
        return NOTHING_DONE
    messages().print(f"Searched every file under {output}: nothing of this person is left.")
    source = done.source or "the transcript of this person"
    messages().print(f"Now remove {source} (and its line in participants.csv), backups included, and run again.")
    return OK
