"""Which statement belongs to which theme, how well, and what belongs nowhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interview2persona.themes.geometry import CHUNK, Matrix, Numbers, centres, nearest
from interview2persona.themes.people import several
from interview2persona.themes.units import Units


@dataclass(frozen=True, slots=True)
class Members:
    """One entry per unit: its theme (-1: none), the nearest theme (-1: there is no theme), membership 0 to 1."""

    labels: Numbers
    nearest: Numbers
    strengths: NDArray[np.float64]
    threshold: float  # least cosine of a member to its centre


def settle(units: Units, labels: Numbers, fixed: NDArray[np.bool_], least: int) -> Members:
    """Members from the clusters of substantive units: the others join the nearest theme if they are near enough to it.

    Near enough is nearer than the middle statement of the study is to the next theme, one that is not its own. A theme
    that would be left with fewer than `least` people keeps all its statements. `labels` has -1 for units not clustered;
    `fixed` units stay whatever their similarity, filler joins nothing. A strength of 1 is as near to the centre as the
    theme's median member.
    """
    middle = centres(units.context, labels)
    near, cosine = nearest(units.context, middle)
    if not len(middle):
        return Members(labels, near, cosine, 1.0)
    clustered = labels >= 0
    home = np.where(clustered, labels, near)
    own = np.einsum("ij,ij->i", units.context, middle[home])
    threshold = _threshold(units.context[clustered], middle, labels[clustered], own[clustered])
    settled = np.where((own >= threshold - 1e-9) & ~units.filler | fixed, home, -1)
    settled = np.where(clustered & ~several(settled, units.people, least)[labels], labels, settled)
    typical = np.array([np.median(own[labels == k]) for k in range(len(middle))])
    return Members(settled, home, np.clip(own / np.maximum(typical[home], 1e-9), 0, 1), threshold)


def _threshold(rows: Matrix, middle: Matrix, labels: Numbers, own: Matrix) -> float:
    """Median similarity of `rows` to the next centre, not theirs, or the least to their own if that is more."""
    if len(middle) < 2:
        return float(own.min())
    others = np.empty(len(rows))
    for start in range(0, len(rows), CHUNK):
        block = rows[start : start + CHUNK] @ middle.T
        block[np.arange(len(block)), labels[start : start + CHUNK]] = -np.inf
        others[start : start + CHUNK] = block.max(axis=1)
    return float(max(np.median(others), own.min()))
