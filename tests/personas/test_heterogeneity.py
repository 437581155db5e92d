"""Whether people differ more than chance makes them, at no more cost than the answer needs."""

from __future__ import annotations

import numpy as np
import pytest

from interview2persona.personas import heterogeneity as module
from interview2persona.personas.affinity import best_matches
from interview2persona.personas.bags import Bags
from interview2persona.personas.heterogeneity import LOOK, heterogeneity


def bags(people: int, said: int, groups: int, seed: int = 0) -> Bags:
    """`people` of whom each says `said` things of one of `groups` subjects, one passage each."""
    from scipy.sparse import csr_matrix

    rng = np.random.default_rng(seed)
    subjects = rng.normal(size=(groups, 16))
    owner = np.repeat(np.arange(people), said)
    rows = subjects[owner % groups] + rng.normal(size=(len(owner), 16))
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    nothing = csr_matrix((len(owner), 1))
    return Bags(people, rows, np.arange(len(owner)), owner, nothing, nothing, (frozenset(),) * people)


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


def test_clear_groups_are_known_after_the_first_look(dealt: list[int]) -> None:
    found = heterogeneity(bags(8, 10, 2), 500, seed=1)
    assert found.p_value == pytest.approx(1 / (1 + LOOK))
    assert found.excess > 2
    assert dealt == [LOOK]


def test_doubtful_cases_get_all_permutations(dealt: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DOUBTFUL", (-1.0, 2.0))
    found = heterogeneity(bags(8, 10, 1), 150, seed=1)
    assert dealt == [60, 60, 30]
    assert found.p_value > 0.05


def test_without_permutations_the_p_value_is_one() -> None:
    assert heterogeneity(bags(5, 4, 2), 0, seed=1).p_value == 1


def test_people_who_said_nothing_are_compared_without_a_word() -> None:
    """A group of silent people has no rows at all."""
    silent = bags(6, 3, 2).of([0, 1])._keeping(np.zeros(6, dtype=bool))
    assert heterogeneity(silent, 5, seed=1).similarity.shape == (2, 2)
    assert (best_matches(np.zeros((0, 0), np.float32), np.zeros(0, np.int64), 3) == 0).all()
