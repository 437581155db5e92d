"""Statements go with the examples that a person gave: divided by the nearest, or following one that was moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from interview2persona.model import Vectors

ALIKE = 0.75  # cosine from which two statements say nearly the same
_ROUNDS = 10


def divide(
    rest: Sequence[str], examples: Sequence[Sequence[str]], row: Mapping[str, int], vectors: Vectors | None
) -> list[list[str]]:
    """Groups around examples, in their order; each other statement joins the group whose centre is nearest.

    Seeded k-means with the examples held in place (constrained k-means, Basu, Banerjee and Mooney 2002). Without
    vectors the rest stays with the first group.
    """
    groups = [list(e) for e in examples]
    if vectors is None:
        return [groups[0] + list(rest), *groups[1:]]
    if not rest:
        return groups
    points = _unit(np.asarray(vectors[[row[i] for i in rest]], dtype=np.float64))
    fixed = [_unit(np.asarray(vectors[[row[i] for i in e]], dtype=np.float64)) for e in examples]
    labels = np.full(len(rest), -1)
    for _ in range(_ROUNDS):
        centres = _unit(np.stack([np.vstack([f, points[labels == n]]).mean(axis=0) for n, f in enumerate(fixed)]))
        new = np.argmax(np.round(points @ centres.T, 6), axis=1)
        if np.array_equal(new, labels):
            break
        labels = new
    for ident, label in zip(rest, labels, strict=True):
        groups[int(label)].append(ident)
    return groups


def followers(moved: str, others: Sequence[str], row: Mapping[str, int], vectors: Vectors) -> list[str]:
    """Those of `others` that are alike `moved` and to which nothing else among `others` is nearer."""
    ids = [i for i in others if i != moved]
    if not ids:
        return []
    points = _unit(np.asarray(vectors[[row[i] for i in ids]], dtype=np.float64))
    target = _unit(np.asarray(vectors[[row[moved]]], dtype=np.float64))[0]
    near = np.round(points @ target, 6)
    among = np.round(points @ points.T, 6)
    np.fill_diagonal(among, -1)
    return [i for i, n, best in zip(ids, near, among.max(axis=1), strict=True) if n >= ALIKE and n >= best]


def _unit(rows: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-12), dtype=np.float64)
