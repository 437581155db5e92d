"""Work is spread over cores: an executor is one module that hands out a `concurrent.futures.Executor`."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import Protocol


class ExecutorPart(Protocol):
    """A module of this folder."""

    def make(self, workers: int, address: str) -> Executor:
        """An executor with so many workers (0: as many as cores); `address` is for those on other machines."""
