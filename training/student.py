"""The network that ships: one encoder from which both vectors and all that is told are read, and how it learns.

It begins as the network of points and learns from both teachers what they say (knowledge distillation, Hinton, Vinyals
and Dean 2015) beside what the lines themselves were coded with; in the end also from itself, as both together are right
more often than either alone (born-again networks, Furlanello et al. 2018).
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.special import expit, logit
from torch import nn
from torch.nn.functional import gelu, normalize
from transformers import AutoModel

from encoder import SELDOM, Recipe, batches, loss_of, rate, reading_of, tokenizer_of, wanted_of
from interview2persona.encoder import Encoder, Text, bundled_folder
from interview2persona.model import ATTRIBUTES, LABELS, QUALITIES
from interview2persona.reading.heads import LARGEST, LAYERS, Heads
from interview2persona.reading.reference import padded
from material import Row
from teachers import DIMENSIONS, Teacher

TOLD = (*LABELS, *ATTRIBUTES, *QUALITIES)
QUERIES, INSIDE = 4, 512
SIZE = 2.0  # features are multiplied by it, so that they are of a size around one
FIRST = 0.02  # size of the first weights of heads


DROPOUT, HEAD_DROPOUT = 0.05, 0.1


@dataclass(frozen=True, slots=True)
class Lesson:
    """How the student learns; losses are per statement or token."""

    epochs: int = 3
    batch: int = 48
    rate: float = 2.5e-4  # of the last layer; each below learns at `decay` times the rate of the one above
    decay: float = 0.9
    head_rate: float = 1e-3
    coded: float = 0.4  # weight of what lines were coded with
    heard: float = 0.6  # of the teachers' probabilities
    vectors: float = 40.0  # of one minus the cosine with the teacher's vector
    coded_words: float = 3.0
    heard_words: float = 0.0
    with_itself: bool = False  # the probabilities are those of the teacher and of the student before the lesson
    half: bool = False  # the encoder's products in bfloat16, about twice as fast where the processor has them
    qualities: float = 4.0  # within what lines were coded with, as few are rated
    seed: int = 1


# After the first, labels and vectors were as good as their teachers', words were not.
LESSONS = (
    Lesson(),
    Lesson(epochs=2, rate=1.2e-4, head_rate=5e-4, coded_words=4.0, heard_words=8.0, seed=2),
    Lesson(
        epochs=2,
        rate=1.6e-4,
        head_rate=5e-4,
        coded=0.3,
        heard=0.7,
        coded_words=4.0,
        heard_words=16.0,
        with_itself=True,
        half=True,
        seed=3,
    ),
)


class Student(nn.Module):
    """Gives of some windows the logits of what is told, unit vectors, and logits of words."""

    def __init__(self, points: Mapping[str, NDArray]) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            bundled_folder(),
            attn_implementation="eager",
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=DROPOUT,
        )
        parameters = dict(self.encoder.named_parameters())
        with torch.no_grad():
            for name, delta in points.items():
                parameters[name].add_(torch.from_numpy(delta))
        self.encoder.embeddings.requires_grad_(False)
        width = DIMENSIONS * (LAYERS + QUERIES)
        self.vector = nn.Linear(DIMENSIONS, DIMENSIONS, bias=False)
        nn.init.eye_(self.vector.weight)
        self.query = nn.Linear(DIMENSIONS, QUERIES, bias=False)
        nn.init.normal_(self.query.weight, std=FIRST)
        self.inner, self.outer = nn.Linear(width, INSIDE), nn.Linear(INSIDE, len(TOLD))
        self.skip = nn.Linear(width, len(TOLD))
        nn.init.normal_(self.skip.weight, std=FIRST / 2)
        nn.init.zeros_(self.skip.bias)
        self.words = nn.Linear(LAYERS * DIMENSIONS, len(ATTRIBUTES))
        nn.init.normal_(self.words.weight, std=FIRST)
        nn.init.constant_(self.words.bias, SELDOM)
        self.dropout = nn.Dropout(HEAD_DROPOUT)

    def parameter_groups(self, lesson: Lesson) -> list[dict[str, Any]]:
        heads = (self.query, self.inner, self.outer, self.skip, self.words)
        groups = [
            {"params": [p for head in heads for p in head.parameters()], "lr": lesson.head_rate},
            {"params": list(self.vector.parameters()), "lr": lesson.rate},
        ]
        for depth, layer in enumerate(reversed(self.encoder.encoder.layer)):
            groups.append({"params": list(layer.parameters()), "lr": lesson.rate * lesson.decay**depth})
        return groups

    def forward(self, some: Sequence[Text], *, half: bool = False) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            found = self.encoder(**padded(some), output_hidden_states=True).hidden_states[-LAYERS:]
        every = [states.float() for states in found]
        wide = every[0].shape[1]
        spans = [(row * wide + a, row * wide + b) for row, window in enumerate(some) for a, b in window.spans]
        rows = torch.cat([torch.arange(a, b) for a, b in spans])
        count = torch.tensor([b - a for a, b in spans])
        owner = torch.repeat_interleave(count)
        tokens = [states.reshape(-1, DIMENSIONS)[rows] for states in every]
        means = [_sums(own, owner, len(spans)) / count[:, None] for own in tokens]
        matters = torch.exp(self.query(tokens[-1]).clamp(-LARGEST, LARGEST))
        share = matters / _sums(matters, owner, len(spans))[owner]
        weighted = [_sums(tokens[-1] * share[:, [q]], owner, len(spans)) for q in range(QUERIES)]
        features = self.dropout(torch.cat([*means, *weighted], 1) * SIZE)
        told = self.outer(gelu(self.inner(features))) + self.skip(features)
        return told, normalize(self.vector(means[-1]), dim=-1), self.words(self.dropout(torch.cat(tokens, 1)))

    def deltas(self) -> dict[str, NDArray]:
        """What is other than in the encoder, by parameter."""
        before = dict(AutoModel.from_pretrained(bundled_folder()).named_parameters())
        after = {name: p for name, p in self.encoder.named_parameters() if p.requires_grad}
        return {name: (p.detach() - before[name].detach()).numpy() for name, p in after.items() if "pooler" not in name}

    def heads(self) -> Heads:
        """As they ship."""
        found = {name: p.detach().numpy() for name, p in self.named_parameters() if not name.startswith("encoder.")}
        return Heads(
            vector=found["vector.weight"],
            query=found["query.weight"],
            inner=found["inner.weight"] * SIZE,
            inner_bias=found["inner.bias"],
            outer=found["outer.weight"],
            skip=found["skip.weight"] * SIZE,
            bias=found["outer.bias"] + found["skip.bias"],
            words=found["words.weight"],
            words_bias=found["words.bias"],
        )


def fit(
    rows: Sequence[Row], labels: Teacher, points: Teacher, lessons: Sequence[Lesson] = LESSONS, *, tell: Any = None
) -> Student:
    """A student of both teachers, trained on `rows`; the same on the same machine with as many threads."""
    torch.manual_seed(lessons[0].seed)
    student = Student(points.deltas)
    for lesson in lessons:
        teach(student, rows, labels, points, lesson, tell=tell)
    return student.eval()


def teach(
    student: Student, rows: Sequence[Row], labels: Teacher, points: Teacher, lesson: Lesson, *, tell: Any = None
) -> None:
    """One lesson; changes `student`."""
    rng, tokenizer, coded = random.Random(lesson.seed), tokenizer_of(), wanted_of(rows, Recipe())
    weights = torch.ones(len(TOLD))
    weights[-len(QUALITIES) :] = lesson.qualities
    optimiser = torch.optim.AdamW(student.parameter_groups(lesson), weight_decay=0.01, fused=True)
    steps = math.ceil(len(rows) / lesson.batch) * lesson.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, steps))
    earlier = Earlier(student) if lesson.with_itself else None
    factors = lesson.coded, lesson.heard, lesson.vectors, lesson.coded_words, lesson.heard_words
    student.train()
    for epoch in range(lesson.epochs):
        read, marks = reading_of(rows, tokenizer, rng)
        heard = _heard(read, labels, points, earlier, with_words=lesson.heard_words > 0)
        total = np.zeros(len(factors))
        for batch in batches(read, lesson.batch, rng):
            numbers = [number for _, some in batch for number in some]
            told, vector, words = student([window for window, _ in batch], half=lesson.half)
            losses = (
                loss_of(told, coded[numbers], weights),
                loss_of(told, heard.told[numbers]),
                (1 - (vector * heard.vectors[numbers]).sum(1)).mean(),
                loss_of(words, torch.cat([marks[number] for number in numbers])),
                loss_of(words, torch.cat([heard.words[number] for number in numbers]))
                if heard.words
                else torch.zeros(()),
            )
            optimiser.zero_grad()
            sum(factor * loss for factor, loss in zip(factors, losses, strict=True)).backward()
            nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += len(numbers) * np.array([loss.item() for loss in losses])
        if tell:
            names = ("coded", "heard", "vectors", "words coded", "words heard")
            lost = ", ".join(f"{n} {v:.3f}" for n, v in zip(names, total / len(rows), strict=True))
            tell(f"epoch {epoch + 1}: {lost}")


class Earlier:
    """A student as it was."""

    def __init__(self, student: Student) -> None:
        self._encoder = Encoder(bundled_folder(), changes=student.deltas(), head=student.heads())

    def logits(self, windows: Sequence[Text]) -> NDArray:
        """Of what is told: shape (statements, what is told)."""
        return self._encoder.rows(windows)[:, DIMENSIONS : DIMENSIONS + len(TOLD)].astype(np.float64)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the teachers say of all rows, by their numbers."""

    told: torch.Tensor  # probabilities, (rows, what is told)
    vectors: torch.Tensor  # (rows, dimensions)
    words: dict[int, torch.Tensor]  # probabilities that a token is of the words, (tokens, attributes)


def _heard(
    read: Sequence[tuple[Text, list[int]]],
    labels: Teacher,
    points: Teacher,
    earlier: Earlier | None,
    *,
    with_words: bool,
) -> Heard:
    windows, order = [window for window, _ in read], [number for _, numbers in read for number in numbers]
    place = np.argsort(order)
    told, vectors = labels.probabilities(labels.rows(windows)), points.rows(windows)
    if earlier:
        told = expit((logit(told) + earlier.logits(windows)) / 2)
    words: dict[int, torch.Tensor] = {}
    if with_words:
        size = [end - begin for window in windows for begin, end in window.spans]
        parts = torch.from_numpy(labels.words_of(windows)).split(size)
        words = dict(zip(order, parts, strict=True))
    return Heard(torch.from_numpy(told[place].astype(np.float32)), torch.from_numpy(vectors[place]), words)


def _sums(values: torch.Tensor, owner: torch.Tensor, count: int) -> torch.Tensor:
    return torch.zeros(count, values.shape[1]).index_add(0, owner, values)
