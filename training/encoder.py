"""Fine-tuning: the last layers of the sentence encoder learn the labels, or which statements make the same point."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from transformers import AutoModel, AutoTokenizer
from transformers.utils import logging

from interview2persona.encoder import Text, bundled_folder
from interview2persona.model import ATTRIBUTES, LABELS, QUALITIES
from interview2persona.reading.inputs import InPlace
from interview2persona.reading.reference import padded, windows_of
from material import Row, answers, attribute_targets, changed, parts, place_of, quality_targets, targets
from teachers import windows_for

logging.disable_progress_bar()

TOGETHER = 160  # windows among which those of like length are looked for
SELDOM = -4.0  # logit at which training begins to tell words that state an attribute


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the encoder is fine-tuned. Chosen on held-out domains; what each choice brought is in docs/model-card.md."""

    layers: int = 4  # the last ones learn; those below and the word embeddings stay
    epochs: int = 2
    batch: int = 32
    rate: float = 2e-4  # of the last layer; each layer below learns at `decay` times the rate of the one above
    decay: float = 0.9
    head_rate: float = 1e-3
    words: float = 5.0  # weight of the loss of words
    qualities: float = 4.0  # weight of the loss of how a statement reads, as few are rated
    smoothing: float = 0.02
    dropout: float = 0.1
    bfloat16: bool = True  # products of matrices, with weights kept in 32 bits (Micikevicius et al. 2018)
    weight_decay: float = 0.01
    seed: int = 20240229


class Network(nn.Module):
    """The encoder, one logistic unit per label, attribute that a statement may state and quality, and for its words."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        # Without dropout in the attention, and written out, an update takes a third less time on a CPU.
        self.encoder = AutoModel.from_pretrained(
            bundled_folder(), attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        self.encoder.requires_grad_(False)
        self.bfloat16 = recipe.bfloat16
        for layer in self._learning(recipe):
            layer.requires_grad_(True)
        self.dropout = nn.Dropout(recipe.dropout)
        self.head = nn.Linear(self.encoder.config.hidden_size, len((*LABELS, *ATTRIBUTES, *QUALITIES)))
        self.length = math.sqrt(self.head.in_features)  # the head learns on numbers of a size around one
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        self.words = nn.Linear(self.head.in_features, len(ATTRIBUTES))  # does a token state it?
        nn.init.normal_(self.words.weight, std=0.02)
        nn.init.constant_(self.words.bias, SELDOM)

    def _learning(self, recipe: Recipe) -> list[nn.Module]:
        return list(self.encoder.encoder.layer)[-recipe.layers :]

    def parameter_groups(self, recipe: Recipe) -> list[dict[str, Any]]:
        heads = [*self.head.parameters(), *self.words.parameters()]
        groups = [{"params": heads, "lr": recipe.head_rate}]
        for depth, layer in enumerate(reversed(self._learning(recipe))):
            groups.append({"params": list(layer.parameters()), "lr": recipe.rate * recipe.decay**depth})
        return groups

    def states(self, some: Sequence[Text]) -> torch.Tensor:
        """What is read of each statement in its place: unit rows, shape (statements of all windows, dimensions)."""
        return pool(self.hidden(some), some)

    def hidden(self, some: Sequence[Text]) -> torch.Tensor:
        """Shape (windows, tokens of the longest, dimensions)."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16 and self.training):
            states: torch.Tensor = self.encoder(**padded(some)).last_hidden_state
        return states.float()

    def forward(self, some: Sequence[Text]) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits of what is told of statements, shape (statements, 23), and of words, (tokens of these, 14)."""
        hidden = self.hidden(some)
        whole = self.head(self.dropout(pool(hidden, some) * self.length))
        return whole, self.words(self.dropout(own_tokens(hidden, some)))


def fit(rows: Sequence[Row], recipe: Recipe, *, tell: Any = None) -> Network:
    """A network trained on `rows`; the same rows, recipe and number of threads give the same network."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    network, tokenizer, wanted = Network(recipe), tokenizer_of(), wanted_of(rows, recipe)
    weights = torch.ones(wanted.shape[1])
    weights[-len(QUALITIES) :] = recipe.qualities
    optimiser = torch.optim.AdamW(network.parameter_groups(recipe), weight_decay=recipe.weight_decay, fused=True)
    steps = math.ceil(len(rows) / recipe.batch) * recipe.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, steps))
    network.train()
    for epoch in range(recipe.epochs):
        total = 0.0
        read, marks = reading_of(rows, tokenizer, rng)
        for batch in batches(read, recipe.batch, rng):
            numbers = [number for _, some in batch for number in some]
            whole, words = network([window for window, _ in batch])
            marked = torch.cat([marks[number] for number in numbers])
            loss = loss_of(whole, wanted[numbers], weights) + recipe.words * loss_of(words, marked)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(numbers)
        if tell:
            tell(f"  epoch {epoch + 1}: loss {total / len(rows):.3f}")
    return network.eval()


