"""Fisher's test, its correction, and the interval of a difference."""

from __future__ import annotations

import random

import pytest
from scipy.stats import fisher_exact

from interview2persona.changes import Subject
from interview2persona.changes.testing import changes, corrected, newcombe

PEOPLE = [f"p{n:02}" for n in range(20)]
EARLY, LATE = frozenset(PEOPLE[:10]), frozenset(PEOPLE[10:])
ALL = EARLY | LATE


def subject(key: str, early: int, late: int) -> Subject:
    return Subject("theme", key, key, frozenset(PEOPLE[:early] + PEOPLE[10 : 10 + late]), ALL)


def test_what_came_and_what_went_have_their_word() -> None:
    found = changes([subject("came", 0, 9), subject("went", 9, 0), subject("same", 5, 5)], EARLY, LATE)
    assert [c.word for c in found] == ["new", "gone", ""]
    assert found[0].before == (0, 10) and found[0].after == (9, 10)
    assert found[0].difference == pytest.approx(0.9)


def test_what_grows_or_shrinks_is_not_called_new_or_gone() -> None:
    assert [c.word for c in changes([subject("a", 1, 10), subject("b", 10, 1)], EARLY, LATE)] == ["stronger", "weaker"]


def test_p_is_that_of_fishers_exact_test() -> None:
    found = changes([subject("a", 2, 7)], EARLY, LATE)
    assert found[0].p == pytest.approx(fisher_exact([[2, 8], [7, 3]]).pvalue)


def test_what_few_people_say_can_show_no_change_and_makes_it_harder_for_nobody() -> None:
    """A hundred themes of two people leave the corrected p of another as it would be alone."""
    few = [subject(f"t{n}", 2, 0) for n in range(100)]
    alone = changes([subject("came", 0, 7)], EARLY, LATE)[0]
    among = changes([subject("came", 0, 7), *few], EARLY, LATE)
    assert among[0].adjusted == pytest.approx(alone.adjusted)
    assert among[0].able and not any(c.able for c in among[1:])


def test_many_chances_make_one_of_them_less_convincing() -> None:
    alone = changes([subject("a", 1, 7)], EARLY, LATE)[0]
    among = changes([subject("a", 1, 7), *(subject(f"b{n}", 4, 4) for n in range(30))], EARLY, LATE)[0]
    assert alone.word and not among.word


def test_a_side_with_nobody_shows_nothing() -> None:
    found = changes([subject("a", 9, 0)], EARLY, frozenset())
    assert found[0].p == 1 and not found[0].word and found[0].interval == (-1.0, 1.0)


def test_corrected_values_never_fall_below_their_own_nor_out_of_order() -> None:
    values, possible = [0.03, 0.001, 0.2], [(0.001, 0.03, 0.2, 1.0)] * 3
    found = corrected(values, possible)
    assert all(c >= p for c, p in zip(found, values, strict=True))
    assert found[1] <= found[0] <= found[2] <= 1


def test_newcombe_gives_the_published_interval() -> None:
    """Newcombe 1998, table II, row (a): 56/70 against 48/80, method 10."""
    low, high = newcombe((48, 80), (56, 70))
    assert (low, high) == pytest.approx((0.0524, 0.3339), abs=1e-4)


def test_shuffled_halves_report_something_in_at_most_one_of_twenty() -> None:
    draw = random.Random(3)
    subjects = [Subject("theme", str(n), "", frozenset(draw.sample(PEOPLE, 3 + n % 10)), ALL) for n in range(40)]
    alarms = 0
    for _ in range(200):
        mixed = draw.sample(PEOPLE, 20)
        alarms += any(c.word for c in changes(subjects, frozenset(mixed[:10]), frozenset(mixed[10:])))
    assert alarms <= 10
