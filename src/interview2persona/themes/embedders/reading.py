"""All that is read of statements in their place: a row of `in_place`, and behind it what `statements.labels` reads."""

from __future__ import annotations

from interview2persona.settings import Settings
from interview2persona.themes.embedders import _reader


def make(settings: Settings) -> _reader.ReaderEmbedder:
    """The network that ships.

    Raises:
        ModelError: it is missing or damaged.
    """
    return _reader.shipped("reader", settings, told=True)
