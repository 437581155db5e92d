"""How alike people are: the table that adds whom else they resemble."""

from __future__ import annotations

import numpy as np
import pytest

from interview2persona.personas.affinity import Matrix, scaled, with_friends


def pairwise(similarity: Matrix) -> Matrix:
    """The definition, a pair at a time: the correlation of two people over all others."""
    n = len(similarity)
    second = np.zeros((n, n))
    for i in range(n):
        for j in range(i):
            others = [k for k in range(n) if k not in (i, j)]
            a, b = similarity[i, others], similarity[j, others]
            if len(others) > 1 and np.ptp(a) > 1e-9 and np.ptp(b) > 1e-9:
                second[i, j] = second[j, i] = np.corrcoef(a, b)[0, 1]
    return scaled(similarity + scaled(second))


def table(n: int, seed: int = 0) -> Matrix:
    drawn = np.random.default_rng(seed).normal(size=(n, n))
    both = drawn + drawn.T
    np.fill_diagonal(both, 0)
    return both


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 7, 30])
def test_people_who_resemble_the_same_others_are_drawn_together(n: int) -> None:
    assert np.allclose(with_friends(table(n)), pairwise(table(n)), atol=1e-9)


@pytest.mark.parametrize("n", [5, 8, 11, 16])
def test_who_is_like_nobody_in_particular_has_no_friends_by_rounding(n: int) -> None:
    """A constant row has no correlation, whatever the last digits say; nor have two people alone with each other."""
    one = table(n)
    one[0] = one[:, 0] = 0.1
    one[0, 0] = 0
    assert np.allclose(with_friends(one), pairwise(one), atol=1e-6)
    pair = np.zeros((n, n))
    pair[0, 1] = pair[1, 0] = 1 / 3
    assert np.allclose(with_friends(pair), pairwise(pair), atol=1e-6)
