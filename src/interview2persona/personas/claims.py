"""A claim is one point that a persona's people make under one label: what they said that means the same."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from interview2persona.language import Language
from interview2persona.model import Claim, Evidence, Statement, Theme
from interview2persona.personas import wording
from interview2persona.personas.affinity import Matrix
from interview2persona.personas.alike import Others, centrality, near_most, nearest_of_each, points
from interview2persona.personas.counting import at_least_half, wilson
from interview2persona.personas.evidence import evidence_of, people_first, ranked, reads, tells
from interview2persona.personas.sections import OPPOSITE, SECTIONS, aspect, is_wish_for_contact
from interview2persona.settings import PersonaSettings

COUNTER_QUOTES = 2
READABLE = 4  # words from which a statement is evidence that a reader understands: "Me." is none
COUNTER_SURE = 0.6  # probability of the opposite label from which somebody is said to contradict
COUNTER_NEAR = 0.35  # cosine to the claim's centre from which the opposite is about the same thing
SECOND_HAND_NEAR = 0.3
AMONG = 5  # best quotes of which one with a safe short form is sought
WORSE = 0.15  # how much less well a quote with a safe short form may read than the best one
FEW = 3  # lines that a section has where one person each said them
READS_ENOUGH = 0.45  # how well what one person said reads, and how much it tells, in the middle, to be a line
WORDS = (6, 30)  # of a line that one person said
_NO_CHANNELS = ("behaviours", "attitudes")  # where wishes for contact would come first, as everybody is asked
SURE_ALONE = {"gains": 0.8}  # confidence of such a line: told as a scene, what goes wrong sounds like what goes well


@dataclass(frozen=True, slots=True)
class Material:
    """What claims are made from."""

    statements: Sequence[Statement]
    themes: Mapping[str, Theme]
    people: frozenset[str]  # participants that count
    distinct: frozenset[tuple[str, str]]  # (persona, theme)
    language: Language
    settings: PersonaSettings
    vectors: Mapping[str, Matrix] = field(default_factory=dict)  # unit vectors of statements by id: what was said
    places: Mapping[str, Matrix] = field(default_factory=dict)  # the same in context: what was meant

    @property
    def settled(self) -> frozenset[str]:
        """Themes that a person has decided on."""
        return frozenset(key for key, theme in self.themes.items() if theme.status != "draft")


@dataclass(frozen=True, slots=True)
class _Made:
    """A claim, how well its text reads and how much it tells (0 to 1), and what it is worth beside others.

    `elsewhere`: what it is worded from is more surely of another section, which has it, too.
    """

    claim: Claim
    reads: float
    worth: float
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class _Around:
    """Among which statements a claim's counter-evidence, and what others say of it, are looked for."""

    opposed: Others
    told_of: Others


def sections_of(persona_id: str, members: Sequence[str], material: Material) -> dict[str, tuple[Claim, ...]]:
    """All claims of a persona by section; the first `max_claims` of each are the page's lines, the rest is flagged."""
    return {section: _section(persona_id, frozenset(members), section, material) for section in SECTIONS}


def _section(persona_id: str, members: frozenset[str], section: str, material: Material) -> tuple[Claim, ...]:
    label = SECTIONS[section]
    said = [
        s
        for s in material.statements
        if label in s.labels
        and s.participant_id in members
        and len(s.text.split()) >= READABLE
        and not (section in _NO_CHANNELS and is_wish_for_contact(s))
    ]
    if not said:
        return ()
    around = _Around(
        Others(_opposed(section, members, material), material.places),
        Others(_told_of(label, material), material.places),
    )
    found: dict[str, _Made] = {}
    for group in points(said, material.places, material.settled):
        theme_id = _theme(group, material)
        sure = _sure(group, label, material.settings.sure if theme_id else material.settings.sure_alone)
        if sure:
            key = theme_id if theme_id and theme_id not in found else f"{theme_id}:{min(s.statement_id for s in sure)}"
            found[key] = _claim(claim_id(persona_id, section, key), members, section, theme_id, sure, around, material)
    lasting = [f for f in found.values() if f.claim.confidence >= material.settings.sure_part]
    lasting.sort(key=lambda f: (-len(f.claim.participants), -round(f.worth, 6), f.claim.claim_id))
    shown = _lines(lasting, material.settings.max_claims)
    typical = [(persona_id, f.claim.theme_id) in material.distinct and len(f.claim.participants) > 1 for f in lasting]
    return tuple(
        replace(f.claim, distinct=distinct, also_mentioned=not line)
        for f, line, distinct in sorted(zip(lasting, shown, typical, strict=True), key=lambda each: not each[1])
    )


