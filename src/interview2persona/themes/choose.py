"""Compares candidate clusterings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from interview2persona.themes.geometry import Matrix, Numbers, centres

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
    """The clearest candidate and the few within 3 % of it, those with the fewest clusters first."""
    top = max(c.silhouette for c in candidates)
    close = [c for c in candidates if c.silhouette >= top - CLOSE * abs(top)]
    return sorted(close, key=lambda c: (c.count, c.name, c.parameter))[:MOST]


def silhouette(points: Matrix, labels: Numbers) -> float:
    """Mean simplified silhouette (Hruschka et al. 2004), -1 to 1; 0 for one cluster, -1 for none."""
    if labels.max(initial=-1) < 1:
        return float(labels.max(initial=-1))
    distance = np.sqrt(np.maximum(2 - 2 * points @ centres(points, labels).T, 0))
    rows = np.arange(len(points))
    own = distance[rows, labels]
    distance[rows, labels] = np.inf
    other = distance.min(axis=1)
    inside = labels >= 0
    return float(np.mean(((other - own) / np.maximum(np.maximum(own, other), 1e-12))[inside]))
