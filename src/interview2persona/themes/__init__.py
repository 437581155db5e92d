"""Statements become `Theme`s: embedded, clustered, titled, and tested for stability.

An embedder is one module in `embedders/`, a clusterer one in `clusterers/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from interview2persona.model import Vectors


class Embedder(Protocol):
    """Turns texts into vectors."""

    fingerprint: str  # of the model's weights and settings: part of every cache key
    dimensions: int

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimensions), float32, in the order of `texts`."""


@dataclass(frozen=True, slots=True)
class Clustering:
    """What a clusterer found. `labels` has one number per row, -1 for rows in no cluster."""

    labels: NDArray[np.int64]
    strengths: NDArray[np.float64]  # membership, 0 to 1, of each row in its cluster (or in the nearest for -1)
    nearest: NDArray[np.int64]  # the nearest cluster of each row, -1 when there is none
    parents: NDArray[np.int64]  # broader topic of each cluster, shape (number of clusters,)
    method: dict[str, Any]  # parameters and why, for the manifest
