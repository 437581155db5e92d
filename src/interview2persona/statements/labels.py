"""What a statement tells a persona: goal, pain, gain, behaviour, profile, decision, attitude, several or none.

A label is given from the probability on that separated best on study domains that the model had not seen; below it a
statement has no label rather than a wrong one. Data, figures and limits: docs/model-card.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import cast

import numpy as np
from numpy.typing import NDArray

from interview2persona.model import Label, Statement, Vectors
from interview2persona.settings import Settings
from interview2persona.statements import label_model
from interview2persona.statements.label_input import LabelInput, of_statement
from interview2persona.statements.label_model import LabelModel

Memo = MutableMapping[str, NDArray[np.float32]]
MAX_LABELS = 3


def label(
    statements: Sequence[Statement],
    vectors: Vectors,  # noqa: ARG001 - the model reads the question too, which these vectors mostly leave out
    settings: Settings,
    *,
    memo: Memo | None = None,
    model: LabelModel | None = None,
) -> list[Statement]:
    """The statements with their labels, most probable first, and the probability of every label.

    `memo` remembers probabilities by what was read and by which model; give one that is kept to label nothing twice.

    Raises:
        ModelError: the model is missing or damaged.
    """
    if not statements:
        return []
    model = model or label_model.shipped()
    rows = _probabilities([of_statement(s) for s in statements], model, {} if memo is None else memo)
    chosen = settings.statements.label_threshold
    limits = np.full(len(model.weights.labels), chosen, dtype=np.float32) if chosen else model.weights.thresholds
    return [
        replace(s, labels=_labels(row, limits, model), probabilities=_named(row, model))
        for s, row in zip(statements, rows, strict=True)
    ]


def _probabilities(inputs: Sequence[LabelInput], model: LabelModel, memo: Memo) -> list[NDArray[np.float32]]:
    keys = [_key(i, model) for i in inputs]
    new = {key: given for key, given in zip(keys, inputs, strict=True) if key not in memo}
    for key, row in zip(new, model.probabilities(list(new.values())), strict=True):
        memo[key] = row
    return [memo[key] for key in keys]


def _key(given: LabelInput, model: LabelModel) -> str:
    text = "\x1f".join((model.weights.fingerprint, given.context, given.statement))
    return "labels-" + hashlib.sha256(text.encode()).hexdigest()


def _labels(row: NDArray[np.float32], limits: NDArray[np.float32], model: LabelModel) -> tuple[Label, ...]:
    order = sorted(range(len(row)), key=lambda k: (-row[k], k))
    names = [model.weights.labels[k] for k in order if row[k] >= limits[k]]
    return tuple(cast(Label, name) for name in names[:MAX_LABELS])


def _named(row: NDArray[np.float32], model: LabelModel) -> Mapping[str, float]:
    return MappingProxyType({name: round(float(p), 4) for name, p in zip(model.weights.labels, row, strict=True)})
