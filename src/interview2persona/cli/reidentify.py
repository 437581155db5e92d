"""`interview2persona reidentify`: a page with the names put back."""

from __future__ import annotations

from pathlib import Path

import click

from interview2persona.cli import options
from interview2persona.errors import WorkspaceError


@click.command("reidentify")
@click.argument("page", default="personas.md")
@options.output_option
def command(page: str, output: Path) -> None:
    """Print a page with the names put back, for the holder of the key.

    \b
    interview2persona reidentify                       the overview
    interview2persona reidentify personas/alder.md     one persona
    interview2persona reidentify alder                 the same

    Needs private/key.json of the output folder. Writes nothing: what is printed is not for others.
    """
    from interview2persona.statements.privacy import key as keys
    from interview2persona.statements.privacy.restore import restore

    key_file = output / "private" / "key.json"
    if not key_file.is_file():
        raise WorkspaceError(f"{key_file} is not there: without the key nobody can put names back.")
    path = next((p for p in (output / page, output / "personas" / f"{page}.md") if p.is_file()), None)
    if path is None or not path.resolve().is_relative_to(output.resolve()):
        raise WorkspaceError(f"{output}: there is no page {page!r}. Name one as personas/NAME.md.")
    click.echo(restore(path.read_text(encoding="utf-8", errors="replace"), keys.load(key_file)))
