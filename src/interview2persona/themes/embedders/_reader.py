"""A fine-tuned network that reads statements in their place, as an embedder."""

from __future__ import annotations

from collections.abc import Sequence

from interview2persona.model import Vectors
from interview2persona.reading.inputs import InPlace, alone
from interview2persona.reading.reader import Reader


class ReaderEmbedder:
    """Satisfies `themes.Embedder`; takes texts, and statements in their place."""

    reads_context = True

    def __init__(self, name: str, made: Reader) -> None:
        self._reader = made
        self.fingerprint, self.precision = f"{name}@{made.fingerprint}", made.encoder.precision
        self.dimensions = made.encoder.width

    def encode(self, texts: Sequence[str | InPlace]) -> Vectors:
        return self._reader.states([alone(text) if isinstance(text, str) else text for text in texts])
