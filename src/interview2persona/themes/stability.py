"""How well a theme is found again when other people had been interviewed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from interview2persona.model import Stability
from interview2persona.themes.geometry import Matrix, Numbers
from interview2persona.themes.people import People

STABLE, DOUBTFUL = 0.75, 0.6  # Hennig 2007
LARGEST = 2000  # units per resample: enough for a mean, and larger studies stay affordable
FEWEST = 4  # people below which a resample leaves next to nobody
Cluster = Callable[[Matrix, People], Numbers]


def resampled(
    points: Matrix, labels: Numbers, people: People, cluster: Cluster, times: int, seed: int
) -> NDArray[np.float64]:
    """Mean Jaccard similarity of each cluster with its best match in clusterings of resampled participants.

    Hennig 2007 (clusterboot), with participants drawn with replacement in the place of statements: what they say
    hangs together. Shape (clusters,), nan where it cannot be estimated (fewer than 4 people, or no resample kept two
    of the cluster's units).
    """
    count = int(labels.max(initial=-1)) + 1
    everyone = sorted(set().union(*people))
    sums, seen = np.zeros(count), np.zeros(count)
    if len(everyone) < FEWEST:
        return np.full(count, np.nan)
    random = np.random.default_rng(seed)
    for _ in range(times):
        drawn = set(random.choice(everyone, len(everyone)).tolist())
        kept = np.array([i for i, who in enumerate(people) if who & drawn and labels[i] >= 0], dtype=np.int64)
        kept = np.sort(random.choice(kept, LARGEST, replace=False)) if len(kept) > LARGEST else kept
        if len(kept) < 2:
            continue
        again = cluster(points[kept], [people[i] & drawn for i in kept])
        value, there = _jaccard(labels[kept], again, count)
        sums, seen = sums + value, seen + there
    return np.where(seen > 0, sums / np.maximum(seen, 1), np.nan)


def _jaccard(before: Numbers, after: Numbers, count: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Best Jaccard of each cluster 0 .. count-1 of `before` among those of `after`, and which had two members."""
    found = int(after.max(initial=-1)) + 1
    common = np.zeros((count, found + 1))
    np.add.at(common, (before, after), 1)  # column -1 gathers what is in no cluster
    sizes, others = common.sum(axis=1, keepdims=True), common.sum(axis=0, keepdims=True)
    union = np.maximum(sizes + others - common, 1)
    there = sizes[:, 0] >= 2
    value = (common / union)[:, :found].max(axis=1, initial=0.0)
    return np.where(there, value, 0.0), there


def grade(value: float | None) -> Stability:
    """Hennig's reading: from 0.75 stable; from 0.6 there is something, but what belongs to it is doubtful."""
    if value is None:
        return "unknown"
    if value >= STABLE:
        return "stable"
    return "doubtful" if value >= DOUBTFUL else "fragile"


def share(grades: Sequence[Stability]) -> dict[str, int]:
    """How many themes have each grade."""
    return {name: grades.count(name) for name in sorted(set(grades))}
