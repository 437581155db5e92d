"""Critical characteristics of each persona as rules over data that a company has: ranges, kinds of jobs, words.

Only what participants stated becomes a rule. How well a rule tells personas apart is measured on the participants it
was read off, so it flatters: the exact test is there to see what small numbers cannot carry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from interview2persona import characteristics
from interview2persona.model import ATTRIBUTES, DataPoint, Participant, Persona, Statement, Theme

THIN = 2  # fewer people than this who fit are one person's case
SMALL = 3  # of a persona of fewer people, nothing is more than an impression
SIZES = (
    (1, 9),
    (10, 49),
    (50, 249),
    (250, 100_000),
)  # people, by recommendation 2003/361/EC of the European Commission
_PHRASES = ("industry", "location")
_OFTEN = re.compile(
    r"\b(?:every (?:single |other )?(?:day|week|month|quarter|year|morning|evening|night|(?:mon|tues|wednes|thurs|fri|"
    r"satur|sun)day)|daily|weekly|monthly|quarterly|yearly|annually|(?:once|twice|\w+ times) (?:a|per) "
    r"(?:day|week|month|quarter|year))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Trait:
    """Something a person either fits or not, and who said anything about it."""

    attribute: str
    rule: str
    fits: frozenset[str]
    stated: frozenset[str]
    low: float | None = None
    high: float | None = None
    values: tuple[str, ...] = ()


def with_data_points(
    personas: Sequence[Persona],
    participants: Sequence[Participant],
    statements: Sequence[Statement] = (),
    themes: Sequence[Theme] = (),
) -> tuple[Persona, ...]:
    """The personas with their data points, the most telling first."""
    people = {p.participant_id: p for p in participants if p.counts}
    known = {name: _stated(name, people) for name in _attributes(people)}
    habits = list(_habits(statements, themes, frozenset(people)))
    return tuple(replace(p, data_points=tuple(_points(p, known, habits))) for p in personas)


def _attributes(people: Mapping[str, Participant]) -> list[str]:
    """Own columns of participants.csv come after the known attributes."""
    found = {name for p in people.values() for name in p.attributes}
    return [n for n in ATTRIBUTES if n in found] + sorted(found - set(ATTRIBUTES))


def _stated(name: str, people: Mapping[str, Participant]) -> dict[str, str]:
    return {i: p.attributes[name].value for i, p in people.items() if name in p.attributes and p.attributes[name].value}


def _points(persona: Persona, known: Mapping[str, Mapping[str, str]], habits: Sequence[_Trait]) -> list[DataPoint]:
    traits = [t for name, stated in known.items() for t in _traits(name, stated, persona)]
    group = set(persona.participants)
    points = [_point(t, group) for t in (*traits, *habits) if t.fits & group]
    return sorted(points, key=lambda d: (d.thin, 1.0 if d.p_value is None else d.p_value, d.attribute, d.rule))


def _traits(name: str, stated: Mapping[str, str], persona: Persona) -> Iterator[_Trait]:
    if name in characteristics.NUMBERS:
        yield from _range(name, stated, persona)
    elif name == "job_title":
        yield from _named(name, {person: characteristics.jobs(text) for person, text in stated.items()})
    elif name in _PHRASES:
        words = {person: characteristics.phrase(text) for person, text in stated.items()}
        yield from _named(name, {person: frozenset([text.casefold()]) for person, text in words.items() if text})
    elif name not in ("household", "budget", "risk_attitude", "seniority"):  # in no company's data, or in the title
        yield from _named(name, {person: characteristics.items(text) for person, text in stated.items()})


def _range(name: str, stated: Mapping[str, str], persona: Persona) -> Iterator[_Trait]:
    year = int(persona.dates[-1][:4]) if persona.dates else 0
    numbers = {i: n for i, text in stated.items() if (n := characteristics.number(name, text, year)) is not None}
    own = [numbers[i] for i in persona.participants if i in numbers]
    if not own:
        return
    low, high = min(own), max(own)
    if name == "company_size":
        low, high = _bands(low, high)
    fits = frozenset(i for i, n in numbers.items() if low <= n <= high)
    yield _Trait(name, _words(name, low, high, year), fits, frozenset(numbers), low, high)


def _bands(low: float, high: float) -> tuple[float, float]:
    """The usual bands of company size that hold both ends."""
    return (
        float(next(a for a, b in SIZES if low <= b or b == SIZES[-1][1])),
        float(next((b for _, b in SIZES if high <= b), high)),
    )


def _words(name: str, low: float, high: float, year: int) -> str:
    span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    if name == "company_size":
        return f"{low:g} or more people" if high >= SIZES[-1][1] else f"{span} people"
    if name == "tenure":
        return f"{span} years" + (f" (since {year - high:.0f} to {year - low:.0f})" if year else "")
    if not year:
        return f"{span} years old, as stated (the interviews have no date)"
    born = f"{year - high - 1:.0f} to {year - low:.0f}"
    return f"born {born} ({span} years old in {year})"


def _named(name: str, words: Mapping[str, frozenset[str]]) -> Iterator[_Trait]:
    """One trait per word; who stated something without a known word says nothing about it."""
    known = {person: found for person, found in words.items() if found}
    for word in sorted({w for found in known.values() for w in found}):
        fits = frozenset(person for person, found in known.items() if word in found)
        if name == "location" and len(fits) < THIN:
            continue  # where one person lives points to that person
        values = characteristics.JOBS[word] if name == "job_title" else (word,)
        rule = ", ".join(values[:6]) + (" ..." if len(values) > 6 else "")
        yield _Trait(name, rule, fits, frozenset(known), values=(word, *(v for v in values if v != word)))


def _habits(statements: Sequence[Statement], themes: Sequence[Theme], people: frozenset[str]) -> Iterator[_Trait]:
    """What people do at intervals, by theme; the words are theirs."""
    said: dict[tuple[str, str], set[str]] = {}
    for s in statements:
        often = _OFTEN.search(s.text)
        if often and "behaviour" in s.labels and s.perspective == "first-hand" and s.participant_id in people:
            said.setdefault((s.theme_id, " ".join(often[0].casefold().split())), set()).add(s.participant_id)
    for theme in themes:
        stated = frozenset(i for (theme_id, _), who in said.items() if theme_id == theme.theme_id for i in who)
        for (_, how_often), who in sorted((k, v) for k, v in said.items() if k[0] == theme.theme_id):
            yield _Trait("frequency", f"{how_often}: {theme.title}", frozenset(who), stated, values=(how_often,))


def _point(trait: _Trait, group: set[str]) -> DataPoint:
    own, others = trait.fits & group, trait.fits - group
    stated, others_stated = len(trait.stated & group), len(trait.stated - group)
    share = len(own) / stated
    overall = len(trait.fits) / len(trait.stated)
    return DataPoint(
        attribute=trait.attribute,
        rule=trait.rule,
        participants=tuple(sorted(own)),
        stated=stated,
        of=len(group),
        low=trait.low,
        high=trait.high,
        values=trait.values,
        others=len(others),
        others_stated=others_stated,
        lift=round(share / overall, 2) if others_stated else None,
        p_value=_exact(len(own), stated, len(others), others_stated) if others_stated else None,
        thin=len(own) < THIN or len(group) < SMALL,
    )


def _exact(own: int, stated: int, others: int, others_stated: int) -> float:
    """One-sided p of Fisher's exact test: is the trait likelier in this persona than in the others?"""
    from scipy.stats import hypergeom

    return round(float(hypergeom.sf(own - 1, stated + others_stated, own + others, stated)), 4)
