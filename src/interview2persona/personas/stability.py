"""Would the same groups be found had people said a little less, or had one of them not been interviewed?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from interview2persona import copies
from interview2persona.personas.affinity import Matrix
from interview2persona.personas.bags import Bags
from interview2persona.personas.divide import Group, divide

ROUNDS = 20
SHARE = 0.7  # of the passages kept per round
LEFT_OUT = 8  # people who are left out in turn, spread over the study
LIGHT = 3  # permutations per test: only how much views weigh is taken from them here


def together(bags: Bags, count: int, seed: int) -> Matrix:
    """Share of the rounds in which two people fall into one group, shape (people, people).

    A round keeps a part of everybody's passages (bootstrap by subsampling) and divides into `count` groups again
    (co-assignment, Monti et al. 2003).
    """
    rng = np.random.default_rng(seed)
    rounds = [bags.resampled(SHARE, rng) for _ in range(ROUNDS)]
    found = copies.each(lambda some: _same(divide(some, LIGHT, seed, count).groups, bags.people), rounds, numeric=True)
    return np.asarray(sum(found) / ROUNDS)


def without_one(bags: Bags, groups: Sequence[Group], seed: int) -> list[float]:
    """How alike the groups of the others are when one person is left out (adjusted Rand index); a sample of people."""
    from sklearn.metrics import adjusted_rand_score

    label = np.zeros(bags.people, dtype=np.int64)
    for number, group in enumerate(groups):
        label[list(group)] = number

    def without(person: int) -> float:
        rest = [p for p in range(bags.people) if p != person]
        again = np.zeros(len(rest), dtype=np.int64)
        for number, group in enumerate(divide(bags.of(rest), LIGHT, seed, len(set(label[rest]))).groups):
            again[list(group)] = number
        return float(adjusted_rand_score(label[rest], again))

    chosen = np.linspace(0, bags.people - 1, min(LEFT_OUT, bags.people)).round().astype(int).tolist()
    return copies.each(without, chosen, numeric=True)


def _same(groups: Sequence[Group], people: int) -> Matrix:
    same = np.zeros((people, people))
    for group in groups:
        same[np.ix_(group, group)] = 1
    return same


def of_group(group: Sequence[int], co_assigned: Matrix) -> float | None:
    """Mean co-assignment of a group's pairs, None for a group of one."""
    if len(group) < 2:
        return None
    inside = co_assigned[np.ix_(group, group)]
    return float(inside[np.triu_indices(len(group), 1)].mean())
