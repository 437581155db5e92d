"""Statements become `Theme`s: embedded, clustered, titled, and tested for stability.

An embedder is one module in `embedders/`, a clusterer one in `clusterers/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from interview2persona.model import Vectors


class Embedder(Protocol):
    """Turns texts into vectors.

    One that has ``reads_context = True`` also takes statements in their place (`reading.inputs.InPlace`).
    """

    fingerprint: str  # of the model's weights and settings: part of every cache key
    dimensions: int

    def encode(self, texts: Sequence[Any]) -> Vectors:
        """Unit vectors, shape (len(texts), dimensions), float32, in the order of `texts`."""


class Again(NamedTuple):
    """Clusters looked for in a resample: Jaccard with the best match, and which clusters had two members in it."""

    jaccard: NDArray[np.float64]
    there: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Clustering:
    """What a clusterer found. `labels` has one number per row, 0 .. k-1, or -1 for rows in no cluster."""

    labels: NDArray[np.int64]
    method: dict[str, Any]  # what was chosen and why, for the manifest
    parameters: dict[str, Any] = field(default_factory=dict)  # what it takes to cluster other points alike
    alone: tuple[frozenset[str], ...] = ()  # people of each cluster that was dissolved, being of too few people
    again: tuple[Again, ...] = ()  # of the resamples that decided for it
