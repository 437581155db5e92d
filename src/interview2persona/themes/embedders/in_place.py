"""Statements in their place, by a network that has learned which statements of a study make the same point.

With `themes.model` named, that sentence-transformers model is used instead, and questions have vectors of their own.
Source and figures: docs/model-card.md.
"""

from __future__ import annotations

from interview2persona.reading import reader, weights
from interview2persona.settings import Settings
from interview2persona.themes import Embedder
from interview2persona.themes.embedders import sentence_transformer
from interview2persona.themes.embedders._reader import ReaderEmbedder


def make(settings: Settings) -> Embedder:
    """The network of points that ships, or the model that the settings name.

    Raises:
        ModelError: it is not there, or its weights are not those it should have.
    """
    if settings.themes.model:
        return sentence_transformer.make(settings)
    made = reader.shipped(weights.POINTS, device=settings.themes.device, precision=settings.themes.precision)
    return ReaderEmbedder("points", made)
