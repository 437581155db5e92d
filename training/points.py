"""Fine-tuning: the last layers of the sentence encoder learn which statements of a study make the same point.

Supervised contrastive learning (Khosla et al. 2020): statements of one point are drawn together, those of the other
points of the same study are pushed apart. Points are the themes of whole studies whose truth is known.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

from encoder import Network, Recipe, rate, tokenizer_of
from interview2persona.reading.inputs import InPlace
from interview2persona.reading.reference import windows_of
from material import Point, Told, changed

RECIPE = Recipe(epochs=4, rate=1e-4)
TOGETHER = 20  # points of one study in a step
EACH = 2  # statements of a point in a step
TEMPERATURE = 0.07


def fit_points(points: Sequence[Point], recipe: Recipe = RECIPE, *, tell: Any = None) -> Network:
    """A network trained on `points`; the same ones, recipe and number of threads give the same network."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    network, tokenizer = Network(recipe), tokenizer_of()
    optimiser = torch.optim.AdamW(network.parameter_groups(recipe), weight_decay=recipe.weight_decay, fused=True)
    steps = recipe.epochs * len(list(_turns(points, rng)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, steps))
    network.train()
    for epoch in range(recipe.epochs):
        total = 0.0
        for some in _turns(points, rng):
            given, number = _handed(some, rng)
            loss = apart(_states(network, tokenizer, given), torch.tensor(number))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        if tell:
            tell(f"  epoch {epoch + 1}: loss {total * recipe.epochs / steps:.3f}")
    return network.eval()


def apart(states: torch.Tensor, number: torch.Tensor) -> torch.Tensor:
    """Supervised contrastive loss (Khosla et al. 2020, eq. 2) of unit rows; `number` tells the point of each."""
    same = (number[:, None] == number[None, :]) & ~torch.eye(len(number), dtype=torch.bool)
    cosine = (states @ states.T / TEMPERATURE).fill_diagonal_(-1e4)
    likely = cosine - torch.logsumexp(cosine, 1, keepdim=True)
    return (-(likely * same).sum(1) / same.sum(1)).mean()


def _turns(points: Sequence[Point], rng: random.Random) -> Iterator[list[Point]]:
    """All points once, those of one study at a time, in an order of chance."""
    studies: dict[str, list[Point]] = {}
    for point in points:
        studies.setdefault(point.domain, []).append(point)
    turns = []
    for inside in studies.values():
        rng.shuffle(inside)
        turns += [inside[k : k + TOGETHER] for k in range(0, len(inside), TOGETHER)]
    rng.shuffle(turns)
    yield from (turn for turn in turns if len(turn) > 1)


def _handed(points: Sequence[Point], rng: random.Random) -> tuple[list[InPlace], list[int]]:
    """Some statements of each point, slightly changed, and the number of its point for each."""
    drawn: list[list[Told]] = [rng.sample(point.told, EACH) for point in points]
    given = [InPlace(changed(told.given.answer, rng), len(told.before)) for each in drawn for told in each]
    return given, [number for number, each in enumerate(drawn) for _ in each]


def _states(network: Network, tokenizer: Any, given: Sequence[InPlace]) -> torch.Tensor:
    """Rows of the given statements, in their order."""
    some = windows_of(tokenizer, [each.answer for each in given])
    size = [len(each.answer.statements) for each in given]
    first = np.cumsum([0, *size[:-1]])
    return network.states(some)[torch.from_numpy(first + [each.number for each in given])]
