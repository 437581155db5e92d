"""The network that reads statements in their place, as an embedder."""

from __future__ import annotations

from collections.abc import Sequence

from interview2persona.model import Vectors
from interview2persona.reading import reader
from interview2persona.reading.inputs import InPlace, alone
from interview2persona.reading.reader import Reader
from interview2persona.settings import Settings


class ReaderEmbedder:
    """Satisfies `themes.Embedder`; takes texts, and statements in their place."""

    reads_context = True

    def __init__(self, name: str, made: Reader, *, told: bool) -> None:
        self._reader = made
        self.fingerprint, self.precision = f"{name}@{made.fingerprint}", made.encoder.precision
        self.told_from = made.dimensions
        self.dimensions = made.encoder.width if told else made.dimensions

    def encode(self, texts: Sequence[str | InPlace]) -> Vectors:
        """The first `dimensions` numbers of what is read of each."""
        inputs = [alone(text) if isinstance(text, str) else text for text in texts]
        return self._reader.read(inputs)[:, : self.dimensions]


def shipped(name: str, settings: Settings, *, told: bool) -> ReaderEmbedder:
    """The network that ships: its vectors alone, or with what is `told` behind them.

    Raises:
        ModelError: it is missing or damaged.
    """
    made = reader.shipped(device=settings.themes.device, precision=settings.themes.precision)
    return ReaderEmbedder(name, made, told=told)
