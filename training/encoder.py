"""Fine-tuning: the last layers of the sentence encoder learn the labels, or which statements make the same point."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from transformers import AutoModel, AutoTokenizer
from transformers.utils import logging

from interview2persona.encoder import Text, bundled_folder
from interview2persona.model import ATTRIBUTES, LABELS
from interview2persona.reading.inputs import InPlace
from interview2persona.reading.reference import padded, pool, windows_of
from material import Row, answers, attribute_targets, changed, parts, targets

logging.disable_progress_bar()

TOGETHER = 160  # windows among which those of like length are looked for


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the encoder is fine-tuned. Chosen on held-out domains; what each choice brought is in docs/model-card.md."""

    layers: int = 4  # the last ones learn; those below and the word embeddings stay
    epochs: int = 2
    batch: int = 32
    rate: float = 2e-4  # of the last layer; each layer below learns at `decay` times the rate of the one above
    decay: float = 0.9
    head_rate: float = 1e-3
    smoothing: float = 0.02
    dropout: float = 0.1
    weight_decay: float = 0.01
    seed: int = 20240229


class Network(nn.Module):
    """The encoder and one logistic unit per label, and per attribute that a statement may state."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        # Without dropout in the attention, and written out, an update takes a third less time on a CPU.
        self.encoder = AutoModel.from_pretrained(
            bundled_folder(), attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        self.encoder.requires_grad_(False)
        for layer in self._learning(recipe):
            layer.requires_grad_(True)
        self.dropout = nn.Dropout(recipe.dropout)
        self.head = nn.Linear(self.encoder.config.hidden_size, len(LABELS) + len(ATTRIBUTES))
        self.length = math.sqrt(self.head.in_features)  # the head learns on numbers of a size around one
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def _learning(self, recipe: Recipe) -> list[nn.Module]:
        return list(self.encoder.encoder.layer)[-recipe.layers :]

    def parameter_groups(self, recipe: Recipe) -> list[dict[str, Any]]:
        groups = [{"params": list(self.head.parameters()), "lr": recipe.head_rate}]
        for depth, layer in enumerate(reversed(self._learning(recipe))):
            groups.append({"params": list(layer.parameters()), "lr": recipe.rate * recipe.decay**depth})
        return groups

    def states(self, some: Sequence[Text]) -> torch.Tensor:
        """What is read of each statement in its place: unit rows, shape (statements of all windows, dimensions)."""
        return pool(self.encoder(**padded(some)).last_hidden_state, some)

    def forward(self, some: Sequence[Text]) -> torch.Tensor:
        """Logits of labels and attributes, shape (statements of all windows, 21)."""
        return self.head(self.dropout(self.states(some) * self.length))


def fit(rows: Sequence[Row], recipe: Recipe, *, tell: Any = None) -> Network:
    """A network trained on `rows`; the same rows, recipe and number of threads give the same network."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    network, tokenizer, wanted = Network(recipe), tokenizer_of(), torch.from_numpy(targets(rows))
    wanted = torch.cat(
        [wanted * (1 - 2 * recipe.smoothing) + recipe.smoothing, torch.from_numpy(attribute_targets(rows))], 1
    )
    optimiser = torch.optim.AdamW(network.parameter_groups(recipe), weight_decay=recipe.weight_decay, fused=True)
    steps = math.ceil(len(rows) / recipe.batch) * recipe.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, steps))
    network.train()
    for epoch in range(recipe.epochs):
        total = 0.0
        for batch in _batches(_read(rows, tokenizer, rng), recipe.batch, rng):
            numbers = [number for _, some in batch for number in some]
            logits = network([window for window, _ in batch])
            loss = _loss(logits, wanted[numbers])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(numbers)
        if tell:
            tell(f"  epoch {epoch + 1}: loss {total / len(rows):.3f}")
    return network.eval()


def _loss(logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Per statement; what nobody looked at does not count."""
    known = ~torch.isnan(wanted)
    apart = nn.functional.binary_cross_entropy_with_logits(logits, wanted.nan_to_num(), reduction="none")
    return (apart * known).sum() / len(wanted)


def states_of(network: Network, inputs: Sequence[InPlace]) -> NDArray[np.float32]:
    """Shape (len(inputs), dimensions), in the order of `inputs`."""
    every = list(dict.fromkeys(given.answer for given in inputs))
    first = dict(zip(every, np.cumsum([0, *(len(answer.statements) for answer in every)]).tolist(), strict=False))
    made = windows_of(tokenizer_of(), every)
    begin = np.cumsum([0, *(len(window.spans) for window in made)])
    result = np.zeros((begin[-1], network.head.in_features), dtype=np.float32)
    order = sorted(range(len(made)), key=lambda i: len(made[i].ids))
    with torch.inference_mode():
        for start in range(0, len(order), 32):
            some = order[start : start + 32]
            rows = np.concatenate([np.arange(begin[i], begin[i + 1]) for i in some])
            result[rows] = network.states([made[i] for i in some]).numpy()
    return result[[first[given.answer] + given.number for given in inputs]]


def logits_of(network: Network, inputs: Sequence[InPlace]) -> NDArray[np.float32]:
    """Shape (len(inputs), 21), in the order of `inputs`."""
    with torch.inference_mode():
        return network.head(torch.from_numpy(states_of(network, inputs)) * network.length).numpy()


def deltas(network: Network) -> dict[str, NDArray[np.float32]]:
    """What training changed of the encoder, by parameter."""
    before = dict(AutoModel.from_pretrained(bundled_folder()).named_parameters())
    after = {name: p for name, p in network.encoder.named_parameters() if p.requires_grad}
    return {name: (p.detach() - before[name].detach()).numpy() for name, p in after.items()}


def tokenizer_of() -> Any:
    return AutoTokenizer.from_pretrained(bundled_folder())


def rate(step: int, steps: int) -> float:
    """Warm-up over the first tenth, then linearly down to a fiftieth."""
    return min(1.0, (step + 1) / (0.1 * steps)) * max(0.02, 1 - step / steps)


Read = tuple[Text, list[int]]  # and the numbers of its statements


def _read(rows: Sequence[Row], tokenizer: Any, rng: random.Random) -> list[Read]:
    """All rows once, slightly changed."""
    cut = [part for inside in answers(rows) for part in parts(rows, inside, rng)]
    made = iter(windows_of(tokenizer, [changed(answer, rng) for answer, _ in cut]))
    found: list[Read] = []
    for _, numbers in cut:
        left = list(numbers)
        while left:
            window = next(made)
            found.append((window, left[: len(window.spans)]))
            left = left[len(window.spans) :]
    return found


def _batches(read: Sequence[Read], size: int, rng: random.Random) -> Iterator[list[Read]]:
    """About `size` statements at a time in random order, each of windows of like length, so that little is padded."""
    order = list(read)
    rng.shuffle(order)
    batches = []
    for start in range(0, len(order), TOGETHER):
        batch: list[Read] = []
        for one in sorted(order[start : start + TOGETHER], key=lambda one: len(one[0].ids)):
            batch.append(one)
            if sum(len(numbers) for _, numbers in batch) >= size:
                batches.append(batch)
                batch = []
        batches += [batch] if batch else []
    rng.shuffle(batches)
    yield from batches
