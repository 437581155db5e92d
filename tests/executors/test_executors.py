"""Executors run work in this process or in others, with the same results."""

from __future__ import annotations

import math

import pytest

from interview2persona import plugins
from interview2persona.errors import MissingPart


@pytest.mark.parametrize("name", ["serial", "processes", "dask"])
def test_results_come_back_in_order(name: str) -> None:
    with plugins.load("interview2persona.executors", name).make(2, "") as executor:
        assert list(executor.map(math.factorial, [3, 4, 5])) == [6, 24, 120]


@pytest.mark.parametrize("name", ["serial", "processes", "dask"])
def test_an_error_reaches_whoever_asks_for_the_result(name: str) -> None:
    with plugins.load("interview2persona.executors", name).make(1, "") as executor:
        future = executor.submit(math.sqrt, -1)
        with pytest.raises(ValueError, match=r"math domain|nonnegative"):
            future.result()


def test_an_unknown_executor_is_named_with_those_that_exist() -> None:
    with pytest.raises(MissingPart, match="Known: dask, processes, serial"):
        plugins.load("interview2persona.executors", "cluster")
