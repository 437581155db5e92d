"""`interview2persona verify`: every quote against the transcripts."""

from __future__ import annotations

from pathlib import Path

import click

from interview2persona.cli import options
from interview2persona.cli.console import messages, out
from interview2persona.cli.main import NOTHING_DONE, OK


@click.command("verify")
@click.argument("output", type=options.FOLDER, default=Path("output"))
@options.last_transcripts_option("Their folder.")
@options.settings_option
def command(output: Path, transcripts: Path | None, settings_file: Path | None) -> int:
    """Check every quote of every page against the transcripts.

    \b
    interview2persona verify
    interview2persona verify results --transcripts interviews

    One altered letter, in a transcript or on a page, is found and named; the exit code is then 1.
    """
    from interview2persona import remote
    from interview2persona.verification import verify

    folder = options.transcripts_of(output, transcripts)
    if url := remote.url_of(folder):
        folder = remote.place_of(url, output / "private")  # what the run fetched
    verdict = verify(output, folder, options.load_settings(settings_file))
    for finding in verdict.findings:
        out().print(str(finding))
    if verdict.findings:
        messages().print(f"{len(verdict.findings)} of {verdict.quotes} quotes do not stand as they were said.")
        return NOTHING_DONE
    messages().print(f"All {verdict.quotes} quotes (of {verdict.pages} pages and the data) stand as they were said.")
    return OK
