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
from interview2persona.reading.words import Teller


class ReferenceReader:
    """Turns answers into vectors, by transformers."""

    def __init__(self, weights: ReaderWeights, folder: Path) -> None:
        from transformers import AutoModel, AutoTokenizer

        self._tokenizer = AutoTokenizer.from_pretrained(folder)
        self._encoder = AutoModel.from_pretrained(folder)
        self._encoder.eval()
        _add(self._encoder, weights)
        self._teller = Teller(0, weights.words, weights.words_bias) if weights.word_names else None

    def states(self, answer: Answer) -> Vectors:
        """What `reader.Reader.states` gives of the statements of an answer, with the places of words in tokens."""
        import torch

        made = windows_of(self._tokenizer, [answer])
        with torch.inference_mode():
            return read(self._encoder(**padded(made)).last_hidden_state, made, self._teller)


def read(hidden: Any, some: Sequence[Text], teller: Teller | None) -> Vectors:
    """What is read of each statement of some windows, from the states of their tokens."""
    means = np.asarray(pool(hidden, some).numpy())
    if teller is None:
        return means
    wide = hidden.shape[1]
    spans = [(row * wide + a, row * wide + b) for row, window in enumerate(some) for a, b in window.spans]
    return np.hstack([means, teller(hidden.reshape(-1, hidden.shape[2]).numpy(), spans)])


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


def pool(hidden: Any, some: Sequence[Text]) -> Any:
    """Means of each statement's own tokens, of length one, shape (statements of all windows, dimensions)."""
    import torch
    from torch.nn.functional import normalize

    spans = [(row, *span) for row, window in enumerate(some) for span in window.spans]
    rows = torch.cat([torch.arange(row * hidden.shape[1] + a, row * hidden.shape[1] + b) for row, a, b in spans])
    owner = torch.repeat_interleave(torch.tensor([b - a for _, a, b in spans]))
    flat = hidden.reshape(-1, hidden.shape[-1])
    return normalize(torch.zeros(len(spans), flat.shape[1]).index_add(0, owner, flat[rows]), dim=-1)


def _add(encoder: Any, weights: ReaderWeights) -> None:
    """Change `encoder` in place to the fine-tuned one."""
    import torch

    parameters = dict(encoder.named_parameters())
    with torch.no_grad():
        for name, delta in weights.deltas.items():
            parameters[name].add_(torch.from_numpy(delta))
