"""The persona stage: statements, themes and participants in, personas out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from interview2persona import copies
from interview2persona.context import NEAR, OWN_WEIGHT, in_place
from interview2persona.language import Language
from interview2persona.model import (
    Claim,
    Evidence,
    Membership,
    Participant,
    Persona,
    Personas,
    Statement,
    Theme,
    Transcript,
    Vectors,
)
from interview2persona.personas import claims, compare, names, segments, titles
from interview2persona.personas.affinity import Matrix, unit
from interview2persona.personas.datapoints import with_data_points
from interview2persona.personas.distinct import distinct
from interview2persona.personas.evidence import reads, tells
from interview2persona.personas.facts import facts_of
from interview2persona.personas.journey import journey_of
from interview2persona.personas.kinds import kind_of, missing_roles
from interview2persona.personas.profiles import profiles_of
from interview2persona.personas.questions import open_questions
from interview2persona.personas.regrouped import regrouped
from interview2persona.settings import Settings

STATISTICAL = 30  # people of a persona from which its shares are more than an impression
OWN_WORDS = 3
OPENING = (7, 30)  # words of a quote at the head of a page
NEXT = (0.25,)  # weights of neighbours where one statement is compared with another: of a theme is less than the same
_WORD = re.compile(r"[^\W\d_]+")
_GOES_ON = re.compile(r"(?:and|but|so|or|then|because|which|also)\b", re.IGNORECASE)
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]*")
Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Base:
    """What every persona of the study is made from."""

    statements: Mapping[str, Statement]
    participants: Mapping[str, Participant]
    transcripts: Mapping[str, Transcript]
    material: claims.Material
    everyone: int


def build(
    statements: Sequence[Statement],
    themes: Sequence[Theme],
    participants: Sequence[Participant],
    transcripts: Sequence[Transcript],
    vectors: Vectors | None,
    language: Language,
    settings: Settings,
    *,
    questions: Vectors | None = None,
    regroup: Callable[[Groups], Groups] | None = None,
) -> Personas:
    """Personas of the participants that count; sales and service staff inform them without counting.

    Args:
        statements: all of them, with labels and theme ids.
        vectors: one row per statement, in the same order; without them people are compared by themes alone.
        questions: one row per statement, of what was asked before it, zeros where nothing was.
        regroup: what people changed about who belongs together: groups of participant ids in, groups out.
    """
    people = sorted((p for p in participants if p.counts), key=lambda p: p.participant_id)
    # Vectors that know the question were read in their place; mixed with what is around them, people were found worse.
    compared = vectors if questions is None else _meant(statements, vectors, questions, 0)
    profiles = profiles_of(people, statements, themes, compared)
    found = segments.segment(profiles, settings)
    del profiles, compared  # of a very large study their vectors are 600 MB each
    if regroup:
        found = regrouped(found, regroup(found.groups))
    ids = [names.persona_id(group) for group in found.groups]
    counted = frozenset(p.participant_id for p in people)
    holders = {t.theme_id: [p for p in t.participant_ids if p in counted] for t in themes}
    over = distinct(holders, dict(zip(ids, found.groups, strict=True)))
    # Before the other vectors: making them takes room for twice as many.
    meant = _by_id(statements, _meant(statements, vectors, questions, OWN_WEIGHT, NEXT))
    material = claims.Material(
        statements,
        {t.theme_id: t for t in themes},
        counted,
        over,
        language,
        settings.personas,
        _by_id(statements, None if vectors is None else unit(vectors)),
        meant,
    )
    base = _Base(
        {s.statement_id: s for s in statements},
        {p.participant_id: p for p in participants},
        {t.path: t for t in transcripts},
        material,
        len(people),
    )
    called = names.assign(found.groups, _words_of_names(participants, transcripts))
    asked = list(zip(ids, called, found.groups, found.stability, strict=True))
    personas = tuple(copies.each(lambda one: _persona(*one, base), asked))
    themes_by_id = material.themes
    return Personas(
        with_data_points(personas, participants, statements, themes),
        _memberships(found, ids),
        found.method,
        compare.shared_claims(personas, _worth(statements)),
        compare.tensions(personas, themes_by_id),
        compare.coverage(personas, statements, themes, participants)
        | {"matrix": compare.matrix(personas, themes), "missing_buying_roles": missing_roles(participants)},
    )


def _persona(key: str, name: str, group: tuple[str, ...], stability: float | None, base: _Base) -> Persona:
    own = [s for s in base.material.statements if s.participant_id in set(group)]
    sections = claims.sections_of(key, group, base.material)
    kind = kind_of(group, base.participants, own)
    facts, stated = facts_of(group, base.participants), _stated(group, base.participants)
    files = sorted({s.transcript for s in own} | {base.participants[p].transcript for p in group})
    dates = sorted({base.transcripts[f].date for f in files if f in base.transcripts} - {""})
    return Persona(
        persona_id=key,
        name=name,
        title=titles.title_of(sections, base.statements, base.material.language),
        kind=kind,
        participants=group,
        share=len(group) / max(1, base.everyone),
        stability=stability,
        sections=sections,
        open_questions=open_questions(sections, stated, kind, _whom(facts, len(group)), len(group)),
        facts=facts,
        quotes=_own_words(sections, base),
        evidence_kind="statistical" if len(group) >= STATISTICAL else "qualitative" if own else "proto",
        journey=journey_of(sections, base.statements),
        interviews=len(files),
        words=sum(len(s.text.split()) for s in own),
        dates=(dates[0], dates[-1]) if dates else (),
    )


def _meant(
    statements: Sequence[Statement],
    vectors: Vectors | None,
    questions: Vectors | None,
    own_weight: float,
    near: Sequence[float] = NEAR,
) -> Matrix | None:
    """What statements mean in their place; with an `own_weight`, less what a person's statements have in common."""
    if vectors is None:
        return None
    telling = np.array([bool(set(s.labels) - {"profile"}) for s in statements], dtype=bool)
    return in_place(statements, vectors, telling, questions, own_weight, near)


