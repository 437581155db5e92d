"""Compare the network with baselines in one run: ``python training/evaluate.py`` prints tables in Markdown.

"Other domains" and the studies: every row is judged by a teacher of labels that has not seen its domain.
Held-out studies: no network was trained on them; the weights that ship are judged.
"Held out" is training/held-out.jsonl, which no one trained on: there the shipped weights are judged.
``--external FILE`` judges them on more lines of that form. training/figures.json keeps the figures, and the tests
compare the shipped model and docs/model-card.md with it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score

import baselines
from interview2persona import language
from interview2persona.language import Language
from interview2persona.model import ATTRIBUTES, LABELS, QUALITIES
from interview2persona.personas import evidence
from interview2persona.reading import reader
from interview2persona.reading import weights as files
from interview2persona.reading.reader import Reader
from material import (
    HELD_OUT,
    HELD_OUT_STUDIES,
    HELD_OUT_STUDIES_2,
    STUDY_DOMAINS,
    Point,
    Row,
    attribute_targets,
    given,
    points_of,
    quality_targets,
    read,
    targets,
)
from measure import (
    best_thresholds,
    calibration_error,
    f1_per_label,
    macro_micro,
    reliability,
    same_point,
)
from train import unseen

Floats = NDArray[np.floating]
FIGURES = Path(__file__).parent / "figures.json"
NETWORK = "network"
LEARNERS = {"nearest prototype": baselines.prototypes, "linear head on embeddings": baselines.linear}
HEAD = "| model | macro F1 | micro F1 | calibration error | statements/s |\n|---|---|---|---|---|"


def embed(texts: Sequence[str]) -> tuple[Floats, float]:
    """Plain embeddings, and how many a second."""
    from interview2persona.settings import Settings
    from interview2persona.themes.embedders import sentence_transformer

    embedder = sentence_transformer.make(Settings())
    embedder.encode(["warm up"])
    return timed(lambda: embedder.encode(texts), len(texts))


def timed(work: Callable[[], Floats], count: int) -> tuple[Floats, float]:
    start = time.perf_counter()
    result = work()
    return result, count / (time.perf_counter() - start)


class Judged:
    """What each model says of some rows, with its thresholds and speed."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.wanted = targets(rows)
        self.models: dict[str, tuple[Floats, Floats, float]] = {}
        said, speed = timed(lambda: baselines.rules(rows), len(rows))
        self.models["keyword rules"] = (said, np.full(len(LABELS), 0.5), speed)

    def table(self, title: str, rows: NDArray[np.bool_] | None = None) -> dict[str, object]:
        """Print the figures of the chosen rows; give those of the shipped model."""
        chosen = np.ones(len(self.wanted), dtype=bool) if rows is None else rows
        wanted = self.wanted[chosen]
        print(f"\n### {title} ({len(wanted)} statements)\n\n{HEAD}")
        for name, (said, limits, speed) in self.models.items():
            macro, micro = macro_micro(said[chosen], wanted, limits)
            print(
                f"| {name} | {macro:.3f} | {micro:.3f} | {calibration_error(said[chosen], wanted):.3f} | {speed:,.0f} |"
            )
        said, limits, _ = self.models[NETWORK]
        result = figures(said[chosen], wanted, limits)
        each = ", ".join(f"{name} {value:.2f}" for name, value in result["f1"].items())
        print(f"\nF1: {each}. Statements without a label left without: {result['none_kept_out']:.2f}.")
        return result


def figures(said: Floats, wanted: Floats, limits: Floats) -> dict[str, object | Mapping[str, float]]:
    macro, micro = macro_micro(said, wanted, limits)
    each = f1_per_label(said >= limits, wanted > 0).round(3).tolist()
    none = wanted.sum(1) == 0
    return {
        "statements": len(wanted),
        "macro_f1": round(macro, 4),
        "micro_f1": round(micro, 4),
        "f1": dict(zip(LABELS, each, strict=True)),
        "calibration_error": round(calibration_error(said, wanted), 4),
        "none_kept_out": round(float((~(said[none] >= limits).any(1)).mean()), 4) if none.any() else 1.0,
    }


