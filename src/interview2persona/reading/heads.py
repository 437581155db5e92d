"""What is made of the states of a statement's tokens: its vector, what is told of it, and in which of its words.

The vector is a linear map of the mean state, of length one. What is told (labels, attributes, qualities) is read by a
layer of its own from the means of the last three layers' states, and from means of the last one's that are weighted by
how much each token matters (attention pooling, Yang et al. 2016): a statement of which one clause in five says how old
somebody is has a mean that is about something else. What takes but a row per statement costs next to nothing beside
layers that take one per token.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interview2persona.reading.words import PARTS, strongest

Floats = NDArray[np.float32]
LAYERS = 3
BLOCK = 64  # rows of a product
DIGITS = 4  # logits are rounded to so many, so that last bits of sums decide nothing
LARGEST = 20.0  # of the logit by which a token matters, so that its exponential stays in range


@dataclass(frozen=True, slots=True)
class Heads:
    """Satisfies `encoder.Head`. D dimensions, Q queries, H units inside, L things told, W of these of words, too."""

    vector: Floats  # (D, D)
    query: Floats  # (Q, D)
    inner: Floats  # (H, (LAYERS + Q) * D)
    inner_bias: Floats  # (H,)
    outer: Floats  # (L, H)
    skip: Floats  # (L, (LAYERS + Q) * D)
    bias: Floats  # (L,)
    words: Floats  # (W, LAYERS * D)
    words_bias: Floats  # (W,)

    @property
    def layers(self) -> int:
        """Of the last so many it takes the states."""
        return LAYERS

    @property
    def dimensions(self) -> int:
        """Numbers of a vector: the first ones of a row."""
        return len(self.vector)

    @property
    def size(self) -> int:
        """Numbers of a row: the vector, a logit for each thing that is told, and those of `words.strongest`."""
        return len(self.vector) + len(self.bias) + PARTS * len(self.words_bias)

    def __call__(self, states: Floats, spans: Sequence[tuple[int, int]]) -> Floats:
        """Shape (spans, size) of states of the shape (tokens, LAYERS * D); words are told in tokens."""
        own, begin, count = _own(spans)
        mine = states[own]
        means: Floats = np.asarray(np.add.reduceat(mine, begin, axis=0) / count[:, None], dtype=np.float32)
        features = np.hstack([means, self._weighted(mine[:, -self.dimensions :], begin)])
        vectors = _product(means[:, -self.dimensions :], self.vector)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        inside = _activated(_product(features, self.inner) + self.inner_bias)
        told = _product(inside, self.outer) + _product(features, self.skip) + self.bias
        words = _product(mine, self.words) + self.words_bias
        return np.hstack([vectors, told.round(DIGITS), strongest(words.round(DIGITS), begin, count)])

    def _weighted(self, states: Floats, begin: NDArray[np.int64]) -> Floats:
        """Means of states, weighted by each query, side by side: shape (spans, Q * D)."""
        matters = np.exp(_product(states, self.query).clip(-LARGEST, LARGEST))
        total = np.add.reduceat(matters, begin, axis=0)
        parts = [np.add.reduceat(states * matters[:, [q]], begin, axis=0) for q in range(len(self.query))]
        return np.hstack([part / total[:, [q]] for q, part in enumerate(parts)])


def _own(spans: Sequence[tuple[int, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The tokens of all spans (none empty), where those of each begin among them, and how many it has."""
    start, end = np.array(spans, dtype=np.int64).T
    count = end - start
    begin = np.concatenate([[0], np.cumsum(count)[:-1]])
    return np.repeat(start - begin, count) + np.arange(count.sum()), begin, count


def _product(rows: Floats, weight: Floats) -> Floats:
    """`rows` times `weight`, of the shape (numbers out, numbers in).

    Always `BLOCK` rows at a time, the last ones filled up: a library may sum products of other shapes in another order,
    and a statement would get other last bits beside others.
    """
    import torch
    from torch.nn.functional import linear, pad

    out, by = np.empty((len(rows), len(weight)), dtype=np.float32), torch.from_numpy(weight)
    for start in range(0, len(rows), BLOCK):
        some = torch.from_numpy(rows[start : start + BLOCK])
        made = linear(pad(some, (0, 0, 0, BLOCK - len(some))), by)
        out[start : start + BLOCK] = made[: len(some)].numpy()
    return out


def _activated(values: Floats) -> Floats:
    """Gaussian error linear units (Hendrycks and Gimpel 2016)."""
    import torch
    from torch.nn.functional import gelu

    return np.asarray(gelu(torch.from_numpy(values)).numpy())
