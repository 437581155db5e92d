"""The readers as a run uses them: fine-tuned encoders on the code that loads at once and uses all cores."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from interview2persona.encoder import SHA256, Encoder, Text, checked_folder
from interview2persona.errors import ModelError
from interview2persona.model import Vectors
from interview2persona.reading import weights as files
from interview2persona.reading.inputs import Answer, InPlace
from interview2persona.reading.weights import ReaderWeights
from interview2persona.reading.windows import LAYOUT, windows


class Reader:
    """One network or several that read the same input; what they have in common is computed once.

    Each gives what `reference.ReferenceReader` gives, but for the precision of the sums, whatever is read beside it.
    """

    def __init__(
        self, weights: Sequence[ReaderWeights], folder: Path, device: str = "", precision: str = "auto"
    ) -> None:
        changes = [network.deltas for network in weights]
        self.encoder = Encoder(folder, device, precision=precision, changes=changes)
        self.fingerprint = f"{LAYOUT} {' '.join(network.fingerprint for network in weights)}{self.encoder.how}"

    def states(self, inputs: Sequence[InPlace]) -> Vectors:
        """What is read of each, in their order: a unit row per network, side by side; a window is read once.

        The shape is (len(inputs), networks * dimensions).
        """
        texts, places = self.texts(inputs)
        row = {place: number for number, place in enumerate(places)}
        return self.encoder.rows(texts)[np.array([row[given] for given in inputs], dtype=np.int64)]

    def texts(self, inputs: Sequence[InPlace]) -> tuple[list[Text], list[InPlace]]:
        """The windows in which some of `inputs` are, and which statement each of their spans is."""
        wanted: dict[Answer, set[int]] = {}
        for given in inputs:
            wanted.setdefault(given.answer, set()).add(given.number)
        tokens = iter(self.encoder.tokens([t for a in wanted for t in (a.question, a.before, *a.statements)]))
        texts: list[Text] = []
        places: list[InPlace] = []
        for answer, numbers in wanted.items():
            question, before, *statements = itertools.islice(tokens, 2 + len(answer.statements))
            first = 0
            for window in windows(question, before, statements):
                inside = range(first, first := first + len(window.spans))
                if not numbers.isdisjoint(inside):
                    texts.append(window)
                    places += [InPlace(answer, number) for number in inside]
        return texts, places


def probabilities(states: Vectors, weights: ReaderWeights) -> NDArray[np.float32]:
    """Calibrated probability of all that `weights` names for what was read, shape (rows, names), rounded to 4 digits.

    In double precision, where what stands beside a row changes nothing that is left after rounding.
    """
    logits = np.asarray(states, dtype=np.float64) @ weights.head.astype(np.float64).T + weights.bias
    return np.asarray(np.round(1 / (1 + np.exp(-(logits * weights.slopes + weights.shifts))), 4), dtype=np.float32)


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
