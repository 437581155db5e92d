"""`interview2persona audit`: what personal data is where."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from interview2persona.cli import options
from interview2persona.cli.console import messages, out
from interview2persona.cli.main import NOTHING_DONE, OK


@click.command("audit")
@click.argument("output", type=options.FOLDER, default=Path("output"))
@options.settings_option
@options.set_option
def command(output: Path, settings_file: Path | None, changes: tuple[str, ...]) -> int:
    """List what personal data the results hold, and where.

    \b
    interview2persona audit
    interview2persona audit results --set privacy.smallest_cell=5

    For every transcript what was replaced; names of the key that stand in a file meant for others (there should be
    none; the exit code is then 1); and participants whom their attributes tell apart from all but a few.
    """
    from interview2persona.statements.privacy import inventory
    from interview2persona.statements.privacy import key as keys

    settings = options.load_settings(settings_file, changes)
    found = inventory.audit(output, keys.load(output / "private" / "key.json"), settings.privacy.smallest_cell)
    console = out()
    for transcript, kinds in sorted(found.replaced.items()):
        console.print(f"{transcript}: {_words(kinds)}")
    console.print(f"In all: {_words(sum(found.replaced.values(), Counter()))}", style="bold")
    console.print(f"Names are kept in: {', '.join(found.private) or 'no file'} (for its owner alone)")
    for cell in found.small_cells:
        console.print(f"{cell.participant_id}: {' + '.join(cell.attributes)} fit {cell.sharing} of the participants")
    if found.small_cells:
        messages().print(
            f"{len(found.small_cells)} participants share these attributes with fewer than "
            f"{settings.privacy.smallest_cell - 1} others. Pages, slides and cards tell them more coarsely; "
            "tables hold them for your own analysis: leave data/participants.csv, and exports of tables, out of what "
            "you pass on."
        )
    for name, form in found.left:
        console.print(f"{name}: {form}", style="red")
    if found.left:
        messages().print("Names stand in files that are meant for others: run again without --no-pseudonyms.")
        return NOTHING_DONE
    messages().print("No name of the key stands in any file that is meant for others.")
    return OK


def _words(kinds: Counter[str]) -> str:
    return ", ".join(f"{n} {kind.lower()}" for kind, n in sorted(kinds.items())) or "nothing replaced"
