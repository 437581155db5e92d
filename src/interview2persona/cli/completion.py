"""`interview2persona completion`: the completion script of a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for your shell.

    \b
    interview2persona completion bash >> ~/.bashrc
    interview2persona completion zsh  >> ~/.zshrc
    interview2persona completion fish >  ~/.config/fish/completions/interview2persona.fish
    """
    from interview2persona.cli.main import cli

    maker = get_completion_class(shell)
    if maker is None:  # the choices above are those that click knows
        raise click.BadParameter(shell)
    click.echo(maker(cli, {}, "interview2persona", "_INTERVIEW2PERSONA_COMPLETE").source())
