"""What points are told apart by and what labels are read from, side by side: one pass of both networks.

The first half of a row is that of `in_place`, the second that of `reading`.
"""

from __future__ import annotations

from interview2persona.reading import reader, weights
from interview2persona.settings import Settings
from interview2persona.themes.embedders._reader import ReaderEmbedder


def make(settings: Settings) -> ReaderEmbedder:
    """The networks that ship.

    Raises:
        ModelError: one is missing or damaged.
    """
    where = {"device": settings.themes.device, "precision": settings.themes.precision}
    return ReaderEmbedder("points and labels", reader.shipped(weights.POINTS, weights.LABELS, **where))