def judged_unseen(rows: Sequence[Row], vectors: Floats, embedded: float, labelled: float) -> Judged:
    stored = unseen(rows)
    result = Judged([row for row, used in zip(rows, stored.judged, strict=True) if used])
    known = targets(rows)[~stored.judged]
    for name, method in LEARNERS.items():
        said = method(vectors[~stored.judged], known, vectors[stored.judged])
        result.models[name] = (said, best_thresholds(said, result.wanted), embedded)
    result.models[NETWORK] = (stored.probabilities, _limits(), labelled)
    return result


def judged_new(rows: Sequence[Row], seen: Sequence[Row], vectors: Floats) -> Judged:
    """Models trained on all that was seen, and the weights that ship, on rows never seen."""
    result, known = Judged(rows), targets(seen)
    new, embedded = embed([row.text for row in rows])
    for name, method in LEARNERS.items():
        limits = best_thresholds(method(vectors, known, vectors), known)
        result.models[name] = (method(vectors, known, new), limits, embedded)
    said, speed = timed(lambda: _labelled(rows), len(rows))
    result.models[NETWORK] = (said, _limits(), speed)
    return result


def _labelled(rows: Sequence[Row]) -> Floats:
    model = reader.shipped(precision="float32")  # figures of the card do not depend on the processor
    return reader.probabilities(told(model, rows), files.shipped())[:, : len(LABELS)]


def told(model: Reader, rows: Sequence[Row]) -> Floats:
    """All but the vectors of what is read of each row."""
    return model.read(given(rows))[:, model.dimensions :]


def _limits() -> Floats:
    return files.shipped().thresholds[: len(LABELS)]


