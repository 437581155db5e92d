"""Folders of earlier versions are brought up to date, those of later ones left alone."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from interview2persona.errors import WorkspaceError
from interview2persona.upgrades import upgrade
from interview2persona.workspace import open_workspace


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder of schema 1 with a decision and a key."""
    for name, text in (
        ("manifest.json", '{"schema": 1, "files": {}}'),
        ("review/decisions.jsonl", '{"kind": "note"}\n'),
        ("private/key.json", "{}"),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.chmod(0o600)
    return tmp_path


def rename(root: Path) -> None:
    (root / "review" / "decisions.jsonl").write_text('{"kind": "remark"}\n')


def mark(root: Path) -> None:
    (root / "two.txt").write_text("x")


def test_each_step_is_taken_once_and_in_order(old: Path) -> None:
    upgrade(old, 3, {1: rename, 2: mark})
    assert json.loads((old / "manifest.json").read_text())["schema"] == 3
    assert (old / "two.txt").is_file()
    upgrade(old, 3, {})  # nothing is left to do


def test_decisions_and_the_key_are_copied_before(old: Path) -> None:
    """With the permissions that they have, and not again by a second attempt."""
    upgrade(old, 2, {1: rename})
    assert (old / "review/decisions.jsonl.schema-1").read_text() == '{"kind": "note"}\n'
    assert stat.S_IMODE((old / "private/key.json.schema-1").stat().st_mode) == 0o600
    (old / "manifest.json").write_text('{"schema": 1}')
    upgrade(old, 2, {1: rename})
    assert (old / "review/decisions.jsonl.schema-1").read_text() == '{"kind": "note"}\n'


def test_a_step_that_fails_leaves_the_folder_at_its_schema(old: Path) -> None:
    def fail(root: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        upgrade(old, 3, {1: rename, 2: fail})
    assert json.loads((old / "manifest.json").read_text())["schema"] == 2


def test_a_folder_of_a_newer_version_is_refused_and_untouched(old: Path) -> None:
    (old / "manifest.json").write_text('{"schema": 99}')
    before = {p: p.read_bytes() for p in old.rglob("*") if p.is_file()}
    with pytest.raises(WorkspaceError, match=r"newer version.*schema 99.*Install that version"), open_workspace(old):
        pass
    assert {p: p.read_bytes() for p in before} == before
    (old / "manifest.json").write_text('{"schema": 1}')
    with open_workspace(old):  # and the lock was given back
        pass


@pytest.mark.parametrize("text", ["", "[]", "{", '{"schema": 1}'])
def test_a_manifest_that_says_nothing_is_no_obstacle(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with open_workspace(tmp_path) as workspace:
        workspace.publish({"a.md": "x"}, {})
