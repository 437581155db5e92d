"""Which statement belongs to which theme, how well, and what belongs nowhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interview2persona.themes.geometry import CHUNK, Matrix, Numbers, centres, nearest, similarity
from interview2persona.themes.people import several
from interview2persona.themes.units import Units


@dataclass(frozen=True, slots=True)
class Members:
    """One entry per unit: its theme (-1: none), the nearest theme (-1: there is no theme), membership 0 to 1."""

    labels: Numbers
    nearest: Numbers
    strengths: NDArray[np.float64]
    thresholds: tuple[float, float]  # least cosine to its centre to stay in a theme, and to join one


def settle(units: Units, labels: Numbers, fixed: NDArray[np.bool_], least: int) -> Members:
    """Members from the clusters of substantive units: the others join the nearest theme if they are near enough to it.

    How near is told by how near statements are to the *next* theme, one that is not their own: who founded a theme
    leaves it when less near than a quarter of all are to that, who joins has to be nearer than the middle one is. A
    theme that would be left with fewer than `least` people keeps all its statements. `labels` has -1 for units not
    clustered; `fixed` units stay whatever their similarity, filler joins nothing. A strength of 1 is as near to the
    centre as the theme's median member.
    """
    middle = centres(units.context, labels)
    near, cosine = nearest(units.context, middle)
    if not len(middle):
        return Members(labels, near, cosine, (1.0, 1.0))
    clustered = labels >= 0
    home = np.where(clustered, labels, near)
    own = similarity(units.context, middle, home)
    stay, join = _thresholds(units.context, middle, labels, own)
    enough = own >= np.where(clustered, stay, join) - 1e-9
    settled = np.where(enough & ~units.filler | fixed, home, -1)
    settled = np.where(clustered & ~several(settled, units.people, least)[labels], labels, settled)
    typical = np.array([np.median(own[labels == k]) for k in range(len(middle))])
    return Members(settled, home, np.clip(own / np.maximum(typical[home], 1e-9), 0, 1), (stay, join))


def _thresholds(rows: Matrix, middle: Matrix, labels: Numbers, own: Matrix) -> tuple[float, float]:
    """Quartile and median similarity of clustered rows to the next centre; never less than the least to their own."""
    clustered = np.flatnonzero(labels >= 0)
    least = own[clustered].min()
    others = np.full(len(clustered), least)
    for start in range(0, len(clustered) if len(middle) > 1 else 0, CHUNK):
        some = clustered[start : start + CHUNK]
        block = rows[some] @ middle.T
        block[np.arange(len(block)), labels[some]] = -np.inf
        others[start : start + CHUNK] = block.max(axis=1)
    stay, join = np.maximum(np.percentile(others, [25, 50]), least)
    return float(stay), float(join)
