"""Stability of themes under resampled participants."""

from __future__ import annotations

import numpy as np
import pytest

from interview2persona.themes.stability import grade, resampled

PEOPLE = [frozenset({f"p{i % 6}"}) for i in range(24)]
LABELS = np.repeat([0, 1], 12)
POINTS = LABELS[:, None].astype(float)


def test_clusters_found_again_are_stable() -> None:
    """A clusterer that always sees the same groups gives 1."""
    found = resampled(PEOPLE, [LABELS], lambda some, _: [POINTS[some, 0].astype(np.int64)], 10, 1)
    assert found[0].tolist() == [1.0, 1.0]


def test_clusters_never_found_again_are_fragile() -> None:
    """A clusterer that cuts everything into single points finds no group of twelve again."""
    found = resampled(PEOPLE, [LABELS], lambda some, _: [np.arange(len(some))], 10, 1)
    assert (found[0] < 0.5).all()


def test_three_people_cannot_be_resampled() -> None:
    """Below four people nothing is claimed."""
    few = [frozenset({f"p{i % 3}"}) for i in range(24)]
    assert np.isnan(resampled(few, [LABELS], lambda some, _: [POINTS[some, 0].astype(np.int64)], 10, 1)[0]).all()


@pytest.mark.parametrize(
    ("value", "name"), [(None, "unknown"), (0.75, "stable"), (0.74, "doubtful"), (0.6, "doubtful"), (0.59, "fragile")]
)
def test_grades_are_hennigs(value: float | None, name: str) -> None:
    """From 0.75 stable, from 0.6 doubtful."""
    assert grade(value) == name
