"""Themes against what is known, and against BERTopic's defaults on the same embeddings in the same run.

    python benchmarks/themes/bench.py [banking] [studies] [order] [leave-one-out] [time]

Without a word all parts run. BERTopic is compared where it is installed (`pip install bertopic`); it is no dependency.
Prints Markdown tables. Needs the shared material.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from threadpoolctl import threadpool_limits

from interview2persona import analysis, language
from interview2persona.model import Participant, Statement, Themes
from interview2persona.settings import Settings
from interview2persona.themes import Embedder, embedding
from interview2persona.themes.find import asked, find
from material import DATA, ROOT, SHARED, banking, many, strangers, true_statements

SETTINGS = Settings()
STUDIES = [DATA / "study-a", *sorted((ROOT / "benchmarks" / "studies").iterdir())]


def embedder() -> Embedder:
    """Plain sentence embeddings, the same for all; whole runs, in `studies`, read statements in their place as ever."""
    return embedding.for_texts(SETTINGS)


def bertopic(texts: Sequence[str], vectors: np.ndarray) -> np.ndarray | None:
    """Topics of BERTopic as it comes, -1 for outliers; None where it is not installed."""
    if importlib.util.find_spec("bertopic") is None:
        return None
    from bertopic import BERTopic

    return np.array(BERTopic().fit_transform(list(texts), vectors)[0])


def singletons(labels: Sequence[object], none: object) -> list[str]:
    """Unassigned ones as a cluster of their own each."""
    return [f"none {n}" if label == none else str(label) for n, label in enumerate(labels)]


def row(*cells: object) -> None:
    print("| " + " | ".join(f"{c:.3f}" if isinstance(c, float) else str(c) for c in cells) + " |", flush=True)


def head(*cells: str) -> None:
    print()
    row(*cells)
    print("|---" * len(cells) + "|", flush=True)


def on_banking() -> None:
    texts, truth = banking()
    statements, people = strangers(texts)
    vectors = embedder().encode(texts)
    head("banking77, no number given", "NMI", "ARI", "themes", "unassigned", "seconds")

    def score(name: str, labels: Sequence[object], none: object, seconds: float) -> None:
        own = singletons(labels, none)
        row(name, float(normalized_mutual_info_score(truth, own)), float(adjusted_rand_score(truth, own)),
            len(set(labels) - {none}), float(np.mean([x == none for x in labels])), round(seconds, 1))  # fmt: skip

    start = time.perf_counter()
    found = find(statements, vectors, people, language.load(), SETTINGS, embedder=embedder())
    score("interview2persona", [s.theme_id for s in found.statements], "", time.perf_counter() - start)
    for number in range(3):
        start = time.perf_counter()
        labels = bertopic(texts, vectors)
        if labels is None:
            row("BERTopic", "not installed: not measured here", "", "", "", "")
            break
        score(f"BERTopic, run {number + 1}", labels.tolist(), -1, time.perf_counter() - start)


def on_studies() -> None:
    sys.path.insert(0, str(SHARED / "eval"))
    import evaluate

    head("study, its own statements and labels", "best F1", "unassigned", "V", "themes")
    for study in STUDIES:
        truth, themes = evaluate.load_truth(study / "truth"), evaluate.real_themes(study / "truth")
        with tempfile.TemporaryDirectory() as scratch:
            output = Path(scratch)
            analysis.run(study / "transcripts", output, SETTINGS)
            _study_row(evaluate, f"{study.name}: interview2persona", truth, output, themes)
            table = output / "data" / "statements.csv"
            frame = pd.read_csv(table, dtype=str, keep_default_na=False)
            about = frame["labels"].map(lambda x: bool(set(x.split("|")) - {"", "profile"}))
            texts = frame["text"][about].tolist()
            labels = bertopic(texts, embedder().encode(texts))
            if labels is not None:
                frame["theme_id"] = ""
                frame.loc[about, "theme_id"] = ["" if x < 0 else f"b{x}" for x in labels]
                frame.to_csv(table, index=False)
                _study_row(evaluate, f"{study.name}: BERTopic", truth, output, themes)


def _study_row(evaluate: object, name: str, truth: object, output: Path, themes: object) -> None:
    figures = evaluate.score(truth, output, themes)
    frame = pd.read_csv(output / "data" / "statements.csv", dtype=str, keep_default_na=False)
    count = frame["theme_id"][frame["theme_id"] != ""].nunique()
    row(name, *(figures[f"themes.{k}"] for k in ("best_f1", "unassigned", "v_measure")), count)


def on_order(runs: int = 20) -> None:
    statements, people = true_statements(DATA / "study-a" / "truth")
    vectors = embedder().encode([s.in_context for s in statements])
    questions = asked(statements, embedder())
    seen = set()
    for seed in range(runs):
        order = np.random.default_rng(seed).permutation(len(statements))
        with threadpool_limits(1 + seed % 2):
            found = find([statements[i] for i in order], vectors[order], people, language.load(), SETTINGS,
                         questions=questions[order])  # fmt: skip
        seen.add(json.dumps([repr(t) for t in found.themes]))
    head("study-a, order of statements shuffled, 1 and 2 threads", "runs", "different results")
    row("", runs, len(seen))


def on_leave_one_out() -> None:
    statements, people = true_statements(DATA / "study-a" / "truth")
    vectors = embedder().encode([s.in_context for s in statements])
    questions = asked(statements, embedder())

    def themes(kept: Sequence[int]) -> Themes:
        some = [statements[i] for i in kept]
        return find(some, vectors[kept], people, language.load(), SETTINGS, questions=questions[kept])

    whole = themes(range(len(statements)))
    before = {s.statement_id: s.theme_id for s in whole.statements}
    grades = {t.theme_id: t.stability_class for t in whole.themes}
    scores, moved = [], dict.fromkeys(grades, 0.0)
    for person in people:
        after = {s.statement_id: s.theme_id for s in themes(_without(statements, person)).statements}
        both = [i for i in after if before[i] and after[i]]
        scores.append(adjusted_rand_score([before[i] for i in both], [after[i] for i in both]))
        for theme in moved:
            moved[theme] += _kept(theme, before, after) / len(people)
    head("study-a without each interview in turn", "mean ARI", "themes that move (Jaccard < 0.75)", "of these marked")
    movers = [t for t, jaccard in moved.items() if jaccard < 0.75]
    row("", float(np.mean(scores)), f"{len(movers)} of {len(grades)}",
        sum(grades[t] in ("fragile", "doubtful") for t in movers))  # fmt: skip


def _without(statements: Sequence[Statement], person: Participant) -> list[int]:
    return [n for n, s in enumerate(statements) if s.participant_id != person.participant_id]


def _kept(theme: str, before: dict[str, str], after: dict[str, str]) -> float:
    """Best Jaccard of a theme's statements that are still there with a theme of `after`."""
    mine = {i for i in after if before[i] == theme}
    others = {after[i] for i in mine if after[i]}
    sets = [{i for i in after if after[i] == other} for other in others]
    return max((len(mine & s) / len(mine | s) for s in sets), default=0.0 if mine else 1.0)


