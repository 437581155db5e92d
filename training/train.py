"""Train the networks that ship: ``python training/train.py`` writes src/interview2persona/reading/network.

Labels, and which attributes of the speaker a statement states: two networks are trained, one on everything, one that
never sees the judged domains (the three studies and a sixteenth of the other domains). What the second says of those
calibrates the probabilities, chooses the thresholds, and gives the figures; attributes are calibrated on held-out
studies. What ships is the mean of both (Wortsman et al. 2022, *Model soups*); they start from the same head,
from different ones the mean would not work.

Points: a network is trained on the points of all studies, and for the figures one without the three judged studies.
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

from encoder import Recipe, deltas, fit, states_of
from interview2persona.encoder import bundled_folder
from interview2persona.model import ATTRIBUTES, LABELS
from interview2persona.reading import weights as files
from interview2persona.reading.weights import ReaderWeights
from interview2persona.statements import attributes
from material import (
    HELD_OUT_STUDIES,
    STUDY_DOMAINS,
    Point,
    Row,
    attribute_targets,
    given,
    judged,
    read,
    read_points,
    targets,
)
from measure import best_thresholds, calibration_error, macro_micro, platt, same_point
from points import fit_points

UNSEEN = Path(__file__).parent / "unseen.npz"


@dataclass(frozen=True, slots=True)
class Trained:
    """What fine-tuning changed of the encoder, and the head for unit rows."""

    changes: dict[str, NDArray]
    head: NDArray
    bias: NDArray
    states: NDArray  # of the judged rows, for the network that has not seen them; else without rows
    apart: NDArray  # of the studies that no network has seen

    def logits(self, states: NDArray) -> NDArray:
        """Of labels and attributes, shape (rows, 21)."""
        return states @ self.head.T + self.bias


@dataclass(frozen=True, slots=True)
class PointsTrained:
    """What fine-tuning changed of the encoder, and how well points are told apart (`measure.same_point`) by study."""

    changes: dict[str, NDArray]
    told: dict[str, float]


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
    held = given([row for row in rows if row.domain in domains])
    head = made.head.weight.detach().numpy() * made.length
    apart = states_of(made, given(read([HELD_OUT_STUDIES])))
    return Trained(deltas(made), head, made.head.bias.detach().numpy(), states_of(made, held), apart)


def weights_of(rows: Sequence[Row], blind: Trained, full: Trained) -> ReaderWeights:
    """The network of labels and attributes to ship; attributes are calibrated on the studies that nobody has seen."""
    domains = judged(rows)
    wanted = targets([row for row in rows if row.domain in domains])
    logits = blind.logits(blind.states)[:, : len(LABELS)]
    slopes, shifts = platt(logits, wanted)
    stated = attribute_targets(read([HELD_OUT_STUDIES]))
    known = ~np.isnan(stated).any(1)
    calibration = platt(blind.logits(blind.apart[known])[:, len(LABELS) :], stated[known])
    sure = np.array([attributes.SURE[name] for name in ATTRIBUTES], dtype=np.float32)
    return ReaderWeights(
        names=(*LABELS, *ATTRIBUTES),
        deltas={name: (blind.changes[name] + full.changes[name]) / 2 for name in full.changes},
        head=(blind.head + full.head) / 2,
        bias=(blind.bias + full.bias) / 2,
        slopes=np.append(slopes, calibration[0]),
        shifts=np.append(shifts, calibration[1]),
        thresholds=np.append(best_thresholds(calibrated(logits, slopes, shifts), wanted), sure),
        base_sha256=_base(),
    )


def network_of_points(blind: bool, points: Sequence[Point]) -> PointsTrained:
    """Train on the points of all studies, or `blind` to those of the judged ones, which are then told apart."""
    torch.set_num_threads(1)
    made = fit_points([p for p in points if not (blind and p.domain in STUDY_DOMAINS)])
    found = {}
    for domain in STUDY_DOMAINS if blind else ():
        rows = [(n, told.given) for n, point in enumerate(points) if point.domain == domain for told in point.told]
        found[domain] = same_point(states_of(made, [each for _, each in rows]), np.array([n for n, _ in rows]))
    return PointsTrained(deltas(made), found)


def _base() -> str:
    return hashlib.sha256((bundled_folder() / "model.safetensors").read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Unseen:
    """What the blind network said of the judged rows: their logits, and which of all rows they are."""

    logits: NDArray
    judged: NDArray
    stated: NDArray  # logits of attributes, of the rows of the studies that no network has seen
    points: dict[str, float]  # see `PointsTrained`


def unseen(rows: Sequence[Row]) -> Unseen:
    """What `main` kept, for the rows it was made from."""
    stored = np.load(UNSEEN)
    domains = judged(rows)
    chosen = np.array([row.domain in domains for row in rows])
    if stored["rows"] != len(rows) or len(stored["logits"]) != chosen.sum():
        raise SystemExit(f"{UNSEEN}: made from other data; run training/train.py first.")
    return Unseen(stored["logits"], chosen, stored["stated"], _kept_figures())


def _kept_figures() -> dict[str, float]:
    """How well points were told apart when their network was last trained."""
    stored = np.load(UNSEEN)
    return dict(zip(stored["studies"].tolist(), stored["points"].tolist(), strict=True))


def calibrated(logits: NDArray, slopes: NDArray, shifts: NDArray) -> NDArray:
    return 1 / (1 + np.exp(-(logits * slopes + shifts)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=files.FOLDER)
    parser.add_argument("--labels-only", action="store_true", help="Keep the network of points and its figures.")
    args = parser.parse_args()
    rows, points = read(), read_points()
    print(f"{len(rows)} rows of {len({r.domain for r in rows})} domains, {len(points)} points", flush=True)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        parts = pool.map(partial(network, rows=rows, recipe=Recipe(), tell=True), (True, False))
        if args.labels_only:
            figures = _kept_figures()
        else:
            apart, everything = pool.map(partial(network_of_points, points=points), (True, False))
            files.save(files.without_labels(everything.changes, _base()), args.output / files.POINTS)
            figures = apart.told
        blind, full = parts
    print(
        "points told apart, average precision:", {name: round(value, 3) for name, value in figures.items()}, flush=True
    )
    made = weights_of(rows, blind, full)
    files.save(made, args.output / files.LABELS)
    logits = blind.logits(blind.states)[:, : len(LABELS)]
    kept = {"studies": np.array(list(figures)), "points": np.array(list(figures.values()))}
    kept |= {"stated": blind.logits(blind.apart)[:, len(LABELS) :].astype(np.float32)}
    np.savez_compressed(UNSEEN, logits=logits.astype(np.float32), rows=len(rows), **kept)
    wanted = targets([row for row in rows if row.domain in judged(rows)])
    made = made.only(LABELS)
    probabilities = calibrated(logits, made.slopes, made.shifts)
    macro, micro = macro_micro(probabilities, wanted, made.thresholds)
    error = calibration_error(probabilities, wanted)
    print(f"domains not trained on: macro F1 {macro:.3f}, micro F1 {micro:.3f}, calibration error {error:.3f}")
    print("thresholds", dict(zip(LABELS, made.thresholds.round(2).tolist(), strict=True)))


if __name__ == "__main__":
    main()
