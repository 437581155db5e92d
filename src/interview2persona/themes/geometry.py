"""Geometry of statements: unit vectors, centres, nearest neighbours, and a diffusion map of who is near whom.

Everything here is deterministic: ties are broken by row number and iterative solvers start from a fixed vector.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interview2persona.context import sums

Matrix = NDArray[np.float64]
Numbers = NDArray[np.int64]
CHUNK = 2048  # rows at a time: a block of similarities stays below 1 GB at 50,000 statements


def unit(rows: NDArray[np.floating]) -> Matrix:
    """Rows scaled to length 1, shape kept; rows of zeros stay zeros."""
    out: Matrix = np.array(rows, dtype=np.float64)
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)
    return out


def centres(rows: Matrix, labels: Numbers) -> Matrix:
    """Unit mean of each cluster 0 .. max(labels), shape (clusters, dimensions); rows labelled -1 do not count."""
    return unit(sums(rows, labels))


def nearest(rows: Matrix, targets: Matrix, chosen: Numbers | None = None) -> tuple[Numbers, Matrix]:
    """Number of the most similar target of each row, and that cosine; -1 and 0 when there are no targets.

    With `chosen`, of these rows alone.
    """
    chosen = np.arange(len(rows)) if chosen is None else chosen
    if not len(targets):
        return np.full(len(chosen), -1, dtype=np.int64), np.zeros(len(chosen))
    best, value = np.empty(len(chosen), dtype=np.int64), np.empty(len(chosen))
    for start in range(0, len(chosen), CHUNK):
        block = rows[chosen[start : start + CHUNK]] @ targets.T
        best[start : start + CHUNK] = block.argmax(axis=1)
        value[start : start + CHUNK] = block.max(axis=1)
    return best, value


def similarity(rows: Matrix, targets: Matrix, number: Numbers) -> Matrix:
    """Cosine of each row with the target of that `number`."""
    value = np.empty(len(rows))
    for start in range(0, len(rows), CHUNK):
        some = slice(start, start + CHUNK)
        value[some] = np.einsum("ij,ij->i", rows[some], targets[number[some]])
    return value


def neighbours(rows: Matrix, count: int) -> tuple[Numbers, Matrix]:
    """The `count` most similar other rows of each unit row, most similar first, and their cosines."""
    count = min(count, len(rows) - 1)
    index, cosine = np.empty((len(rows), count), dtype=np.int64), np.empty((len(rows), count))
    for start in range(0, len(rows), CHUNK):
        block = rows[start : start + CHUNK] @ rows.T
        block[np.arange(len(block)), np.arange(start, start + len(block))] = -np.inf
        top = np.argpartition(-block, count - 1, axis=1)[:, :count]
        top.sort(axis=1)  # ties: the lower row number first
        values = np.take_along_axis(block, top, axis=1)
        order = np.argsort(-values, axis=1, kind="stable")
        index[start : start + CHUNK] = np.take_along_axis(top, order, axis=1)
        cosine[start : start + CHUNK] = np.take_along_axis(values, order, axis=1)
    return index, cosine


def diffusion_map(rows: Matrix, count: int, dimensions: int, power: float = 2.0) -> Matrix:
    """Coordinates in which rows joined by many short paths lie close together, as unit vectors.

    A self-tuning Gaussian graph of the `count` nearest neighbours (Zelnik-Manor and Perona 2004), its leading
    eigenvectors scaled by eigenvalue ** `power` (Coifman and Lafon 2006). The trivial eigenvector is taken out before,
    not dropped after: in a graph of several parts it is mixed with others. Shape (rows, at most `dimensions`).
    """
    from scipy.sparse import csr_matrix, diags
    from scipy.sparse.linalg import LinearOperator, eigsh

    size = len(rows)
    index, cosine = neighbours(rows, count)
    squared = np.maximum(2 - 2 * cosine, 0)
    weights = np.exp(-squared / np.maximum(squared[:, -1:], 1e-9))
    graph = csr_matrix((weights.ravel(), (np.repeat(np.arange(size), index.shape[1]), index.ravel())), (size, size))
    graph = (graph + graph.T) / 2
    degree = np.asarray(graph.sum(axis=1)).ravel()
    even = diags(degree**-0.5) @ graph @ diags(degree**-0.5)
    trivial = np.sqrt(degree / degree.sum())
    rest = LinearOperator((size, size), matvec=lambda x: even @ x - trivial * (trivial @ x), dtype=np.float64)
    start = np.random.default_rng(size).normal(size=size)
    values, vectors = eigsh(rest, min(dimensions, size - 2), v0=start, which="LA", tol=1e-7)
    values, vectors = values[::-1], vectors[:, ::-1]
    return unit(vectors / np.sqrt(degree)[:, None] * np.maximum(values, 0) ** power)
