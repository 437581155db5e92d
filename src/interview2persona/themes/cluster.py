"""Points become clusters: candidates of all clusterers are compared, the choice and its reason are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interview2persona import copies, plugins
from interview2persona.settings import Settings
from interview2persona.themes import Again, Clustering
from interview2persona.themes.choose import Candidate, finalists, silhouette
from interview2persona.themes.geometry import Matrix, Numbers, diffusion_map
from interview2persona.themes.people import People, held_by_several, of_few
from interview2persona.themes.stability import mean, resampled

PACKAGE = "interview2persona.themes.clusterers"
LARGE = 300  # units from which densities can be told; below, Ward's tree alone
GRAPH_FROM = 60  # units; below, a graph of neighbours has too little to go by
NEIGHBOURS = (5, 15)  # fewest and most in the graph; the square root of the size / 3.5 in between
DIMENSIONS = (10, 80)  # fewest and most of the diffusion map; a fifth of the size in between
TRIALS = 8  # resamples that decide between candidates as good as each other
AS_STABLE = 0.01  # difference in stability that a handful of resamples cannot show


def cluster(points: Matrix, said: Matrix, people: People, settings: Settings) -> Clustering:
    """Clusters of `points` (unit rows), each of at least `min_participants` of the `people` of its rows.

    What a clusterer leaves out and what falls to too few people goes to the nearest centre; the candidate with the best
    silhouette after that is kept, and among those next to it the one most stable under resampled participants. The
    silhouette is taken in `said` (unit rows: what was said, without the labels, which alone make clear clusters).
    """
    space = coordinates(points)
    least = settings.themes.min_participants

    def candidates(name: str) -> list[Candidate]:
        found = []
        for parameter, labels in plugins.load(PACKAGE, name).candidates(space).items():
            held = held_by_several(space, labels, people, least)
            left_out = float(np.mean(labels < 0))
            alone = of_few(labels, people, least)
            found.append(Candidate(name, parameter, held, silhouette(said, held), left_out, alone))
        return found

    tried = list(chain.from_iterable(copies.each(candidates, clusterers(len(space), settings), numeric=True)))
    best = finalists(tried)
    again = _trials(points, people, best, settings)
    stable = [_stability(c.labels, a) for c, a in zip(best, again, strict=True)]
    won = next(i for i, value in enumerate(stable) if value >= max(stable) - AS_STABLE)  # the clearest comes first
    return replace(_clustering(best[won]), method=_method(tried, best, stable, won, space), again=again[won])


def stability(points: Matrix, people: People, clustering: Clustering, settings: Settings) -> NDArray[np.float64]:
    """Mean Jaccard of each cluster over all resamples (see `stability.mean`), of which some may be known."""
    begin = len(clustering.again)
    rest = _again(points, people, [clustering], settings, settings.themes.resamples, begin)[0]
    return mean([*clustering.again, *rest], int(clustering.labels.max(initial=-1)) + 1)


def _again(
    points: Matrix, people: People, clusterings: Sequence[Clustering], settings: Settings, times: int, begin: int = 0
) -> list[tuple[Again, ...]]:
    parts = [plugins.load(PACKAGE, c.parameters["name"]) for c in clusterings]

    def again(some: Numbers, whose: People) -> list[Numbers]:
        space = coordinates(points[some])
        found = [part.apply(space, c.parameters["parameter"]) for part, c in zip(parts, clusterings, strict=True)]
        return [held_by_several(space, labels, whose, settings.themes.min_participants) for labels in found]

    return resampled(people, [c.labels for c in clusterings], again, times, settings.seed, begin)


def clusterers(size: int, settings: Settings) -> Sequence[str]:
    """Names of the parts that cluster `size` points."""
    if settings.themes.clusterer != "auto":
        return [settings.themes.clusterer]
    return ["agglomerative", "hdbscan"] if size >= LARGE else ["agglomerative"]


def prepare(size: int, settings: Settings) -> None:
    """What can be done before there are points to cluster, about `size` of them."""
    for name in clusterers(size, settings):
        part = plugins.load(PACKAGE, name)
        if hasattr(part, "prepare"):
            part.prepare()


def coordinates(points: Matrix) -> Matrix:
    """The points on a diffusion map whose size follows from their number; few points stay as they are."""
    size = len(points)
    if size < GRAPH_FROM:
        return points
    near = int(np.clip(round(size**0.5 / 3.5), *NEIGHBOURS))
    return diffusion_map(points, near, int(np.clip(size // 5, *DIMENSIONS)))


def _clustering(candidate: Candidate) -> Clustering:
    chosen = {"name": candidate.name, "parameter": candidate.parameter}
    return Clustering(candidate.labels, {}, chosen, candidate.alone)


def _trials(
    points: Matrix, people: People, best: Sequence[Candidate], settings: Settings
) -> Sequence[tuple[Again, ...]]:
    """The first few resamples, for each candidate; none where there is nothing to decide."""
    if len(best) < 2:
        return [()]
    times = min(TRIALS, settings.themes.resamples)
    return _again(points, people, [_clustering(c) for c in best], settings, times)


def _stability(labels: Numbers, again: Sequence[Again]) -> float:
    """Mean Jaccard over the statements, 0 where it is not known."""
    rows = mean(again, int(labels.max(initial=-1)) + 1)[labels[labels >= 0]]
    return float(np.nanmean(rows)) if np.isfinite(rows).any() else 0.0


def _method(
    tried: Sequence[Candidate], best: Sequence[Candidate], stable: Sequence[float], won: int, space: Matrix
) -> dict[str, Any]:
    chosen = best[won]
    return {
        "clusterer": chosen.name,
        "parameter": chosen.parameter,
        "clusters": chosen.count,
        "dimensions": space.shape[1],
        "silhouette": round(chosen.silhouette, 4),
        "left_out": round(chosen.left_out, 4),
        "reason": f"of {len(tried)} candidates {len(best)} have clusters as clear as the clearest; of these "
        "it is the clearest of those found again best when participants are resampled",
        "finalists": [{**c.summary(), "stability": round(s, 4)} for c, s in zip(best, stable, strict=True)],
        "candidates": [c.summary() for c in tried],
    }
