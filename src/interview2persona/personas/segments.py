"""Participants become groups: how many the data support, who belongs to which, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interview2persona.personas import affinity
from interview2persona.personas.affinity import Matrix

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Groups of participants, largest first; `fit`, `second` and `stability` are None where not estimable."""

    groups: tuple[tuple[str, ...], ...]
    fit: Mapping[str, float]
    second: Mapping[str, int]  # participant -> number of the group that comes second, only where that is close
    stability: tuple[float | None, ...]
    method: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bags:
    """What is compared: passages with their owners, and the table of people by themes."""

    rows: Matrix
    owner: Labels
    table: Matrix

    def similarity(self) -> Matrix:
        people = len(self.table)
        views = [
            affinity.standard(affinity.best_matches(self.rows, self.owner, people)),
            affinity.standard(affinity.centred(affinity.kernel_means(self.rows, self.owner, people))),
        ]
        return np.asarray(np.mean(views, axis=0))


def partition(similarity: Matrix, count: int, seed: int) -> Labels:
    """`count` groups by k-means on the leading eigenvectors (spectral relaxation, Ng, Jordan and Weiss 2001)."""
    from sklearn.cluster import KMeans

    if count <= 1:
        return np.zeros(len(similarity), dtype=np.int64)
    values, vectors = np.linalg.eigh(similarity)
    keep = slice(None, -count, -1)
    points = affinity.unit(vectors[:, keep] * np.sqrt(np.maximum(values[keep], 1e-9)))
    found = KMeans(count, n_init=20, random_state=seed % 2**32).fit_predict(points)
    return np.asarray(found, dtype=np.int64)


def segment(profiles: Any, settings: Any) -> Segmentation:
    """Interim: two to four groups."""
    people = profiles.people
    if len(people) < 4:
        return Segmentation(
            (tuple(people),) if people else (), {}, {}, (None,) * bool(people), {"count": 1, "reason": ""}
        )
    similarity = profiles.bags.similarity()
    count = settings.personas.count or min(4, len(people) // 2)
    labels = partition(similarity, count, settings.seed)
    groups = [tuple(p for p, g in zip(people, labels, strict=True) if g == k) for k in range(count)]
    groups = sorted((g for g in groups if g), key=lambda g: (-len(g), g))
    return Segmentation(tuple(groups), {}, {}, (None,) * len(groups), {"count": len(groups), "reason": ""})
