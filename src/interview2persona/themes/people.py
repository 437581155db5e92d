"""Participants count, not volubility: a cluster of fewer people than a theme needs is dissolved."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from interview2persona.themes.geometry import Matrix, Numbers, centres, nearest

People = Sequence[frozenset[str]]
ROUNDS = 3  # of moving points to the nearest centre; more change next to nothing


def held_by_several(points: Matrix, labels: Numbers, people: People, least: int) -> Numbers:
    """`labels` 0 .. k-1 of clusters said by at least `least` people; every point goes to the nearest centre.

    A one-person cluster's points move to the nearest cluster of several. When no cluster has several people all
    labels are -1.
    """
    labels = _kept(labels, people, least)
    for _ in range(ROUNDS):
        if labels.max(initial=-1) < 0:
            break
        moved, _cosine = nearest(points, centres(points, labels))
        labels = _kept(moved, people, least)
    if (labels < 0).any() and labels.max(initial=-1) >= 0:
        moved, _cosine = nearest(points, centres(points, labels))
        labels = np.where(labels < 0, moved, labels)
    return labels


def of_few(labels: Numbers, people: People, least: int) -> tuple[frozenset[str], ...]:
    """The people of every cluster of two or more points that fewer than `least` people said."""
    out = []
    for label in range(int(labels.max(initial=-1)) + 1):
        inside = np.flatnonzero(labels == label)
        who = frozenset[str]().union(*(people[int(i)] for i in inside))
        if len(inside) > 1 and len(who) < least:
            out.append(who)
    return tuple(out)


def renumber(labels: Numbers) -> Numbers:
    """Clusters numbered by first appearance, -1 kept."""
    numbers: dict[int, int] = {-1: -1}
    return np.array([numbers.setdefault(int(x), len(numbers) - 1) for x in labels], dtype=np.int64)


def several(labels: Numbers, people: People, least: int) -> NDArray[np.bool_]:
    """One flag per cluster 0 .. k-1 and a last one for -1 (False): it comes of at least `least` people."""
    owners: list[set[str]] = [set() for _ in range(int(labels.max(initial=-1)) + 2)]
    for label, who in zip(labels, people, strict=True):
        owners[label].update(who)
    return np.array([len(who) >= least for who in owners[:-1]] + [False], dtype=bool)


def _kept(labels: Numbers, people: People, least: int) -> Numbers:
    return renumber(np.where(several(labels, people, least)[labels], labels, -1))
