"""Independent pieces of numeric work on all cores: NumPy and PyTorch leave Python free while they compute.

A piece runs on one thread, so that its result does not depend on how many cores there are.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
_here = threading.local()


def cores() -> int:
    """How many threads to use: the cores that this process may use, or OMP_NUM_THREADS where that is set."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    if wanted.isdigit() and int(wanted):
        return int(wanted)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(function: Callable[[T], R], pieces: Iterable[T]) -> list[R]:
    """`function` of every piece, in order; what a piece hands out in its turn is done one after the other."""
    if getattr(_here, "busy", False):
        return [function(piece) for piece in pieces]
    with one_thread(), ThreadPoolExecutor(cores(), initializer=_begin) as pool:
        return list(pool.map(function, pieces))


@contextmanager
def one_thread() -> Iterator[None]:
    """Linear algebra on one thread: sums in another order give other last digits, and so other ties."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    with threadpool_limits(limits=1):
        yield


@contextmanager
def others_busy() -> Iterator[None]:
    """Within it this thread hands out nothing, as other processes have work of their own."""
    before = getattr(_here, "busy", False)
    with one_thread():
        _begin()
        try:
            yield
        finally:
            _here.busy = before


def _begin() -> None:
    _here.busy = True
