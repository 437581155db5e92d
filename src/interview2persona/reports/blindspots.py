"""What sales and service say about customers, beside what customers say themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interview2persona.model import Label, Statement, Study, Theme

TELLING: tuple[Label, ...] = ("goal", "pain", "gain", "decision")  # what a team should know of its customers
SURE = 0.6  # probability of a label from which a statement is shown here
_NEGATION = re.compile(r"\b(?:not|never|nobody|cannot)\b|n['’]t\b(?! (?:know|mind|think))", re.I)  # of a clause
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5  # letters; "invoices" and "invoicing" share a beginning
_EMPTY = {"like", "just", "know", "think", "people", "thing", "things", "want", "said", "says", "going", "yeah", "well",
          "good", "time", "make", "need", "person"}  # fmt: skip
READABLE = 6  # words from which a statement can be read on its own


@dataclass(frozen=True, slots=True)
class Spot:
    """One theme with what each side says of it, the clearest statements first, one of each person."""

    theme: Theme | None  # None: statements that belong to no theme
    staff: tuple[Statement, ...]
    customers: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements of one theme that may say the opposite of each other; whether they do, a reader decides."""

    theme: Theme
    staff: Statement
    customer: Statement
    reason: str


@dataclass(frozen=True, slots=True)
class BlindSpots:
    """The comparison; without staff all of it is empty."""

    staff: int  # sales and service people interviewed about customers
    customers: int
    staff_only: tuple[Spot, ...]
    customers_only: tuple[Spot, ...]
    both: tuple[Spot, ...]
    contradictions: tuple[Contradiction, ...]


def blind_spots(study: Study) -> BlindSpots:
    """What only one side mentions, what both do, and where they may contradict each other.

    Of staff counts what they say about customers (second-hand); of customers, what they say of themselves. Only sure
    goals, pains, gains and points in deciding are compared.
    """
    staff = {p.participant_id for p in study.participants if p.kind in ("sales", "service")}
    customers = {p.participant_id for p in study.participants if p.counts}
    told = [s for s in study.statements if s.participant_id in staff and s.perspective == "second-hand" and _sure(s)]
    said = [s for s in study.statements if s.participant_id in customers and s.perspective == "first-hand" and _sure(s)]
    if not staff:
        return BlindSpots(0, len(customers), (), (), (), ())
    themes = {t.theme_id: t for t in study.themes}
    told_of, said_of = _by_theme(told), _by_theme(said)
    spots = [Spot(t, _firsts(told_of.get(k, ())), _firsts(said_of.get(k, ()))) for k, t in themes.items()]
    touched = {s.theme_id for s in study.statements if s.participant_id in staff}  # in passing, or of themselves
    loose = _firsts([s for s in told if s.theme_id not in themes])
    alone = [Spot(None, (s,), ()) for s in loose]
    return BlindSpots(
        len(staff),
        len(customers),
        (*_most([s for s in spots if s.staff and not s.customers]), *alone),
        _most([s for s in spots if len(s.customers) > 1 and s.theme and s.theme.theme_id not in touched]),
        _most([s for s in spots if s.staff and s.customers]),
        _contradictions(themes, told_of, said_of),
    )


def _sure(s: Statement) -> bool:
    sure = any(s.probabilities.get(label, 1.0) >= SURE for label in s.labels if label in TELLING)
    return sure and len(s.text.split()) >= READABLE


def _by_theme(statements: Sequence[Statement]) -> Mapping[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for s in statements:
        found.setdefault(s.theme_id, []).append(s)
    return found


def _firsts(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The most typical statement of each person."""
    ordered = sorted(statements, key=lambda s: (-s.strength, s.transcript, s.start, s.statement_id))
    first = {s.participant_id: s for s in reversed(ordered)}
    return tuple(s for s in ordered if first[s.participant_id] is s)


def _most(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Those of most people first."""
    return tuple(sorted(spots, key=lambda s: (-len(s.customers) - len(s.staff), s.theme.theme_id if s.theme else "")))


def _contradictions(
    themes: Mapping[str, Theme], told: Mapping[str, list[Statement]], said: Mapping[str, list[Statement]]
) -> tuple[Contradiction, ...]:
    """The closest pair of each theme."""
    found: list[tuple[int, Contradiction]] = []
    for key, theme in themes.items():
        pairs = [
            (len(_content(a.text) & _content(b.text)), Contradiction(theme, a, b, reason))
            for a in told.get(key, ())
            for b in said.get(key, ())
            if (reason := _reason(a, b))
        ]
        if pairs:
            found.append(min(pairs, key=lambda p: (-p[0], p[1].staff.statement_id, p[1].customer.statement_id)))
    return tuple(c for _, c in sorted(found, key=lambda p: (-p[0], p[1].theme.theme_id)))


def _reason(a: Statement, b: Statement) -> str:
    """Why two statements may contradict each other, "" when nothing speaks for it."""
    if not _content(a.text) & _content(b.text):
        return ""
    for one, other in (("pain", "gain"), ("gain", "pain")):
        if _only(a, one, other) and _only(b, other, one):
            return f"a {one} to sales or service, a {other} to the customer"
    if set(a.labels) & set(b.labels) and bool(_NEGATION.search(a.text)) != bool(_NEGATION.search(b.text)):
        return "one says “not”, the other does not"
    return ""


def _only(s: Statement, label: str, other: str) -> bool:
    return label in s.labels and other not in s.labels and s.probabilities.get(label, 1.0) >= SURE


def _content(text: str) -> frozenset[str]:
    """Beginnings of the words that carry meaning."""
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(w[:_STEM] for w in _WORD.findall(text.casefold()) if w not in STOP_WORDS and w not in _EMPTY)
