"""Stability of themes under resampled participants."""

from __future__ import annotations

import numpy as np
import pytest

from interview2persona.themes.stability import affordable, grade, mean, resampled

PEOPLE = [frozenset({f"p{i % 6}"}) for i in range(24)]
LABELS = np.repeat([0, 1], 12)
POINTS = LABELS[:, None].astype(float)


def test_clusters_found_again_are_stable() -> None:
    """A clusterer that always sees the same groups gives 1."""
    found = resampled(PEOPLE, [LABELS], lambda some, _: [POINTS[some, 0].astype(np.int64)], 10, 1)
    assert mean(found[0], 2).tolist() == [1.0, 1.0]


def test_clusters_never_found_again_are_fragile() -> None:
    """A clusterer that cuts everything into single points finds no group of twelve again."""
    found = resampled(PEOPLE, [LABELS], lambda some, _: [np.arange(len(some))], 10, 1)
    assert (mean(found[0], 2) < 0.5).all()


def test_resamples_that_are_known_are_not_made_again() -> None:
    """The first few and the others later are those of one go."""
    cluster = lambda some, _: [np.arange(len(some)) // 5]  # noqa: E731
    all_, first, rest = (
        resampled(PEOPLE, [LABELS], cluster, n, 1, begin)[0] for n, begin in ((10, 0), (4, 0), (10, 4))
    )
    assert len(first) == 4
    assert mean([*first, *rest], 2).tolist() == mean(all_, 2).tolist()


def test_three_people_cannot_be_resampled() -> None:
    """Below four people nothing is claimed."""
    few = [frozenset({f"p{i % 3}"}) for i in range(24)]
    found = resampled(few, [LABELS], lambda some, _: [POINTS[some, 0].astype(np.int64)], 10, 1)
    assert np.isnan(mean(found[0], 2)).all()


@pytest.mark.parametrize(
    ("value", "name"), [(None, "unknown"), (0.75, "stable"), (0.74, "doubtful"), (0.6, "doubtful"), (0.59, "fragile")]
)
def test_grades_are_hennigs(value: float | None, name: str) -> None:
    """From 0.75 stable, from 0.6 doubtful."""
    assert grade(value) == name


@pytest.mark.parametrize(
    ("times", "units", "made"),
    [(30, 0, 30), (30, 1500, 30), (30, 3000, 8), (30, 2500, 12), (30, 6000, 8), (5, 6000, 5), (0, 9, 0)],
)
def test_a_large_study_is_resampled_whole_but_less_often(times: int, units: int, made: int) -> None:
    """Of a third of its units few themes are found again, however clear they are; eight resamples make a mean."""
    assert affordable(times, units) == made
