"""What a run depends on is known part by part, and what differs is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview2persona import state
from interview2persona.settings import Settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "transcripts"
    (folder / "more").mkdir(parents=True)
    (folder / "a.txt").write_text("A: one")
    (folder / "more" / "b.txt").write_text("B: two")
    return folder


def test_the_same_things_have_the_same_key(folder: Path) -> None:
    first, second = (state.of(folder, folder / "output", Settings()) for _ in range(2))
    assert state.key(first) == state.key(second)
    assert state.differences(first, second) == []


def test_every_kind_of_change_is_named(folder: Path) -> None:
    before = state.of(folder, folder / "output", Settings())
    (folder / "a.txt").write_text("A: another")
    (folder / "more" / "b.txt").rename(folder / "c.txt")
    (folder / "output" / "review").mkdir(parents=True)
    (folder / "output" / "review" / "decisions.jsonl").write_text("{}\n")
    now = dict(state.of(folder, folder / "output", Settings().with_changes({"personas.count": 3})))
    now["libraries"] = {**now["libraries"], "torch": "99"}
    now["code"] = {**now["code"], "themes": "x"}
    lines = state.differences(before, now)
    assert lines[:3] == ["changed: a.txt", "new: c.txt", "removed: more/b.txt"]
    assert "setting personas.count: 0 before, 3 now" in lines
    assert "decisions were made in review" in lines
    assert "the program's code for themes is another one" in lines
    assert any(line.startswith("torch: ") and line.endswith("99 now") for line in lines)
    assert len(lines) == 7
    assert state.key(before) != state.key(now)


def test_what_is_only_written_does_not_touch_the_study(folder: Path) -> None:
    """Other formats and other code of the reports leave the study as it is; any other setting does not."""
    plain = state.of(folder, folder / "output", Settings())
    other = dict(state.of(folder, folder / "output", Settings().with_changes({"reports.formats": ["json"]})))
    other["code"] = {**other["code"], "reports": "x"}
    seeded = state.of(folder, folder / "output", Settings().with_changes({"seed": 1}))
    assert state.key(plain) != state.key(other)
    assert state.without_reports(plain) == state.without_reports(other)
    assert state.without_reports(plain) != state.without_reports(seeded)


def test_the_output_within_the_transcripts_is_no_input(folder: Path) -> None:
    (folder / "output").mkdir()
    (folder / "output" / "report.html").write_text("x")
    assert set(state.of(folder, folder / "output", Settings())["inputs"]) == {"a.txt", "more/b.txt"}


def test_one_file_is_an_input_too(folder: Path) -> None:
    assert set(state.of(folder / "a.txt", folder / "output", Settings())["inputs"]) == {"a.txt"}
