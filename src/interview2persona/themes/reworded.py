"""Themes whose members people changed get words, order and ids from the members that they have now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from interview2persona.language import Language
from interview2persona.model import Participant, Statement, Theme, Themes, Vectors
from interview2persona.themes.compose import Draft, compose, draft
from interview2persona.themes.geometry import Numbers


def reworded(
    found: Themes,
    vectors: Vectors,
    participants: Sequence[Participant],
    language: Language,
    changed: Collection[str],
    titles: dict[str, str],
) -> tuple[Themes, dict[str, str]]:
    """The themes with those in `changed` composed anew, most people first, and new ids by old ones.

    `vectors` has one row per statement of `found`; `titles` are those that people gave, by theme id: they are kept.
    """
    if not changed:
        return found, {}
    drafts = [_draft(t, found.statements, vectors, titles.get(t.theme_id, "")) for t in found.themes]
    people = len({s.participant_id for s in found.statements} | {p.participant_id for p in participants})
    made = compose(drafts, _topics(found.themes), people, language)
    themes = [
        _merged(old, new, titles) if old.theme_id in changed else old
        for old, new in zip(found.themes, made, strict=True)
    ]
    renamed = {old.theme_id: t.theme_id for old, t in zip(found.themes, themes, strict=True)}
    statements = tuple(
        replace(s, theme_id=renamed.get(s.theme_id, ""), nearest_theme_id=renamed.get(s.nearest_theme_id, ""))
        for s in found.statements
    )
    ordered = sorted(themes, key=lambda t: (-len(t.participant_ids), -len(t.statement_ids), t.theme_id))
    return replace(found, themes=tuple(ordered), statements=statements), renamed


def _draft(theme: Theme, statements: Sequence[Statement], vectors: Vectors, title: str) -> Draft:
    inside = [i for i, s in enumerate(statements) if s.theme_id == theme.theme_id]
    rows = np.asarray(vectors[inside], dtype=np.float64)
    return draft([statements[i] for i in inside], rows, [True] * len(inside), title=title, status=theme.status)


def _topics(themes: Sequence[Theme]) -> Numbers:
    numbers = {topic: n for n, topic in enumerate(sorted({t.topic_id for t in themes}))}
    return np.array([numbers[t.topic_id] for t in themes], dtype=np.int64)


def _merged(old: Theme, new: Theme, titles: dict[str, str]) -> Theme:
    title = titles.get(old.theme_id) or new.title
    return replace(
        new, title=title, topic=old.topic, topic_id=old.topic_id, stability=old.stability,
        stability_class=old.stability_class,
    )  # fmt: skip
