"""Saturation after Guest, Namey and Chen (2020)."""

from __future__ import annotations

import pytest

from interview2persona.themes.saturation import new_information, saturation


def test_worked_example_of_the_paper() -> None:
    """Seven new themes in interviews five and six after a base of 37 are 19 %."""
    ratios = new_information([20, 9, 5, 3, 4, 3, 1, 1], base=4, run=2)
    assert round(100 * ratios[0]) == 19
    assert len(ratios) == 3


def test_runs_overlap_and_reach_zero() -> None:
    """A run of three looks at three interviews; nothing new gives 0."""
    assert new_information([5, 5, 0, 0, 1, 0, 0, 0], base=4, run=3) == [0.1, 0.0]


@pytest.mark.parametrize("new", [[], [3, 2], [0, 0, 0, 0, 1, 1]])
def test_nothing_to_relate_to_gives_nothing(new: list[int]) -> None:
    """Too few interviews, or a base without themes, tell nothing."""
    assert new_information(new) == []


def test_themes_of_everybody_are_saturated() -> None:
    """When everybody speaks of everything, saturation is reached with the first run in every order."""
    people = [f"p{i}" for i in range(10)]
    result = saturation([people] * 6, people, seed=1)
    assert result["reached"][0] == {
        "run_length": 2, "threshold": 0.05, "share": 1.0, "median": 6.0, "interval": (6.0, 6.0)
    }  # fmt: skip
    assert "saturated" in result["sentence"] and "not saturated" not in result["sentence"]
    assert [(r["run_length"], r["threshold"]) for r in result["reached"]] == [(2, 0.05), (2, 0.0), (3, 0.05), (3, 0.0)]


def test_themes_of_their_own_are_not_saturated() -> None:
    """When everybody speaks of something else, every further interview brings a new theme."""
    people = [f"p{i}" for i in range(12)]
    result = saturation([[person] for person in people], people, seed=1)
    assert "not saturated" in result["sentence"]
    assert result["new_themes_per_interview"] == [1.0] * 12


def test_few_interviews_cannot_tell() -> None:
    """With five interviews there is no run after the base; the sentence says how many it takes."""
    people = [f"p{i}" for i in range(5)]
    assert "at least 6" in saturation([people], people, seed=1)["sentence"]


def test_orders_follow_the_seed() -> None:
    """The same seed gives the same figures."""
    people = [f"p{i}" for i in range(9)]
    themes = [people[i : i + 3] for i in range(7)]
    assert saturation(themes, people, 5) == saturation(themes, people, 5)


def test_what_one_person_alone_speaks_of_counts() -> None:
    """Shared themes alone cannot show anything new in the last interview; what each person adds does."""
    people = [f"p{i}" for i in range(10)]
    shared = saturation([people] * 6, people, seed=1)
    with_own = saturation([people] * 6, people, seed=1, alone=[[person] for person in people])
    assert shared["last_run"]["mean"] == 0
    assert with_own["last_run"]["mean"] == pytest.approx(2 / 10)
    assert "not saturated" in with_own["sentence"]
