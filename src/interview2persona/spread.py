"""The models at work wherever an executor hands out work; every worker loads them once.

What comes out for a text does not depend on the texts beside it (see `encoder`), and so not on who computes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interview2persona import plugins
from interview2persona.model import Vectors
from interview2persona.settings import Settings
from interview2persona.statements import inference, label_model
from interview2persona.statements.label_input import LabelInput
from interview2persona.themes import Embedder

TASK = 128  # texts; a second of work or two, so that little is lost with a worker


class SpreadEmbedder:
    """Satisfies `themes.Embedder`; `embedder` is the one that every worker makes, too."""

    def __init__(self, embedder: Embedder, executor: Executor, settings: Settings) -> None:
        self.fingerprint, self.dimensions = embedder.fingerprint, embedder.dimensions
        self._executor, self._settings = executor, settings

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        found = _handed_out(self._executor, _encode, self._settings, list(rows))
        return np.vstack([np.zeros((0, self.dimensions), np.float32), *found])[[rows[text] for text in texts]]


class SpreadLabelModel(label_model.LabelModel):
    """The shipped model, asked on the workers."""

    def __init__(self, model: label_model.LabelModel, executor: Executor, settings: Settings) -> None:
        self.weights = model.weights
        self._executor, self._settings = executor, settings

    def probabilities(self, inputs: Sequence[LabelInput]) -> NDArray[np.float32]:
        found = _handed_out(self._executor, _label, self._settings, [tuple(i) for i in inputs])
        return np.vstack([np.zeros((0, len(self.weights.labels)), np.float32), *found])


def _handed_out(
    executor: Executor, function: Callable[[Settings, Any], Any], settings: Settings, things: Sequence[Any]
) -> list[Any]:
    tasks = [executor.submit(function, settings, things[n : n + TASK]) for n in range(0, len(things), TASK)]
    return [task.result() for task in tasks]


def _encode(settings: Settings, texts: Sequence[str]) -> Vectors:
    return _embedder(settings.model_dump_json()).encode(texts)


@lru_cache(maxsize=1)
def _embedder(text: str) -> Embedder:
    """The embedder of the settings in `text` (JSON: settings themselves cannot be looked up)."""
    settings = Settings.model_validate_json(text)
    made: Embedder = plugins.load("interview2persona.themes.embedders", settings.themes.embedder).make(settings)
    return made


def _label(settings: Settings, inputs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
    return inference.shipped(settings.themes.device).probabilities([LabelInput(*i) for i in inputs])
