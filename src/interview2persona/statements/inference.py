"""The label model as a run computes it: the same weights on the encoder that loads at once and uses all cores."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from interview2persona.encoder import SHA256, Encoder, Tokens, checked_folder
from interview2persona.errors import ModelError
from interview2persona.statements import label_model, label_weights
from interview2persona.statements.label_input import LabelInput
from interview2persona.statements.label_weights import LabelWeights

if TYPE_CHECKING:
    from torch import Tensor


class QuickLabelModel(label_model.LabelModel):
    """Gives what `LabelModel` gives, but for the last bits of the sums, whatever is labelled beside it."""

    def __init__(self, weights: LabelWeights, folder: Path, device: str = "") -> None:
        import torch

        self.weights = weights
        self._quick = Encoder(folder, label_model.MAX_TOKENS, device)
        for name, delta in weights.deltas.items():
            self._quick.weights[name].add_(torch.from_numpy(delta).to(self._quick.device))
        self._head, self._bias = (torch.from_numpy(x).to(self._quick.device) for x in (weights.head, weights.bias))

    def probabilities(self, inputs: Sequence[LabelInput]) -> NDArray[np.float32]:
        """Probability of every label, shape (len(inputs), number of labels), rounded to 4 digits."""
        weights = self.weights
        logits = self._quick.rows([(i.context, i.statement) for i in inputs], len(weights.labels), self._logits)
        found = np.asarray(1 / (1 + np.exp(-(logits * weights.slopes + weights.shifts))), dtype=np.float32)
        return np.asarray(np.round(found, 4), dtype=np.float32)

    def _logits(self, hidden: Tensor, tokens: Tokens) -> Tensor:
        """From the mean of the statement's own tokens: the context only colours them."""
        own = tokens.types.unsqueeze(-1).to(hidden.dtype)
        pooled = (hidden * own).sum(1) / own.sum(1)
        return (pooled.unsqueeze(1) * self._head).sum(-1) + self._bias


@lru_cache(maxsize=1)
def shipped(device: str = "") -> QuickLabelModel:
    """The model that comes with the package, on `device` (see `encoder.device`), loaded once.

    Raises:
        ModelError: it or the sentence encoder below it is missing, damaged or another one.
    """
    weights = label_weights.load()
    if weights.base_sha256 != SHA256:
        raise ModelError("The label model was made for another sentence encoder. Install interview2persona anew.")
    return QuickLabelModel(weights, checked_folder(), device)
