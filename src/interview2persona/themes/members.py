"""Which statement belongs to which theme, how well, and what belongs nowhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interview2persona.themes.geometry import Matrix, Numbers, centres, nearest
from interview2persona.themes.people import several
from interview2persona.themes.units import Units

ATYPICAL = 5.0  # per cent: a statement less typical than all but so many of a study's members belongs to no theme


@dataclass(frozen=True, slots=True)
class Members:
    """One entry per unit: its theme (-1: none), the nearest theme (-1: there is no theme), membership 0 to 1."""

    labels: Numbers
    nearest: Numbers
    strengths: NDArray[np.float64]
    threshold: float  # least cosine of a member to its centre


def settle(units: Units, labels: Numbers, fixed: NDArray[np.bool_], least: int) -> Members:
    """Members from the clusters of substantive units: the others join the nearest theme if typical enough of it.

    `labels` has -1 for units not clustered; `fixed` units stay whatever their similarity, filler joins nothing.
    A theme that would be left with fewer than `least` people keeps all its statements.
    A strength of 1 is as near to the centre as the median member.
    """
    middle = centres(units.context, labels)
    near, cosine = nearest(units.context, middle)
    clustered = labels >= 0
    own = np.where(clustered, np.einsum("ij,ij->i", units.context, middle[labels]) if len(middle) else 0.0, cosine)
    threshold = float(np.percentile(own[clustered], ATYPICAL)) if clustered.any() else 1.0
    settled = np.where(clustered, labels, near)
    settled = np.where((own >= threshold - 1e-9) & ~units.filler | fixed, settled, -1)
    settled = np.where(clustered & ~several(settled, units.people, least)[labels], labels, settled)
    typical = _median_by_cluster(own, labels)
    strengths = (
        np.clip(own / np.maximum(typical[np.where(clustered, labels, near)], 1e-9), 0, 1) if len(middle) else own * 0
    )
    return Members(settled, np.where(clustered, labels, near), strengths, threshold)


def _median_by_cluster(values: Matrix, labels: Numbers) -> Matrix:
    count = int(labels.max(initial=-1)) + 1
    return np.array([np.median(values[labels == k]) for k in range(count)])
