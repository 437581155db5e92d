"""The same network by the library that trains it: what `reader` is tested against, and what training starts from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from interview2persona.encoder import Text
from interview2persona.model import Vectors
from interview2persona.reading.inputs import Answer
from interview2persona.reading.weights import ReaderWeights
from interview2persona.reading.windows import windows


class ReferenceReader:
    """Turns answers into vectors, by transformers."""

    def __init__(self, weights: ReaderWeights, folder: Path) -> None:
        from transformers import AutoModel, AutoTokenizer

        self._tokenizer = AutoTokenizer.from_pretrained(folder)
        self._encoder = AutoModel.from_pretrained(folder)
        self._encoder.eval()
        _add(self._encoder, weights)
        self._heads = weights.heads

    def read(self, answer: Answer) -> Vectors:
        """What `reader.Reader.read` gives of the statements of an answer, with the places of words in tokens."""
        import torch

        made = windows_of(self._tokenizer, [answer])
        with torch.inference_mode():
            every = self._encoder(**padded(made), output_hidden_states=True).hidden_states
            hidden = [layer.numpy() for layer in every[-self._heads.layers :]]
        return np.vstack([self._heads([h[row] for h in hidden], window.spans) for row, window in enumerate(made)])


def windows_of(tokenizer: Any, answers: Sequence[Answer]) -> list[Text]:
    """The windows of all answers, in order."""
    said = [text for answer in answers for text in (answer.question, answer.before, *answer.statements)]
    tokens = iter(tokenizer(said, add_special_tokens=False)["input_ids"] if said else ())
    found: list[Text] = []
    for answer in answers:
        question, before = next(tokens), next(tokens)
        found += windows(question, before, [next(tokens) for _ in answer.statements])
    return found


def padded(some: Sequence[Text]) -> dict[str, Any]:
    """What a model of the library takes, shape (windows, tokens of the longest)."""
    import torch

    size = len(some), max(len(window.ids) for window in some)
    parts = {name: torch.zeros(size, dtype=torch.long) for name in ("input_ids", "token_type_ids", "attention_mask")}
    for number, window in enumerate(some):
        values = (window.ids, window.types, [1] * len(window.ids))
        for part, value in zip(parts.values(), values, strict=True):
            part[number, : len(value)] = torch.tensor(value)
    return parts


def _add(encoder: Any, weights: ReaderWeights) -> None:
    """Change `encoder` in place to the fine-tuned one."""
    import torch

    parameters = dict(encoder.named_parameters())
    with torch.no_grad():
        for name, delta in weights.deltas.items():
            parameters[name].add_(torch.from_numpy(delta))
