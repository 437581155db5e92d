"""Tables of similarities are divided by what their leading eigenvectors set apart."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from sklearn.cluster import KMeans

from interview2persona.personas.affinity import Matrix, Numbers
from interview2persona.personas.partition import _k_means, divided, groups_of, within


def blocks(sizes: list[int], noise: float, seed: int) -> Matrix:
    """People of one block are alike, those of two are not, give or take `noise`."""
    rng = np.random.default_rng(seed)
    kind = np.repeat(np.arange(len(sizes)), sizes)
    table = np.where(kind[:, None] == kind[None, :], 1.0, -1.0) + rng.normal(scale=noise, size=(len(kind),) * 2)
    table = (table + table.T) / 2
    np.fill_diagonal(table, 0)
    return table


@pytest.mark.parametrize("sizes", [[3, 3], [4, 2, 5], [3, 3, 3, 3]])
def test_blocks_are_found_in_each_table(sizes: list[int]) -> None:
    """Two tables at once give what each gives alone."""
    tables = np.stack([blocks(sizes, 0.3, seed) for seed in (1, 2)])
    labels = divided(tables, [len(sizes)])[len(sizes)]
    ends = np.cumsum([0, *sizes])
    wanted = {tuple(range(a, b)) for a, b in itertools.pairwise(ends)}
    for table, found in zip(tables, labels, strict=True):
        assert set(groups_of(found, len(sizes))) == wanted
        assert (divided(table[None], [len(sizes)])[len(sizes)][0] == found).all()


@pytest.mark.parametrize("size", [2, 3, 4])
def test_k_means_is_about_as_good_as_that_of_the_library(size: int) -> None:
    """On clouds without groups, where it is hardest, over fifty of them; many tables are divided at once."""
    rows = np.random.default_rng(size).normal(size=(50, 10, 2))

    def cost(points: Matrix, labels: Numbers) -> float:
        parts = [points[labels == k] for k in range(size)]
        return sum(float(np.square(part - part.mean(axis=0)).sum()) for part in parts if len(part))

    ours = sum(map(cost, rows, _k_means(rows, size)))
    theirs = sum(KMeans(size, n_init=10, random_state=1).fit(points).inertia_ for points in rows)
    assert ours <= 1.02 * theirs


def test_within_is_the_mean_of_pairs_by_the_root_of_their_number() -> None:
    """Two pairs of similarity 3 and 1: as ordered pairs 4, with a sum of 8."""
    table = np.zeros((1, 4, 4))
    table[0, 0, 1] = table[0, 1, 0] = 3
    table[0, 2, 3] = table[0, 3, 2] = 1
    table[0, 0, 3] = table[0, 3, 0] = 100
    assert within(table, np.array([[0, 0, 1, 1]])).tolist() == [4.0]
    assert within(table, np.array([[0, 1, 2, 3]])).tolist() == [0.0]


def test_there_is_nobody_left_out_where_people_are_all_alike() -> None:
    """A table of zeros sets nobody apart; as many groups as were asked for are made all the same."""
    labels = divided(np.zeros((1, 5, 5)), [3])[3][0]
    groups = groups_of(labels, 3)
    assert len(groups) == 3
    assert sorted(person for group in groups for person in group) == list(range(5))
