"""Whether people differ more than chance makes them, at no more cost than the answer needs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from interview2persona.personas import heterogeneity as module
from interview2persona.personas.affinity import best_matches
from interview2persona.personas.bags import Bags
from interview2persona.personas.heterogeneity import LOOK, Divided, Heterogeneity, heterogeneity

MakeBags = Callable[..., Bags]


@pytest.fixture
def dealt(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many permutations were made at a time."""
    counts: list[int] = []
    each = module.threads.each

    def counted(function, pieces):
        pieces = list(pieces)
        counts.append(len(pieces))
        return each(function, pieces)

    monkeypatch.setattr(module.threads, "each", counted)
    return counts


def test_clear_groups_are_known_after_the_first_look(bags: MakeBags, dealt: list[int]) -> None:
    found = heterogeneity(bags(8, 10, 2), 500, 1, [2, 3])
    assert found.p_value == pytest.approx(1 / (1 + LOOK))
    assert found.best == 2
    assert found.by_size[2].deviations > 3
    assert dealt == [LOOK]


def test_doubtful_cases_get_all_permutations(bags: MakeBags, dealt: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DOUBTFUL", (-1.0, 2.0))
    found = heterogeneity(bags(8, 10, 1), 150, 1, [2, 3])
    assert dealt == [60, 60, 30]
    assert found.p_value > 0.05


def test_without_permutations_the_p_value_is_one(bags: MakeBags) -> None:
    assert heterogeneity(bags(5, 4, 2), 0, 1, [2]).p_value == 1


def test_people_who_said_nothing_are_compared_without_a_word(bags: MakeBags) -> None:
    """A group of silent people has no rows at all."""
    silent = bags(6, 3, 2).of([0, 1])._keeping(np.zeros(6, dtype=bool))
    assert heterogeneity(silent, 5, 1, [2]).by_size[2].within == 0
    assert (best_matches(np.zeros((0, 0), np.float32), np.zeros(0, np.int64), 3) == 0).all()


def test_a_group_of_one_is_no_reason_for_one_group_more() -> None:
    """Three groups exceed chance by more here, but one of them is a single person."""
    alone = Divided(np.array([0, 0, 0, 0, 1, 2]), 9.0, 1.0, 5.0)
    pairs = Divided(np.array([0, 0, 0, 0, 1, 1]), 8.0, 1.0, 5.0)
    assert Heterogeneity(0.01, {2: pairs, 3: alone}).best == 2
    assert Heterogeneity(0.01, {3: alone}).best == 1
