"""Work is spread over processes of this machine."""

from __future__ import annotations

from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context


def make(workers: int, address: str = "") -> Executor:  # noqa: ARG001 (the contract of executors)
    """Spawned, not forked: libraries with threads of their own do not survive a fork."""
    return ProcessPoolExecutor(workers or None, mp_context=get_context("spawn"))
