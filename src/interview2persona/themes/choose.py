"""Compares candidate clusterings and keeps the best, with the reason for the manifest."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from interview2persona.settings import Settings
from interview2persona.themes import Clustering
from interview2persona.themes.geometry import Matrix, Numbers, centres
from interview2persona.themes.people import People, held_by_several

PLATEAU = 0.99  # of the best silhouette: among candidates this close the one with the fewest clusters is kept


def best(points: Matrix, candidates: Mapping[str, Numbers], people: People, settings: Settings) -> Clustering:
    """The candidate with the clearest clusters once those of too few people are dissolved."""
    scored = []
    for what, labels in candidates.items():
        several = held_by_several(points, labels, people, settings.themes.min_participants)
        scored.append((silhouette(points, several), int(several.max(initial=-1)) + 1, what, several))
    top = max(score for score, *_ in scored)
    score, count, what, labels = min(
        (c for c in scored if c[0] >= top - abs(top) * (1 - PLATEAU)), key=lambda c: (c[1], c[2])
    )
    return Clustering(
        labels,
        {
            "chosen": what,
            "clusters": count,
            "silhouette": round(score, 4),
            "reason": f"best mean silhouette of {len(scored)} candidates (within 1 %, the fewest themes)",
            "candidates": [{"what": w, "clusters": k, "silhouette": round(s, 4)} for s, k, w, _ in scored],
        },
    )


def silhouette(points: Matrix, labels: Numbers) -> float:
    """Mean simplified silhouette (distances to centres, Hruschka et al. 2004), -1 to 1; 0 for one cluster, -1 for none."""
    if labels.max(initial=-1) < 1:
        return float(labels.max(initial=-1))
    distance = np.sqrt(np.maximum(2 - 2 * points @ centres(points, labels).T, 0))
    rows = np.arange(len(points))
    own = distance[rows, labels]
    distance[rows, labels] = np.inf
    other = distance.min(axis=1)
    inside = labels >= 0
    return float(np.mean(((other - own) / np.maximum(np.maximum(own, other), 1e-12))[inside]))
