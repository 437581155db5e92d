"""Whether people differ more than chance makes them, at no more cost than the answer needs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from interview2persona.personas import heterogeneity as module
from interview2persona.personas.affinity import best_matches
from interview2persona.personas.bags import Bags
from interview2persona.personas.heterogeneity import LOOK, heterogeneity

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
    found = heterogeneity(bags(8, 10, 2), 500, seed=1)
    assert found.p_value == pytest.approx(1 / (1 + LOOK))
    assert found.excess > 2
    assert dealt == [LOOK]


def test_doubtful_cases_get_all_permutations(bags: MakeBags, dealt: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DOUBTFUL", (-1.0, 2.0))
    found = heterogeneity(bags(8, 10, 1), 150, seed=1)
    assert dealt == [60, 60, 30]
    assert found.p_value > 0.05


def test_without_permutations_the_p_value_is_one(bags: MakeBags) -> None:
    assert heterogeneity(bags(5, 4, 2), 0, seed=1).p_value == 1


def test_people_who_said_nothing_are_compared_without_a_word(bags: MakeBags) -> None:
    """A group of silent people has no rows at all."""
    silent = bags(6, 3, 2).of([0, 1])._keeping(np.zeros(6, dtype=bool))
    assert heterogeneity(silent, 5, seed=1).similarity.shape == (2, 2)
    assert (best_matches(np.zeros((0, 0), np.float32), np.zeros(0, np.int64), 3) == 0).all()
