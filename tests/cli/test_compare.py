"""`interview2persona compare`, as typed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from interview2persona.cli.main import main

sys.path.insert(0, str(Path(__file__).parents[1] / "comparison"))
from folders import output

EARLY = [f"e{n}" for n in range(8)]
LATE = [f"l{n}" for n in range(8)]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    dates = dict.fromkeys(EARLY, "2023-05-01") | dict.fromkeys(LATE, "2026-05-01")
    people = dict.fromkeys(EARLY, ("paper", "phone")) | dict.fromkeys(LATE, ("robots", "phone"))
    return output(tmp_path / "study", people, dates=dates)


def test_it_writes_a_log_and_the_same_as_data(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "changes.md"
    assert main(["compare", str(study), "--by", "date", "-o", str(log), "--today", "2026-06-01"]) == 0
    assert "gone: Paper (8 of 8 people before, 0 of 8 after)" in capsys.readouterr().out
    text = log.read_text(encoding="utf-8")
    assert "Gone: Paper" in text and "## Age of the evidence" in text
    assert "paper hurts `pain-1` (last heard 2023-05-01)" in text
    data = json.loads(log.with_suffix(".json").read_text(encoding="utf-8"))
    assert data["ages"] == [{"persona": "Ash", "lines": 3, "dated": 3, "old": ["pain-1"], "again": "2027-11-01"}]


@pytest.mark.parametrize("more", [[], ["other", "--by", "date"]])
def test_one_folder_needs_a_split_and_two_need_none(
    study: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", str(study), *more]) == 2
    assert "Name two output folders" in capsys.readouterr().err


def test_a_day_that_is_none_is_refused(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(study), "--by", "date", "--on", "last May"]) == 2
    assert "'last May' is not a date such as 2026-02-18" in capsys.readouterr().err


def test_a_folder_without_results_is_one_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "b"), "-o", str(tmp_path / "c.md")]) == 1
    assert "Run 'interview2persona run'" in capsys.readouterr().err
    assert not (tmp_path / "c.md").exists()
