"""Themes by participant (or persona), and themes that are spoken of together."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations

from interview2persona.model import Statement, Study, Theme

ROWS = 40  # themes shown; all of them are in data/themes.csv
COLUMNS = 60  # participants shown one by one; beyond, personas are
TOGETHER = 24  # themes in the matrix of co-occurrence
LEVELS = 4  # shades


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    name: str
    hue: int  # of the persona; -1 for none
    size: int  # people
    first: bool  # of its persona


@dataclass(frozen=True, slots=True)
class Cell:
    count: int
    level: int  # shade, 0 to LEVELS
    what: str  # the cell in words


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    title: str
    people: int  # that count; sales and service do not
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str  # what a cell counts
    hidden: int  # themes left out


def heatmap(study: Study) -> Matrix:
    """Statements per theme and participant; people per theme and persona where there are too many participants."""
    persona_of = {m.participant_id: m.persona_id for m in study.personas.memberships}
    order = {p.persona_id: n for n, p in enumerate(study.personas.personas)}
    people = sorted(counted(study), key=lambda p: (order.get(persona_of.get(p, ""), len(order)), p))
    if len(people) > COLUMNS:
        return _by_persona(study)
    said = Counter((s.theme_id, s.participant_id) for s in study.statements)
    hues = [order.get(persona_of.get(p, ""), -1) for p in people]
    columns = tuple(
        Column(p, p, hue, 1, not n or hues[n - 1] != hue) for n, (p, hue) in enumerate(zip(people, hues, strict=True))
    )
    return _matrix(
        study, columns, {(t.theme_id, p): said[t.theme_id, p] for t in study.themes for p in people}, "statements"
    )


def together(study: Study) -> Matrix:
    """People who spoke of both themes in one and the same answer."""
    people = counted(study)
    answers: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for s in study.statements:
        if s.theme_id and s.participant_id in people:
            answers[s.transcript, s.turn].append(s)
    who: dict[tuple[str, str], set[str]] = defaultdict(set)
    for said in answers.values():
        for a, b in combinations(sorted({s.theme_id for s in said}), 2):
            who[a, b].add(said[0].participant_id)
    linked = {key for pair in who for key in pair}
    themes = [t for t in ranked(study) if t.theme_id in linked][:TOGETHER]
    counts = {(a.theme_id, b.theme_id): len(who.get(_pair(a, b), ())) for a in themes for b in themes}
    columns = tuple(Column(t.theme_id, t.title, -1, 0, False) for t in themes)
    return _fill(study, themes, columns, counts, "people", len(study.themes) - len(themes))


def _pair(a: Theme, b: Theme) -> tuple[str, str]:
    return min(a.theme_id, b.theme_id), max(a.theme_id, b.theme_id)


def ranked(study: Study) -> list[Theme]:
    """What most people speak of comes first."""
    heard = heard_from(study)
    return sorted(study.themes, key=lambda t: (-heard[t.theme_id], -len(t.statement_ids), t.title))


def heard_from(study: Study) -> dict[str, int]:
    """How many of the people that count spoke of each theme; sales and service staff speak about others."""
    people = counted(study)
    return {t.theme_id: len(people & set(t.participant_ids)) for t in study.themes}


def counted(study: Study) -> frozenset[str]:
    return frozenset(p.participant_id for p in study.participants if p.counts)


def _by_persona(study: Study) -> Matrix:
    personas = study.personas.personas
    columns = tuple(Column(p.persona_id, p.name, n, len(p.participants), True) for n, p in enumerate(personas))
    members = {p.persona_id: set(p.participants) for p in personas}
    counts = {
        (t.theme_id, key): len(people & set(t.participant_ids)) for t in study.themes for key, people in members.items()
    }
    return _matrix(study, columns, counts, "people")


def _matrix(study: Study, columns: tuple[Column, ...], counts: dict[tuple[str, str], int], unit: str) -> Matrix:
    themes = ranked(study)
    return _fill(study, themes[:ROWS], columns, counts, unit, len(themes[ROWS:]))


def _fill(
    study: Study,
    themes: list[Theme],
    columns: tuple[Column, ...],
    counts: dict[tuple[str, str], int],
    unit: str,
    hidden: int,
) -> Matrix:
    heard = heard_from(study)
    top = max((counts[t.theme_id, c.key] for t in themes for c in columns), default=0)
    cells = {t.theme_id: tuple(_cell(counts[t.theme_id, c.key], top, unit, c) for c in columns) for t in themes}
    rows = tuple(Row(t.theme_id, t.title, heard[t.theme_id], cells[t.theme_id]) for t in themes)
    return Matrix(columns, rows, unit, hidden)


def _cell(count: int, top: int, unit: str, column: Column) -> Cell:
    level = -(-LEVELS * count // top) if count else 0
    what = unit if count != 1 else {"people": "person", "statements": "statement"}[unit]
    return Cell(count, level, f"{column.name}: {count} {what}")
