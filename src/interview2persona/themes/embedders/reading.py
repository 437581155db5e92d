"""What is read of statements in their place to label them: `statements.labels` turns it into labels."""

from __future__ import annotations

from interview2persona.reading import reader, weights
from interview2persona.settings import Settings
from interview2persona.themes.embedders._reader import ReaderEmbedder


def make(settings: Settings) -> ReaderEmbedder:
    """The network of labels that ships.

    Raises:
        ModelError: it is missing or damaged.
    """
    made = reader.shipped(weights.LABELS, device=settings.themes.device, precision=settings.themes.precision)
    return ReaderEmbedder("labels", made)
