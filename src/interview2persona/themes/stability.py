"""How well a theme is found again when other people had been interviewed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from interview2persona import copies
from interview2persona.model import Stability
from interview2persona.themes import Again
from interview2persona.themes.geometry import Numbers
from interview2persona.themes.people import People

STABLE, DOUBTFUL = 0.75, 0.6  # Hennig 2007
LARGEST = 4000  # units per resample; of fewer than a study has, themes are not found again that are there
PAIRS, LEAST = 30_000_000, 8  # pairs of units in all resamples, and resamples of a large study: enough for a mean
KEPT = 0.63  # share of people whom a draw with replacement keeps
FEWEST = 4  # people below which a resample leaves next to nobody
Cluster = Callable[[Numbers, People], Sequence[Numbers]]


def resampled(
    people: People, partitions: Sequence[Numbers], cluster: Cluster, times: int, seed: int, begin: int = 0
) -> list[tuple[Again, ...]]:
    """Each partition's clusters looked for again when participants are resampled, in each resample from `begin` on.

    Hennig 2007 (clusterboot), with participants drawn with replacement in the place of statements: what they say
    hangs together. `cluster` clusters the units of a resample, by their numbers, once for each of `partitions`. Fewer
    than 4 people are not resampled.
    """
    counts = [int(labels.max(initial=-1)) + 1 for labels in partitions]

    def once(draw: tuple[Numbers, frozenset[str]]) -> list[Again]:
        kept, drawn = draw
        again = cluster(kept, [people[i] & drawn for i in kept])
        return [_jaccard(b[kept], a, count) for b, a, count in zip(partitions, again, counts, strict=True)]

    found = copies.each(once, list(_draws(people, times, seed))[begin:], numeric=True)
    return [tuple(each[number] for each in found) for number in range(len(partitions))]


def affordable(times: int, units: int) -> int:
    """How many of `times` resamples are made of so many units."""
    each = max(1.0, min(LARGEST, KEPT * units))
    return min(times, max(LEAST, int(PAIRS / each**2)))


def mean(again: Sequence[Again], count: int) -> NDArray[np.float64]:
    """Mean Jaccard similarity of each of `count` clusters with its best match, shape (clusters,).

    nan where it cannot be estimated: there were no resamples, or none kept two units of the cluster.
    """
    total, seen = np.zeros(count), np.zeros(count)
    for each in again:
        total += each.jaccard
        seen += each.there
    return np.where(seen > 0, total / np.maximum(seen, 1), np.nan)


def _draws(people: People, times: int, seed: int) -> Iterator[tuple[Numbers, frozenset[str]]]:
    """The units that each resample keeps, at most `LARGEST`, and the participants drawn; fewer draws of many units."""
    everyone = sorted(frozenset().union(*people))
    random = np.random.default_rng(seed)
    for _ in range(affordable(times, len(people)) if len(everyone) >= FEWEST else 0):
        drawn = frozenset(random.choice(everyone, len(everyone)).tolist())
        kept = np.array([i for i, who in enumerate(people) if who & drawn], dtype=np.int64)
        if len(kept) > LARGEST:
            kept = np.sort(random.choice(kept, LARGEST, replace=False))
        if len(kept) > 1:
            yield kept, drawn


def _jaccard(before: Numbers, after: Numbers, count: int) -> Again:
    """Best Jaccard of each cluster 0 .. count-1 of `before` among those of `after`, and which had two members."""
    found = int(after.max(initial=-1)) + 1
    common = np.zeros((count + 1, found + 1))
    np.add.at(common, (before, after), 1)  # the last row and column gather what is in no cluster
    common = common[:count]
    sizes, others = common.sum(axis=1, keepdims=True), common.sum(axis=0, keepdims=True)
    union = np.maximum(sizes + others - common, 1)
    there = sizes[:, 0] >= 2
    value = (common / union)[:, :found].max(axis=1, initial=0.0)
    return Again(np.where(there, value, 0.0), there)


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
