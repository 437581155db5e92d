"""What a statement means in its place."""

import numpy as np
import pytest

from interview2persona.context import in_place, shorten
from interview2persona.model import Statement


def said(number: int, person: str, turn: int = 0, transcript: str = "t.txt") -> Statement:
    return Statement(f"s{number}", transcript, turn, number, number + 1, person, "text")


def rows(count: int, seed: int = 1) -> np.ndarray:
    return unit(np.random.default_rng(seed).normal(size=(count, 8)))


def unit(some: np.ndarray) -> np.ndarray:
    own = some.copy()
    shorten(own)
    return own


def centred(statements: list[Statement], some: np.ndarray, own_weight: float = 0.5) -> np.ndarray:
    """In place where nobody has neighbours."""
    return in_place(statements, some, np.zeros(len(some), dtype=bool), own_weight=own_weight)


def test_a_neighbour_of_the_same_turn_draws_a_statement_nearer() -> None:
    """And one of another turn, or one that says nothing, does not."""
    statements = [said(0, "a"), said(1, "a"), said(2, "a", turn=1)]
    given, all_say = rows(3), np.ones(3, dtype=bool)
    placed = in_place(statements, given, all_say)
    assert placed[0] @ placed[1] > given[0] @ given[1] + 0.1
    assert np.allclose(placed[2], given[2], atol=1e-4)
    assert np.allclose(in_place(statements, given, np.zeros(3, dtype=bool)), given, atol=1e-4)


def test_answers_to_the_same_question_come_nearer() -> None:
    statements = [said(0, "a", 0), said(1, "b", 1)]
    given, question = rows(2), np.repeat(rows(1, seed=2), 2, axis=0)
    apart = in_place(statements, given, np.ones(2, dtype=bool))
    asked = in_place(statements, given, np.ones(2, dtype=bool), question)
    assert asked[0] @ asked[1] > apart[0] @ apart[1]
    assert np.allclose(in_place(statements, given, np.ones(2, dtype=bool), np.zeros((2, 8))), apart)


def test_what_all_share_and_part_of_what_one_person_shares_is_taken_away() -> None:
    """Two people with a habit of their own each: their statements resemble each other less once it is gone."""
    habit = {"a": rows(1, 3)[0] * 2, "b": rows(1, 4)[0] * 2, "c": rows(1, 5)[0] * 2}
    statements = [said(n, "abc"[n % 3], n) for n in range(60)]
    given = unit(rows(60) + 5 * rows(1, 6) + [habit[s.participant_id] for s in statements])
    free = centred(statements, given)
    same = [(i, j) for i in range(60) for j in range(i) if i % 3 == j % 3]
    before, kept, after = (
        np.mean([r[i] @ r[j] for i, j in same]) for r in (given, centred(statements, given, 0), free)
    )
    assert after < kept < before


@pytest.mark.parametrize("people", ["a", "ab"])
def test_too_few_people_share_nothing_that_could_be_taken_away(people) -> None:
    statements = [said(n, people[n % len(people)]) for n in range(6)]
    assert np.allclose(centred(statements, rows(6)), rows(6), atol=1e-4)
