"""Which persona of one state of a study is which of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from interview2persona.changes import Match

Matrix = NDArray[np.float64]


def match(
    before: Mapping[str, frozenset[str]], after: Mapping[str, frozenset[str]], heard: Matrix | None
) -> list[Match]:
    """Pairs of personas, then those without counterpart; the sum of similarities is the largest possible.

    Where the two states share people, personas are as similar as the people they share (Jaccard). Where they share
    none, by what their people speak of more or less than the others of their study do, and then a pair only counts
    where that goes the same way: all personas of one study have much in common.

    Args:
        before, after: participant ids by persona name.
        heard: one row per persona, `before` first: the share of its people who speak of each theme.
    """
    names, others = list(before), list(after)
    people = [frozenset().union(*side.values()) for side in (before, after)]
    if heard is None or people[0] & people[1]:
        table = _jaccard(before, after)
    else:
        table = _correlation(heard[: len(names)], heard[len(names) :])
    pairs = [(i, j) for i, j in _assigned(table) if table[i, j] > 0]
    found = [Match(names[i], others[j], round(float(table[i, j]), 3)) for i, j in pairs]
    found += [Match(name, "", 0.0) for i, name in enumerate(names) if i not in {i for i, _ in pairs}]
    found += [Match("", name, 0.0) for j, name in enumerate(others) if j not in {j for _, j in pairs}]
    return found


def _jaccard(before: Mapping[str, frozenset[str]], after: Mapping[str, frozenset[str]]) -> Matrix:
    """Among the people of both states: who is new says nothing about which persona is which."""
    both = frozenset().union(*before.values()) & frozenset().union(*after.values())
    rows = [[len(a & b) / max(1, len((a | b) & both)) for b in after.values()] for a in before.values()]
    return np.array(rows, dtype=np.float64).reshape(len(before), len(after))


def _correlation(before: Matrix, after: Matrix) -> Matrix:
    """Cosines of rows less the mean of their side; a persona alone on its side stays as it is."""
    sides = [side - side.mean(axis=0) if len(side) > 1 else side for side in (before, after)]
    unit = [side / np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-12) for side in sides]
    table: Matrix = unit[0] @ unit[1].T
    return table


def _assigned(table: Matrix) -> Sequence[tuple[int, int]]:
    """Optimal assignment (Kuhn 1955, in the form of Crouse 2016)."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(table, maximize=True)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))
