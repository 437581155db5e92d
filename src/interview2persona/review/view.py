"""The draft as it stands with everything decided so far: what a run would write, without running."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from interview2persona.model import Claim, Decision, Participant, Persona, Statement, Theme
from interview2persona.review import replay
from interview2persona.review.draft import Draft, Voice
from interview2persona.review.outcome import Conflict


@dataclass(frozen=True)
class View:
    """One state of the review; made anew after each decision by `of`."""

    draft: Draft
    decisions: tuple[Decision, ...]  # in force
    themes: Mapping[str, Theme]
    statements: Mapping[str, Statement]
    personas: Mapping[str, Persona]
    participants: Mapping[str, Participant]
    roles: Mapping[str, str]  # by voice
    about: Mapping[str, tuple[str, ...]]  # decision -> ids of the things it is about now
    conflicts: tuple[Conflict, ...]

    @cached_property
    def claims(self) -> Mapping[str, tuple[Persona, Claim]]:
        """By claim id, in the order of the pages."""
        return {c.claim_id: (p, c) for p in self.personas.values() for claims in p.sections.values() for c in claims}

    @cached_property
    def decided(self) -> Mapping[str, Collection[str]]:
        """Id of a thing -> kinds of the decisions about it."""
        out: dict[str, set[str]] = {}
        for d in self.decisions:
            for thing in self.about.get(d.decision_id, ()):
                out.setdefault(thing, set()).add(d.kind)
        return out

    @cached_property
    def voices(self) -> Mapping[str, Voice]:
        return {v.voice_id: v for v in self.draft.voices}

    @cached_property
    def home(self) -> Mapping[str, str]:
        """Participant -> persona."""
        return {person: p.persona_id for p in self.personas.values() for person in p.participants}

    def members(self, theme_id: str) -> list[Statement]:
        """The statements of a theme, most central first."""
        return [self.statements[i] for i in self.themes[theme_id].statement_ids]


def of(draft: Draft, decisions: Sequence[Decision]) -> View:
    """The draft with decisions in force; `decisions` is the whole log."""
    now = replay.active(decisions)
    said = replay.apply_to_statements(draft.themes.statements, now)
    themes = replay.apply_to_themes(replace(draft.themes, statements=said.result), now)
    people = replay.apply_to_cast(draft.participants, now)
    groups = replay.regroup([p.participants for p in draft.personas.personas], now)
    personas = replay.apply_to_personas(
        replace(draft.personas, personas=_regrouped(draft.personas.personas, groups.result)),
        now,
        [s.statement_id for s in said.result],
    )
    roles = {v.voice_id: v.role for v in draft.voices}
    voiced = {d.decision_id: tuple(t for t in d.targets if t in roles) for d in now if d.kind == "role"}
    roles |= {t: d.value for d in now if d.kind == "role" for t in d.targets if t in roles}
    touched = (said.touched, themes.touched, people.touched, groups.touched, personas.touched, voiced)
    return View(
        draft,
        tuple(now),
        {t.theme_id: t for t in themes.result.themes},
        {s.statement_id: s for s in themes.result.statements},
        {p.persona_id: p for p in personas.result.personas},
        {p.participant_id: p for p in people.result},
        roles,
        {key: tuple(dict.fromkeys(t for m in touched for t in m.get(key, ()))) for m in touched for key in m},
        themes.conflicts + groups.conflicts + personas.conflicts + said.conflicts + people.conflicts,
    )


def _regrouped(personas: Sequence[Persona], groups: Sequence[Sequence[str]]) -> tuple[Persona, ...]:
    """Personas with the people they have now; a group that comes of a split has no claims until the next run."""
    left = list(groups)
    out = []
    for persona in personas:
        best = max(left, key=lambda g: (len(set(g) & set(persona.participants)), -len(g)), default=())
        if set(best) & set(persona.participants):
            left.remove(best)
            out.append(replace(persona, participants=tuple(best)))
    new = [g for g in left if g]
    return (*out, *(_unwritten(g, n) for n, g in enumerate(new, 1)))


def _unwritten(group: Sequence[str], number: int) -> Persona:
    name = f"New persona {number}"
    return Persona(f"new-{number}", name, "(written by the next run)", "customer", tuple(group), 0.0, None, {})
