"""Points become clusters: candidates of all clusterers are compared, the choice and its reason are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interview2persona import plugins
from interview2persona.settings import Settings
from interview2persona.themes import Clustering
from interview2persona.themes.choose import Candidate, finalists, silhouette
from interview2persona.themes.geometry import Matrix, Numbers, diffusion_map
from interview2persona.themes.people import People, held_by_several, of_few
from interview2persona.themes.stability import resampled

PACKAGE = "interview2persona.themes.clusterers"
LARGE = 300  # units from which densities can be told; below, Ward's tree alone
GRAPH_FROM = 60  # units; below, a graph of neighbours has too little to go by
NEIGHBOURS = (5, 15)  # fewest and most in the graph; the square root of the size / 3.5 in between
DIMENSIONS = (10, 80)  # fewest and most of the diffusion map; a fifth of the size in between
TRIALS = 8  # resamples that decide between candidates as good as each other
AS_STABLE = 0.01  # difference in stability that a handful of resamples cannot show


class Spaces:
    """The coordinates of points (unit rows), and of some of them; those of equal rows are computed once."""

    def __init__(self, points: Matrix) -> None:
        self._points = points
        self._known: dict[bytes, Matrix] = {}

    def whole(self) -> Matrix:
        return coordinates(self._points)

    def of(self, rows: Numbers) -> Matrix:
        """Asked for by several threads, and again for the same people; a copy of the process has its own."""
        key = rows.tobytes()
        if key not in self._known:
            self._known[key] = coordinates(self._points[rows])
        return self._known[key]


def cluster(spaces: Spaces, said: Matrix, people: People, settings: Settings) -> Clustering:
    """Clusters of points, each of at least `min_participants` of the `people` of its rows.

    What a clusterer leaves out and what falls to too few people goes to the nearest centre; the candidate with the best
    silhouette after that is kept, and among those next to it the one most stable under resampled participants. The
    silhouette is taken in `said` (unit rows: what was said, without the labels, which alone make clear clusters).
    """
    space = spaces.whole()
    least = settings.themes.min_participants
    tried = []
    for name in clusterers(len(space), settings):
        for parameter, labels in plugins.load(PACKAGE, name).candidates(space).items():
            held = held_by_several(space, labels, people, least)
            left_out = float(np.mean(labels < 0))
            alone = of_few(labels, people, least)
            tried.append(Candidate(name, parameter, held, silhouette(said, held), left_out, alone))
    best = finalists(tried)
    stable = _stability(spaces, people, best, settings)
    won = next(i for i, value in enumerate(stable) if value >= max(stable) - AS_STABLE)  # the clearest comes first
    chosen = {"name": best[won].name, "parameter": best[won].parameter}
    return Clustering(best[won].labels, _method(tried, best, stable, won, space), chosen, best[won].alone)


def stability(
    spaces: Spaces, people: People, clusterings: Sequence[Clustering], settings: Settings, times: int
) -> list[NDArray[np.float64]]:
    """Mean Jaccard of each cluster of each clustering over `times` resamples (see `stability.resampled`)."""
    parts = [plugins.load(PACKAGE, c.parameters["name"]) for c in clusterings]

    def again(some: Numbers, whose: People) -> list[Numbers]:
        space = spaces.of(some)
        found = [part.apply(space, c.parameters["parameter"]) for part, c in zip(parts, clusterings, strict=True)]
        return [held_by_several(space, labels, whose, settings.themes.min_participants) for labels in found]

    return resampled(people, [c.labels for c in clusterings], again, times, settings.seed)


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


def _stability(spaces: Spaces, people: People, best: Sequence[Candidate], settings: Settings) -> list[float]:
    """Mean Jaccard over the statements of each candidate, from a few resamples; 0 where there is nothing to decide."""
    if len(best) < 2:
        return [0.0]
    clusterings = [Clustering(c.labels, {}, {"name": c.name, "parameter": c.parameter}) for c in best]
    jaccard = stability(spaces, people, clusterings, settings, min(TRIALS, settings.themes.resamples))
    per_row = [values[c.labels[c.labels >= 0]] for values, c in zip(jaccard, best, strict=True)]
    return [float(np.nanmean(rows)) if np.isfinite(rows).any() else 0.0 for rows in per_row]


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
