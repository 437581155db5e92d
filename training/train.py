"""Train the label model that ships: ``python training/train.py`` writes src/interview2persona/statements/weights.

One network is trained per fold of domains, each without the domains of its fold. Their predictions for the domains they
did not see calibrate the probabilities and choose the thresholds. The network that ships is the one whose fold holds
the fewest statements of whole studies, so that it learned from most of those. (The mean of the networks' weights does
not work: their heads start apart, and the logits of the mean come out half as large.)
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
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
from material import STUDY_DOMAINS, Row, folds, read, targets
from measure import best_thresholds, calibration_error, macro_micro, platt

OUT_OF_FOLD = Path(__file__).parent / "out-of-fold.npz"
FOLDS = 4


@dataclass(frozen=True, slots=True)
class Member:
    """One network, and its logits for the rows whose domains it did not see."""

    changes: dict[str, NDArray]
    head: NDArray
    bias: NDArray
    logits: NDArray


def member(number: int, rows: Sequence[Row], recipe: Recipe, count: int, verbose: bool = False) -> Member:
    """Train on all folds but `number`; on one thread, so that the result is the same on every machine of a kind."""
    torch.set_num_threads(1)
    fold = folds(rows, count)
    seen = [row for row, f in zip(rows, fold, strict=True) if f != number]
    held = [row.given for row, f in zip(rows, fold, strict=True) if f == number]

    def tell(line: str) -> None:
        if verbose:
            print(f"fold {number + 1} of {count}, {len(seen)} rows, {line}", flush=True)

    network = fit(seen, replace(recipe, seed=recipe.seed + number), tell=tell)
    head, bias = network.head.weight.detach().numpy(), network.head.bias.detach().numpy()
    return Member(deltas(network), head, bias, logits_of(network, held))


def train(rows: Sequence[Row], members: Sequence[Member]) -> tuple[LabelWeights, NDArray]:
    """The model to ship, and for every row the logits by the network that did not see its domain."""
    fold, logits = folds(rows, len(members)), np.zeros((len(rows), len(LABELS)), np.float32)
    for number, one in enumerate(members):
        logits[fold == number] = one.logits
    wanted = targets(rows)
    slopes, shifts = platt(logits, wanted)
    chosen = members[shipped_fold(rows, len(members))]
    weights = LabelWeights(
        labels=LABELS,
        deltas=chosen.changes,
        head=chosen.head,
        bias=chosen.bias,
        slopes=slopes,
        shifts=shifts,
        thresholds=best_thresholds(calibrated(logits, slopes, shifts), wanted),
        base_sha256=hashlib.sha256((base_folder() / "model.safetensors").read_bytes()).hexdigest(),
    )
    return weights, logits


def shipped_fold(rows: Sequence[Row], count: int) -> int:
    """The fold with the fewest statements of whole studies; its network saw all the others."""
    of_study = np.array([row.domain in STUDY_DOMAINS for row in rows])
    fold = folds(rows, count)
    return int(np.argmin([of_study[fold == number].sum() for number in range(count)]))


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
        work = partial(member, rows=rows, recipe=Recipe(), count=FOLDS, verbose=True)
        weights, logits = train(rows, list(pool.map(work, range(FOLDS))))
    label_weights.save(weights, args.output)
    np.savez_compressed(OUT_OF_FOLD, logits=logits, fold=folds(rows, FOLDS))
    probabilities, wanted = calibrated(logits, weights.slopes, weights.shifts), targets(rows)
    macro, micro = macro_micro(probabilities, wanted, weights.thresholds)
    error = calibration_error(probabilities, wanted)
    print(f"domains not trained on: macro F1 {macro:.3f}, micro F1 {micro:.3f}, calibration error {error:.3f}")
    print("thresholds", dict(zip(LABELS, weights.thresholds.round(2).tolist(), strict=True)))
    print(f"{args.output}: {args.output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
