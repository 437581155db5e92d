"""The same network by the library that trains it: what `reader` is tested against, and what training starts from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from interview2persona.model import Vectors
from interview2persona.reading.inputs import InPlace
from interview2persona.reading.reader import MAX_TOKENS
from interview2persona.reading.weights import ReaderWeights

_BATCH = 32


class ReferenceReader:
    """Turns inputs into vectors, by transformers."""

    def __init__(self, weights: ReaderWeights, folder: Path) -> None:
        from transformers import AutoModel, AutoTokenizer

        self._tokenizer = AutoTokenizer.from_pretrained(folder)
        self._encoder = AutoModel.from_pretrained(folder)
        self._encoder.eval()
        _add(self._encoder, weights)

    def states(self, inputs: Sequence[InPlace]) -> Vectors:
        """Unit vectors, shape (len(inputs), dimensions)."""
        import torch

        found = []
        for start in range(0, len(inputs), _BATCH):
            tokens = tokenize(self._tokenizer, inputs[start : start + _BATCH])
            with torch.inference_mode():
                found.append(pool(self._encoder(**tokens).last_hidden_state, tokens).numpy())
        return np.vstack(found)


def tokenize(tokenizer: Any, inputs: Sequence[InPlace]) -> Any:
    """Context and statement as the two segments; token type 1 marks the statement."""
    contexts, statements = [i.context for i in inputs], [i.statement for i in inputs]
    return tokenizer(
        contexts, statements, padding=True, truncation="longest_first", max_length=MAX_TOKENS, return_tensors="pt"
    )


def pool(hidden: Any, tokens: Any) -> Any:
    """Mean of the statement's own tokens, of length one, shape (rows, dimensions): the context only colours them."""
    from torch.nn.functional import normalize

    mask = (tokens["token_type_ids"] * tokens["attention_mask"]).unsqueeze(-1).to(hidden.dtype)
    return normalize((hidden * mask).sum(1) / mask.sum(1).clamp(min=1), dim=-1)


def _add(encoder: Any, weights: ReaderWeights) -> None:
    """Change `encoder` in place to the fine-tuned one."""
    import torch

    parameters = dict(encoder.named_parameters())
    with torch.no_grad():
        for name, delta in weights.deltas.items():
            parameters[name].add_(torch.from_numpy(delta))
