"""Which persona is which."""

from __future__ import annotations

import numpy as np

from interview2persona.changes import Match
from interview2persona.changes.matching import match


def people(text: str) -> frozenset[str]:
    return frozenset(text)


def test_personas_are_matched_by_the_people_they_share() -> None:
    found = match(
        {"Ash": people("abc"), "Birch": people("de")}, {"Cedar": people("dex"), "Dogwood": people("abc")}, None
    )
    assert found == [Match("Ash", "Dogwood", 1.0), Match("Birch", "Cedar", 1.0)]


def test_a_persona_that_shares_nobody_has_no_counterpart() -> None:
    found = match({"Ash": people("abc")}, {"Birch": people("abc"), "Cedar": people("xy")}, None)
    assert found == [Match("Ash", "Birch", 1.0), Match("", "Cedar", 0.0)]


def test_without_common_people_what_they_speak_of_decides() -> None:
    heard = np.array([[1.0, 0, 0.2], [0, 1.0, 0.2], [0, 0.9, 0.2], [0.9, 0, 0.2]])
    found = match({"A": people("ab"), "B": people("cd")}, {"C": people("ef"), "D": people("gh")}, heard)
    assert [(m.before, m.after) for m in found] == [("A", "D"), ("B", "C")]


def test_what_a_whole_study_speaks_of_makes_no_two_personas_alike() -> None:
    """Everybody speaks of the first theme; of the others B speaks as little as C does, but of different ones."""
    heard = np.array([[1.0, 1, 0, 0], [1, 0, 1, 0], [1, 1, 0, 0], [1, 0, 0, 1]])
    found = match({"A": people("ab"), "B": people("cd")}, {"C": people("ef"), "D": people("gh")}, heard)
    assert [(m.before, m.after) for m in found][:1] == [("A", "C")]
    far = match({"A": people("ab")}, {"D": people("gh")}, np.array([[1.0, 0], [0, 1.0]]))
    assert far == [Match("A", "", 0.0), Match("", "D", 0.0)]