class Watched(language.Language):
    """A pipeline that counts the seconds spent on parsing."""

    def __init__(self, other: language.Language) -> None:
        super().__init__(other.pipeline, other.name)
        self.seconds = 0.0

    def parse(self, texts: Sequence[str]) -> list:
        start = time.perf_counter()
        out = super().parse(texts)
        self.seconds += time.perf_counter() - start
        return out


def on_time() -> None:
    head(
        "statements",
        "embedding, s",
        "themes and titles, s",
        "of that parsing (in a run already done), s",
        "themes",
        "peak memory, MB",
    )
    model, pipeline = embedder(), language.load()
    few, strange = strangers(many(320))  # loads the libraries of both, which takes the same time at any size
    find(few, model.encode([s.text for s in few]), strange, pipeline, SETTINGS, embedder=model)
    for count in (500, 5_000, 50_000):
        texts = many(count)
        statements, _ = strangers(texts)
        people = [Participant(f"p{n % 100:03d}", "", "") for n in range(min(100, count))]
        statements = [_said_by(s, people[n % 100].participant_id) for n, s in enumerate(statements)]
        start = time.perf_counter()
        vectors = model.encode(texts)
        middle = time.perf_counter()
        watched = Watched(pipeline)  # remembers no parse
        found = find(statements, vectors, people, watched, SETTINGS, embedder=model)
        end = time.perf_counter()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        row(count, round(middle - start, 1), round(end - middle, 1), round(watched.seconds, 1), len(found.themes), peak)


def _said_by(statement: Statement, who: str) -> Statement:
    from dataclasses import replace

    return replace(statement, participant_id=who, transcript=who, turn=int(statement.statement_id[1:]))


PARTS = {
    "banking": on_banking,
    "studies": on_studies,
    "order": on_order,
    "leave-one-out": on_leave_one_out,
    "time": on_time,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="Parts to run; all without one.")
    args = parser.parse_args()
    if not DATA.is_dir():
        sys.exit(f"{DATA} is not here: the benchmark needs the shared material.")
    for part in args.parts or PARTS:
        PARTS[part]()


if __name__ == "__main__":
    main()
