"""Themes of two studies together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from interview2persona import language
from interview2persona.comparison.states import State
from interview2persona.model import Participant, Statement, Vectors
from interview2persona.settings import Settings
from interview2persona.themes import embedding
from interview2persona.workspace import Workspace


def common_themes(a: State, b: State, settings: Settings) -> tuple[Sequence[Statement], Mapping[str, str]]:
    """The statements of both with new theme ids, and titles of these as the two studies have them.

    Who belongs to which side plays no part in the sorting, so that without a change no side is favoured.
    """
    from interview2persona.themes import find

    by_id = {s.statement_id: s for s in (*a.statements, *b.statements)}
    statements = [by_id[key] for key in sorted(by_id)]
    people = [Participant(p, "", "") for p in sorted(a.people | b.people)]
    pipeline = language.load(settings.statements.spacy_model)
    once = settings.with_changes({"themes.resamples": 0})
    placed = find.find(statements, _vectors(statements, a, b, settings), people, pipeline, once)
    return placed.statements, {t.theme_id: _title(t.title, t.statement_ids, a, b) for t in placed.themes}


def _title(title: str, statement_ids: Sequence[str], a: State, b: State) -> str:
    """The title that most of the statements stand under in the later study, or else the earlier one."""
    for state in (b, a):
        theme_of = {s.statement_id: s.theme_id for s in state.statements}
        found = Counter(theme_of[i] for i in statement_ids if theme_of.get(i))
        if found:
            return state.titles.get(min(found, key=lambda t: (-found[t], t)), title)
    return title


def _vectors(statements: Sequence[Statement], a: State, b: State, settings: Settings) -> Vectors:
    """Each statement is read among those of its own study: files of the same name are other interviews."""
    embedder = embedding.for_statements(settings)
    read: dict[str, Any] = {}
    for state in (a, b):
        given = embedding.inputs(state.statements, embedder)
        read |= {s.statement_id: text for s, text in zip(state.statements, given, strict=True)}
    texts = [read[s.statement_id] for s in statements]

    def compute(rows: list[int]) -> Vectors:
        return embedder.encode([texts[i] for i in rows])

    workspace = Workspace(b.saved.root)
    workspace.cache.mkdir(parents=True, exist_ok=True)
    return workspace.vectors(f"embedding {embedder.fingerprint}", embedding.keys(texts), compute)