def stated(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """How well statements that state an attribute are found, and its words, by the weights that ship."""
    weights, wanted = files.shipped(), attribute_targets(rows)
    known = np.flatnonzero(~np.isnan(wanted).any(1))
    model = reader.shipped(precision="float32")
    said = reader.stated(told(model, rows), weights)
    limits = weights.thresholds[weights.places(ATTRIBUTES)]
    print(f"\n### Statements that state an attribute ({len(known)} statements of studies not trained on)")
    print("\n| attribute | statements | average precision | precision | recall | words |\n|---|---|---|---|---|---|")
    found = {}
    for k, name in enumerate(ATTRIBUTES):
        truth, likely = wanted[known, k] > 0, said.probabilities[known, k]
        sure = likely >= limits[k]
        right = float((sure & truth).sum())
        shared = [
            words_shared(rows[n].text, rows[n].attributes[name], (said.begins[n, k], said.ends[n, k]))
            for n in known[truth]
        ]
        found[name] = {
            "statements": int(truth.sum()),
            "average_precision": round(float(average_precision_score(truth, likely)), 4),
            "precision": round(right / max(1, sure.sum()), 4),
            "recall": round(right / max(1, truth.sum()), 4),
            "words": round(float(np.mean(shared)), 4),
        }
        cells = [f"{v:.2f}" if isinstance(v, float) else str(v) for v in found[name].values()]
        print(f"| {name} | " + " | ".join(cells) + " |")
    return found


def qualities(rows: Sequence[Row], language: Language) -> dict[str, dict[str, float]]:
    """How near what is told of how statements read comes to who rated them, by the weights that ship; correlations.

    Beside it, what the form of a sentence says of the same (`personas.evidence`).
    """
    wanted = quality_targets(rows)
    rated = np.flatnonzero(~np.isnan(wanted).any(1))
    model, weights = reader.shipped(precision="float32"), files.shipped()
    said = reader.probabilities(told(model, rows), weights)[np.ix_(rated, weights.places(QUALITIES))]
    docs = language.parse([rows[n].text for n in rated])
    form = np.array([[evidence.clarity(doc), evidence.generality(doc)] for doc in docs])
    print(f"\n### How statements read on a page ({len(rated)} rated statements of studies not trained on)")
    print("\n| quality | form of the sentence | this model |\n|---|---|---|")
    found = {}
    for k, name in enumerate(QUALITIES):
        by_form, by_model = (float(np.corrcoef(told[:, k], wanted[rated, k])[0, 1]) for told in (form, said))
        found[name] = {"form": round(by_form, 4), "reader": round(by_model, 4)}
        print(f"| {name} | {by_form:.2f} | {by_model:.2f} |")
    return found


def words_shared(text: str, marked: str, place: tuple[int, int]) -> float:
    """F1 of the characters that were found and those that were marked."""
    begin = text.find(marked)
    end = begin + len(marked)
    both = max(0, min(end, place[1]) - max(begin, place[0]))
    return 2 * both / (end - begin + max(1, place[1] - place[0]))


def same_points(rows: Sequence[Point]) -> dict[str, dict[str, float]]:
    """How well statements that make the same point are found in studies not trained on."""
    print("\n### Pairs that make the same point, average precision")
    print("\n| study | chance | embeddings | reader |\n|---|---|---|---|")
    model = reader.shipped(precision="float32")
    found = {}
    for domain in sorted({point.domain for point in rows}):
        inside = [(n, each) for n, point in enumerate(rows) if point.domain == domain for each in point.told]
        number = np.array([n for n, _ in inside])
        plain = same_point(embed([each.text for _, each in inside])[0], number)
        precision = same_point(model.read([each.given for _, each in inside])[:, : model.dimensions], number)
        size = len(number)
        chance = float(((number[:, None] == number).sum() - size) / (size * (size - 1)))
        found[domain] = {"chance": round(chance, 4), "embeddings": round(plain, 4), "reader": round(precision, 4)}
        print(f"| {domain} | {chance:.3f} | {plain:.3f} | {precision:.3f} |")
    return found


def mean_of(studies: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    names = next(iter(studies.values()))
    return {name: round(float(np.mean([found[name] for found in studies.values()])), 4) for name in names}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--external", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    rows = read()
    vectors, embedded = embed([row.text for row in rows])
    _, labelled = timed(lambda: _labelled(rows[:1000]), min(1000, len(rows)))
    judged = judged_unseen(rows, vectors, embedded, labelled)
    record: dict[str, object] = {"fingerprint": files.shipped().fingerprint}
    record["other_domains"] = judged.table("Domains not trained on")
    for domain in STUDY_DOMAINS:
        chosen = np.array([row.domain == domain for row, used in zip(rows, unseen(rows).judged, strict=True) if used])
        if chosen.any():
            record[domain] = judged.table(f"Study not trained on: {domain}", chosen)
    record["held_out"] = judged_new(read([HELD_OUT]), rows, vectors).table("Held out, judged by the weights that ship")
    studies = read([HELD_OUT_STUDIES])
    record["held_out_studies"] = judged_new(studies, rows, vectors).table(
        "Studies held out, judged by the weights that ship"
    )
    more = read([HELD_OUT_STUDIES_2])
    untouched = judged_new(more, rows, vectors)
    record["held_out_studies_2"] = untouched.table("31 more, judged by the weights that ship")
    record["stated"] = stated(studies)
    record["qualities"] = qualities(studies, language.load())
    record["same_point"] = same_points(points_of(studies))
    record["same_point_2"] = mean_of(same_points(points_of(more)))
    FIGURES.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    if args.external:
        judged_new(read([args.external]), rows, vectors).table(args.external.stem)
    print("\n### Reliability on those 31 studies\n\n| said | seen | decisions |\n|---|---|---|")
    for said, seen, _, count in reliability(untouched.models[NETWORK][0], untouched.wanted):
        print(f"| {said:.2f} | {seen:.2f} | {count} |")


if __name__ == "__main__":
    main()
