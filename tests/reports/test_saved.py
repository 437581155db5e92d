"""Reading an output folder back: what is damaged is named, with what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from interview2persona.errors import WorkspaceError
from interview2persona.reports.saved import Saved


@pytest.fixture
def folder(saved: Saved, tmp_path: Path) -> Path:
    shutil.copytree(saved.root, tmp_path / "out")
    return tmp_path / "out"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe nothing",
        b"{}",
        b"[1]",
        b'[{"name": "Ash"}]',
        b"[" * 100_000,
        b'[{"persona_id": "p", "name": "A"',
    ],
)
def test_damaged_personas_are_named(folder: Path, content: bytes) -> None:
    """Whatever stands in the file, a person is told which one it is and how to get it back."""
    (folder / "data" / "personas.json").write_bytes(content)
    with pytest.raises(WorkspaceError, match=r"personas\.json is damaged.*run"):
        _ = Saved(folder).personas


@pytest.mark.parametrize("harm", [b"\xff\xfe", b"a,b\n", b'"never closed'])
def test_damaged_tables_are_named(folder: Path, harm: bytes) -> None:
    path = folder / "data" / "statements.csv"
    path.write_bytes(path.read_bytes() + harm)
    with pytest.raises(WorkspaceError, match=r"statements\.csv is damaged"):
        Saved(folder).table("statements")


def test_a_page_that_is_no_text_any_more_is_read_for_what_is_left(folder: Path) -> None:
    """So that `verify` can say which quotes no longer stand."""
    (folder / "personas").mkdir(exist_ok=True)
    (folder / "personas" / "ash.md").write_bytes(b"> \xe2\x80\x9cIt br\xffke.\xe2\x80\x9d (p1, a.txt, turn 1)\n")
    assert [quote for _, _, quote in Saved(folder).quotes_of_pages()] == ["It br\ufffdke."]
