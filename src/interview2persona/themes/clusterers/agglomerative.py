"""Ward's tree over a diffusion map, cut where the groups of several people are clearest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from interview2persona.settings import Settings
from interview2persona.themes import Clustering
from interview2persona.themes.choose import best
from interview2persona.themes.geometry import Matrix, Numbers, diffusion_map
from interview2persona.themes.people import People, held_by_several

NEIGHBOURS = (5, 15)  # fewest and most in the graph of a diffusion map
DIMENSIONS = (10, 80)
GRAPH_FROM = 60  # statements; below, a graph of neighbours has too little to go by


def cluster(points: Matrix, people: People, settings: Settings) -> Clustering:
    """Clusters of `points` (unit rows), each of several people.

    Ward 1963; the tree is cut at the number of clusters with the best silhouette (see `choose.best`).
    """
    space, tree = _tree(points)
    cuts = {f"{k} clusters": (k, cut(tree, len(points), k)) for k in numbers(len(points))}
    found = best(space, {what: labels for what, (_, labels) in cuts.items()}, people, settings)
    return Clustering(found.labels, {"method": "Ward", **found.method}, {"cut": cuts[found.method["chosen"]][0]})


def again(points: Matrix, people: People, parameters: Mapping[str, Any], settings: Settings) -> Numbers:
    """Labels of other points, found with the parameters that were chosen before."""
    space, tree = _tree(points)
    return held_by_several(space, cut(tree, len(points), parameters["cut"]), people, settings.themes.min_participants)


def coordinates(points: Matrix) -> Matrix:
    """The points on a diffusion map whose size follows from their number; few points stay as they are."""
    size = len(points)
    if size < GRAPH_FROM:
        return points
    near = int(np.clip(round(np.sqrt(size) / 2.7), *NEIGHBOURS))
    return diffusion_map(points, near, int(np.clip(size // 10, *DIMENSIONS)))


def cut(tree: Matrix | None, size: int, count: int) -> Numbers:
    """At most `count` clusters of the tree."""
    from scipy.cluster.hierarchy import fcluster

    if tree is None:
        return np.zeros(size, dtype=np.int64)
    labels: Numbers = fcluster(tree, count, "maxclust").astype(np.int64) - 1
    return labels


def numbers(size: int) -> Sequence[int]:
    """Numbers of clusters to try for `size` points: every one that is small, then in steps of an eighth."""
    top, out = max(2, min(size // 3, 400)), [1]
    while (step := max(out[-1] + 1, round(out[-1] * 9 / 8))) <= top:
        out.append(step)
    return out


def _tree(points: Matrix) -> tuple[Matrix, Matrix | None]:
    from scipy.cluster.hierarchy import linkage

    space = coordinates(points)
    return space, linkage(space, "ward") if len(points) > 1 else None
