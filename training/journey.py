"""Trains the journey model: python training/journey.py [TRUTH ...]

Learns from the written statements that carry a journey stage and from study-a; with folders of truth as arguments
(such as benchmarks/studies/b/truth) it prints macro F1 on them, which the model has not seen. Deterministic.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report, f1_score

from interview2persona.statements import _journey_cues, journey

HERE = Path(__file__).parent
STUDY_A = HERE.parents[1] / "shared/data/study-a/truth"
WEIGHTS = HERE.parent / "src/interview2persona/statements/weights" / journey.WEIGHTS
INVERSE_REGULARISATION, BALANCE, LEAST = 0.5, 0.4, 5  # BALANCE: 0 as frequent as they are, 1 all stages alike

Row = dict[str, Any]


def written() -> list[Row]:
    rows = []
    for path in sorted((HERE / "data").glob("statements-*.jsonl")):
        rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [r for r in rows if "journey" in r]


def study(folder: Path) -> list[Row]:
    """Truth quotes with the interviewer's words before them as question."""
    rows = []
    for path in sorted(folder.glob("*.truth.json")):
        turns = json.loads((folder / path.name.replace(".truth", "")).read_text(encoding="utf-8"))["turns"]
        for quote in json.loads(path.read_text(encoding="utf-8"))["statements"]:
            rows.append({**quote, "text": quote["quote"], "question": _question(turns, quote["quote"])})
    return rows


def _question(turns: list[Row], quote: str) -> str:
    question = ""
    for turn in turns:
        if turn["role"] == "participant" and quote[:40] in turn["text"]:
            return question
        if turn["role"] != "participant" and len(turn["text"].split()) > 2:
            question = turn["text"]
    return ""


def matrix(rows: list[Row], names: dict[str, int]) -> np.ndarray:
    x = np.zeros((len(rows), len(names)), dtype=np.float64)
    for number, row in enumerate(rows):
        for feature in _journey_cues.features(row["text"], row["question"], row["labels"]):
            if feature in names:
                x[number, names[feature]] = 1
    return x


def main() -> None:
    rows = [r for r in written() + study(STUDY_A) if r["labels"]]
    stages = [r["journey"] or "" for r in rows]
    times = Counter(f for r in rows for f in _journey_cues.features(r["text"], r["question"], r["labels"]))
    names = {name: n for n, name in enumerate(sorted(f for f, count in times.items() if count >= LEAST))}
    counts = Counter(stages)
    weight = {s: (len(stages) / len(counts) / n) ** BALANCE for s, n in counts.items()}
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=1000, class_weight=weight).fit(
        matrix(rows, names), stages
    )
    np.savez(
        WEIGHTS, features=np.array(sorted(names)), stages=np.array(model.classes_),
        weights=model.coef_.round(4).astype(np.float32), bias=model.intercept_.round(4).astype(np.float32),
    )  # fmt: skip
    print(f"{len(rows)} statements, {len(names)} features -> {WEIGHTS} ({WEIGHTS.stat().st_size} bytes)")
    for folder in map(Path, sys.argv[1:]):
        held = study(folder)
        wanted = [r["journey"] or "" for r in held]
        given = [journey.stage(r["text"], r["question"], r["labels"]) for r in held]
        kinds = sorted({s for s in wanted if s})
        macro = f1_score(wanted, given, labels=kinds, average="macro", zero_division=0)
        print(
            f"{folder}: macro F1 over stages {macro:.3f}, accuracy {np.mean(np.array(wanted) == np.array(given)):.3f}"
        )
        print(classification_report(wanted, given, zero_division=0, digits=2))


if __name__ == "__main__":
    main()
