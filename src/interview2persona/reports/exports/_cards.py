"""What a persona card on paper or on a slide shows: a few lines of each section, each with its count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from interview2persona.reports import datapoints, facts
from interview2persona.reports.pages import worded
from interview2persona.reports.saved import Saved

COLOURS = ("0B6464", "A03D14", "5A3F9E", "75600A", "92215E", "1C5796", "3B6A1D", "4A525B")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")  # XML 1.0, section 2.2; one line per text
_SECTIONS = (("goals", "Goals"), ("pains", "Pain points"), ("gains", "Gains"), ("behaviours", "Jobs and behaviours"),
             ("attitudes", "Motivations and values"), ("decision", "How they decide"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    count: str  # "3 of 5"
    quote: str
    who: str
    worded: str  # by which language model; "" for people's own words

    @property
    def note(self) -> str:
        """What stands in brackets behind the line."""
        return "; ".join(filter(None, (self.count, self.worded)))


@dataclass(frozen=True, slots=True)
class Card:
    name: str
    title: str
    standing: str
    opening: str  # with its mark; "" without one
    colour: str
    quotes: tuple[tuple[str, str], ...]  # words, who
    facts: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[Line, ...]], ...]  # empty sections too: nobody spoke of them
    questions: tuple[str, ...]
    points: tuple[datapoints.Row, ...]


def cards(saved: Saved, lines: int) -> list[Card]:
    """One card for each persona with up to `lines` claims of each section."""
    total = sum(row["kind"] not in ("sales", "service") for row in saved.table("participants"))
    return [
        _card(p, n, total, lines, datapoints.rows(saved.data_points(p), saved.smallest_cell))
        for n, p in enumerate(saved.personas)
    ]


def _card(p: dict[str, Any], number: int, total: int, lines: int, points: tuple[datapoints.Row, ...]) -> Card:
    opening = p.get("opening", "")
    return Card(
        plain(p["name"]),
        plain(p["title"]),
        f"{p['kind'].capitalize()} persona · {len(p['participants'])} of {total} people · {p.get('evidence_kind', '')} "
        "evidence · a draft",
        plain(f"{opening} ({worded(p.get('worded_by', ''))})") if opening else "",
        COLOURS[number % len(COLOURS)],
        tuple((plain(q["quote"]), plain(q.get("participant_id", ""))) for q in p.get("quotes", ())[:2]),
        tuple((plain(f.name), plain(f.value)) for f in facts.told(p.get("facts", {}))[:7]),
        tuple((title, _lines(p, key, lines)) for key, title in _SECTIONS),
        tuple(plain(q["question"]) for q in p["open_questions"][:3]),
        tuple(datapoints.Row(*map(plain, row.cells)) for row in points),
    )


def _lines(p: dict[str, Any], key: str, lines: int) -> tuple[Line, ...]:
    return tuple(
        Line(plain(c["text"]), f"{len(c['participants'])} of {c['of']}", plain(c["evidence"][0]["quote"]),
             plain(c["evidence"][0].get("participant_id", "")), plain(worded(c.get("worded_by", ""))))
        for c in p["sections"].get(key, ())[:lines]
    )  # fmt: skip


def plain(text: str) -> str:
    return " ".join(_UNWRITABLE.sub("\ufffd", text).split())
