"""The output folder: atomic, locked, and only its own files are touched."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

from interview2persona.errors import WorkspaceError
from interview2persona.workspace import open_workspace


def test_files_and_manifest_are_written(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "out") as workspace:
        workspace.publish({"data/a.csv": "x\n"}, {"counts": {"a": 1}})
        assert (tmp_path / "out/data/a.csv").read_text() == "x\n"
        assert workspace.manifest()["counts"] == {"a": 1}
        assert workspace.is_intact()


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "out") as workspace:
        workspace.publish({"a.md": "x"}, {})
        (tmp_path / "out/a.md").write_text("y")
        assert not workspace.is_intact()


def test_files_of_the_last_run_go_when_no_longer_made(tmp_path: Path) -> None:
    """A persona that no longer exists leaves no page behind; what a person put there stays."""
    with open_workspace(tmp_path / "out") as workspace:
        workspace.publish({"personas/old.md": "x", "personas.md": "x"}, {})
        (tmp_path / "out/personas/mine.md").write_text("mine")
        workspace.publish({"personas/new.md": "x", "personas.md": "x"}, {})
    assert sorted(p.name for p in (tmp_path / "out/personas").iterdir()) == ["mine.md", "new.md"]


def test_a_manifest_cannot_make_it_delete_elsewhere(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("keep")
    with open_workspace(tmp_path / "out") as workspace:
        (tmp_path / "out/manifest.json").write_text(json.dumps({"files": {"../victim.txt": "0"}}))
        workspace.publish({"a.md": "x"}, {})
    assert victim.read_text() == "keep"


def test_a_second_run_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with (
        open_workspace(tmp_path / "out"),
        pytest.raises(WorkspaceError, match="another run"),
        open_workspace(tmp_path / "out"),
    ):
        pass


def test_what_a_killed_run_left_half_written_goes(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "out") as workspace:
        workspace.publish({"data/a.csv": "x"}, {})
    (tmp_path / "out/data/.k3x9.tmp").write_text("half a ta")
    with open_workspace(tmp_path / "out"):
        assert [p.name for p in (tmp_path / "out/data").iterdir()] == ["a.csv"]


def test_a_run_killed_while_it_first_wrote_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run knows the folder for its own, and takes away pages that it does not write itself."""
    with open_workspace(tmp_path / "out") as workspace:
        monkeypatch.setattr(type(workspace), "manifest", dict)
        workspace.publish({"blind-spots.md": "x", "personas/old.md": "x"}, {})
        monkeypatch.undo()
        (tmp_path / "out/manifest.json").unlink()
    with open_workspace(tmp_path / "out") as workspace:
        workspace.publish({"blind-spots.md": "y"}, {})
    assert not list((tmp_path / "out/personas").iterdir())


def test_a_full_disk_is_explained_and_harms_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_workspace(tmp_path / "out") as workspace:
        workspace.publish({"a.md": "old"}, {"counts": 1})

        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(WorkspaceError, match=r"a\.md: cannot be written.*free some space"):
            workspace.publish({"a.md": "new"}, {})
        monkeypatch.undo()
        assert workspace.is_intact()
        assert [p.name for p in (tmp_path / "out").glob("*.md")] == ["a.md"]
        assert not list((tmp_path / "out").rglob("*.tmp"))


def test_a_folder_that_may_only_be_read_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    with open_workspace(tmp_path / "out") as workspace:
        monkeypatch.setattr(tempfile, "mkstemp", refused)
        with pytest.raises(WorkspaceError, match="The disk is read-only"):
            workspace.write("a.md", "x")


