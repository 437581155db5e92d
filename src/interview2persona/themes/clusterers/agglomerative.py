"""Ward's tree, cut at several heights: finds its way in small studies too."""

from __future__ import annotations

import numpy as np

from interview2persona.themes.geometry import Matrix, Numbers

FEWEST, MOST = 0.5, 6.0  # times the square root of the size: fewer themes say nothing new, more nobody reads


def candidates(space: Matrix) -> dict[int, Numbers]:
    """Clusters of the rows of `space` for every number of clusters worth a try (Ward 1963); no row is left out."""
    from scipy.cluster.hierarchy import fcluster, linkage

    size = len(space)
    if size < 2:
        return {1: np.zeros(size, dtype=np.int64)}
    tree = linkage(space, "ward")
    return {k: fcluster(tree, k, "maxclust").astype(np.int64) - 1 for k in numbers(size)}


def apply(space: Matrix, parameter: int) -> Numbers:
    """Clusters of other points, cut into as many."""
    from scipy.cluster.hierarchy import fcluster, linkage

    labels: Numbers = fcluster(linkage(space, "ward"), parameter, "maxclust").astype(np.int64) - 1
    return labels


def numbers(size: int) -> list[int]:
    """Numbers of clusters to try for `size` points: every one that is small, then in steps of an eighth."""
    top, out = max(2, min(size // 3, round(MOST * size**0.5))), [max(1, int(FEWEST * size**0.5))]
    while (step := max(out[-1] + 1, round(out[-1] * 9 / 8))) <= top:
        out.append(step)
    return out
