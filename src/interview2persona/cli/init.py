"""`interview2persona init`: a settings file to start from."""

from __future__ import annotations

from pathlib import Path

import click

from interview2persona.cli.console import messages
from interview2persona.cli.options import FOLDER
from interview2persona.errors import SettingsError


@click.command("init")
@click.argument("file", type=FOLDER, default=Path("interview2persona.toml"))
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def command(file: Path, force: bool) -> None:
    """Write a settings file with every setting explained.

    \b
    interview2persona init                 interview2persona.toml, used from then on when run here
    interview2persona init study.toml      for  interview2persona run -s study.toml
    """
    from interview2persona import settings

    if file.exists() and not force:
        raise SettingsError(f"{file} is there already. Use --force to replace it.")
    try:
        file.write_text(settings.as_toml(), encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{file}: cannot be written ({error.strerror}). Name another place.") from error
    messages().print(f"Wrote {file}. Everything in it is a default; remove the '#' before what you change.")
