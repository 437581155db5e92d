"""Outcomes between personas: effects are those of the textbook, and chance stays chance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from interview2persona.customers.outcomes import Outcome, outcomes
from interview2persona.customers.records import records
from interview2persona.customers.results import Assignment, Results
from interview2persona.customers.study import Finished
from interview2persona.errors import TableError

SIZE = 120


def _outcomes(study: Finished, cells: dict[str, list[str]], **attributes: list[str]) -> list[Outcome]:
    """Half of the customers are owners, half clerks."""
    found = tuple(Assignment(i + 1, "", i % 2, 0.9, 1 - i % 2, 0.1, "") for i in range(SIZE))
    rows = records([""] * SIZE, attributes, [()] * SIZE, 2026, titles=True)
    return outcomes(cells, Results(study, found, (60.0, 60.0, 0.0), rows, 0), seed=1)


def _noise(seed: int) -> list[str]:
    return [f"{v:.4f}" for v in np.random.default_rng(seed).normal(size=SIZE)]


@pytest.fixture(autouse=True)
def few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interview2persona.customers.outcomes._RESAMPLES", 50)
    monkeypatch.setattr("interview2persona.customers.outcomes._REPEATS", 1)


def test_a_planted_difference_is_found(harbour: Finished) -> None:
    rng = np.random.default_rng(3)
    churn = ["yes" if rng.random() < (0.8 if i % 2 else 0.1) else "no" for i in range(SIZE)]
    (found,) = _outcomes(harbour, {"churn": churn})
    assert found.kind == "category"
    assert found.low < found.effect < found.high
    assert found.low > 0.4
    assert found.p_value < 1e-6
    assert found.persona.value > 0.2
    assert found.attributes is None
    shares = {persona: share for persona, _, share in found.by_persona}
    assert shares[1] > shares[0]


def test_chance_stays_chance_and_holm_multiplies(harbour: Finished) -> None:
    """The smallest of two p values counts twice, and never less than it did alone."""
    cells: dict[str, Any] = {"a": _noise(5), "b": _noise(8)}
    alone = [_outcomes(harbour, {name: values})[0].p_value for name, values in cells.items()]
    both = [o.p_value for o in _outcomes(harbour, cells)]
    assert min(alone) > 0.05
    assert min(both) == pytest.approx(min(1, 2 * min(alone)))
    assert all(o.effect < 0.1 for o in _outcomes(harbour, cells))


def test_attributes_that_say_it_all_leave_nothing_to_personas(harbour: Finished) -> None:
    size = [str(10 + 5 * (i % 12)) for i in range(SIZE)]
    revenue = [str(100 * int(s)) for s in size]
    (found,) = _outcomes(harbour, {"revenue": revenue}, company_size=size)
    assert found.kind == "number"
    assert found.attributes is not None
    assert found.gain is not None
    assert found.attributes.value > 0.95
    assert found.gain.value == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (["x"] * SIZE, "same value"),
        (["1", "2", "3"] + [""] * (SIZE - 3), "only 3 customers"),
        ([f"name {i}" for i in range(SIZE)], "too many for a category"),
    ],
)
def test_what_is_no_outcome_is_explained(harbour: Finished, values: list[str], words: str) -> None:
    with pytest.raises(TableError, match=words):
        _outcomes(harbour, {"x": values})
