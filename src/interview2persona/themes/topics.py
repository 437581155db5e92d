"""The broader topics above the themes."""

from __future__ import annotations

import numpy as np

from interview2persona.themes.choose import silhouette
from interview2persona.themes.geometry import Matrix, Numbers
from interview2persona.themes.people import renumber

PER_TOPIC = (3, 10)  # themes per topic that still help to keep an overview


def topics(centre: Matrix) -> Numbers:
    """Topic of each theme from the themes' centres (unit rows): Ward's tree, cut at the best silhouette.

    Fewer than six themes are one topic each: there is nothing to sum up.
    """
    from scipy.cluster.hierarchy import fcluster, linkage

    count = len(centre)
    if count < 2 * PER_TOPIC[0]:
        return np.arange(count, dtype=np.int64)
    tree = linkage(centre, "ward")
    cuts = [
        fcluster(tree, k, "maxclust").astype(np.int64) - 1
        for k in range(-(-count // PER_TOPIC[1]), count // PER_TOPIC[0] + 1)
    ]
    return renumber(max(cuts, key=lambda cut: (silhouette(centre, cut), -cut.max())))
