"""The labelled statements: reading them, folds by domain, and the small changes that make more of them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from interview2persona.model import ATTRIBUTES, LABELS, QUALITIES
from interview2persona.reading.inputs import Answer, InPlace

DATA = Path(__file__).parent / "data"
POINTS = Path(__file__).parent / "points"
HELD_OUT = Path(__file__).parent / "held-out.jsonl"
HELD_OUT_STUDIES = Path(__file__).parent / "held-out-studies.jsonl"
HELD_OUT_STUDIES_2 = Path(__file__).parent / "held-out-studies-2.jsonl"  # nothing is calibrated or chosen on these
RATINGS = Path(__file__).parent / "ratings.jsonl"
BEST = 3  # rating of a sentence that everybody understands alone, or that is a headline
STUDY_DOMAINS = ("field-service scheduling", "study-b", "study-c")  # whole interviews, coded sentence by sentence
SIXTEENTH = 16
CUT = 0.12  # of the places between two statements of an answer
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
    person: str = ""  # these where the row is of a whole study
    theme: str = ""
    attributes: Mapping[str, str] | None = None  # of the person, in which words; None where nobody looked
    qualities: tuple[float, ...] = ()  # how it reads on a page, 0 to 1 per quality; () where nobody rated it


@dataclass(frozen=True, slots=True)
class Told:
    """A statement, and what was said in the same answer before and after it."""

    question: str
    before: tuple[str, ...]
    text: str
    after: tuple[str, ...]

    @property
    def given(self) -> InPlace:
        return InPlace(Answer(self.question, "", (*self.before, self.text, *self.after)), len(self.before))


@dataclass(frozen=True, slots=True)
class Point:
    """What several people of one study (a domain) say of one thing; at least two statements."""

    domain: str
    told: tuple[Told, ...]


def read_points() -> list[Point]:
    """The points of all files in training/points, in the order of their names, and those of the rows with a theme."""
    found: dict[tuple[str, str], list[Told]] = {}
    for path in sorted(POINTS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            told = Told(raw["question"], tuple(raw["before"]), raw["text"], tuple(raw["after"]))
            found.setdefault((raw["domain"], raw["theme"]), []).append(told)
    listed = [Point(domain, tuple(told)) for (domain, _), told in found.items() if len(told) > 1]
    return listed + points_of(read())


def points_of(rows: Sequence[Row]) -> list[Point]:
    """Themes of which two people or more speak, each statement with its answer."""
    found: dict[tuple[str, str], list[tuple[str, Told]]] = {}
    for inside in answers(rows):
        texts = tuple(rows[number].text for number in inside)
        for place, number in enumerate(inside):
            row = rows[number]
            told = Told(row.question, texts[:place], row.text, texts[place + 1 :])
            if row.theme:
                found.setdefault((row.domain, row.theme), []).append((row.person, told))
    several = {key: some for key, some in found.items() if len({person for person, _ in some}) > 1}
    return [Point(domain, tuple(told for _, told in some)) for (domain, _), some in several.items()]


def read(paths: Iterable[Path] | None = None) -> list[Row]:
    """Rows of JSON-lines files; by default of all in training/data, in the order of their names."""
    rows, rated = [], ratings()
    for path in paths or sorted(DATA.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            domain = SAME_DOMAIN.get(raw["domain"], raw["domain"])
            before, theme = raw.get("before") or "", raw.get("theme") or ""
            person = raw["id"].partition("-")[0] if theme else ""
            labels = tuple(raw["labels"])
            stated = raw.get("attributes")
            given = raw["question"], before, raw["text"]
            qualities = rated.get((raw["domain"], raw["id"]), ())
            rows.append(Row(domain, raw["kind"], *given, labels, person, theme, stated, qualities))
    return rows


def ratings() -> dict[tuple[str, str], tuple[float, ...]]:
    """How sentences read on a page, by domain and id: the mean over those who rated it, 0 to 1."""
    found = {}
    for line in RATINGS.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        found[raw["domain"], raw["id"]] = tuple(raw[name] / BEST for name in QUALITIES)
    return found


def targets(rows: Sequence[Row]) -> NDArray[np.float32]:
    """Shape (len(rows), 7), 1 where the row has the label."""
    return np.array([[name in row.labels for name in LABELS] for row in rows], dtype=np.float32).reshape(
        -1, len(LABELS)
    )


def attribute_targets(rows: Sequence[Row]) -> NDArray[np.float32]:
    """Shape (len(rows), attributes), 1 where the row states the attribute, nan where nobody looked."""
    nothing = np.full(len(ATTRIBUTES), np.nan)
    given = [
        nothing if row.attributes is None else np.array([name in row.attributes for name in ATTRIBUTES]) for row in rows
    ]
    return np.array(given, dtype=np.float32).reshape(-1, len(ATTRIBUTES))


def quality_targets(rows: Sequence[Row]) -> NDArray[np.float32]:
    """Shape (len(rows), qualities), 0 to 1, nan where nobody rated the row."""
    nothing = (np.nan,) * len(QUALITIES)
    return np.array([row.qualities or nothing for row in rows], dtype=np.float32).reshape(-1, len(QUALITIES))


def place_of(words: str, text: str) -> tuple[int, int] | None:
    """Where in a text, which may have been `changed` since, the words of an attribute stand; None if they are gone."""
    inside = re.findall(r"\w+", words)
    found = re.search(r"\W+".join(map(re.escape, inside)), text, re.IGNORECASE) if inside else None
    return found and found.span()


def judged(rows: Sequence[Row]) -> frozenset[str]:
    """Domains by which a reader that has not seen them is judged: the studies, and a sixteenth of all others."""
    others = sorted({row.domain for row in rows} - set(STUDY_DOMAINS))
    return frozenset(STUDY_DOMAINS) | frozenset(others[::SIXTEENTH])


def answers(rows: Sequence[Row]) -> list[list[int]]:
    """Numbers of the rows of each answer: rows that follow one another to one question."""
    found: list[list[int]] = []
    for number, row in enumerate(rows):
        last = rows[number - 1] if number else None
        if last and row.before and (last.domain, last.question, last.text) == (row.domain, row.question, row.before):
            found[-1].append(number)
        else:
            found.append([number])
    return found


def given(rows: Sequence[Row]) -> list[InPlace]:
    """What is read of each row, in their order."""
    found = {}
    for inside in answers(rows):
        answer = _answer(rows, inside)
        found |= {number: InPlace(answer, place) for place, number in enumerate(inside)}
    return [found[number] for number in range(len(rows))]


def _answer(rows: Sequence[Row], inside: Sequence[int]) -> Answer:
    first = rows[inside[0]]
    return Answer(first.question, first.before, tuple(rows[number].text for number in inside))


def changed(answer: Answer, rng: random.Random) -> Answer:
    """The answer as another recorder, speaker or reader might have it: context lost, fillers, no punctuation."""
    question = "" if rng.random() < 0.15 else answer.question
    before = "" if rng.random() < 0.3 else answer.before
    return Answer(question, before, tuple(_said_otherwise(text, rng) for text in answer.statements))


def parts(rows: Sequence[Row], inside: Sequence[int], rng: random.Random) -> Iterator[tuple[Answer, list[int]]]:
    """An answer, now and then cut in two, so that statements with little around them are learned too."""
    part: list[int] = []
    for number in inside:
        if part and rng.random() < CUT:
            yield _answer(rows, part), part
            part = []
        part.append(number)
    yield _answer(rows, part), part


def _said_otherwise(text: str, rng: random.Random) -> str:
    if rng.random() < 0.2:
        text = text.lower().rstrip(".!?")
    if rng.random() < 0.1:
        text = re.sub(r"[,.;:!?]", "", text)
    if rng.random() < 0.15:
        text = _FILLERS.sub("", text) or text
    if rng.random() < 0.1:
        text = rng.choice(_OPENERS) + text
    return text
