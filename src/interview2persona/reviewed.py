"""What people decided, put between the stages of an analysis: each stage's result is corrected before the next one.

Nothing happens here when nobody decided anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from interview2persona.model import (
    Claim,
    Decision,
    Participant,
    Persona,
    Personas,
    Statement,
    Study,
    Theme,
    Themes,
    Transcript,
    Vectors,
)
from interview2persona.review import hints, replay

if TYPE_CHECKING:
    from interview2persona.language import Language
    from interview2persona.personas.build import Groups
    from interview2persona.review.outcome import Applied, Conflict
    from interview2persona.themes.constraints import Constraints
    from interview2persona.transcripts.metadata import Overrides
    from interview2persona.transcripts.speakers import Cast

T = TypeVar("T")
Find = Callable[[Sequence[int], "Constraints | None"], Themes]


class Reviewed:
    """The decisions of one run; keeps what could not be applied."""

    def __init__(self, decisions: Sequence[Decision] = ()) -> None:
        self.decisions = replay.active(decisions)
        self._conflicts: dict[tuple[str, str], Conflict] = {}
        self._in_force: set[str] = set()
        self._typed: dict[tuple[str, str], str] = {}

    def _kept(self, applied: Applied[T]) -> T:
        for conflict in applied.conflicts:
            self._conflicts.setdefault((conflict.decision.decision_id, conflict.reason), conflict)
        self._in_force |= set(applied.touched)
        self._typed |= applied.typed
        return applied.result

    def overrides(self, transcripts: Sequence[Transcript], overrides: Overrides) -> Overrides:
        """`participants.csv` with the decided roles as its last word."""
        from interview2persona.transcripts.metadata import Override

        rows = self._kept(replay.roles(transcripts, self.decisions))
        return replace(overrides, rows=overrides.rows + tuple(Override(r.transcript, r.speaker, r.role) for r in rows))

    def participants(self, participants: Sequence[Participant]) -> tuple[Participant, ...]:
        return self._kept(replay.apply_to_cast(participants, self.decisions))

    def statements(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        return self._kept(replay.apply_to_statements(statements, self.decisions))

    def themes(
        self,
        statements: Sequence[Statement],
        vectors: Vectors,
        participants: Sequence[Participant],
        language: Language,
        find: Find,
    ) -> Themes:
        """What `find` finds in the rows of `statements` that count, corrected; sought again where a theme was lost."""
        from interview2persona.themes.constraints import Constraints
        from interview2persona.themes.reworded import reworded

        left_out = replay.discounted(statements, self.decisions)
        rows = [i for i, s in enumerate(statements) if s.statement_id not in left_out]
        found = find(rows, None)
        wishes = replay.constraints(found, self.decisions)
        if wishes.pinned:
            found = find(rows, Constraints(wishes.must_link, wishes.cannot_link, wishes.pinned))
        applied = replay.apply_to_themes(found, self.decisions, vectors[rows])
        corrected = self._kept(applied)
        titles = {key: text for (kind, key), text in applied.typed.items() if kind == "theme-title"}
        done, renamed = reworded(corrected, vectors[rows], participants, language, applied.changed, titles)
        self._typed |= {("theme-title", renamed.get(key, key)): text for key, text in titles.items()}
        return replace(done, statements=_all(statements, done.statements))

    def material(self, themes: Themes) -> tuple[tuple[Statement, ...], tuple[Theme, ...], NDArray[np.int64]]:
        """What personas are made from: without what does not count and without rejected themes.

        The last are the numbers of the statements that are left, in the order of all.
        """
        rejected = {t.theme_id for t in themes.themes if t.status == "rejected"}
        out = replay.discounted(themes.statements, self.decisions)
        rows = [i for i, s in enumerate(themes.statements) if s.statement_id not in out and s.theme_id not in rejected]
        kept = tuple(t for t in themes.themes if t.theme_id not in rejected)
        return tuple(themes.statements[i] for i in rows), kept, np.array(rows, dtype=np.int64)

    def groups(self, groups: Groups) -> Groups:
        return self._kept(replay.regroup(groups, self.decisions))

    def personas(self, personas: Personas, statements: Sequence[Statement]) -> Personas:
        existing = [s.statement_id for s in statements]
        return self._kept(replay.apply_to_personas(personas, self.decisions, existing))

    def account(
        self, cast: Cast, themes: Themes, participants: Sequence[Participant], vectors: Vectors
    ) -> dict[str, Any]:
        """For `Study.review`: how many decisions are in force, which are not and why, and hints what to review."""
        conflicts = sorted(self._conflicts.values(), key=lambda c: (c.decision.when, c.decision.decision_id, c.reason))
        found = hints.hints(cast.transcripts, cast.guesses, participants, themes.themes, themes.statements, vectors)
        return {
            "decisions": len(self.decisions),
            "in_force": [d.decision_id for d in self.decisions if d.decision_id in self._in_force],
            "conflicts": [c.as_data() for c in conflicts],
            "hints": found,
        }

    def in_their_words(self, study: Study) -> Study:
        """The study with what people typed as they typed it, after names were replaced in everything else."""
        if not self._typed:
            return study
        themes = tuple(replace(t, title=self._typed.get(("theme-title", t.theme_id), t.title)) for t in study.themes)
        return replace(study, themes=themes, personas=self._retyped(study.personas))

    def _retyped(self, personas: Personas) -> Personas:
        return replace(personas, personas=tuple(self._persona(p) for p in personas.personas))

    def _persona(self, p: Persona) -> Persona:
        return replace(
            p,
            name=self._typed.get(("persona-name", p.persona_id), p.name),
            title=self._typed.get(("persona-title", p.persona_id), p.title),
            sections={key: self._claims(claims) for key, claims in p.sections.items()},
            journey={key: self._claims(claims) for key, claims in p.journey.items()},
        )

    def _claims(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        return tuple(replace(c, text=self._typed.get(("claim-text", c.claim_id), c.text)) for c in claims)


def files(study: Study) -> dict[str, str | bytes]:
    """What a run writes for the review: `review/conflicts.json` and `review/hints.json`."""
    return {
        f"review/{name}.json": json.dumps(study.review.get(name, []), indent=1, ensure_ascii=False) + "\n"
        for name in ("conflicts", "hints")
    }


def _all(statements: Sequence[Statement], placed: Sequence[Statement]) -> tuple[Statement, ...]:
    by_id = {s.statement_id: s for s in placed}
    return tuple(by_id.get(s.statement_id, s) for s in statements)
