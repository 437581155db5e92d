"""The models at work wherever an executor hands out work; every worker loads them once.

What comes out for a text does not depend on the texts beside it (see `encoder`), and so not on who computes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import lru_cache
from typing import Any

import numpy as np

from interview2persona.model import Vectors
from interview2persona.settings import Settings
from interview2persona.themes import Embedder, embedding

TASK = 128  # texts; a second of work or two, so that little is lost with a worker


class SpreadEmbedder:
    """Satisfies `themes.Embedder`; `embedder` is the one that every worker makes, too, from these settings."""

    def __init__(self, embedder: Embedder, executor: Executor, settings: Settings) -> None:
        self.fingerprint, self.dimensions = embedder.fingerprint, embedder.dimensions
        self.reads_context = embedding.reads_context(embedder)
        self._executor, self._settings = executor, settings.model_dump_json()

    def encode(self, texts: Sequence[Any]) -> Vectors:
        rows = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        distinct = list(rows)
        starts = range(0, len(distinct), TASK)
        tasks = [self._executor.submit(_encode, self._settings, distinct[n : n + TASK]) for n in starts]
        found = [task.result() for task in tasks]
        return np.vstack([np.zeros((0, self.dimensions), np.float32), *found])[[rows[text] for text in texts]]


def _encode(settings: str, texts: Sequence[Any]) -> Vectors:
    return _embedder(settings).encode(texts)


@lru_cache(maxsize=2)
def _embedder(settings: str) -> Embedder:
    """The embedder of the settings (JSON: settings themselves cannot be looked up)."""
    return embedding.for_statements(Settings.model_validate_json(settings))
