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
    none, by what their people speak of, and then a pair only counts when each is at least as near to its counterpart
    as to the next persona of its own study: personas of one study, too, have much in common.

    Args:
        before, after: participant ids by persona name.
        heard: one row per persona, `before` first: the share of its people who speak of each theme.
    """
    names, others = list(before), list(after)
    people = [frozenset().union(*side.values()) for side in (before, after)]
    if people[0] & people[1] or heard is None:
        table, least = _jaccard(before, after), np.full((len(names), len(others)), 1e-9)
    else:
        table, least = _by_themes(heard, len(names))
    pairs = [(i, j) for i, j in _assigned(table) if table[i, j] >= least[i, j]]
    found = [Match(names[i], others[j], round(float(table[i, j]), 3)) for i, j in pairs]
    found += [Match(name, "", 0.0) for i, name in enumerate(names) if i not in {i for i, _ in pairs}]
    found += [Match("", name, 0.0) for j, name in enumerate(others) if j not in {j for _, j in pairs}]
    return found


def _jaccard(before: Mapping[str, frozenset[str]], after: Mapping[str, frozenset[str]]) -> Matrix:
    """Among the people of both states: who is new says nothing about which persona is which."""
    both = frozenset().union(*before.values()) & frozenset().union(*after.values())
    rows = [[len(a & b) / max(1, len((a | b) & both)) for b in after.values()] for a in before.values()]
    return np.array(rows, dtype=np.float64).reshape(len(before), len(after))


def _by_themes(heard: Matrix, count: int) -> tuple[Matrix, Matrix]:
    """Correlations of rows before with rows after, and the least for a pair to count: its nearest sibling."""
    sides = (heard[:count], heard[count:])
    centred = np.vstack([side - side.mean(axis=0) if len(side) > 1 else side for side in sides])
    unit = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-12)
    near = unit @ unit.T
    siblings = near - 2 * np.eye(len(near))
    first, second = _nearest(siblings[:count, :count]), _nearest(siblings[count:, count:])
    return near[:count, count:], np.maximum(np.maximum(first[:, None], second[None, :]), 0)


def _nearest(table: Matrix) -> Matrix:
    nearest: Matrix = np.max(table, axis=1, initial=-1.0)
    return nearest


def _assigned(table: Matrix) -> Sequence[tuple[int, int]]:
    """Optimal assignment (Kuhn 1955, in the form of Crouse 2016)."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(table, maximize=True)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))
