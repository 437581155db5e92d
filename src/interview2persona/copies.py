"""Work in copies of this process, beside it: what Python has a part in, so that threads would wait for each other.

A copy (`os.fork`) has all that this process has in memory, so that only results are handed over. Where processes cannot
be copied safely, or all that is in memory is so much that copies might not fit beside it, the work is done here, later;
what comes out is the same.
"""

from __future__ import annotations

import ctypes
import io
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Generic, NoReturn, TypeVar

from interview2persona import threads

T = TypeVar("T")
R = TypeVar("R")
_PR_SET_PDEATHSIG = 1  # prctl(2): the signal that a process gets when the one that made it is gone
LARGEST = 2 << 30  # bytes that this process may hold to be copied
_copied = False  # whether this is a copy itself


class Begun(Generic[R]):
    """Work that a copy of this process does, or, without one, that is done when its result is asked for."""

    def __init__(self, work: Callable[[], R]) -> None:
        self._work, self._maker = work, os.getpid()
        self._process = 0
        self._answer: BinaryIO | None = None
        if possible():
            self._process, self._answer = _copy(work)

    def result(self) -> R:
        """What the work came to. What the copy could not do is done here: errors come from where they can be told."""
        if self._answer is None or not self._process:
            return self._work()
        with self._answer as answer:
            given = answer.read()
        _pid, status = os.waitpid(self._process, 0)
        self._process = 0
        if status or not given:
            return self._work()
        done: R = pickle.loads(given)  # noqa: S301 - a copy of this very process wrote it
        return done

    def __del__(self) -> None:
        """Nobody asked: something else went wrong first."""
        if self._answer and self._process and os.getpid() == self._maker:
            self._answer.close()
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def each(function: Callable[[T], R], pieces: Sequence[T], *, numeric: bool = False) -> list[R]:
    """`function` of every piece, in order, on all cores. What it changes outside of its result may be lost.

    Where no copies are made, what is `numeric`, and safe to be called by several threads, is left to those.
    """
    count = min(threads.cores(), len(pieces))
    if count < 2 or not possible():
        return threads.each(function, pieces) if numeric else _all(function, pieces)
    with threads.others_busy():
        begun = [Begun(partial(_all, function, pieces[k::count])) for k in range(1, count)]
        done = [_all(function, pieces[::count]), *(each.result() for each in begun)]
    return [done[n % count][n // count] for n in range(len(pieces))]


def possible() -> bool:
    """Whether copies are made: other systems than Linux do not keep their libraries whole in one."""
    return sys.platform == "linux" and not _copied and threads.cores() > 1 and _held() < LARGEST


def _all(function: Callable[[T], R], pieces: Sequence[T]) -> list[R]:
    return [function(piece) for piece in pieces]


def _held() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _copy(work: Callable[[], object]) -> tuple[int, BinaryIO]:
    """The number of the copy, and where its answer can be read."""
    reads, writes = os.pipe()
    with warnings.catch_warnings():
        # Other threads wait or draw progress: a copy has none of them, and uses nothing that they may hold.
        warnings.simplefilter("ignore", DeprecationWarning)
        parent = os.getpid()
        process = os.fork()
    if not process:
        _answer(work, writes, parent)
    os.close(writes)
    return process, os.fdopen(reads, "rb")


def _answer(work: Callable[[], object], writes: int, parent: int) -> NoReturn:  # pragma: no cover - leaves no traces
    """In the copy: does the work, tells what it came to, and ends."""
    global _copied  # noqa: PLW0603 - said of the process
    _copied = True
    try:
        # Who is killed leaves nobody behind: a copy holds the lock on the output folder, too.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
        buffer = io.BytesIO()
        _Pickler(buffer, protocol=5).dump(work())
        with os.fdopen(writes, "wb") as answer:
            answer.write(buffer.getbuffer())
    except BaseException:  # noqa: BLE001 - whatever it was, the work is done where it can be told
        os._exit(1)
    os._exit(0)


class _Pickler(pickle.Pickler):
    """Knows the read-only mappings of `model`, which have no form of their own outside a process."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, MappingProxyType):
            return MappingProxyType, (dict(value),)
        return NotImplemented
