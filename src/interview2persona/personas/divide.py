"""Divides people into groups: as many as were asked for, else as many as exceed chance most, if any do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interview2persona.personas.bags import Bags
from interview2persona.personas.heterogeneity import LOOK, Divided, heterogeneity
from interview2persona.personas.partition import groups_of

LEVEL, CLEAR = 0.1, 0.05  # of the test whether there are groups at all; above the second the evidence is weak
LEAST = 4  # people of a study in which groups are looked for: of three, two are always nearer to each other
EACH = 4  # people for each group beyond the first, at least: of ten people there are three personas at most
MOST = 8  # groups

Group = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """Groups of row numbers, and what each number of groups reached; the p-value is 1 where nothing was tested."""

    groups: list[Group]
    p_value: float
    by_size: Mapping[int, Divided]


def divide(bags: Bags, permutations: int, seed: int, count: int = 0) -> Division:
    """The groups of the people of `bags`.

    Args:
        count: number of groups; 0 for as many as exceed chance most.
    """
    everybody = [tuple(range(bags.people))]
    if count == 1:
        return Division(everybody, 1.0, {})
    if count:
        found = heterogeneity(bags, min(permutations, LOOK), seed, [count], test=False)
        return Division(groups_of(found.by_size[count].labels, count), 1.0, {})
    sizes = range(2, max(2, min(MOST, 1 + bags.people // EACH)) + 1)
    found = heterogeneity(bags, permutations, seed, sizes)
    best = found.best if found.p_value <= LEVEL else 1
    groups = everybody if best == 1 else groups_of(found.by_size[best].labels, best)
    return Division(groups, found.p_value, found.by_size)
