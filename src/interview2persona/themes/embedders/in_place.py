"""Statements in their place, by a network that has learned which statements of a study make the same point.

With `themes.model` named, that sentence-transformers model is used instead, and questions have vectors of their own.
Source and figures: docs/model-card.md.
"""

from __future__ import annotations

from interview2persona.settings import Settings
from interview2persona.themes import Embedder
from interview2persona.themes.embedders import _reader, sentence_transformer


def make(settings: Settings) -> Embedder:
    """The network that ships, or the model that the settings name.

    Raises:
        ModelError: it is not there, or its weights are not those it should have.
    """
    if settings.themes.model:
        return sentence_transformer.make(settings)
    return _reader.shipped("points", settings, told=False)
