"""How alike participants are in what they said, seen in several ways.

Small studies have few people and hundreds of statements, so that comparing statement with statement says far more than
a table of people by themes; the table, in which corrections by people arrive, is one of the views nonetheless. All
views are symmetric tables of people with a zero diagonal.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from interview2persona.context import BLOCK, shorten

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Matrix = NDArray[np.float64]
Cosines = NDArray[np.float32]
Numbers = NDArray[np.int64]
WIDTH = 0.15  # of the kernel over passages, in units of 1 - cosine


def unit(rows: NDArray[np.floating]) -> Matrix:
    if len(rows) > BLOCK:  # as little memory as can be; few rows are faster all at once
        out: Matrix = np.array(rows, dtype=np.float64)
        shorten(out)
        return out
    rows = np.asarray(rows, dtype=np.float64)
    length: Matrix = np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-12)
    return rows / length


def standard(similarity: Matrix) -> Matrix:
    """No person nearer to everybody than others are: rows and columns around zero; zeros on the diagonal."""
    n = len(similarity)
    off = ~np.eye(n, dtype=bool)
    values = np.where(off, similarity, 0.0)
    mean = values.sum(axis=1) / max(1, n - 1)
    return np.where(off, values - mean[:, None] - mean[None, :] + values.sum() / max(1, n * (n - 1)), 0.0)


def spread(similarity: Matrix) -> float:
    """Standard deviation over pairs of people."""
    upper = similarity[_pairs(len(similarity))]
    return float(upper.std()) if len(upper) else 0.0


@lru_cache(maxsize=256)
def _pairs(people: int) -> tuple[Numbers, Numbers]:
    return np.triu_indices(people, 1)


def best_matches(cosine: Cosines, owner: Numbers, people: int) -> Matrix:
    """How well one's statements find a counterpart in what another says, compared with everybody else.

    The greatest similarity per statement (as in BERTScore, Zhang et al. 2020), less its mean over all other people and
    over all other statements: neither what everybody says nor a person who speaks of everything counts.
    """
    if not len(owner):
        return np.zeros((people, people))
    top = _best_per_person(cosine, owner, people)
    top[np.arange(len(owner)), owner] = np.nan
    top -= np.nanmean(top, axis=0, keepdims=True)
    top -= np.nanmean(top, axis=1, keepdims=True)
    mine = (owner == np.arange(people)[:, None]).astype(np.float64)
    mean = mine @ np.nan_to_num(top) / np.maximum(mine.sum(axis=1), 1)[:, None]
    return standard((mean + mean.T) / 2)


def _best_per_person(similarity: NDArray[np.floating], owner: Numbers, people: int) -> Matrix:
    """The greatest value of each row among the columns of each person, shape (rows, people); -1 for the silent.

    `similarity` is symmetric: each person's rows are taken in the place of columns, which is much faster to read.
    """
    top = np.full((people, len(owner)), -1.0)
    order = np.argsort(owner, kind="stable")
    present, starts = np.unique(owner[order], return_index=True)
    for person, own in zip(present, np.split(order, starts)[1:], strict=True):
        following = own[-1] - own[0] == len(own) - 1  # rows that lie together need not be copied
        rows = similarity[own[0] : own[-1] + 1] if following else similarity[own]
        top[person] = rows.max(axis=0)
    return top.T


def kernel_of(cosine: Cosines) -> Cosines:
    """How near passages are, 0 to 1: far ones count for next to nothing."""
    return np.asarray(np.exp((cosine - np.float32(1)) / np.float32(WIDTH)), dtype=np.float32)


def kernel_means(kernel: Cosines, owner: Numbers, people: int) -> Matrix:
    """Similarity of people's distributions of passages (kernel mean embedding, Muandet et al. 2017)."""
    near = np.maximum(_best_per_person(kernel, owner, people), 0).sum(axis=1)
    held = unit((owner[None, :] == np.arange(people)[:, None]) * np.log((people + 1) / near))
    return standard(_centred(np.asarray(held.astype(np.float32) @ kernel, dtype=np.float64) @ held.T))


def _centred(similarity: Matrix) -> Matrix:
    """Around the mean of all people, as a correlation."""
    moved = similarity - similarity.mean(axis=0) - similarity.mean(axis=1)[:, None] + similarity.mean()
    scale = np.sqrt(np.maximum(np.diag(moved), 1e-12))
    return np.asarray(moved / np.outer(scale, scale))


def shared_features(counts: csr_matrix, owner: Numbers, people: int) -> Matrix:
    """Cosine of people's features (themes), features of few people weighing more (tf-idf)."""
    table = summed(counts, owner, people)
    holders = (table > 0).sum(axis=0)
    used = (holders >= 2) & (holders <= max(2, 0.7 * people))
    if not used.any():
        return np.zeros((people, people))
    rows = unit(np.log1p(table[:, used]) * np.log((people + 1) / (holders[used] + 0.5)))
    return standard(rows @ rows.T)


def summed(counts: csr_matrix, owner: Numbers, people: int) -> Matrix:
    """Rows of `counts` added up per person, shape (people, features)."""
    width = counts.shape[1]
    cells = np.repeat(owner, np.diff(counts.indptr)) * width + counts.indices
    table = np.bincount(cells, counts.data, people * width)
    return np.asarray(table, dtype=np.float64).reshape(people, width)