def _theme(group: Sequence[Statement], material: Material) -> str:
    """The theme of most of the group's people, "" when most have none."""
    votes = Counter(theme for _, theme in {(s.participant_id, s.theme_id) for s in group})
    best = min(votes, key=lambda t: (-votes[t], not t, t))
    return best if best in material.themes else ""


def _lines(made: Sequence[_Made], most: int) -> list[bool]:
    """Which claims, best first, are lines of the page.

    What one person only said is one only where the section would be almost empty without it, and then only if it says
    something to a reader, or nothing does.
    """
    lines = min(most, max(sum(len(m.claim.participants) > 1 for m in made), FEW))
    chosen = set([i for i, m in enumerate(made) if len(m.claim.participants) > 1 or _stands_alone(m)][:lines] or [0])
    return [i in chosen for i in range(len(made))]


def _stands_alone(made: _Made) -> bool:
    """Whether what one person said may be a line."""
    fewest, most = WORDS
    sure = made.claim.confidence >= SURE_ALONE.get(made.claim.section, 0.0)
    return made.reads >= READS_ENOUGH and sure and not made.elsewhere and fewest <= len(made.claim.text.split()) <= most


def _claim(
    key: str,
    members: frozenset[str],
    section: str,
    theme_id: str,
    group: list[Statement],
    around: _Around,
    material: Material,
) -> _Made:
    """The claim, and how well its headline reads and how much was said of it, to rank claims of as many people."""
    label, settings = SECTIONS[section], material.settings
    best = ranked(group, label, centrality(group, material.vectors), material.language)
    people = tuple(sorted({s.participant_id for s in group}))
    severity, reason = _severity(group)
    text, first = _text(people_first(near_most(best, material.places)), material.language)
    best = nearest_of_each(first, best, material.places)
    confidence = at_least_half([s.probabilities.get(label, 1.0) for s in group])
    doc = material.language.parse([first.text])[0]
    read = (reads(first, doc) + tells(first, doc)) / 2
    worth = 3 * read + 0.15 * severity + 0.1 * min(len(group), 5) + 0.5 * confidence
    claim = Claim(
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
        counter_evidence=_first_of(around.opposed.nearest(group, COUNTER_NEAR), COUNTER_QUOTES),
        second_hand=_first_of(around.told_of.nearest(group, SECOND_HAND_NEAR), settings.quotes),
        quotes=min(settings.quotes, len(people)),
        aspect=aspect(first, section),
        confidence=round(confidence, 3),
    )
    mine = first.probabilities.get(label, 1.0)
    others = (first.probabilities.get(other, 0.0) for other in SECTIONS.values() if other in first.labels)
    return _Made(claim, read, worth, elsewhere=max(others, default=0.0) > mine)


def _first_of(statements: Sequence[Statement], count: int) -> tuple[Evidence, ...]:
    return tuple(evidence_of(s) for s in people_first(statements)[:count])


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


def _text(best: Sequence[Statement], language: Language) -> tuple[str, Statement]:
    """The first of the best quotes that has a safe short form; the best quote itself when none reads about as well."""
    docs = [language.parse([statement.text])[0] for statement in best[:AMONG]]
    least = reads(best[0], docs[0]) - WORSE
    for statement, doc in zip(best, docs, strict=False):
        if wording.has_short_form(doc) and reads(statement, doc) >= least:
            return wording.word(doc), statement
    return wording.quoted(best[0].text), best[0]


def _severity(group: Sequence[Statement]) -> tuple[int, str]:
    """The severity that half of its people reach, and the words that it rests on."""
    worst: dict[str, int] = {}
    for s in group:
        worst[s.participant_id] = max(worst.get(s.participant_id, 0), s.severity)
    levels = sorted(worst.values(), reverse=True)
    level = levels[(len(levels) - 1) // 2]
    return level, next((s.severity_reason for s in group if s.severity == level and s.severity_reason), "")


def _opposed(section: str, members: frozenset[str], material: Material) -> list[Statement]:
    """Sure statements of the opposite label by the persona's own people."""
    opposite = OPPOSITE.get(section)
    if not opposite:
        return []
    return [
        s
        for s in material.statements
        if s.participant_id in members
        and opposite in s.labels
        and SECTIONS[section] not in s.labels
        and s.probabilities.get(opposite, 1.0) >= COUNTER_SURE
        and len(s.text.split()) >= READABLE
    ]


def _told_of(label: str, material: Material) -> list[Statement]:
    """What people who are not counted (sales, service) say of customers."""
    return [
        s
        for s in material.statements
        if label in s.labels and s.participant_id not in material.people and len(s.text.split()) >= READABLE
    ]
