"""A fine-tuned network that reads statements in their place, as an embedder."""

from __future__ import annotations

from collections.abc import Sequence

from interview2persona.model import Vectors
from interview2persona.reading.inputs import InPlace
from interview2persona.reading.reader import Reader


class ReaderEmbedder:
    """Satisfies `themes.Embedder`; takes texts, and pairs of context and statement."""

    reads_context = True

    def __init__(self, name: str, made: Reader) -> None:
        self._reader = made
        self.fingerprint, self.precision = f"{name}@{made.fingerprint}", made.encoder.precision
        self.dimensions = made.encoder.width

    def encode(self, texts: Sequence[str | tuple[str, str]]) -> Vectors:
        return self._reader.states([InPlace("", t) if isinstance(t, str) else InPlace(*t) for t in texts])
