"""Figures: F1, thresholds, calibration."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


def f1_per_label(given: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Shape (labels,); 0 for a label never given rightly."""
    hit, extra, missed = (given & wanted).sum(0), (given & ~wanted).sum(0), (~given & wanted).sum(0)
    return np.where(hit > 0, 2 * hit / np.maximum(1, 2 * hit + extra + missed), 0.0)


def macro_micro(probabilities: Floats, wanted: Floats, thresholds: Floats) -> tuple[float, float]:
    """Macro F1 over the labels that occur, and micro F1."""
    given, truth = probabilities >= thresholds, wanted > 0
    present = truth.any(0)
    hit, wrong = (given & truth).sum(), (given != truth).sum()
    return float(f1_per_label(given, truth)[present].mean()), float(2 * hit / max(1, 2 * hit + wrong))


def best_thresholds(probabilities: Floats, wanted: Floats) -> NDArray[np.float32]:
    """Per label the probability that maximises F1, from 0.10 to 0.70."""
    grid = np.arange(0.10, 0.71, 0.02)
    scores = np.array([f1_per_label(probabilities >= limit, wanted > 0) for limit in grid])
    smooth = np.array([np.convolve(np.pad(column, 2, mode="edge"), np.ones(5) / 5, "valid") for column in scores.T])
    return grid[smooth.argmax(1)].astype(np.float32)


def platt(logits: Floats, wanted: Floats) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Slope and shift per label, so that sigmoid(slope * logit + shift) is calibrated (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    fits = [LogisticRegression(C=100.0).fit(logits[:, [k]], wanted[:, k] > 0) for k in range(wanted.shape[1])]
    slopes = np.array([fit.coef_[0, 0] for fit in fits], dtype=np.float32)
    return slopes, np.array([fit.intercept_[0] for fit in fits], dtype=np.float32)


def platt_of_two(logits: Floats, wanted: Floats) -> tuple[NDArray[np.float32], np.float32]:
    """The same for one thing of which two logits tell, shape (rows, 2): two slopes, none below 0, and the shift."""
    from sklearn.linear_model import LogisticRegression

    fit = LogisticRegression(C=1.0).fit(logits, wanted > 0)
    if (fit.coef_[0] < 0).any():
        kept = int(fit.coef_[0].argmax())
        alone = LogisticRegression(C=1.0).fit(logits[:, [kept]], wanted > 0)
        slopes = np.zeros(2, dtype=np.float32)
        slopes[kept] = alone.coef_[0, 0]
        return slopes, np.float32(alone.intercept_[0])
    return fit.coef_[0].astype(np.float32), np.float32(fit.intercept_[0])


def calibration_error(probabilities: Floats, wanted: Floats, bins: int = 10) -> float:
    """Expected calibration error over all label decisions (Naeini, Cooper and Hauskrecht 2015)."""
    return float(sum(abs(said - seen) * share for said, seen, share, _ in reliability(probabilities, wanted, bins)))


def reliability(probabilities: Floats, wanted: Floats, bins: int = 10) -> list[tuple[float, float, float, int]]:
    """Per filled bin: mean probability, share that has the label, share of decisions in the bin, decisions."""
    said, seen = probabilities.ravel(), (wanted > 0).ravel()
    place = np.minimum((said * bins).astype(int), bins - 1)
    rows = []
    for number in range(bins):
        inside = place == number
        if inside.any():
            rows.append(
                (float(said[inside].mean()), float(seen[inside].mean()), float(inside.mean()), int(inside.sum()))
            )
    return rows


def same_point(vectors: Floats, point: NDArray[np.int64]) -> float:
    """Average precision of pairs of rows by their cosine, where those with the same number of `point` should lead."""
    from sklearn.metrics import average_precision_score

    rows = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    one, other = np.triu_indices(len(rows), 1)
    return float(average_precision_score(point[one] == point[other], (rows @ rows.T)[one, other]))
