"""The bundled model without the library that can load any: it imports in a fraction of the time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from interview2persona.encoder import Encoder
from interview2persona.model import Vectors

if TYPE_CHECKING:
    from torch import Tensor

MAX_TOKENS = 256


class BundledEmbedder:
    """Satisfies `themes.Embedder`."""

    def __init__(self, folder: Path, fingerprint: str, where: str, precision: str) -> None:
        self._encoder = Encoder(folder, MAX_TOKENS, where, precision=precision)
        self.fingerprint, self.precision = f"{fingerprint}{self._encoder.how}", self._encoder.precision
        self.dimensions = self._encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimensions), float32, in the order of `texts`; equal ones cost one.

        Mean of the states of a text's tokens (Reimers and Gurevych 2019).
        """
        row = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        vectors = self._encoder.rows(list(row), _unit_mean)
        return vectors[np.array([row[text] for text in texts], dtype=np.int64)]


def _unit_mean(hidden: Tensor, types: Tensor) -> Tensor:  # noqa: ARG001 - nothing is padded, so all tokens count
    from torch.nn.functional import normalize

    return normalize(hidden.mean(1), dim=1)
