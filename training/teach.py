"""Make the network that ships: ``python training/teach.py`` writes src/interview2persona/reading/network.

One encoder learns from the teachers (`student`). Its probabilities of attributes are calibrated on held-out studies,
which none of them has seen; labels keep the thresholds that were chosen for their teacher.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

import teachers
from interview2persona.encoder import bundled_folder
from interview2persona.model import ATTRIBUTES
from interview2persona.reading import weights as files
from interview2persona.reading.reader import Reader
from interview2persona.reading.weights import ReaderWeights
from material import HELD_OUT_STUDIES, Row, attribute_targets, given, read
from measure import platt_of_two
from student import TOLD, Student, fit
from teachers import Teacher


def weights_of(student: Student, labels: Teacher) -> ReaderWeights:
    """What ships of it, attributes not calibrated yet: what it learned are calibrated probabilities."""
    ones = np.ones(len(TOLD), dtype=np.float32)
    return ReaderWeights(
        names=TOLD,
        word_names=ATTRIBUTES,
        deltas=student.deltas(),
        heads=student.heads(),
        slopes=ones,
        shifts=0 * ones,
        word_slopes=0 * ones,
        thresholds=labels.thresholds,
        base_sha256=hashlib.sha256((bundled_folder() / "model.safetensors").read_bytes()).hexdigest(),
    )


def with_attributes(weights: ReaderWeights, rows: Sequence[Row]) -> ReaderWeights:
    """The same with attributes calibrated on rows of studies that no network has seen, words counting too."""
    stated = attribute_targets(rows)
    known = ~np.isnan(stated).any(1)
    told = Reader(weights, bundled_folder(), precision="float32").read(given(rows))[known, weights.heads.dimensions :]
    slopes, word_slopes, shifts = weights.slopes.copy(), weights.word_slopes.copy(), weights.shifts.copy()
    for number, place in enumerate(weights.places(ATTRIBUTES)):
        both = told[:, [place, len(weights.names) + number]]
        (slopes[place], word_slopes[place]), shifts[place] = platt_of_two(both, stated[known, number])
    return replace(weights, slopes=slopes, word_slopes=word_slopes, shifts=shifts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=files.SHIPPED)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    labels, points = teachers.load(teachers.LABELS_FILE), teachers.load(teachers.POINTS_FILE)
    student = fit(read(), labels, points, tell=lambda line: print(line, flush=True))
    files.save(with_attributes(weights_of(student, labels), read([HELD_OUT_STUDIES])), args.output)


if __name__ == "__main__":
    main()
