"""Divides people into groups from the top: a group is split in two for as long as it is more than chance.

The tree of tests follows Kimes et al. 2017 (Biometrics 73: statistical significance for hierarchical clustering).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from interview2persona.personas.affinity import Matrix, Numbers
from interview2persona.personas.bags import Bags
from interview2persona.personas.heterogeneity import Heterogeneity, heterogeneity

LEVEL = 0.05  # of the test whether there are groups at all
INNER = 0.1  # of the tests within groups, made only when there are some; small groups show little
LEAST = 4  # people of a study in which groups are looked for: of three, two are always nearer to each other
SMALLEST = 5  # people of a group that may be divided further: four would fall into pairs, which are no personas
SELF = 2.5  # similarity of a person with themselves, in spreads; keeps the eigenvalues of small groups positive

Group = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One group that was looked at, with its test."""

    group: Group
    excess: float
    p_value: float


def divide(bags: Bags, permutations: int, seed: int, count: int = 0) -> tuple[list[Group], list[Step]]:
    """Groups of row numbers, and every test on the way; with a `count`, groups that need not be divided have none.

    Args:
        count: number of groups; 0 for as many as are more than chance.
    """
    test = _tester(bags, permutations, seed)
    groups: list[Group] = [tuple(range(bags.people))]
    done: list[Step] = []
    while len(groups) != count:
        open_ = {g: test(g) for g in _divisible(groups, count)}
        done += [Step(g, t.excess, t.p_value) for g, t in open_.items() if g not in {s.group for s in done}]
        level = LEVEL if len(groups) == 1 else INNER
        worth = [g for g in open_ if count or open_[g].p_value <= level]
        if not worth:
            return groups, done
        widest = max(worth, key=lambda g: (open_[g].excess, -g[0]))
        groups.remove(widest)
        groups += halves(widest, open_[widest].similarity)
    return groups, done


def _divisible(groups: Sequence[Group], count: int) -> list[Group]:
    """Groups to be looked at; where `count` wants more, those too small to be divided otherwise come last."""
    large = [g for g in groups if len(g) >= SMALLEST]
    if count:
        return large or [g for g in groups if len(g) >= 2]
    return [g for g in groups if len(g) >= LEAST] if len(groups) == 1 else large


def _tester(bags: Bags, permutations: int, seed: int) -> Callable[[Group], Heterogeneity]:
    memo: dict[Group, Heterogeneity] = {}

    def test(group: Group) -> Heterogeneity:
        if group not in memo:
            memo[group] = heterogeneity(bags.of(group), permutations, seed)
        return memo[group]

    return test


def halves(group: Sequence[int], similarity: Matrix) -> list[Group]:
    """The two parts that the leading eigenvector sets against each other (k-means along it)."""
    labels = two_means(leading(similarity))
    parts = [tuple(g for g, label in zip(group, labels, strict=True) if label == side) for side in (0, 1)]
    return parts if all(parts) else [tuple(group[:1]), tuple(group[1:])]


def leading(similarity: Matrix) -> Matrix:
    """The eigenvector of the greatest eigenvalue, its sign fixed."""
    _, vectors = np.linalg.eigh(similarity + SELF * np.eye(len(similarity)))
    first = np.round(vectors[:, -1], 9)
    return first if first[np.argmax(np.abs(first))] > 0 else -first


def two_means(values: Matrix) -> Numbers:
    """The two intervals of a line with the least squares within: exact k-means in one dimension."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    costs = [ordered[:cut].var() * cut + ordered[cut:].var() * (len(values) - cut) for cut in range(1, len(values))]
    cut = int(np.argmin(costs)) + 1 if costs else len(values)
    labels = np.zeros(len(values), dtype=np.int64)
    labels[order[cut:]] = 1
    return labels
