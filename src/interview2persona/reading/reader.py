"""The readers as a run uses them: fine-tuned encoders on the code that loads at once and uses all cores."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from interview2persona.encoder import SHA256, Encoder, Text, checked_folder
from interview2persona.errors import ModelError
from interview2persona.model import Vectors
from interview2persona.reading import weights as files
from interview2persona.reading.inputs import Answer, InPlace
from interview2persona.reading.weights import ReaderWeights
from interview2persona.reading.windows import LAYOUT, windows
from interview2persona.reading.words import PARTS, Teller, in_characters

if TYPE_CHECKING:
    from tokenizers import Encoding

BLOCK = 4096  # rows whose probabilities are computed at once


class Window(NamedTuple):
    """What is read at once, and which statement each of its spans is."""

    text: Text
    said: list[tuple[InPlace, Encoding]]


class Reader:
    """One network or several that read the same input; what they have in common is computed once.

    Each gives what `reference.ReferenceReader` gives, but for the precision of the sums, whatever is read beside it.
    """

    def __init__(
        self, weights: Sequence[ReaderWeights], folder: Path, device: str = "", precision: str = "auto"
    ) -> None:
        changes = [network.deltas for network in weights]
        tellers = [Teller(n, own.words, own.words_bias) for n, own in enumerate(weights) if own.word_names]
        self.encoder = Encoder(folder, device, precision=precision, changes=changes, besides=tellers)
        self._told = [teller.size for teller in tellers]
        self.fingerprint = f"{LAYOUT} {' '.join(network.fingerprint for network in weights)}{self.encoder.how}"

    def states(self, inputs: Sequence[InPlace]) -> Vectors:
        """What is read of each, in their order; a window is read once.

        The shape is (len(inputs), networks * dimensions + what is told of words): a unit row per network, side by side,
        and for networks that tell which words state what, the numbers of `words.strongest`, in characters.
        """
        windows = self.windows(inputs)
        rows = self.encoder.rows([window.text for window in windows])
        said = [one for window in windows for one in window.said]
        begin = rows.shape[1] - sum(self._told)
        for size in self._told:
            in_characters(rows[:, begin : begin + size], [encoding for _, encoding in said])
            begin += size
        row = {given: number for number, (given, _) in enumerate(said)}
        return rows[np.array([row[given] for given in inputs], dtype=np.int64)]

    def windows(self, inputs: Sequence[InPlace]) -> list[Window]:
        """Those in which some of `inputs` are."""
        wanted: dict[Answer, set[int]] = {}
        for given in inputs:
            wanted.setdefault(given.answer, set()).add(given.number)
        made = iter(self.encoder.tokenized([t for a in wanted for t in (a.question, a.before, *a.statements)]))
        found: list[Window] = []
        for answer, numbers in wanted.items():
            question, before, *statements = itertools.islice(made, 2 + len(answer.statements))
            first = 0
            for text in windows(question.ids, before.ids, [one.ids for one in statements]):
                inside = range(first, first := first + len(text.spans))
                if not numbers.isdisjoint(inside):
                    found.append(Window(text, [(InPlace(answer, n), statements[n]) for n in inside]))
        return found


class Stated(NamedTuple):
    """How probable it is that a statement states each of W things, and in which characters of its folded text."""

    probabilities: NDArray[np.float32]  # (rows, W)
    begins: NDArray[np.int32]  # (rows, W)
    ends: NDArray[np.int32]  # (rows, W); where nothing is told of words, both are 0


def stated(states: Vectors, weights: ReaderWeights) -> Stated:
    """What is told of words, from what was read (`Reader.states` of one network)."""
    size, width = len(weights.word_names), weights.head.shape[1]
    begins, ends = (
        states[:, width + part * size : width + (part + 1) * size].astype(np.int32) for part in range(1, PARTS)
    )
    return Stated(probabilities(states, weights.only(weights.word_names)), begins, ends)


def probabilities(states: Vectors, weights: ReaderWeights) -> NDArray[np.float32]:
    """Calibrated probability of all that `weights` names for what was read, shape (rows, names), rounded to 4 digits.

    In double precision, where what stands beside a row changes nothing that is left after rounding; a block of rows at
    a time, as those of a large study would be 600 MB.
    """
    told = np.empty((len(states), len(weights.names)), dtype=np.float32)
    for start in range(0, len(states), BLOCK):
        told[start : start + BLOCK] = _probabilities(states[start : start + BLOCK], weights)
    return told


def _probabilities(states: Vectors, weights: ReaderWeights) -> NDArray[np.float64]:
    width = weights.head.shape[1]
    logits = states[:, :width].astype(np.float64) @ weights.head.astype(np.float64).T + weights.bias
    logits = logits * weights.slopes + weights.shifts
    for number, name in enumerate(weights.word_names):
        if name in weights.names:
            place = weights.names.index(name)
            logits[:, place] += weights.word_slopes[place] * states[:, width + number].astype(np.float64)
    return np.asarray(np.round(1 / (1 + np.exp(-logits)), 4))


@lru_cache(maxsize=4)
def shipped(*names: str, device: str = "", precision: str = "auto") -> Reader:
    """Networks that come with the package (`weights.LABELS`, `weights.POINTS`), on `device`, loaded once.

    Raises:
        ModelError: one or the sentence encoder below it is missing, damaged or another one.
    """
    networks = [files.shipped(name) for name in names]
    for name, weights in zip(names, networks, strict=True):
        if weights.base_sha256 != SHA256:
            raise ModelError(f"{name} was made for another sentence encoder. Install interview2persona anew.")
    return Reader(networks, checked_folder(), device, precision)
