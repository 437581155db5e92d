"""How alike participants are in what they said, seen in several ways that are then averaged.

A participant is a bag of *passages*: the labelled statements of one turn, averaged, because a single sentence says too
little. Small studies have few people and thousands of sentences, so that comparing passages pair by pair says far more
than a table of participants by themes; the table is one of the views nonetheless.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from interview2persona.model import Statement, Vectors

Matrix = NDArray[np.float64]
WIDTH = 0.15  # of the kernel over passages, in units of 1 - cosine


def unit(rows: NDArray[np.floating]) -> Matrix:
    rows = np.asarray(rows, dtype=np.float64)
    length: Matrix = np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-12)
    return rows / length


def centred(similarity: Matrix) -> Matrix:
    """Similarity of people around the study's mean, as a correlation (centred kernel, ones on the diagonal)."""
    n = len(similarity)
    middle = np.eye(n) - 1 / n
    moved = middle @ similarity @ middle
    scale = np.sqrt(np.maximum(np.diag(moved), 1e-12))
    return np.asarray(moved / np.outer(scale, scale))


def passages(
    people: Sequence[str], statements: Sequence[Statement], vectors: Vectors
) -> tuple[Matrix, NDArray[np.int64]]:
    """Unit vectors of passages around their mean, and the row of `people` that each belongs to."""
    row = {person: i for i, person in enumerate(people)}
    groups: dict[tuple[int, str, int], list[int]] = {}
    for i, s in enumerate(statements):
        if s.participant_id in row and set(s.labels) - {"profile"}:
            groups.setdefault((row[s.participant_id], s.transcript, s.turn), []).append(i)
    keys = sorted(groups)
    if not keys:
        return np.zeros((0, vectors.shape[1])), np.zeros(0, dtype=np.int64)
    found = np.array([np.round(vectors[groups[k]].astype(np.float64), 5).mean(axis=0) for k in keys])
    return unit(found - found.mean(axis=0)), np.array([k[0] for k in keys])


def best_matches(rows: Matrix, owner: NDArray[np.int64], people: int) -> Matrix:
    """How well each person's passages find a counterpart in what another says, compared with everybody else.

    The maximum similarity per passage (as in BERTScore, Zhang et al. 2020), less its mean over the other people: what
    everybody says, and people who speak of everything, do not count.
    """
    cosine = rows @ rows.T
    top = np.stack([cosine[:, owner == p].max(axis=1, initial=-1) for p in range(people)], axis=1)
    top[np.arange(len(owner)), owner] = np.nan
    top -= np.nanmean(top, axis=1, keepdims=True)
    out = np.zeros((people, people))
    for p in range(people):
        if (owner == p).any():
            out[p] = np.where(np.arange(people) == p, 0, np.nan_to_num(top[owner == p]).mean(axis=0))
    return (out + out.T) / 2


def kernel_means(rows: Matrix, owner: NDArray[np.int64], people: int) -> Matrix:
    """Similarity of the people's distributions of passages (kernel mean embedding), rare passages weighing more."""
    kernel = np.exp((rows @ rows.T - 1) / WIDTH)
    near = np.stack([kernel[:, owner == p].max(axis=1, initial=0) for p in range(people)], axis=1)
    weight = np.log((people + 1) / near.sum(axis=1))
    held = (owner[None, :] == np.arange(people)[:, None]) * weight
    held = unit(held)
    return np.asarray(held @ kernel @ held.T)


def by_themes(table: Matrix) -> Matrix:
    """Cosine of rows of a table of people by themes, themes of few people weighing more (tf-idf)."""
    spread = (table > 0).sum(axis=0)
    used = table[:, spread >= 2]
    weight = np.log((len(table) + 1) / (spread[spread >= 2] + 0.5))
    rows = unit(np.sqrt(np.minimum(used, 3)) * weight)
    return np.asarray(rows @ rows.T)


def standard(similarity: Matrix) -> Matrix:
    """Off the diagonal: no person nearer to everybody than others, unit spread; ones on the diagonal."""
    n = len(similarity)
    off = ~np.eye(n, dtype=bool)
    values = np.where(off, similarity, 0.0)
    mean = values.sum(axis=1) / max(1, n - 1)
    values = values - mean[:, None] - mean[None, :] + values[off].mean()
    spread = values[off].std()
    return np.where(off, values / spread if spread > 1e-12 else 0.0, 0.0)
