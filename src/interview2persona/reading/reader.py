"""The reader as a run uses it: the fine-tuned encoder on the code that loads at once and uses all cores."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from interview2persona.encoder import SHA256, Encoder, Tokens, checked_folder
from interview2persona.errors import ModelError
from interview2persona.model import Vectors
from interview2persona.reading import weights as files
from interview2persona.reading.inputs import InPlace
from interview2persona.reading.weights import ReaderWeights

if TYPE_CHECKING:
    from torch import Tensor

MAX_TOKENS = 160


class Reader:
    """Gives what `reference.ReferenceReader` gives, but for the last bits of the sums, whatever is read beside it."""

    def __init__(self, weights: ReaderWeights, folder: Path, device: str = "") -> None:
        import torch

        self.weights = weights
        self._encoder = Encoder(folder, MAX_TOKENS, device)
        self.device = self._encoder.device
        for name, delta in weights.deltas.items():
            self._encoder.weights[name].add_(torch.from_numpy(delta).to(self.device))

    @property
    def fingerprint(self) -> str:
        return self.weights.fingerprint if self.device == "cpu" else f"{self.weights.fingerprint} on {self.device}"

    @property
    def dimensions(self) -> int:
        return self._encoder.dimensions

    def states(self, inputs: Sequence[InPlace]) -> Vectors:
        """What is read of each: unit rows, shape (len(inputs), dimensions), in their order; equal ones cost one."""
        row = {given: number for number, given in enumerate(dict.fromkeys(inputs))}
        found = self._encoder.rows([(given.context, given.statement) for given in row], self.dimensions, _unit_mean)
        return found[np.array([row[given] for given in inputs], dtype=np.int64)]


def probabilities(states: Vectors, weights: ReaderWeights) -> NDArray[np.float32]:
    """Calibrated probability of every label for what was read, shape (rows, labels), rounded to 4 digits.

    In double precision, where what stands beside a row changes nothing that is left after rounding.
    """
    logits = np.asarray(states, dtype=np.float64) @ weights.head.astype(np.float64).T + weights.bias
    return np.asarray(np.round(1 / (1 + np.exp(-(logits * weights.slopes + weights.shifts))), 4), dtype=np.float32)


def _unit_mean(hidden: Tensor, tokens: Tokens) -> Tensor:
    """The mean of the statement's own tokens: the context only colours them."""
    from torch.nn.functional import normalize

    own = tokens.types.unsqueeze(-1).to(hidden.dtype)
    return normalize((hidden * own).sum(1) / own.sum(1).clamp(min=1), dim=1)


@lru_cache(maxsize=2)
def shipped(name: str, device: str = "") -> Reader:
    """A network that comes with the package (`weights.LABELS` or `weights.POINTS`), on `device`, loaded once.

    Raises:
        ModelError: it or the sentence encoder below it is missing, damaged or another one.
    """
    weights = files.shipped(name)
    if weights.base_sha256 != SHA256:
        raise ModelError(f"{name} was made for another sentence encoder. Install interview2persona anew.")
    return Reader(weights, checked_folder(), device)
