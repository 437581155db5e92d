"""What a statement tells a persona: goal, pain, gain, behaviour, profile, decision, attitude, several or none.

A label is given from the probability on that separated best on study domains that the model had not seen; below it a
statement has no label rather than a wrong one. Data, figures and limits: docs/model-card.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from interview2persona.model import LABELS, QUALITIES, Label, Qualities, Statement, Vectors
from interview2persona.reading import reader
from interview2persona.reading import weights as files
from interview2persona.reading.weights import ReaderWeights
from interview2persona.settings import Settings

MAX_LABELS = 3
_STEPS = 10_000
_SHARED = tuple(k / _STEPS for k in range(_STEPS + 1))  # a number of its own for each statement would take much room


def label(
    statements: Sequence[Statement], told: Vectors, settings: Settings, weights: ReaderWeights | None = None
) -> list[Statement]:
    """The statements with their labels, most probable first, the probability of every label, and how they read alone.

    `told` is what the network tells of them, one row per statement (`reading.reader.probabilities`).

    Raises:
        ModelError: the model is missing or damaged.
    """
    if not statements:
        return []
    weights = weights or files.shipped()
    count, places = len(LABELS), weights.places((*LABELS, *QUALITIES))
    chosen = settings.statements.label_threshold
    limits = np.full(count, chosen, dtype=np.float32) if chosen else weights.thresholds[places[:count]]
    return [
        replace(
            s,
            labels=_labels(row[:count], limits),
            probabilities=_named(row[:count]),
            qualities=Qualities(*_rounded(row[count:])),
        )
        for s, row in zip(statements, reader.probabilities(told, weights)[:, places], strict=True)
    ]


def _labels(row: NDArray[np.float32], limits: NDArray[np.float32]) -> tuple[Label, ...]:
    order = sorted(range(len(row)), key=lambda k: (-row[k], k))
    return tuple([LABELS[k] for k in order if row[k] >= limits[k]][:MAX_LABELS])


def _named(row: NDArray[np.float32]) -> Mapping[str, float]:
    return MappingProxyType(dict(zip(LABELS, _rounded(row), strict=True)))


def _rounded(row: NDArray[np.float32]) -> list[float]:
    """Probabilities to four places."""
    return [_SHARED[round(float(p) * _STEPS)] for p in row]