def test_the_lock_of_a_process_that_died_holds_nobody_up(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from interview2persona.workspace import open_workspace\n"
        "with open_workspace(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "out")], check=False)
    assert done.returncode == -9
    assert (tmp_path / "out/.cache/lock").is_file()
    with open_workspace(tmp_path / "out") as workspace:
        workspace.publish({"a.md": "x"}, {})


def test_files_from_the_future_are_files(tmp_path: Path) -> None:
    """A clock that was put back changes nothing: contents are compared, never times."""
    with open_workspace(tmp_path / "out") as workspace:
        workspace.publish({"a.md": "x"}, {})
        os.utime(tmp_path / "out/a.md", (4e9, 4e9))
        assert workspace.is_intact()
        workspace.publish({"a.md": "y"}, {})
        assert (tmp_path / "out/a.md").read_text() == "y"


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(WorkspaceError, match=r"thesis\.docx"), open_workspace(tmp_path):
        pass


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(WorkspaceError, match="not a folder"), open_workspace(tmp_path / "out"):
        pass


def test_a_folder_that_cannot_be_made_says_what_to_do() -> None:
    with pytest.raises(WorkspaceError, match="cannot be written"), open_workspace(Path("/proc/no/such")):
        pass


def test_written_files_can_be_read_by_others(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "out") as workspace:
        workspace.write("a.md", "x")
    assert stat.S_IMODE((tmp_path / "out/a.md").stat().st_mode) == 0o644


def test_rows_are_computed_once(tmp_path: Path) -> None:
    """Known keys come from the cache; only new ones are computed, in their order."""
    asked: list[list[int]] = []

    def compute(rows: list[int]) -> np.ndarray:
        asked.append(rows)
        return np.array([[float(i), 1.0] for i in rows], dtype=np.float32)

    with open_workspace(tmp_path / "out") as workspace:
        first = workspace.vectors("model 1", ["a", "b"], compute)
        second = workspace.vectors("model 1", ["b", "c", "a"], compute)
        other = workspace.vectors("model 2", ["a"], compute)
    assert asked == [[0, 1], [1], [0]]
    assert first.tolist() == [[0, 1], [1, 1]]
    assert second.tolist() == [[1, 1], [1, 1], [0, 1]]
    assert other.tolist() == [[0, 1]]


def test_only_the_columns_that_are_wanted_are_given_back(tmp_path: Path) -> None:
    """What is kept has all of them; two networks read a statement together, and half of it is asked for at a time."""
    with open_workspace(tmp_path / "out") as workspace:
        first = workspace.vectors("m", ["a"], lambda _: np.array([[1, 2, 3, 4]], dtype=np.float32), columns=slice(2))
        second = workspace.vectors("m", ["a"], lambda _: np.zeros((0, 4), dtype=np.float32), columns=slice(2, None))
    assert first.tolist() == [[1, 2]]
    assert second.tolist() == [[3, 4]]
    assert first.base is None  # and not a view of the whole


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "out") as workspace:
        (workspace.cache / "vectors.sqlite").write_bytes(b"not a database, not at all" * 100)
        rows = workspace.vectors("m", ["a"], lambda rows: np.ones((len(rows), 3), dtype=np.float32))
    assert rows.tolist() == [[1, 1, 1]]


@pytest.mark.parametrize("kept", ["vectors", "parses"])
def test_a_cache_that_is_damaged_in_the_middle_is_made_anew(tmp_path: Path, kept: str) -> None:
    """Whoever asks finds what was not harmed or nothing, and what is computed again is kept; for its owner alone."""
    keys = [str(i) for i in range(3000)]

    def compute(rows: list[int]) -> np.ndarray:
        return np.array([[i, 1] for i in rows], dtype=np.float32)

    with open_workspace(tmp_path / "out") as workspace:
        path = workspace.parsed if kept == "parses" else workspace.cache / "vectors.sqlite"
        for harmed in (False, True):
            if harmed:
                sound = path.read_bytes()
                path.write_bytes(sound[:4096] + bytes(len(sound) - 4096))
            if kept == "vectors":
                rows = workspace.vectors("m", keys, compute)
                assert rows[:, 0].tolist() == list(range(3000))
                continue
            with workspace.parses() as parses:
                assert "7" not in parses
                parses.update((key, key.encode()) for key in keys)
            with workspace.parses() as parses:
                assert parses["7"] == b"7"
            assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("kept", ["vectors", "parses"])
def test_a_disk_that_fills_up_while_the_cache_grows_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    connect = sqlite3.connect

    def small(path: Path, timeout: float) -> sqlite3.Connection:
        connection = connect(path, timeout=timeout)
        connection.execute("PRAGMA max_page_count = 4")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    with open_workspace(tmp_path / "out") as workspace, pytest.raises(WorkspaceError, match="The disk is full"):
        if kept == "vectors":
            keys = [str(i) for i in range(3000)]
            workspace.vectors("m", keys, lambda rows: np.ones((len(rows), 3), dtype=np.float32))
        else:
            with workspace.parses() as parses:
                parses["a"] = bytes(100_000)


def test_rows_are_computed_in_pieces_that_are_kept_at_once(tmp_path: Path) -> None:
    """A run that was stopped goes on where it was."""
    asked: list[list[int]] = []

    def compute(rows: list[int]) -> np.ndarray:
        asked.append(rows)
        if len(asked) == 2:
            raise ZeroDivisionError
        return np.array([[float(i)] for i in rows], dtype=np.float32)

    keys = ["a", "b", "a", "c", "d"]
    with open_workspace(tmp_path / "out") as workspace:
        with pytest.raises(ZeroDivisionError):
            workspace.vectors("m", keys, compute, 2)
        assert workspace.vectors("m", keys, compute, 2).tolist() == [[0], [1], [0], [3], [4]]
    assert asked == [[0, 1], [3, 4], [3, 4]]


def test_parsed_texts_are_for_their_owner_alone(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "out") as workspace, workspace.parses() as parses:
        parses["what somebody said"] = b"parsed"
        assert stat.S_IMODE(workspace.parsed.stat().st_mode) == 0o600
    with open_workspace(tmp_path / "out") as workspace, workspace.parses() as parses:
        assert parses["what somebody said"] == b"parsed"
