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
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from interview2persona import bert
from interview2persona.bert import Linear
from interview2persona.reading.words import PARTS, strongest

Floats = NDArray[np.float32]
LAYERS = 3
BLOCK = 64  # rows of a product
DIGITS = 4  # logits are rounded to so many, so that last bits of sums decide nothing
LARGEST = 20.0  # of the logit by which a token matters, so that its exponential stays in range


class Maps(NamedTuple):
    """What is multiplied in one product each."""

    tokens: Linear  # words and queries
    vector: Linear
    both: Linear  # units inside and what is told directly
    outer: Linear


@dataclass(frozen=True)
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

    @cached_property
    def _maps(self) -> Maps:
        below = np.zeros((len(self.query), (LAYERS - 1) * self.dimensions), dtype=np.float32)
        queries = np.hstack([below, self.query])  # see the last layer alone
        return Maps(
            tokens=_map([self.words, queries], [self.words_bias, np.zeros(len(queries), dtype=np.float32)]),
            vector=_map([self.vector]),
            both=_map([self.inner, self.skip], [self.inner_bias, self.bias]),
            outer=_map([self.outer]),
        )

    def __call__(self, states: Sequence[Floats], spans: Sequence[tuple[int, int]]) -> Floats:
        """Shape (spans, size) of the states of the last layers, each (tokens, D); words are told in tokens."""
        begin, end = np.array(spans, dtype=np.int64).T
        count, width, maps = end - begin, self.dimensions, self._maps
        first = np.concatenate([[0], np.cumsum(count)[:-1]])
        own = np.repeat(begin - first, count) + np.arange(count.sum())
        mine = np.hstack([layer[own] for layer in states])
        words, matters = np.split(_product(mine, maps.tokens), [len(self.words)], axis=1)
        means = _sums(mine, count) / count[:, None].astype(np.float32)
        features = np.hstack([means, _weighted(mine[:, -width:], np.exp(matters.clip(-LARGEST, LARGEST)), count)])
        vectors = _product(means[:, -width:], maps.vector)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        inside, direct = np.split(_product(features, maps.both), [len(self.inner)], axis=1)
        whole = _product(_activated(inside), maps.outer) + direct
        words = strongest(words.round(DIGITS), first, count)
        return np.hstack([vectors, whole.round(DIGITS), words])


def _weighted(states: Floats, matters: Floats, count: NDArray[np.int64]) -> Floats:
    """Means of states, weighted by each column of `matters`, side by side: shape (spans, columns * D)."""
    import torch

    share = matters / np.repeat(_sums(matters, count), count, axis=0)
    each = torch.from_numpy(states)[:, None, :] * torch.from_numpy(share)[:, :, None]
    return _sums(each.flatten(1).numpy(), count)


def _sums(rows: Floats, count: NDArray[np.int64]) -> Floats:
    """Of each group of so many rows that follow one another (NumPy takes seven times as long)."""
    import torch

    owner = torch.from_numpy(np.repeat(np.arange(len(count)), count))
    made = torch.zeros((len(count), rows.shape[1])).index_add_(0, owner, torch.from_numpy(rows))
    return np.asarray(made.numpy())


def _map(weights: Sequence[Floats], biases: Sequence[Floats] = ()) -> Linear:
    """By weights of the shape (numbers out, numbers in), one below the other."""
    import torch

    weight = np.vstack(weights)
    bias = np.concatenate(biases).astype(np.float32) if biases else np.zeros(len(weight), dtype=np.float32)
    return bert.linear(torch.from_numpy(weight), torch.from_numpy(bias), BLOCK)


def _product(rows: Floats, by: Linear) -> Floats:
    """Always `BLOCK` rows at a time, the last ones filled up.

    A library may sum products of other shapes in another order, and a statement would get other last bits beside
    others.
    """
    import torch
    from torch.nn.functional import pad

    made = []
    for start in range(0, len(rows), BLOCK):
        some = torch.from_numpy(rows[start : start + BLOCK])
        missing = BLOCK - len(some)
        made.append(by(pad(some, (0, 0, 0, missing)))[: len(some)] if missing else by(some))
    return np.asarray(torch.cat(made).numpy())


def _activated(values: Floats) -> Floats:
    """Gaussian error linear units (Hendrycks and Gimpel 2016)."""
    import torch
    from torch.nn.functional import gelu

    return np.asarray(gelu(torch.from_numpy(values)).numpy())
