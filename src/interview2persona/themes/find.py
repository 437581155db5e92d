"""The theme stage as one flow: statements and their vectors in, themes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from interview2persona.language import Language
from interview2persona.model import Participant, Statement, Theme, Themes, Vectors
from interview2persona.settings import Settings
from interview2persona.themes import Embedder
from interview2persona.themes.codebook import Codebook
from interview2persona.themes.compose import Draft, compose, draft
from interview2persona.themes.constraints import Constraints
from interview2persona.themes.filler import filler
from interview2persona.themes.geometry import centres
from interview2persona.themes.members import Members, settle
from interview2persona.themes.partition import Partition, partition
from interview2persona.themes.saturation import saturation
from interview2persona.themes.stability import affordable, grade, share
from interview2persona.themes.topics import topics
from interview2persona.themes.units import Units, build
from interview2persona.threads import one_thread


def find(
    statements: Sequence[Statement],
    vectors: Vectors,
    participants: Sequence[Participant],
    language: Language,
    settings: Settings,
    *,
    questions: Vectors | None = None,
    embedder: Embedder | None = None,
    constraints: Constraints | None = None,
    codebook: Codebook | None = None,
) -> Themes:
    """The themes of a study.

    `vectors` has one unit row per statement, of its text in context, in the order of `statements`; the result does not
    depend on that order. `questions`, aligned likewise, holds the unit vectors of `Statement.question` (rows of zeros
    where there is none): themes come out clearer with them; with the `embedder` they are made here, and titles are
    chosen by their meaning too. `codebook` themes are filled first (see `codebook.load`), new ones are found in the
    rest. Statements come back in the order given, with theme, nearest theme and strength set.
    """
    order = sorted(range(len(statements)), key=lambda i: statements[i].statement_id)
    ordered = [statements[i] for i in order]
    if not ordered:
        return Themes((), (), {"statements": 0}, saturation([], [], settings.seed))
    with one_thread():
        questions = asked(statements, embedder) if questions is None and embedder else questions
        ordered_questions = None if questions is None else questions[order]
        bound = constraints or Constraints()
        found = _find(
            ordered, vectors[order], ordered_questions, participants, language, settings, bound, codebook, embedder
        )
    by_id = {s.statement_id: s for s in found.statements}
    return replace(found, statements=tuple(by_id[s.statement_id] for s in statements))


def asked(statements: Sequence[Statement], embedder: Embedder) -> Vectors:
    """Unit vectors of the questions before the statements, zeros where there is none; each question embedded once."""
    texts = sorted({s.question for s in statements if s.question})
    rows = dict(zip(texts, embedder.encode(texts), strict=True)) if texts else {}
    nothing = np.zeros(embedder.dimensions, dtype=np.float32)
    return np.array([rows.get(s.question, nothing) for s in statements], dtype=np.float32)


def _find(
    statements: Sequence[Statement],
    vectors: Vectors,
    questions: Vectors | None,
    participants: Sequence[Participant],
    language: Language,
    settings: Settings,
    constraints: Constraints,
    codebook: Codebook | None,
    embedder: Embedder | None,
) -> Themes:
    says_nothing = filler(statements, language)
    units = build(statements, vectors, says_nothing, constraints, questions, plain_too=codebook is not None)
    parts = partition(units, statements, settings, constraints, codebook)
    members = settle(units, parts.labels, parts.fixed, settings.themes.min_participants)
    drafts, numbers = _drafts(statements, units, vectors, members, parts)
    topic_of = topics(centres(units.context, parts.labels)[numbers])
    themes = compose(drafts, topic_of, _people(statements, participants), language, embedder)
    ids = {number: theme.theme_id for number, theme in zip(numbers, themes, strict=True)}
    graded = [_graded(theme, parts.stability[n]) for n, theme in zip(numbers, themes, strict=True)]
    placed = [_placed(s, int(u), members, ids) for s, u in zip(statements, units.unit_of, strict=True)]
    heard = [theme.participant_ids for theme in themes]
    everyone = sorted({s.participant_id for s in statements})
    return Themes(
        tuple(sorted(graded, key=lambda t: (-len(t.participant_ids), -len(t.statement_ids), t.theme_id))),
        tuple(placed),
        _method(parts, members, graded, placed, settings),
        saturation(heard, everyone, settings.seed, parts.alone),
    )


def _drafts(
    statements: Sequence[Statement], units: Units, vectors: Vectors, members: Members, parts: Partition
) -> tuple[list[Draft], list[int]]:
    """A draft of each cluster that still has a founding statement, and the clusters' numbers."""
    of_statement = members.labels[units.unit_of]
    drafts, numbers = [], []
    for number, given in enumerate(parts.given):
        inside = np.flatnonzero(of_statement == number)
        founding = parts.labels[units.unit_of[inside]] == number
        if founding.any():
            group = [statements[int(i)] for i in inside]
            drafts.append(
                draft(group, np.asarray(vectors[inside], dtype=np.float64), founding.tolist(), **asdict(given))
            )
            numbers.append(number)
    return drafts, numbers


def _graded(theme: Theme, jaccard: float) -> Theme:
    value = None if np.isnan(jaccard) else round(float(jaccard), 3)
    return replace(theme, stability=value, stability_class=grade(value))


def _placed(statement: Statement, unit: int, members: Members, ids: dict[int, str]) -> Statement:
    return replace(
        statement,
        theme_id=ids.get(int(members.labels[unit]), ""),
        nearest_theme_id=ids.get(int(members.nearest[unit]), ""),
        strength=round(float(members.strengths[unit]), 3),
    )


def _people(statements: Sequence[Statement], participants: Sequence[Participant]) -> int:
    return len({s.participant_id for s in statements} | {p.participant_id for p in participants})


def _method(
    parts: Partition, members: Members, themes: Sequence[Theme], placed: Sequence[Statement], settings: Settings
) -> dict[str, Any]:
    return {
        **parts.method,
        "statements": len(placed),
        "themes": len(themes),
        "topics": len({t.topic_id for t in themes}),
        "unassigned": sum(not s.theme_id for s in placed),
        "least_similarity": [round(x, 4) for x in members.thresholds],
        "least_similarity_reason": "to stay in a theme: the lower quartile of all similarities to the next theme; "
        "to join one without having founded it: their median",
        "stability": share([t.stability_class for t in themes]),
        "resamples": affordable(settings.themes.resamples, parts.method["clustered"]),
        "seed": settings.seed,
    }
