"""The step of the customer's journey that a statement tells of, or none.

A small linear model (multinomial logistic regression) over generic cues in the statement, its question and its labels;
`training/journey.py` makes its weights. Journey model: awareness to advocacy after Lemon & Verhoef (2016).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from interview2persona.errors import ModelError
from interview2persona.model import JOURNEY_STAGES
from interview2persona.statements import _journey_cues

WEIGHTS = "journey.npz"


@dataclass(frozen=True, slots=True)
class _Model:
    names: dict[str, int]  # feature -> column
    stages: tuple[str, ...]  # one per row, "" for none
    weights: NDArray[np.float32]  # shape (stages, features)
    bias: NDArray[np.float32]  # shape (stages,)


def stage(text: str, question: str, labels: Collection[str]) -> str:
    """One of `JOURNEY_STAGES`, or "" where nothing says so. A statement without any label has no stage.

    Raises:
        ModelError: the weights that come with the package are missing or damaged.
    """
    if not labels:
        return ""
    model = _load()
    columns = [model.names[f] for f in _journey_cues.features(text, question, labels) if f in model.names]
    scores = model.bias + model.weights[:, sorted(columns)].sum(axis=1)
    return model.stages[int(np.argmax(scores))]


@lru_cache(maxsize=1)
def _load() -> _Model:
    try:
        with files(__package__).joinpath("weights", WEIGHTS).open("rb") as file:
            data = np.load(file, allow_pickle=False)
            names = {str(name): n for n, name in enumerate(data["features"])}
            stages = tuple(str(s) for s in data["stages"])
            model = _Model(names, stages, data["weights"], data["bias"])
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(
            f"The weights of the journey model are missing or damaged ({error}): install again."
        ) from error
    if not set(stages) <= {"", *JOURNEY_STAGES} or model.weights.shape != (len(stages), len(names)):
        raise ModelError("The weights of the journey model do not fit this version: install again.")
    return model
