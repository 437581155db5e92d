"""Two states of a study, or two groups of people of one study, become a list of what changed.

Reads output folders and analyses nothing anew, apart from the themes: where the two states do not hold the same people,
the statements of both are sorted into themes together, because two separate sortings are never alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from interview2persona.changes import Change, Match, Subject
from interview2persona.changes.matching import match
from interview2persona.changes.testing import changes
from interview2persona.comparison.common_themes import common_themes
from interview2persona.comparison.states import State, claim_subjects, theme_subjects
from interview2persona.errors import SettingsError
from interview2persona.model import Statement
from interview2persona.reports.ageing import Line
from interview2persona.reports.saved import Data, Saved
from interview2persona.settings import Settings

LABELS = {"goals": "goal", "pains": "pain", "gains": "gain", "behaviours": "behaviour", "attitudes": "attitude",
          "decision": "decision"}  # fmt: skip

MOST_VALUES = 12  # of a column, in a message


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two sides; every subject that was looked at is in `changes`, shown to change or not."""

    before: str  # what the sides are called
    after: str
    people: tuple[int, int]
    changes: tuple[Change, ...]
    personas: tuple[Match, ...] = ()
    notes: tuple[str, ...] = ()
    quotes: Mapping[str, tuple[Statement, ...]] | None = None  # of themes, by theme id

    @property
    def shown(self) -> tuple[Change, ...]:
        return tuple(c for c in self.changes if c.word)


def of_folders(old: Path, new: Path, settings: Settings) -> Comparison:
    """People of `old` against those that `new` has besides; with no people besides, personas are matched only.

    Raises:
        WorkspaceError: one of them is no finished output folder.
    """
    a, b = State(Saved(old)), State(Saved(new))
    recent = b.people - a.people
    grown = a.people <= b.people
    statements, titles = (b.statements, b.titles) if grown else common_themes(a, b, settings)
    heard = None if a.people & b.people else _heard([*a.personas.values(), *b.personas.values()], statements)
    pairs = match(a.personas, b.personas, heard)
    notes = _of_people(a, b, recent)
    if not recent:
        return Comparison(str(old), str(new), (len(a.people), 0), (), tuple(pairs), notes)
    members = [_members(p, a, b, recent, grown) for p in pairs]
    subjects = [
        *theme_subjects(statements, titles, a.people | recent),
        *_persona_subjects({p.after or p.before: m for p, m in zip(pairs, members, strict=True)}, a.people | recent),
        *claim_subjects(a, statements, LABELS, {p.before: m for p, m in zip(pairs, members, strict=True)}),
        *claim_subjects(b, statements, LABELS, {p.after: m for p, m in zip(pairs, members, strict=True)}),
    ]
    return _compared((str(old), str(new)), subjects, (a.people, recent), statements, pairs, notes)


