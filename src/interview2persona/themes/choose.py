"""Compares candidate clusterings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from interview2persona.context import sums
from interview2persona.themes.geometry import Matrix, Numbers, unit

CLOSE = 0.03  # of the best silhouette: such candidates are as clear as the clearest
MOST = 4  # finalists


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to cluster: which clusterer with which parameter, its clusters of several people, how clear they are."""

    name: str
    parameter: int
    labels: Numbers
    silhouette: float
    left_out: float = 0.0  # share of points that the clusterer itself left out
    alone: tuple[frozenset[str], ...] = ()  # people of each cluster that was dissolved

    @property
    def count(self) -> int:
        return int(self.labels.max(initial=-1)) + 1

    def summary(self) -> dict[str, Any]:
        """For the manifest."""
        return {
            "clusterer": self.name,
            "parameter": self.parameter,
            "clusters": self.count,
            "silhouette": round(self.silhouette, 4),
        }


def finalists(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The clearest candidate and the few next to it within 3 %, the clearest first."""
    top = max(c.silhouette for c in candidates)
    close = [c for c in candidates if c.silhouette >= top - CLOSE * abs(top)]
    return sorted(close, key=lambda c: (-round(c.silhouette, 6), c.count, c.name, c.parameter))[:MOST]


def silhouette(points: Matrix, labels: Numbers) -> float:
    """Mean silhouette of unit rows by distances to centres, -1 to 1; 0 for one cluster, -1 for none.

    Simplified silhouette (Hruschka, de Castro and Campello 2004) with a change that keeps it fair to large clusters: a
    row is compared with its cluster's centre *without* itself; alone in its cluster it is at distance sqrt(2).
    """
    count = int(labels.max(initial=-1)) + 1
    if count < 2:
        return float(count - 1)
    inside = np.flatnonzero(labels >= 0)
    rows, own = points[inside], labels[inside]
    total = sums(rows, own)
    similar = rows @ unit(total).T
    mine = np.einsum("ij,ij->i", rows, unit(total[own] - rows))
    similar[np.arange(len(rows)), own] = -np.inf
    near, far = (np.sqrt(np.maximum(2 - 2 * x, 0)) for x in (mine, similar.max(axis=1)))
    return float(np.mean((far - near) / np.maximum(np.maximum(near, far), 1e-12)))
