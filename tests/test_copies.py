"""Work in copies of the process."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import MappingProxyType

import pytest

from interview2persona import copies, threads

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


@pytest.fixture(autouse=True)
def several_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "cores", lambda: 3)
    monkeypatch.setattr(copies, "LARGEST", 1 << 60)  # tests before these may have left much in memory


def where(piece: int) -> tuple[int, int]:
    return piece, os.getpid()


def test_pieces_come_back_in_order_and_were_done_by_several_processes() -> None:
    done = copies.each(where, range(8))
    assert [piece for piece, _ in done] == list(range(8))
    assert len({process for _, process in done}) == 3
    assert copies.each(where, []) == []


def test_a_copy_makes_no_copies() -> None:
    inner = copies.Begun(lambda: (os.getpid(), {process for _, process in copies.each(where, range(4))}))
    process, inside = inner.result()
    assert process != os.getpid()
    assert inside == {process}


def test_read_only_mappings_come_back_as_such() -> None:
    """Statements and participants hold them."""
    given = copies.Begun(lambda: MappingProxyType({"a": MappingProxyType({"b": 1})})).result()
    assert given == {"a": {"b": 1}}
    assert isinstance(given["a"], MappingProxyType)


def test_an_error_is_raised_here() -> None:
    def fails() -> None:
        raise ValueError("here")

    with pytest.raises(ValueError, match="here"):
        copies.Begun(fails).result()


def test_what_a_killed_copy_did_not_do_is_done_here() -> None:
    here = os.getpid()

    def dies_in_a_copy() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    assert copies.Begun(dies_in_a_copy).result() == 7


def test_an_answer_larger_than_a_pipe_holds_is_read_whole() -> None:
    assert copies.Begun(lambda: b"x" * 3_000_000).result() == b"x" * 3_000_000


@pytest.mark.parametrize(("name", "value"), [("platform", "darwin"), ("LARGEST", 0)])
def test_where_no_copies_are_made_the_work_is_done_here(
    name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys if name == "platform" else copies, name, value)
    assert not copies.possible()
    assert {process for _, process in copies.each(where, range(4))} == {os.getpid()}
    assert copies.Begun(os.getpid).result() == os.getpid()


def test_no_copy_outlives_who_is_killed(tmp_path: Path) -> None:
    """Else it would hold the lock on the output folder."""
    told = tmp_path / "told"
    script = f"""
import os, pathlib, time
from interview2persona import copies, threads
threads.cores = lambda: 2
def work():
    pathlib.Path({str(told)!r}).write_text(str(os.getpid()))
    time.sleep(60)
begun = copies.Begun(work)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", script]) as process:
        copy = int(_once(lambda: told.read_text(encoding="utf-8") if told.exists() else ""))
        process.kill()
    assert _once(lambda: "gone" if _state(copy) in ("", "Z") else "") == "gone"


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return ""


def _once(asked) -> str:  # type: ignore[no-untyped-def]
    for _ in range(200):
        if answer := asked():
            return str(answer)
        time.sleep(0.05)
    raise AssertionError("it never was")


def test_numeric_work_is_left_to_threads_where_no_copies_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "LARGEST", 0)
    done = copies.each(lambda piece: (piece, os.getpid(), threading.get_ident()), range(6), numeric=True)
    assert [piece for piece, _, _ in done] == list(range(6))
    assert {process for _, process, _ in done} == {os.getpid()}
    assert threading.get_ident() not in {thread for _, _, thread in done}


def test_a_copy_that_nobody_asks_ends() -> None:
    begun = copies.Begun(lambda: time.sleep(60))
    process = begun._process
    del begun
    assert _state(process) == ""
