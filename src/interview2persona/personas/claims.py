"""A claim is persona x section x theme: what the persona's people said about one thing that carries one label."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from interview2persona.language import Language
from interview2persona.model import Claim, Statement, Theme
from interview2persona.personas import wording
from interview2persona.personas.affinity import Matrix
from interview2persona.personas.alike import centrality, parts
from interview2persona.personas.counting import at_least_half, wilson
from interview2persona.personas.evidence import evidence_of, people_first, ranked
from interview2persona.personas.sections import OPPOSITE, SECTIONS, aspect
from interview2persona.settings import PersonaSettings

COUNTER_QUOTES = 2
READABLE = 4  # words from which a statement is evidence that a reader understands: "Me." is none
COUNTER_SURE = 0.6  # probability of the opposite label from which somebody is said to contradict


@dataclass(frozen=True, slots=True)
class Material:
    """What claims are made from."""

    statements: Sequence[Statement]
    themes: Mapping[str, Theme]
    people: frozenset[str]  # participants that count
    distinct: frozenset[tuple[str, str]]  # (persona, theme)
    language: Language
    settings: PersonaSettings
    vectors: Mapping[str, Matrix] = field(default_factory=dict)  # unit vectors of statements by id


def sections_of(persona_id: str, members: Sequence[str], material: Material) -> dict[str, tuple[Claim, ...]]:
    """All claims of a persona by section; the first `max_claims` of each are the page's lines, the rest is flagged."""
    return {section: _section(persona_id, frozenset(members), section, material) for section in SECTIONS}


def _section(persona_id: str, members: frozenset[str], section: str, material: Material) -> tuple[Claim, ...]:
    label = SECTIONS[section]
    groups: dict[str, list[Statement]] = {}
    for s in material.statements:
        if label in s.labels and s.participant_id in members and len(s.text.split()) >= READABLE:
            groups.setdefault(s.theme_id or f"alone:{s.statement_id}", []).append(s)
    claims = [
        claim
        for key, group in sorted(groups.items())
        for claim in _claims(persona_id, members, section, key, group, material)
    ]
    claims.sort(key=lambda c: (-len(c.participants), -c.severity, -c.confidence, c.claim_id))
    return _headlined(claims, material.settings.max_claims)


def _headlined(claims: Sequence[Claim], most: int) -> tuple[Claim, ...]:
    """What one person only said is a line of the page only where the section would be almost empty without it."""
    shared = sum(len(c.participants) > 1 and bool(c.theme_id) for c in claims)
    lines = min(most, max(shared, 3))
    return tuple(replace(c, also_mentioned=i >= lines) for i, c in enumerate(claims))


def _claims(
    persona_id: str, members: frozenset[str], section: str, theme_id: str, group: list[Statement], material: Material
) -> list[Claim]:
    """One claim for each part of a theme that says the same; the first has the theme's own identifier."""
    label, settings = SECTIONS[section], material.settings
    alone = theme_id not in material.themes
    sure = _sure(group, label, settings.sure_alone if alone else settings.sure)
    out = []
    for number, part in enumerate(parts(sure, material.vectors)):
        key = theme_id if not number else f"{theme_id}:{min(s.statement_id for s in part)}"
        claim = _claim(claim_id(persona_id, section, key), members, section, "" if alone else theme_id, part, material)
        if claim.confidence >= settings.sure_part:
            out.append(replace(claim, distinct=(persona_id, theme_id) in material.distinct))
    return out


def _claim(
    key: str, members: frozenset[str], section: str, theme_id: str, group: list[Statement], material: Material
) -> Claim:
    label, settings = SECTIONS[section], material.settings
    best = people_first(ranked(group, label, centrality(group, material.vectors), material.language))
    people = tuple(sorted({s.participant_id for s in group}))
    severity, reason = _severity(group)
    text, first = _text(best, section, settings.quotes, material.language)
    best = [first] + [s for s in best if s is not first]
    return Claim(
        claim_id=key,
        section=section,
        text=text,
        theme_id=theme_id,
        participants=people,
        of=len(members),
        interval=wilson(len(people), len(members)),
        severity=severity,
        severity_reason=reason,
        evidence=tuple(evidence_of(s) for s in best),
        counter_evidence=tuple(evidence_of(s) for s in _counter(section, theme_id, members, material)),
        second_hand=tuple(evidence_of(s) for s in _second_hand(label, theme_id, material)),
        quotes=min(settings.quotes, len(people)),
        aspect=aspect(first, section),
        confidence=round(at_least_half([s.probabilities.get(label, 1.0) for s in group]), 3),
    )


def _sure(group: Sequence[Statement], label: str, least: float) -> list[Statement]:
    """The surest statements of which half carry the label with probability `least`, as many as possible."""
    best = sorted(group, key=lambda s: (-s.probabilities.get(label, 1.0), s.transcript, s.start))
    while best:
        if at_least_half([s.probabilities.get(label, 1.0) for s in best]) >= least:
            return best
        best = best[:-1]
    return []


def claim_id(persona_id: str, section: str, key: str) -> str:
    digest = hashlib.sha256(f"{persona_id}|{section}|{key}".encode()).hexdigest()
    return f"claim-{digest[:10]}"


def _text(best: Sequence[Statement], section: str, among: int, language: Language) -> tuple[str, Statement]:
    """The first of the quotes to print that has a safe short form; the best quote itself when none has."""
    for statement in best[:among]:
        doc = language.parse([statement.text])[0]
        if wording.has_short_form(doc, section):
            return wording.word(doc, section), statement
    return wording.quoted(best[0].text), best[0]


def _severity(group: Sequence[Statement]) -> tuple[int, str]:
    """The severity that half of its people reach, and the words that it rests on."""
    worst: dict[str, int] = {}
    for s in group:
        worst[s.participant_id] = max(worst.get(s.participant_id, 0), s.severity)
    levels = sorted(worst.values(), reverse=True)
    level = levels[(len(levels) - 1) // 2]
    return level, next((s.severity_reason for s in group if s.severity == level and s.severity_reason), "")


def _counter(section: str, theme_id: str, members: frozenset[str], material: Material) -> list[Statement]:
    """Sure statements of the opposite label in the same theme by the persona's own people."""
    opposite = OPPOSITE.get(section)
    if not opposite or not theme_id:
        return []
    found = [
        s
        for s in material.statements
        if s.theme_id == theme_id
        and s.participant_id in members
        and opposite in s.labels
        and SECTIONS[section] not in s.labels
        and s.probabilities.get(opposite, 1.0) >= COUNTER_SURE
    ]
    return people_first(ranked(found, opposite, {}, material.language))[:COUNTER_QUOTES]


def _second_hand(label: str, theme_id: str, material: Material) -> list[Statement]:
    """What people who are not counted (sales, service) say of the same thing."""
    if not theme_id:
        return []
    found = [
        s
        for s in material.statements
        if s.theme_id == theme_id and label in s.labels and s.participant_id not in material.people
    ]
    return people_first(ranked(found, label, {}, material.language))[: material.settings.quotes]
