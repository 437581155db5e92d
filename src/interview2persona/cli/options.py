"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

FOLDER = click.Path(path_type=Path)


def transcripts_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.argument("transcripts", type=FOLDER, default=Path("transcripts"))(function)


def last_transcripts_option(help_text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--transcripts`, which `transcripts_of` completes."""
    shown = f"{help_text}  [default: that of the last run]"
    return click.option("--transcripts", "-t", type=FOLDER, help=shown)


def transcripts_of(output: Path, given: Path | None) -> Path:
    """The folder that was named; else what the last run into `output` read; else `transcripts`."""
    from interview2persona.workspace import Workspace

    return given or Path(Workspace(output).transcripts() or "transcripts")


def output_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "-o", "--output", type=FOLDER, default=Path("output"), show_default=True, help="Folder of the results."
    )(function)


def settings_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "-s",
        "--settings",
        "settings_file",
        type=FOLDER,
        help="TOML file; 'interview2persona init' writes one.  [default: interview2persona.toml if there]",
    )(function)


def set_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--set", "changes", multiple=True, metavar="KEY=VALUE", help="Change one setting, as in --set personas.count=3."
    )(function)


def load_settings(settings_file: Path | None, changes: tuple[str, ...] = (), **more: Any) -> Any:
    """Settings from the file (or interview2persona.toml when it is there), then --set, then `more`."""
    import tomllib

    from interview2persona import settings

    default = Path("interview2persona.toml")
    loaded = settings.load(settings_file or (default if default.is_file() else None))
    values: dict[str, Any] = {}
    for change in changes:
        key, equals, text = change.partition("=")
        if not equals:
            raise click.BadParameter(f"{change!r} is not KEY=VALUE.", param_hint="--set")
        try:
            values[key.strip()] = tomllib.loads(f"v = {text}")["v"]
        except tomllib.TOMLDecodeError:
            values[key.strip()] = text  # a bare word needs no quotes on a command line
    values |= {key.replace("__", "."): value for key, value in more.items() if value is not None}
    return loaded.with_changes(values) if values else loaded
