"""Groups among many people: HDBSCAN on a vector per person, where comparing all pairs would take too long."""

from __future__ import annotations

import numpy as np

from interview2persona.personas.affinity import Matrix, Numbers, summed, unit
from interview2persona.personas.bags import Bags
from interview2persona.personas.divide import Group

MANY = 50  # people
DIMENSIONS = 5


def vectors(bags: Bags) -> Matrix:
    """One row per person: the mean of what they said around the study's mean, beside their themes (tf-idf), reduced."""
    speaker = bags.owner[bags.passage]
    said, themes = np.zeros((bags.people, bags.rows.shape[1])), summed(bags.themes, speaker, bags.people)
    np.add.at(said, speaker, bags.rows)
    rare = np.log((bags.people + 1) / ((themes > 0).sum(axis=0) + 1))
    joined = np.hstack([unit(_around(unit(said))), unit(_around(unit(np.log1p(themes) * rare)))])
    left, size, _ = np.linalg.svd(_around(joined), full_matrices=False)
    return np.asarray(left[:, :DIMENSIONS] * size[:DIMENSIONS])


def _around(rows: Matrix) -> Matrix:
    return np.asarray(rows - rows.mean(axis=0))


def groups_of(bags: Bags, count: int, seed: int) -> list[Group]:
    """Groups of row numbers; people in no dense region join the nearest group. One group when there is no density."""
    points = vectors(bags)
    labels = _fixed(points, count, seed) if count else _dense(points)
    return [tuple(np.flatnonzero(labels == k).tolist()) for k in sorted(set(labels.tolist()))]


def _dense(points: Matrix) -> Numbers:
    import hdbscan

    found = hdbscan.HDBSCAN(min_cluster_size=max(4, len(points) // 20), min_samples=2).fit_predict(points)
    kinds = sorted(set(found.tolist()) - {-1})
    if len(kinds) < 2:
        return np.zeros(len(points), dtype=np.int64)
    centres = np.array([points[found == k].mean(axis=0) for k in kinds])
    nearest = np.argmin(((points[:, None] - centres[None]) ** 2).sum(axis=2), axis=1)
    return np.asarray(np.where(found >= 0, found, nearest), dtype=np.int64)


def _fixed(points: Matrix, count: int, seed: int) -> Numbers:
    from sklearn.cluster import KMeans

    return np.asarray(KMeans(count, n_init=10, random_state=seed % 2**32).fit_predict(points), dtype=np.int64)