def wanted_of(rows: Sequence[Row], recipe: Recipe) -> torch.Tensor:
    """What the units for a statement are to tell, shape (rows, 23), nan where that is unknown."""
    labels = targets(rows) * (1 - 2 * recipe.smoothing) + recipe.smoothing
    return torch.from_numpy(np.hstack([labels, attribute_targets(rows), quality_targets(rows)]))


def pool(hidden: torch.Tensor, some: Sequence[Text]) -> torch.Tensor:
    """Means of each statement's own tokens, of length one, shape (statements of all windows, dimensions)."""
    spans = [(row, *span) for row, window in enumerate(some) for span in window.spans]
    rows = torch.cat([torch.arange(row * hidden.shape[1] + a, row * hidden.shape[1] + b) for row, a, b in spans])
    owner = torch.repeat_interleave(torch.tensor([b - a for _, a, b in spans]))
    flat = hidden.reshape(-1, hidden.shape[-1])
    return nn.functional.normalize(torch.zeros(len(spans), flat.shape[1]).index_add(0, owner, flat[rows]), dim=-1)


def own_tokens(hidden: torch.Tensor, some: Sequence[Text]) -> torch.Tensor:
    """The tokens of all statements, in order, shape (tokens, dimensions)."""
    return torch.cat([hidden[row, a:b] for row, window in enumerate(some) for a, b in window.spans])


def loss_of(logits: torch.Tensor, wanted: torch.Tensor, weights: torch.Tensor | float = 1.0) -> torch.Tensor:
    """Per statement or token; what nobody looked at does not count. `weights` are of what is told."""
    known = ~torch.isnan(wanted)
    apart = nn.functional.binary_cross_entropy_with_logits(logits, wanted.nan_to_num(), reduction="none")
    return (apart * known * weights).sum() / len(wanted)


def rows_of(network: Network, inputs: Sequence[InPlace]) -> NDArray[np.float32]:
    """The unit state of each of `inputs`, in their order: shape (inputs, dimensions)."""
    made, rows = windows_for(tokenizer_of(), inputs)
    begin = np.cumsum([0, *(len(window.spans) for window in made)])
    result = np.zeros((begin[-1], network.head.in_features), dtype=np.float32)
    order = sorted(range(len(made)), key=lambda i: len(made[i].ids))
    with torch.inference_mode():
        for start in range(0, len(order), 32):
            numbers = order[start : start + 32]
            place = np.concatenate([np.arange(begin[i], begin[i + 1]) for i in numbers])
            result[place] = network.states([made[i] for i in numbers]).numpy()
    return result[rows]


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


def reading_of(rows: Sequence[Row], tokenizer: Any, rng: random.Random) -> tuple[list[Read], dict[int, torch.Tensor]]:
    """All rows once, slightly changed, and for the tokens of each what they state, shape (tokens, attributes)."""
    cut = [part for inside in answers(rows) for part in parts(rows, inside, rng)]
    said = [changed(answer, rng) for answer, _ in cut]
    made = iter(windows_of(tokenizer, said))
    found: list[Read] = []
    marks: dict[int, torch.Tensor] = {}
    for (_, numbers), answer in zip(cut, said, strict=True):
        texts = dict(zip(numbers, answer.statements, strict=True))
        left = list(numbers)
        while left:
            window = next(made)
            inside = left[: len(window.spans)]
            found.append((window, inside))
            for number, (start, end) in zip(inside, window.spans, strict=True):
                marks[number] = marks_of(tokenizer, texts[number], rows[number].attributes, end - start)
            left = left[len(window.spans) :]
    return found, marks


def marks_of(tokenizer: Any, text: str, stated: Mapping[str, str] | None, tokens: int) -> torch.Tensor:
    """1 where a token is one of the words that state an attribute, nan where that is unknown: (tokens, attributes)."""
    marks = torch.full((tokens, len(ATTRIBUTES)), torch.nan if stated is None else 0.0)
    if not stated:
        return marks
    offsets = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)["offset_mapping"][:tokens]
    for name, words in stated.items():
        column, place = ATTRIBUTES.index(name), place_of(words, text)
        if place is None:
            marks[:, column] = torch.nan
            continue
        inside = [start < place[1] and end > place[0] for start, end in offsets]
        marks[: len(inside), column] = torch.tensor(inside, dtype=torch.float32)
    return marks


def batches(read: Sequence[Read], size: int, rng: random.Random) -> Iterator[list[Read]]:
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
