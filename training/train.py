"""Train the label model that ships: ``python training/train.py`` writes src/interview2persona/statements/weights.

Domains are dealt into folds. Three networks are trained, each without a fold that holds a whole study. What they say of
the domains they did not see calibrates the probabilities and chooses the thresholds. What ships is the mean of their
weights (Wortsman et al. 2022, *Model soups*), so that every statement was seen by two of them at least. They start from
the same head; from different ones the mean would not work.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from encoder import Recipe, deltas, fit, logits_of
from interview2persona.model import LABELS
from interview2persona.statements import label_weights
from interview2persona.statements.label_model import base_folder
from interview2persona.statements.label_weights import LabelWeights
from material import Row, folds, read, targets
from measure import best_thresholds, calibration_error, macro_micro, platt

OUT_OF_FOLD = Path(__file__).parent / "out-of-fold.npz"
FOLDS = 6
UNSEEN = (0, 1, 2)  # the fold that a network does not see: the largest domains, the studies, are dealt first


@dataclass(frozen=True, slots=True)
class Member:
    """One network, the fold that it did not see, and its logits for the rows of that fold."""

    unseen: int
    changes: dict[str, NDArray]
    head: NDArray
    bias: NDArray
    logits: NDArray


def member(unseen: int, rows: Sequence[Row], recipe: Recipe, count: int = FOLDS, verbose: bool = False) -> Member:
    """Train on all folds but one; on one thread, so that the result is the same on every machine of a kind."""
    torch.set_num_threads(1)
    fold = folds(rows, count)
    seen = [row for row, f in zip(rows, fold, strict=True) if f != unseen]
    held = [row.given for row, f in zip(rows, fold, strict=True) if f == unseen]

    def tell(line: str) -> None:
        if verbose:
            print(f"without fold {unseen}, {len(seen)} rows, {line}", flush=True)

    network = fit(seen, recipe, tell=tell)
    head, bias = network.head.weight.detach().numpy(), network.head.bias.detach().numpy()
    return Member(unseen, deltas(network), head, bias, logits_of(network, held))


def train(rows: Sequence[Row], members: Sequence[Member], count: int = FOLDS) -> tuple[LabelWeights, NDArray]:
    """The model to ship, and for every row the logits by the network that did not see its domain; NaN where none."""
    fold, logits = folds(rows, count), np.full((len(rows), len(LABELS)), np.nan, np.float32)
    for one in members:
        logits[fold == one.unseen] = one.logits
    judged = ~np.isnan(logits[:, 0])
    wanted = targets(rows)[judged]
    slopes, shifts = platt(logits[judged], wanted)
    weights = LabelWeights(
        labels=LABELS,
        deltas={name: np.mean([one.changes[name] for one in members], axis=0) for name in members[0].changes},
        head=np.mean([one.head for one in members], axis=0),
        bias=np.mean([one.bias for one in members], axis=0),
        slopes=slopes,
        shifts=shifts,
        thresholds=best_thresholds(calibrated(logits[judged], slopes, shifts), wanted),
        base_sha256=hashlib.sha256((base_folder() / "model.safetensors").read_bytes()).hexdigest(),
    )
    return weights, logits


@dataclass(frozen=True, slots=True)
class Unseen:
    """What networks said of rows whose domains they had not seen; `judged` marks those rows, the others are NaN."""

    fold: NDArray
    logits: NDArray
    judged: NDArray


def unseen(rows: Sequence[Row]) -> Unseen:
    """What `main` kept, for the rows it was made from."""
    stored = np.load(OUT_OF_FOLD)
    if len(stored["fold"]) != len(rows):
        raise SystemExit(f"{OUT_OF_FOLD}: made from other data; run training/train.py first.")
    return Unseen(stored["fold"], stored["logits"], ~np.isnan(stored["logits"][:, 0]))


def calibrated(logits: NDArray, slopes: NDArray, shifts: NDArray) -> NDArray:
    return 1 / (1 + np.exp(-(logits * slopes + shifts)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, default=2, help="networks trained at a time")
    parser.add_argument("--output", type=Path, default=label_weights.SHIPPED)
    args = parser.parse_args()
    rows = read()
    print(f"{len(rows)} rows of {len({r.domain for r in rows})} domains", flush=True)
    with ProcessPoolExecutor(args.workers, mp_context=get_context("spawn")) as pool:
        work = partial(member, rows=rows, recipe=Recipe(), verbose=True)
        members = list(pool.map(work, UNSEEN))
    weights, logits = train(rows, members)
    label_weights.save(weights, args.output)
    np.savez_compressed(OUT_OF_FOLD, logits=logits, fold=folds(rows, FOLDS))
    judged = ~np.isnan(logits[:, 0])
    probabilities, wanted = calibrated(logits[judged], weights.slopes, weights.shifts), targets(rows)[judged]
    macro, micro = macro_micro(probabilities, wanted, weights.thresholds)
    error = calibration_error(probabilities, wanted)
    print(f"domains not trained on: macro F1 {macro:.3f}, micro F1 {micro:.3f}, calibration error {error:.3f}")
    print("thresholds", dict(zip(LABELS, weights.thresholds.round(2).tolist(), strict=True)))
    print(f"{args.output}: {args.output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