def by_date(output: Path, day: str = "") -> Comparison:
    """People interviewed before `day` (YYYY-MM-DD) against those interviewed on it or later; "" means the middle.

    Raises:
        SettingsError: the transcripts carry no dates, or all lie on one side.
    """
    state = State(Saved(output))
    dates = state.dates()
    if len({d for span in dates.values() for d in span}) < 2:
        raise SettingsError(
            f"{output}: {len(dates)} of {len(state.people)} people have an interview with a date, which is too little "
            "to compare dates. Put the date into the file names (2026-02-18 anna.txt), and run again."
        )
    firsts = sorted(first for first, _ in dates.values())
    day = day or next((d for d in firsts[len(firsts) // 2 :] if d > firsts[0]), firsts[-1])
    before = frozenset(p for p, (_, last) in dates.items() if last < day)
    after = frozenset(p for p, (first, _) in dates.items() if first >= day)
    if not before or not after:
        raise SettingsError(f"{day}: all interviews lie on one side of it ({firsts[0]} to {firsts[-1]}).")
    notes = []
    if unknown := len(state.people) - len(dates):
        notes.append(f"{_number(unknown)} without a date in the transcript left out.")
    if both := len(dates) - len(before) - len(after):
        notes.append(f"{_number(both)} interviewed on both sides of the date left out.")
    return _split(state, (f"before {day}", f"from {day}"), (before, after), notes)


def by_column(output: Path, column: str, values: Sequence[str] = ()) -> Comparison:
    """People with one value in a column of participants.csv against those with another.

    Raises:
        SettingsError: there is no such column, or it does not say which two values are meant.
    """
    state = State(Saved(output))
    groups = state.with_value(column)
    listed = ", ".join(f"{value} ({len(people)})" for value, people in list(groups.items())[:MOST_VALUES])
    if not groups:
        raise SettingsError(
            f"{output}: no participant has a value for {column!r}. Add the column to participants.csv beside the "
            "transcripts, and run again."
        )
    if not values and len(groups) == 2:
        values = tuple(groups)
    if len(values) != 2 or any(v not in groups for v in values):
        raise SettingsError(f"{column!r} has these values: {listed}. Name two of them: --between ONE OTHER.")
    rest = len(state.people) - sum(len(groups[v]) for v in values)
    notes = [f"{_number(rest)} with another value or none left out."] if rest else []
    return _split(state, (values[0], values[1]), (groups[values[0]], groups[values[1]]), notes)


def evidence_lines(output: Path) -> list[Line]:
    """The lines of the personas' pages with the days that their evidence comes from."""
    state = State(Saved(output))
    return [
        Line(persona["name"], code, claim["text"], _days(claim, state.date_of))
        for persona in state.saved.personas
        for _, code, claim in state.saved.claims(persona)
        if not claim.get("also_mentioned")
    ]


def _days(claim: Data, date_of: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({date_of.get(e["transcript"], "") for e in claim["evidence"]} - {""}))


def _split(
    state: State, names: tuple[str, str], sides: tuple[frozenset[str], frozenset[str]], notes: Sequence[str]
) -> Comparison:
    everyone = sides[0] | sides[1]
    statements = [s for s in state.statements if s.participant_id in everyone]
    subjects = [
        *theme_subjects(statements, state.titles, everyone),
        *_persona_subjects(state.personas, everyone),
        *claim_subjects(state, statements, LABELS, state.personas),
    ]
    return _compared(names, subjects, sides, statements, (), notes)


def _compared(
    names: tuple[str, str],
    subjects: Sequence[Subject],
    sides: tuple[frozenset[str], frozenset[str]],
    statements: Sequence[Statement],
    pairs: Sequence[Match],
    notes: Sequence[str],
) -> Comparison:
    distinct: dict[object, Subject] = {}
    for s in subjects:  # claims of both states that are about the same people saying the same are one
        distinct.setdefault((s.kind, s.said, s.of) if s.kind == "claim" else (s.kind, s.key), s)
    found = changes(list(distinct.values()), *sides)
    quotes = {c.subject.key: _quotes(c, statements) for c in found if c.word and c.subject.kind == "theme"}
    people = (len(sides[0]), len(sides[1]))
    return Comparison(names[0], names[1], people, found, tuple(pairs), tuple(notes), quotes)


def _quotes(change: Change, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The most typical statement of each of two people who speak of it."""
    own = [s for s in statements if s.theme_id == change.subject.key]
    said = sorted(own, key=lambda s: (-s.strength, s.statement_id))
    firsts = {s.participant_id: s for s in reversed(said)}
    return tuple(s for s in said if firsts[s.participant_id] is s)[:2]


def _members(pair: Match, a: State, b: State, recent: frozenset[str], grown: bool) -> frozenset[str]:
    """People of both sides who belong to a pair; a study that only grew has grouped them all by itself."""
    if grown and pair.after:
        return b.personas[pair.after]
    return a.personas.get(pair.before, frozenset()) | (b.personas.get(pair.after, frozenset()) & recent)


def _persona_subjects(members: Mapping[str, frozenset[str]], people: frozenset[str]) -> list[Subject]:
    return [Subject("persona", name, name, group, people) for name, group in members.items()]


def _heard(groups: Sequence[frozenset[str]], statements: Sequence[Statement]) -> Any:
    """Share of each group's people who speak of each theme, shape (groups, themes)."""
    themes = sorted({s.theme_id for s in statements if s.theme_id})
    place = {theme: i for i, theme in enumerate(themes)}
    speakers: list[set[str]] = [set() for _ in themes]
    for s in statements:
        if s.theme_id:
            speakers[place[s.theme_id]].add(s.participant_id)
    return np.array([[len(group & who) / max(1, len(group)) for who in speakers] for group in groups])


def _of_people(a: State, b: State, recent: frozenset[str]) -> tuple[str, ...]:
    notes = []
    if gone := len(a.people - b.people):
        notes.append(f"{_number(gone)} of the earlier study no longer in the later one.")
    if not recent:
        notes.append(
            "The later study has nobody whom the earlier one had not: what differs comes from decisions, settings or "
            "the program, not from what people say, so that nothing is tested."
        )
    elif a.people & b.people:
        notes.append("Compared are the people of the earlier study and those who came since.")
    return tuple(notes)


def _number(people: int) -> str:
    return f"{people} {'person' if people == 1 else 'people'}"
