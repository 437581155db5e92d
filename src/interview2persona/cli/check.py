"""`interview2persona check`: what was understood of every file, before anything heavy runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interview2persona.cli import options
from interview2persona.cli.console import out
from interview2persona.cli.main import NOTHING_DONE, OK, SOME_SKIPPED

if TYPE_CHECKING:
    from rich.console import Console

    from interview2persona.model import Transcript
    from interview2persona.transcripts.speakers import Cast


@click.command("check")
@options.transcripts_argument
@options.settings_option
@options.set_option
def command(transcripts: Path, settings_file: Path | None, changes: tuple[str, ...]) -> int:
    """Show what is understood of every file, without running anything heavy.

    \b
    interview2persona check interviews

    For every file: format, encoding, kind, turns, words, and each speaker with the share of words, the guessed role and
    why. Wrong roles are put right in a participants.csv beside the transcripts (transcript,speaker,role).
    """
    from interview2persona.transcripts import metadata, sources, speakers

    settings = options.load_settings(settings_file, changes)
    cast = speakers.assign(sources.read_folder(transcripts, settings), metadata.read_overrides(transcripts), settings)
    console = out()
    for transcript in cast.transcripts:
        _transcript(console, transcript, cast)
    _not_transcripts(console, transcripts)
    unusable = sum(not t.usable for t in cast.transcripts)
    people = sum(p.counts for p in cast.participants)
    console.print(
        f"{len(cast.transcripts) - unusable} of {len(cast.transcripts)} transcripts can be used; "
        f"{people} people to build personas from, {len(cast.participants) - people} who speak about them."
    )
    if unusable == len(cast.transcripts):
        return NOTHING_DONE
    return SOME_SKIPPED if unusable else OK


def _not_transcripts(console: Console, folder: Path) -> None:
    """Files that nobody would take for a transcript, so that a misnamed one is noticed."""
    from interview2persona.transcripts import listing

    for path, reason in listing.list_folder(folder).skipped:
        console.print(f"Passed over: {path}: {reason}", style="dim")


def _transcript(console: Console, transcript: Transcript, cast: Cast) -> None:
    words = sum(len(transcript.text_of(t).split()) for t in transcript.turns)
    facts = [transcript.format, transcript.encoding, transcript.kind, transcript.date]
    size = f"{len(transcript.turns)} turns, {words:,} words"
    console.print(f"{transcript.path}", style="bold")
    if transcript.turns:
        console.print("  " + ", ".join(f for f in [*facts, size] if f))
    for guess in cast.guesses:
        if guess.transcript == transcript.path:
            share = f"{guess.share:4.0%} of words"
            sure = "" if guess.confidence >= 0.8 else " (unsure)"
            console.print(f"  {guess.role + sure:<22} {guess.speaker or '(no name)':<24} {share}  {guess.reason}")
    for problem in transcript.problems:
        console.print(
            f"  {'problem' if problem.fatal else 'note'}: {problem}", style="red" if problem.fatal else "yellow"
        )
    console.print()
