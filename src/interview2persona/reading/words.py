"""Which words of a statement state an attribute: the tokens whose states say so.

Every token gets a logit per attribute; the surest token of a statement and those beside it that are nearly as sure are
the words, and their largest logit joins the statement's own to tell how likely it states the attribute at all. A
statement of which one clause in five says how old somebody is has a mean that is about something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Encoding

Floats = NDArray[np.float32]
NEARLY = 0.5  # share of the largest probability that a neighbouring token needs to be one of the words
PARTS = 3  # of what is told: how sure, where the words begin, where they end
HARDLY = -4.5  # logit up to which nobody asks where the words are


def strongest(logits: NDArray[np.floating], first: NDArray[np.int64], size: NDArray[np.int64]) -> Floats:
    """Of each statement the largest logits, then the first tokens of the words, then the ends of the words.

    Args:
        logits: shape (tokens, A), the tokens of all statements one behind the other.
        first: shape (statements,), where those of each begin.
        size: shape (statements,), how many each has; none is 0.

    Returns:
        Shape (statements, 3 * A); tokens are counted from the begin of the statement.
    """
    largest = np.maximum.reduceat(logits, first)
    owner = np.repeat(np.arange(len(size)), size)
    number = np.arange(len(logits))[:, None]
    surest = np.minimum.reduceat(np.where(logits == largest[owner], number, len(logits)), first)
    outside = _sure(logits) < NEARLY * _sure(largest)[owner]
    before = np.maximum.accumulate(np.where(outside, number, -1))
    after = np.minimum.accumulate(np.where(outside, number, len(logits))[::-1])[::-1]
    starts = np.maximum(np.take_along_axis(before, surest, 0) + 1, first[:, None])
    ends = np.minimum(np.take_along_axis(after, surest, 0), (first + size)[:, None])
    return np.hstack([largest, starts - first[:, None], ends - first[:, None]]).astype(np.float32)


def in_characters(told: Floats, encodings: Sequence[Encoding]) -> None:
    """Changes what `strongest` gave of statements from tokens to characters of their texts, in place.

    Where nothing is stated (no logit above `HARDLY`), begin and end are 0.
    """
    size = told.shape[1] // PARTS
    hardly = told[:, :size] <= HARDLY
    told[:, size:][np.tile(hardly, PARTS - 1)] = 0
    for number in np.flatnonzero(~hardly.all(1)).tolist():
        offsets = np.array(encodings[number].offsets or [(0, 0)])
        begins, ends = told[number, size : 2 * size], told[number, 2 * size :]
        sure = ~hardly[number]
        begins[sure] = offsets[begins[sure].astype(np.int64), 0]
        ends[sure] = offsets[ends[sure].astype(np.int64) - 1, 1]


def _sure(logits: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.asarray(1 / (1 + np.exp(-logits)))
