"""HDBSCAN at several sizes of its smallest cluster: finds dense groups of very different size in large studies."""

from __future__ import annotations

import numpy as np

from interview2persona.themes.geometry import Matrix, Numbers

ALL_PAIRS = 3000  # points; up to then a table of all distances (72 MB) is faster than a search tree
SMALLEST = (4, 8, 12, 18)  # points in the smallest cluster


def prepare() -> None:
    """Imports what takes long to, for who has time before there is something to cluster."""
    import hdbscan  # noqa: F401


def candidates(space: Matrix) -> dict[int, Numbers]:
    """Clusters of the rows of `space` for every smallest cluster worth a try; rows in none have -1.

    Campello, Moulavi and Sander 2013; clusters by excess of mass.
    """
    return {least: apply(space, least) for least in SMALLEST if 4 * least <= len(space)}


def apply(space: Matrix, parameter: int) -> Numbers:
    """Clusters of the rows of `space` with at least `parameter` rows each."""
    from hdbscan import HDBSCAN

    if len(space) <= parameter:
        return np.full(len(space), -1, dtype=np.int64)
    found = HDBSCAN(
        min_cluster_size=parameter,
        min_samples=max(2, parameter // 2),
        algorithm="generic" if len(space) <= ALL_PAIRS else "best",
        core_dist_n_jobs=1,
    ).fit(space)
    labels: Numbers = found.labels_.astype(np.int64)
    return labels
