"""Train the label model that ships: ``python training/train.py`` writes src/interview2persona/statements/weights.

One network is trained per fold of domains, each without the domains of its fold. Their predictions for the domains they
did not see calibrate the probabilities and choose the thresholds; the mean of their weights is the model that ships
(Wortsman et al. 2022, Model soups).
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from encoder import Network, Recipe, deltas, fit, logits_of
from interview2persona.model import LABELS
from interview2persona.statements import label_weights
from interview2persona.statements.label_model import base_folder
from interview2persona.statements.label_weights import LabelWeights
from material import Row, folds, read, targets
from measure import best_thresholds, calibration_error, macro_micro, platt

OUT_OF_FOLD = Path(__file__).parent / "out-of-fold.npz"


def train(rows: Sequence[Row], recipe: Recipe, count: int, tell: Callable[[str], None]) -> tuple[LabelWeights, NDArray]:
    """The model to ship, and its logits for every row by the network that did not see the row's domain."""
    fold, logits, networks = folds(rows, count), np.zeros((len(rows), len(LABELS)), np.float32), []
    for number in range(count):
        start = time.perf_counter()
        seen = [row for row, f in zip(rows, fold, strict=True) if f != number]
        network = fit(seen, replace(recipe, seed=recipe.seed + number), tell=tell)
        held = np.flatnonzero(fold == number)
        logits[held] = logits_of(network, [rows[i].given for i in held])
        networks.append(network)
        tell(f"fold {number + 1} of {count}: {len(seen)} rows, {time.perf_counter() - start:.0f} s")
    return packed(networks, logits, targets(rows)), logits


def packed(networks: Sequence[Network], logits: NDArray, wanted: NDArray) -> LabelWeights:
    """The mean of the networks, calibrated on the logits of rows they had not seen."""
    changes = [deltas(network) for network in networks]
    slopes, shifts = platt(logits, wanted)
    return LabelWeights(
        labels=LABELS,
        deltas={name: np.mean([change[name] for change in changes], axis=0) for name in changes[0]},
        head=np.mean([n.head.weight.detach().numpy() for n in networks], axis=0),
        bias=np.mean([n.head.bias.detach().numpy() for n in networks], axis=0),
        slopes=slopes,
        shifts=shifts,
        thresholds=best_thresholds(calibrated(logits, slopes, shifts), wanted),
        base_sha256=hashlib.sha256((base_folder() / "model.safetensors").read_bytes()).hexdigest(),
    )


def calibrated(logits: NDArray, slopes: NDArray, shifts: NDArray) -> NDArray:
    return 1 / (1 + np.exp(-(logits * slopes + shifts)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--threads", type=int, default=1, help="the weights depend on it in their last digits")
    parser.add_argument("--output", type=Path, default=label_weights.SHIPPED)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    rows = read()
    print(f"{len(rows)} rows of {len({r.domain for r in rows})} domains")
    weights, logits = train(rows, Recipe(), args.folds, lambda line: print(line, flush=True))
    label_weights.save(weights, args.output)
    np.savez_compressed(OUT_OF_FOLD, logits=logits, fold=folds(rows, args.folds))
    probabilities, wanted = calibrated(logits, weights.slopes, weights.shifts), targets(rows)
    macro, micro = macro_micro(probabilities, wanted, weights.thresholds)
    print(
        f"domains not trained on: macro F1 {macro:.3f}, micro F1 {micro:.3f}, "
        f"calibration error {calibration_error(probabilities, wanted):.3f}"
    )
    print("thresholds", dict(zip(LABELS, weights.thresholds.round(2).tolist(), strict=True)))
    print(f"{args.output}: {args.output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
