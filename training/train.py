"""Train the teachers: ``python training/train.py`` writes training/teachers; then ``teach.py`` makes what ships.

Labels, and which attributes of the speaker a statement states: two networks are trained, one on everything, one that
never sees the judged domains (the three studies and a sixteenth of the other domains). What the second says of those
calibrates the probabilities of labels, chooses their thresholds, and gives the figures. The teacher is the mean of both
(Wortsman et al. 2022, *Model soups*); they start from the same head, from different ones the mean would not work. The
head of labels is then fitted once more to what the mean network reads.
Probabilities of attributes are calibrated on held-out studies, which neither has seen.

Points: the teacher is the mean of two networks trained on the points of all studies in two orders.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import binary_cross_entropy_with_logits

import teachers
from encoder import Recipe, deltas, fit, rows_of, tokenizer_of
from interview2persona.model import ATTRIBUTES, LABELS, QUALITIES
from interview2persona.statements import attributes
from material import (
    HELD_OUT_STUDIES,
    STUDY_DOMAINS,
    Point,
    Row,
    attribute_targets,
    given,
    judged,
    quality_targets,
    read,
    read_points,
    targets,
)
from measure import best_thresholds, calibration_error, macro_micro, platt, platt_of_two
from points import RECIPE, fit_points
from teachers import Teacher, windows_for

UNSEEN = Path(__file__).parent / "unseen.npz"
WEIGHT = 10.0  # in the last fit of the head, of studies A, B and C
NEAR = 1e-4  # how much it costs that the head moves


@dataclass(frozen=True, slots=True)
class Trained:
    """What fine-tuning changed of the encoder, the head for unit rows, and that for tokens."""

    changes: dict[str, NDArray]
    head: NDArray
    bias: NDArray
    words: NDArray
    words_bias: NDArray
    judged: NDArray  # logits of labels of the judged rows, for the network that has not seen them; else without rows


def network(blind: bool, rows: Sequence[Row], recipe: Recipe, tell: bool = False) -> Trained:
    """Train on everything, or `blind` to the judged domains; on one thread, so that the result is always the same."""
    torch.set_num_threads(1)
    domains = judged(rows) if blind else frozenset()
    seen = [row for row in rows if row.domain not in domains]
    name = "blind" if blind else "full"

    def say(line: str) -> None:
        if tell:
            print(f"{name}, {len(seen)} rows, {line}", flush=True)

    made = fit(seen, recipe, tell=say)
    head, bias = made.head.weight.detach().numpy() * made.length, made.head.bias.detach().numpy()
    states = rows_of(made, given([row for row in rows if row.domain in domains]))
    logits = (states @ head.T + bias)[:, : len(LABELS)]
    words, words_bias = made.words.weight.detach().numpy(), made.words.bias.detach().numpy()
    return Trained(deltas(made), head, bias, words, words_bias, logits)


def judged_rows(rows: Sequence[Row]) -> list[Row]:
    """Those of domains that the blind network has not seen."""
    domains = judged(rows)
    return [row for row in rows if row.domain in domains]


def weights_of(rows: Sequence[Row], blind: Trained, full: Trained) -> Teacher:
    """The teacher of labels and attributes, attributes not calibrated yet."""
    wanted = targets(judged_rows(rows))
    slopes, shifts = platt(blind.judged, wanted)
    chosen = best_thresholds(calibrated(blind.judged, slopes, shifts), wanted)
    others = np.zeros(len((*ATTRIBUTES, *QUALITIES)), dtype=np.float32)
    sure = np.array([attributes.SURE.get(name, 0.5) for name in (*ATTRIBUTES, *QUALITIES)], dtype=np.float32)
    return Teacher(
        names=(*LABELS, *ATTRIBUTES, *QUALITIES),
        deltas={name: (blind.changes[name] + full.changes[name]) / 2 for name in full.changes},
        head=(blind.head + full.head) / 2,
        bias=(blind.bias + full.bias) / 2,
        slopes=np.append(slopes, others + 1),
        shifts=np.append(shifts, others),
        word_slopes=np.append(np.zeros(len(LABELS), dtype=np.float32), others),
        thresholds=np.append(chosen, sure),
        words=(blind.words + full.words) / 2,
        words_bias=(blind.words_bias + full.words_bias) / 2,
    )


def with_heads(weights: Teacher, rows: Sequence[Row]) -> Teacher:
    """The same with the heads of labels and qualities fitted to the states of the mean network.

    Sentences of the whole studies that were coded by who wrote the definitions weigh `WEIGHT` times for labels.
    """
    states = rows_by(weights, rows)[:, : weights.head.shape[1]]
    weight = np.array([WEIGHT if r.domain in STUDY_DOMAINS else 1.0 for r in rows], dtype=np.float32)
    weights = with_head(weights, LABELS, states, targets(rows), weight)
    rated = np.array([bool(r.qualities) for r in rows])
    if not rated.any():
        return weights
    return with_head(
        weights, QUALITIES, states[rated], quality_targets(rows)[rated], np.ones(rated.sum(), dtype=np.float32)
    )


def with_head(weights: Teacher, names: Sequence[str], states: NDArray, targets: NDArray, weight: NDArray) -> Teacher:
    """The same with the head of `names` fitted to `states` (rows of the network) and `targets` (0 to 1)."""
    chosen = [weights.names.index(name) for name in names]
    slopes = weights.slopes[chosen]
    before = torch.from_numpy(weights.head[chosen] * slopes[:, None])
    head = before.clone().requires_grad_()
    bias = torch.from_numpy(weights.bias[chosen] * slopes + weights.shifts[chosen]).requires_grad_()
    seen, wanted, counts = torch.from_numpy(states), torch.from_numpy(targets), torch.from_numpy(weight)
    optimiser = torch.optim.LBFGS([head, bias], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        apart = binary_cross_entropy_with_logits(seen @ head.T + bias, wanted, reduction="none").sum(1)
        total = (apart * counts).mean() / counts.mean() + NEAR * ((head - before) ** 2).sum()
        total.backward()
        return total

    optimiser.step(loss)
    changed = {name: getattr(weights, name).copy() for name in ("head", "bias", "slopes", "shifts")}
    changed["head"][chosen], changed["bias"][chosen] = head.detach().numpy(), bias.detach().numpy()
    changed["slopes"][chosen], changed["shifts"][chosen] = 1, 0
    return replace(weights, **changed)


def with_attributes(weights: Teacher, rows: Sequence[Row]) -> Teacher:
    """The same with attributes calibrated on rows of studies that no network has seen."""
    stated = attribute_targets(rows)
    known = ~np.isnan(stated).any(1)
    states = rows_by(weights, rows)[known]
    width = weights.head.shape[1]
    logits = states[:, :width] @ weights.head.T + weights.bias
    slopes, word_slopes, shifts = weights.slopes.copy(), weights.word_slopes.copy(), weights.shifts.copy()
    for number, name in enumerate(ATTRIBUTES):
        place = weights.names.index(name)
        told = np.stack([logits[:, place], states[:, width + number]], axis=1)
        (slopes[place], word_slopes[place]), shifts[place] = platt_of_two(told, stated[known, number])
    return replace(weights, slopes=slopes, word_slopes=word_slopes, shifts=shifts)


def network_of_points(recipe: Recipe, points: Sequence[Point]) -> dict[str, NDArray]:
    """Train on the points of all studies; what that changes of the encoder."""
    torch.set_num_threads(1)
    return deltas(fit_points(points, recipe))


def rows_by(teacher: Teacher, rows: Sequence[Row]) -> NDArray:
    """What the teacher reads of them, in 32 bits."""
    windows, place = windows_for(tokenizer_of(), given(rows))
    return teacher.rows(windows, "float32")[place]


@dataclass(frozen=True, slots=True)
class Unseen:
    """How probable the blind network thought each label of the judged rows, and which of all rows they are."""

    probabilities: NDArray
    judged: NDArray


def unseen(rows: Sequence[Row]) -> Unseen:
    """What `main` kept, for the rows it was made from."""
    stored = np.load(UNSEEN)
    domains = judged(rows)
    chosen = np.array([row.domain in domains for row in rows])
    if stored["rows"] != len(rows) or len(stored["probabilities"]) != chosen.sum():
        raise SystemExit(f"{UNSEEN}: made from other data; run training/train.py first.")
    return Unseen(stored["probabilities"], chosen)


def calibrated(logits: NDArray, slopes: NDArray, shifts: NDArray) -> NDArray:
    return 1 / (1 + np.exp(-(logits * slopes + shifts)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=teachers.FOLDER)
    parser.add_argument("--only", choices=("labels", "points"), help="Keep the other teacher.")
    parser.add_argument("--float32", action="store_true", help="For processors slower in bfloat16 (Intel without AMX).")
    args = parser.parse_args()
    precision = {"bfloat16": not args.float32}
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        if args.only != "points":
            train_labels(pool, args.output / teachers.LABELS_FILE.name, replace(Recipe(), **precision))
        if args.only != "labels":
            train_points(pool, args.output / teachers.POINTS_FILE.name, replace(RECIPE, **precision))


def train_labels(pool: ProcessPoolExecutor, path: Path, recipe: Recipe) -> None:
    rows = read()
    print(f"{len(rows)} rows of {len({r.domain for r in rows})} domains", flush=True)
    blind, full = pool.map(partial(network, rows=rows, recipe=recipe, tell=True), (True, False))
    mean = weights_of(rows, blind, full)
    teachers.save(with_attributes(with_heads(mean, rows), read([HELD_OUT_STUDIES])), path)
    wanted, count = targets(judged_rows(rows)), len(LABELS)
    probabilities = calibrated(blind.judged, mean.slopes[:count], mean.shifts[:count])
    np.savez_compressed(UNSEEN, probabilities=probabilities.astype(np.float32), rows=len(rows))
    macro, micro = macro_micro(probabilities, wanted, mean.thresholds[:count])
    error = calibration_error(probabilities, wanted)
    print(f"domains not trained on: macro F1 {macro:.3f}, micro F1 {micro:.3f}, calibration error {error:.3f}")
    print("thresholds", dict(zip(LABELS, mean.thresholds[:count].round(2).tolist(), strict=True)))


def train_points(pool: ProcessPoolExecutor, path: Path, recipe: Recipe) -> None:
    points = read_points()
    print(f"{len(points)} points", flush=True)
    recipes = recipe, replace(recipe, seed=recipe.seed + 1)
    one, other = pool.map(partial(network_of_points, points=points), recipes)
    teachers.save(teachers.of_points({name: (one[name] + other[name]) / 2 for name in one}), path)


if __name__ == "__main__":
    main()
