"""Compare the label model with baselines in one run: ``python training/evaluate.py`` prints tables in Markdown.

"Other domains": every row is judged by a model that has not seen its domain (the folds of train.py). "Studies": the
shipped model and baselines trained on all of training/data, on whole studies that no one trained or chose anything on.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

import baselines
from interview2persona.model import LABELS
from interview2persona.statements import label_model
from material import STUDIES, Row, read, read_study, targets
from measure import best_thresholds, calibration_error, f1_per_label, macro_micro, reliability
from train import OUT_OF_FOLD, calibrated

Floats = NDArray[np.floating]


def embed(rows: Sequence[Row]) -> tuple[Floats, float]:
    """Plain embeddings of the statements, and how many a second."""
    from interview2persona.settings import Settings
    from interview2persona.themes.embedders import sentence_transformer

    embedder = sentence_transformer.make(Settings())
    embedder.encode(["warm up"])
    start = time.perf_counter()
    vectors = embedder.encode([row.text for row in rows])
    return vectors, len(rows) / (time.perf_counter() - start)


def line(name: str, probabilities: Floats, wanted: Floats, thresholds: Floats, speed: float) -> str:
    macro, micro = macro_micro(probabilities, wanted, thresholds)
    error = calibration_error(probabilities, wanted)
    return f"| {name} | {macro:.3f} | {micro:.3f} | {error:.3f} | {speed:,.0f} |"


def timed(work: Callable[[], Floats], count: int) -> tuple[Floats, float]:
    start = time.perf_counter()
    result = work()
    return result, count / (time.perf_counter() - start)


def table(title: str, lines: Sequence[str]) -> None:
    print(f"\n### {title}\n\n| model | macro F1 | micro F1 | calibration error | statements/s |\n|---|---|---|---|---|")
    print("\n".join(lines))


def other_domains(rows: Sequence[Row], vectors: Floats, embedded: float, labelled: float) -> Floats:
    """The table over domains not trained on; gives the shipped model's out-of-fold probabilities."""
    stored = np.load(OUT_OF_FOLD)
    if len(stored["fold"]) != len(rows):
        raise SystemExit(f"{OUT_OF_FOLD}: made from other data; run training/train.py first.")
    wanted, fold, half = targets(rows), stored["fold"], np.full(len(LABELS), 0.5)
    weights = label_model.shipped().weights
    found, speed = timed(lambda: baselines.rules(rows), len(rows))
    lines = [line("keyword rules", found, wanted, half, speed)]
    for name, method in (("nearest prototype", baselines.prototypes), ("linear head on embeddings", baselines.linear)):
        found = baselines.out_of_fold(method, vectors, rows, fold)
        lines.append(line(name, found, wanted, best_thresholds(found, wanted), embedded))
    found = calibrated(stored["logits"], weights.slopes, weights.shifts)
    lines.append(line("shipped model", found, wanted, weights.thresholds, labelled))
    table(f"Other domains ({len(rows)} statements, {len({r.domain for r in rows})} domains)", lines)
    return found


def study(name: str, rows: Sequence[Row], vectors: Floats) -> None:
    held = read_study(STUDIES / name / "truth")
    new, embedded = embed(held)
    wanted, known, half = targets(held), targets(rows), np.full(len(LABELS), 0.5)
    found, speed = timed(lambda: baselines.rules(held), len(held))
    lines = [line("keyword rules", found, wanted, half, speed)]
    for title, method in (("nearest prototype", baselines.prototypes), ("linear head on embeddings", baselines.linear)):
        limits = best_thresholds(method(vectors, known, vectors), known)
        lines.append(line(title, method(vectors, known, new), wanted, limits, embedded))
    model = label_model.shipped()
    found, speed = timed(lambda: model.probabilities([r.given for r in held]), len(held))
    lines.append(line("shipped model", found, wanted, model.weights.thresholds, speed))
    table(f"Study {name} ({len(held)} statements, held out)", lines)
    each = f1_per_label(found >= model.weights.thresholds, wanted > 0)
    print("\nF1 of the shipped model: " + ", ".join(f"{n} {v:.2f}" for n, v in zip(LABELS, each, strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=2)
    torch.set_num_threads(parser.parse_args().threads)
    rows = read()
    vectors, embedded = embed(rows)
    model = label_model.shipped()
    _, labelled = timed(lambda: model.probabilities([r.given for r in rows[:1000]]), min(1000, len(rows)))
    found = other_domains(rows, vectors, embedded, labelled)
    for folder in sorted(STUDIES.glob("*/truth")):
        study(folder.parent.name, rows, vectors)
    print("\n### Reliability on other domains\n\n| said | seen | decisions |\n|---|---|---|")
    for said, seen, _, count in reliability(found, targets(rows)):
        print(f"| {said:.2f} | {seen:.2f} | {count} |")


if __name__ == "__main__":
    main()