def _by_id(statements: Sequence[Statement], rows: Matrix | None) -> dict[str, Matrix]:
    return {} if rows is None else {s.statement_id: row for s, row in zip(statements, rows, strict=True)}


def _own_words(sections: Mapping[str, Sequence[Claim]], base: _Base) -> tuple[Evidence, ...]:
    """The quotes that read best on their own, each of another person as far as there are people.

    From the sections that tell what moves people; what already stands behind a line of the page comes last.
    """
    claims_ = [c for key in ("pains", "goals", "gains", "attitudes") for c in sections.get(key, ())]
    lines = {e.statement_id for c in claims_ if not c.also_mentioned for e in c.evidence[:1]}
    quotes = {e.statement_id: e for c in claims_ for e in c.evidence}.values()
    docs = base.material.language.parse([e.quote for e in quotes])
    said = [base.statements[e.statement_id] for e in quotes]
    worth = {s.statement_id: reads(s, doc) + tells(s, doc) + _emphasis(s) for s, doc in zip(said, docs, strict=True)}
    best = sorted(
        quotes,
        key=lambda e: (_hangs(e.quote), e.statement_id in lines, -round(worth[e.statement_id], 6), e.statement_id),
    )
    firsts = {e.participant_id: e for e in reversed(best)}
    return tuple(
        [e for e in best if firsts[e.participant_id] is e] + [e for e in best if firsts[e.participant_id] is not e]
    )[:OWN_WORDS]


def _stated(group: Sequence[str], participants: Mapping[str, Participant]) -> Mapping[str, int]:
    """How many people of the group stated each attribute."""
    return Counter(name for person in group for name in participants[person].attributes)


def _hangs(quote: str) -> bool:
    """Whether it goes on with something said before, or is too short or too long to open a page."""
    fewest, most = OPENING
    return bool(_GOES_ON.match(quote)) or not fewest <= len(quote.split()) <= most


def _worth(statements: Sequence[Statement]) -> dict[str, float]:
    """How well statements read and how much they tell, where a network told both."""
    return {s.statement_id: s.qualities.alone + s.qualities.telling for s in statements if s.qualities}


def _emphasis(statement: Statement) -> float:
    """What was felt strongly, and is surely felt, is worth quoting."""
    sure = max((statement.probabilities.get(label, 0.5) for label in ("pain", "goal", "gain", "attitude")), default=0.5)
    return 0.5 * sure + 0.1 * statement.severity


def with_facts(persona: Persona, participants: Mapping[str, Participant]) -> Persona:
    """The persona with who they are told anew, from participants whose attributes were made coarser for others."""
    facts = facts_of(persona.participants, participants)
    told = facts if facts.get("job_title") == persona.facts.get("job_title") else {}
    whom = _whom(told, len(persona.participants))
    questions = tuple(replace(q, whom=whom) for q in persona.open_questions)
    return replace(persona, facts=facts, open_questions=questions)


def _whom(facts: Mapping[str, str], size: int) -> str:
    who = "another person like these" if size > 1 else "a second person like this one"
    title = facts.get("job_title", "").split(" — ")[0].split(" (")[0].split(",")[0]
    return f"{who}: {title}" if title else who


def _memberships(found: segments.Segmentation, ids: Sequence[str]) -> tuple[Membership, ...]:
    pairs = [(person, number) for number, group in enumerate(found.groups) for person in group]
    return tuple(
        Membership(
            person, ids[number], round(found.fit.get(person, 1.0), 3),
            ids[found.second[person]] if person in found.second else "",
        )
        for person, number in sorted(pairs)
    )  # fmt: skip


def _words_of_names(participants: Sequence[Participant], transcripts: Sequence[Transcript]) -> set[str]:
    """Words of speakers' labels, and capitalised words of what anybody said: no persona is called after somebody."""
    said = {word for t in transcripts for turn in t.turns for word in _CAPITALISED.findall(t.text_of(turn))}
    labels = " ".join([p.speaker for p in participants] + [turn.speaker for t in transcripts for turn in t.turns])
    return said | set(_WORD.findall(labels))
