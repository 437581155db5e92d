"""Vectors without any model: words and their beginnings, hashed (Weinberger et al. 2009, feature hashing).

Knows nothing of meaning, so themes are cruder; it needs no weights, loads at once and is what the tests use.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np

from interview2persona.model import Vectors
from interview2persona.settings import Settings

DIMENSIONS = 384
_STEM = 5  # letters; "invoices" and "invoicing" share a beginning
_WORD = re.compile(r"[^\W\d_]{3,}")


class HashingEmbedder:
    """Satisfies `themes.Embedder`."""

    fingerprint = f"hashing-1-{DIMENSIONS}"
    dimensions = DIMENSIONS

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _WORD.findall(text.casefold()):
                for feature in (word, word[:_STEM]):
                    code = zlib.crc32(feature.encode())
                    row[code % DIMENSIONS] += 1 if code & 0x10000 else -1
        rows[~rows.any(axis=1)] = 1  # a text without words is like every other, and like none
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def make(settings: Settings) -> HashingEmbedder:  # noqa: ARG001 (the contract of embedders)
    return HashingEmbedder()
