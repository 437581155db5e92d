"""The command line: helps, exit codes, and errors as messages."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import click
import pytest

from interview2persona import errors
from interview2persona.cli import main as boundary
from interview2persona.cli.main import COMMANDS, main

README = Path(__file__).parents[2] / "README.md"


def test_every_command_has_help_with_an_example() -> None:
    """The help of each command shows at least one call of it."""
    for name in COMMANDS:
        command: click.Command = importlib.import_module(f"interview2persona.cli.{name}").command
        assert command.name == name
        assert f"interview2persona {name}" in (command.help or ""), name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"


def test_every_command_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"interview2persona {name}" not in text] == []


def test_help_imports_nothing_heavy() -> None:
    """`--help` must answer at once: no library that takes seconds to import is touched."""
    code = (
        "import sys; from interview2persona.cli.main import main; main(['--help']); main(['run', '--help']);"
        "heavy = {'torch', 'spacy', 'pandas', 'sklearn', 'scipy', 'transformers', 'pydantic'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (errors.SourceError("no such folder"), 1, "Error: no such folder"),
        (KeyboardInterrupt(), 130, "Interrupted"),
        (MemoryError(), 1, "not enough memory"),
        (ZeroDivisionError("odd"), 4, "Unexpected error: ZeroDivisionError: odd"),
        (click.BadParameter("wrong"), 2, "wrong"),
    ],
)
def test_every_error_has_its_code_and_no_traceback(
    error: BaseException, code: int, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(boundary.cli, "main", fail)
    assert main(["run"]) == code
    shown = capsys.readouterr().err
    assert words in shown
    assert "Traceback" not in shown


def test_an_unknown_command_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rnu"]) == 2
    assert "rnu" in capsys.readouterr().err


def test_init_writes_a_file_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A settings file of somebody is never replaced unasked."""
    path = tmp_path / "s.toml"
    assert main(["init", str(path)]) == 0
    path.write_text("seed = 1\n")
    assert main(["init", str(path)]) == 1
    assert path.read_text() == "seed = 1\n"
    assert main(["init", str(path), "--force"]) == 0
    assert "personas" in path.read_text()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_program(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "_INTERVIEW2PERSONA_COMPLETE" in capsys.readouterr().out
