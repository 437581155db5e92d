"""`interview2persona export`: the results for other tools."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from interview2persona.cli import options
from interview2persona.cli.console import messages, out
from interview2persona.errors import WorkspaceError

_PACKAGE = "interview2persona.reports.exports"


@click.command("export")
@click.argument("export_format", metavar="[FORMAT]", required=False)
@options.output_option
@click.option("--to", "target", type=options.FOLDER, help="File or folder to write.  [default: OUTPUT/exports/...]")
@click.option("--force", is_flag=True, help="Replace files that are there and differ.")
def command(export_format: str | None, output: Path, target: Path | None, force: bool) -> None:
    """Write the results for another tool; without FORMAT, list the formats.

    \b
    interview2persona export                       list the formats
    interview2persona export xlsx                  output/exports/interview2persona.xlsx
    interview2persona export qdpx -o results       for ATLAS.ti, MAXQDA, NVivo, QualCoder
    interview2persona export pptx --to cards.pptx  another place

    Exports hold what the output folder holds: names are replaced there unless the run was told otherwise.
    """
    from interview2persona import plugins
    from interview2persona.reports.saved import Saved

    if export_format is None:
        for name in plugins.names(_PACKAGE):
            if not name.startswith("_"):
                out().print(f"{name:<10} {plugins.load(_PACKAGE, name).SUMMARY}")
        return
    files = plugins.load(_PACKAGE, export_format).render(Saved(output))
    for path in _write(_places(files, output, export_format, target), force):
        messages().print(f"Wrote {path}")


def _places(files: Mapping[str, str | bytes], output: Path, name: str, target: Path | None) -> dict[Path, str | bytes]:
    """Where each file goes: a single file to `target` itself, several below it."""
    if len(files) == 1:
        only, content = next(iter(files.items()))
        place = target or output / "exports" / only
        return {place / only if place.is_dir() else place: content}
    return {(target or output / "exports" / name) / file: content for file, content in files.items()}


def _write(files: Mapping[Path, str | bytes], force: bool) -> list[Path]:
    """Writes all or nothing of what would overwrite somebody's work; the folder is named once when there are many."""
    from interview2persona.workspace import explained

    data = {path: content.encode() if isinstance(content, str) else content for path, content in files.items()}
    differing = [path for path, content in data.items() if path.exists() and path.read_bytes() != content]
    if differing and not force:
        more = f" ({len(differing) - 1} other files too)" if differing[1:] else ""
        raise WorkspaceError(
            f"{differing[0]} is there already and differs{more}. Use --force to replace it, or --to for another place."
        )
    for path, content in data.items():
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    folders = {path.parent for path in data}
    return list(data) if len(data) <= 8 else sorted(folders)
