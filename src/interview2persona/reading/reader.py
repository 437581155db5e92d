"""The reader as a run uses it: a fine-tuned encoder on the code that loads at once and uses all cores."""

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
from interview2persona.reading.words import PARTS, in_characters

if TYPE_CHECKING:
    from tokenizers import Encoding


class Window(NamedTuple):
    """What is read at once, and which statement each of its spans is."""

    text: Text
    said: list[tuple[InPlace, Encoding]]


class Reader:
    """Gives what `reference.ReferenceReader` gives, but for the precision of the sums, whatever is read beside it."""

    def __init__(self, weights: ReaderWeights, folder: Path, device: str = "", precision: str = "auto") -> None:
        self.encoder = Encoder(folder, device, precision=precision, changes=weights.deltas, head=weights.heads)
        self.dimensions = weights.heads.dimensions
        self._words = self.dimensions + len(weights.names)
        self.fingerprint = f"{LAYOUT} {weights.fingerprint}{self.encoder.how}"

    def read(self, inputs: Sequence[InPlace]) -> Vectors:
        """What is read of each, in their order; a window is read once.

        The shape is (len(inputs), D + L + 3 * W): a unit vector, a logit for each thing that is told, and the numbers
        of `words.strongest`, in characters.
        """
        windows = self.windows(inputs)
        rows = self.encoder.rows([window.text for window in windows])
        said = [one for window in windows for one in window.said]
        in_characters(rows[:, self._words :], [encoding for _, encoding in said])
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


def stated(told: Vectors, weights: ReaderWeights) -> Stated:
    """What is told of words, from what is told (`Reader.read` behind the vectors)."""
    size, width = len(weights.word_names), len(weights.names)
    begins, ends = (
        told[:, width + part * size : width + (part + 1) * size].astype(np.int32) for part in range(1, PARTS)
    )
    return Stated(probabilities(told, weights)[:, weights.places(weights.word_names)], begins, ends)


def probabilities(told: Vectors, weights: ReaderWeights) -> NDArray[np.float32]:
    """Calibrated probability of all that `weights` names, shape (rows, names), rounded to 4 digits.

    `told` are the numbers of `Reader.read` behind the vectors.
    """
    width = len(weights.names)
    logits = told[:, :width] * weights.slopes + weights.shifts
    places = weights.places(weights.word_names)
    logits[:, places] += told[:, width : width + len(places)] * weights.word_slopes[places]
    return np.asarray(np.round(1 / (1 + np.exp(-logits.astype(np.float64))), 4), dtype=np.float32)


@lru_cache(maxsize=4)
def shipped(device: str = "", precision: str = "auto") -> Reader:
    """The network that comes with the package, on `device`, loaded once.

    Raises:
        ModelError: it or the sentence encoder below it is missing, damaged or another one.
    """
    weights = files.shipped()
    if weights.base_sha256 != SHA256:
        raise ModelError(f"{files.SHIPPED.name} was made for another sentence encoder. Install interview2persona anew.")
    return Reader(weights, checked_folder(), device, precision)
