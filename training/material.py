"""The labelled statements: reading them, folds by domain, and the small changes that make more of them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from interview2persona.model import LABELS
from interview2persona.reading.inputs import InPlace, of_texts

DATA = Path(__file__).parent / "data"
POINTS = Path(__file__).parent / "points"
HELD_OUT = Path(__file__).parent / "held-out.jsonl"
STUDY_DOMAINS = ("field-service scheduling", "study-b", "study-c")  # whole interviews, coded sentence by sentence
SIXTEENTH = 16
# The first lines were written in two rounds that named some domains differently; a domain must not be split over folds.
SAME_DOMAIN = {
    "accounting": "accounting software for small firms",
    "logistics": "logistics and warehousing",
    "project management": "project management software",
    "hospital booking": "hospital appointment booking",
    "cyber-security": "cyber-security services",
    "public transport": "public transport tickets",
    "hotel front desk": "hotel front-desk software",
}
_FILLERS = re.compile(
    r"\b(um|uh|erm|em|you know|like|I mean|kind of|sort of|well|so|honestly|basically),? ", re.IGNORECASE
)
_OPENERS = ("Um, ", "So, ", "And ", "Well, ", "I mean, ", "Yeah, ", "Uh, ", "But ", "You know, ")


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled statement."""

    domain: str
    kind: str
    question: str
    before: str
    text: str
    labels: tuple[str, ...]

    @property
    def given(self) -> InPlace:
        return of_texts(self.question, self.before, self.text)


@dataclass(frozen=True, slots=True)
class Point:
    """What several people of one study (a domain) say of one thing; at least two statements."""

    domain: str
    rows: tuple[Row, ...]


def read_points(paths: Iterable[Path] | None = None) -> list[Point]:
    """The points of JSON-lines files; by default of all in training/points, in the order of their names."""
    found: dict[tuple[str, str], list[Row]] = {}
    for path in paths or sorted(POINTS.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for row, line in zip(read([path]), lines, strict=True):
            found.setdefault((row.domain, json.loads(line)["theme"]), []).append(row)
    return [Point(domain, tuple(rows)) for (domain, _), rows in found.items() if len(rows) > 1]


def read(paths: Iterable[Path] | None = None) -> list[Row]:
    """Rows of JSON-lines files; by default of all in training/data, in the order of their names."""
    rows = []
    for path in paths or sorted(DATA.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            domain = SAME_DOMAIN.get(raw["domain"], raw["domain"])
            before = raw.get("before") or ""
            rows.append(Row(domain, raw["kind"], raw["question"], before, raw["text"], tuple(raw["labels"])))
    return rows


def targets(rows: Sequence[Row]) -> NDArray[np.float32]:
    """Shape (len(rows), 7), 1 where the row has the label."""
    return np.array([[name in row.labels for name in LABELS] for row in rows], dtype=np.float32).reshape(
        -1, len(LABELS)
    )


def judged(rows: Sequence[Row]) -> frozenset[str]:
    """Domains by which a reader that has not seen them is judged: the studies, and a sixteenth of all others."""
    others = sorted({row.domain for row in rows} - set(STUDY_DOMAINS))
    return frozenset(STUDY_DOMAINS) | frozenset(others[::SIXTEENTH])


def changed(row: Row, rng: random.Random) -> InPlace:
    """The row as another recorder, speaker or reader might have it: context lost, fillers, no punctuation."""
    question = "" if rng.random() < 0.15 else row.question
    before = "" if rng.random() < 0.3 else row.before
    text = row.text
    if rng.random() < 0.2:
        text = text.lower().rstrip(".!?")
    if rng.random() < 0.1:
        text = re.sub(r"[,.;:!?]", "", text)
    if rng.random() < 0.15:
        text = _FILLERS.sub("", text) or text
    if rng.random() < 0.1:
        text = rng.choice(_OPENERS) + text
    return of_texts(question, before, text)
