"""The bundled model without the library that can load any: it imports in a fraction of the time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from interview2persona.encoder import END, START, Encoder, Text
from interview2persona.model import Vectors

MAX_TOKENS = 256  # as its authors use it


class BundledEmbedder:
    """Satisfies `themes.Embedder`."""

    def __init__(self, folder: Path, fingerprint: str, where: str, precision: str) -> None:
        self._encoder = Encoder(folder, where, precision=precision)
        self.fingerprint, self.precision = f"{fingerprint}{self._encoder.how}", self._encoder.precision
        self.dimensions = self._encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimensions), float32, in the order of `texts`; equal ones cost one.

        Mean of the states of a text's tokens (Reimers and Gurevych 2019).
        """
        row = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        vectors = self._encoder.rows(self.texts(list(row)))
        return vectors[np.array([row[text] for text in texts], dtype=np.int64)]

    def texts(self, texts: Sequence[str]) -> list[Text]:
        """Each as it is read."""
        return [_whole(ids) for ids in self._encoder.tokens(texts)]


def _whole(ids: list[int]) -> Text:
    """A text by itself, whose row is the mean of all its tokens."""
    all_ids = [START, *ids[: MAX_TOKENS - 2], END]
    return Text(all_ids, [0] * len(all_ids), [(0, len(all_ids))])
