"""review, decide and agreement as they are called, by lines and in a real terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "review"))
from review_study import Small, study_of, write

from interview2persona.cli import agreement as agreement_command
from interview2persona.cli import review
from interview2persona.cli.main import main
from interview2persona.review import log


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write(study_of(Small(tuple(range(6)))), tmp_path / "out")


def called(command: object, *arguments: str, typed: str = "") -> str:
    result = CliRunner().invoke(command, list(arguments), input=typed, catch_exceptions=False, standalone_mode=False)  # type: ignore[arg-type]
    return result.output


def kinds(out: Path) -> list[tuple[str, object]]:
    return [(d.kind, d.value) for d in log.Log(out).read().decisions]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\nq\n", [("theme-status", "accepted")]),
        ("n\nRinging\nq\n", [("theme-title", "Ringing")]),
        ("x\nu\nq\n", [("theme-status", "rejected"), ("undo", None)]),
        ("?\nz\ns\nq\n", []),
        ("n\n\nq\n", []),
        ("w\nAsk again\nq\n", [("note", "Ask again")]),
    ],
)
def test_by_lines(out: Path, typed: str, kept: list[tuple[str, object]]) -> None:
    """One letter and Enter per decision; a key that does nothing says which do; nothing typed changes nothing."""
    shown = called(review.command, str(out), "themes", "--plain", "--who", "ana", "--no-run", typed=typed)
    assert kinds(out) == kept
    assert all("Saved d1-" in shown for kind, _ in kept if kind != "undo")
    if "z" in typed:
        assert "does nothing here" in shown
    assert "\x1b" not in shown


def test_the_folder_may_be_left_out(
    out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`review themes` reviews the themes of output/; what cannot be reviewed is a wrong call."""
    out.rename(out.with_name("output"))
    monkeypatch.chdir(out.parent)
    shown = called(review.command, "themes", "--plain", "--no-run", typed="q\n")
    assert "Theme: " in shown
    assert "Name 1: Line on phone" in called(
        review.command, "persona", "name 1", "--plain", "--no-run", typed="s\n" * 9
    )
    assert main(["review", "output", "joys"]) == 2
    assert "Possible: roles, themes" in capsys.readouterr().err


def test_merge_and_move_by_number(out: Path) -> None:
    called(review.command, str(out), "themes", "--plain", "--no-run", typed="m\n1\nq\n")
    called(review.command, str(out), "statements", "--plain", "--no-run", typed="m\n2\nq\n")
    assert [kind for kind, _ in kinds(out)] == ["theme-merge", "statement-move"]


def test_plain_lines_fit_80_columns(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = called(review.command, str(out), "--all", "--plain", "--no-run", typed="s\n" * 30 + "q\n")
    assert max(len(line) for line in shown.splitlines()) <= 100
    assert "of 1" not in shown.splitlines()[0]


def test_the_end_of_input_is_an_interruption_that_loses_nothing(out: Path) -> None:
    shown = called(review.command, str(out), "themes", "--plain", "--no-run", typed="a\n")
    assert "Stopped. 1 decisions of this session are saved" in shown
    assert len(kinds(out)) == 1


def test_decide_names_things_as_people_do(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By words of a title, by name, by transcript and speaker; what fits nothing or several things is said."""
    where = ["-o", str(out), "--who", "ana"]
    assert main(["decide", "theme-title", "invoices", "--value", "Billing", *where]) == 0
    assert main(["decide", "theme-merge", "Billing", "phone", *where]) == 0
    assert main(["decide", "persona-name", "Name 0", "--value", "Sandy", *where]) == 0
    assert main(["decide", "role", "P0.txt", "Ida", "--value", "other", *where]) == 0
    first = capsys.readouterr().out.split()[0]
    assert main(["decide", "undo", first, *where]) == 0
    assert [kind for kind, _ in kinds(out)] == ["theme-title", "theme-merge", "persona-name", "role", "undo"]
    assert main(["decide", "theme-title", "i", "--value", "x", *where]) == 1
    assert "several fit" in capsys.readouterr().err
    assert main(["decide", "theme-title", "nothing like it", "--value", "x", *where]) == 1
    assert main(["decide", "joy", "x", *where]) == 1
    assert "can be decided" in capsys.readouterr().err
    assert main(["decide", "--list", "-o", str(out)]) == 0
    assert "theme-merge" in capsys.readouterr().out
    assert main(["decide", "--kinds"]) == 0
    assert "promote-quote" in capsys.readouterr().out


def test_agreement_from_sample_to_table(out: Path) -> None:
    """Two people label blindly; alpha, kappa and AC1 are reported for each pair, the machine included."""
    assert "Nobody has labelled" in called(agreement_command.command, str(out))
    for who, typed in (("ana", "p\np\n-\ng\nu\nn\nq\n"), ("ben", "p\n-\n-\ng\njoy\nn\nq\n")):
        shown = called(agreement_command.command, str(out), "--code", "--who", who, "--sample", "8", typed=typed)
        assert "statements are labelled" in shown
        assert "0.9" not in shown
    report = called(agreement_command.command, str(out))
    assert "ana and ben" in report
    assert "ben and machine" in report
    assert "AC1" in report


def test_without_a_run_there_is_nothing_to_review(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(tmp_path)]) == 1
    assert "Run 'interview2persona run" in capsys.readouterr().err
