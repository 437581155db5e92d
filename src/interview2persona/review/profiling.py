"""Decisions about the words of personas: names, titles, kinds and their claims."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from interview2persona.model import Claim, Decision, Persona, Personas
from interview2persona.review import anchors
from interview2persona.review.ids import participant_key
from interview2persona.review.outcome import Applied, Notes
from interview2persona.review.wording import CLAIM_KINDS, Lines

PERSONA_KINDS = ("persona-name", "persona-title", "persona-kind", "persona-status")


def apply_to_personas(
    found: Personas, decisions: Sequence[Decision], existing: Collection[str] = ()
) -> Applied[Personas]:
    """Personas with decided names, titles, kinds, states and claims. Who belongs to which is `regroup`'s.

    `existing` are the ids of all statements of the study, so that a claim that is made no more is told from one whose
    transcript is gone.
    """
    work = _Work(found, frozenset(existing))
    work.lines.follow(decisions)
    for d in decisions:
        if d.kind in PERSONA_KINDS:
            work.persona(d)
        elif d.kind in CLAIM_KINDS:
            work.claim(d)
    return work.applied()


@dataclass
class _Work:
    found: Personas
    existing: frozenset[str] = frozenset()
    notes: Notes = field(default_factory=Notes)

    def __post_init__(self) -> None:
        self.personas = {p.persona_id: p for p in self.found.personas}
        self.people = {p.persona_id: [participant_key(i) for i in p.participants] for p in self.found.personas}
        everyone = {m.participant_id for m in self.found.memberships} | {
            i for p in self.found.personas for i in p.participants
        }
        self.everyone = {participant_key(i) for i in everyone}
        self.lines = Lines(self.found.personas, self.notes, self.existing)
        self.rejected: set[str] = set()

    def persona(self, d: Decision) -> None:
        found = anchors.find(d.targets, self.people, self.everyone)
        if d.kind == "persona-status":
            if found.key:  # without one, `regroup` has left it out already
                (self.rejected.add if d.value == "rejected" else self.rejected.discard)(found.key)
            elif d.value == "rejected":
                return
        if found.absent:
            self.notes.waiting(d, "The persona's people")
        elif not found.key:
            reason = f"Its {found.present} people are spread over several personas now."
            self.notes.conflict(d, reason, personas=anchors.where(found))
        else:
            self._set(d, found.key)

    def _set(self, d: Decision, key: str) -> None:
        name = d.kind.removeprefix("persona-")
        self.personas[key] = _changed(self.personas[key], name, d.value)
        if name in ("name", "title"):
            self.notes.typed[d.kind, key] = d.value
        self.notes.done(d, key)

    def claim(self, d: Decision) -> None:
        self.lines.apply(d)

    def applied(self) -> Applied[Personas]:
        personas = tuple(
            self._with_lines(p, self.lines.sections[key])
            for key, p in self.personas.items()
            if key not in self.rejected
        )
        return self.notes.applied(replace(self.found, personas=personas))

    def _with_lines(self, persona: Persona, sections: Mapping[str, Sequence[Claim]]) -> Persona:
        if self.lines.unchanged(persona.persona_id):
            return persona
        now = {c.claim_id: c for claims in sections.values() for c in claims}
        journey = {
            stage: tuple(now[c.claim_id] for c in claims if c.claim_id in now)
            for stage, claims in persona.journey.items()
        }
        title = persona.title
        if ("persona-title", persona.persona_id) not in self.notes.typed:
            title = _title(persona, now, sections)
        return replace(
            persona,
            title=title,
            sections=MappingProxyType({k: tuple(v) for k, v in sections.items()}),
            journey=MappingProxyType({k: v for k, v in journey.items() if v}),
        )


def _changed(persona: Persona, name: str, value: str) -> Persona:
    if name == "name":
        return replace(persona, name=value)
    if name == "title":
        return replace(persona, title=value)
    if name == "kind":
        return replace(persona, kind=value)
    return replace(persona, status=value)


def _title(persona: Persona, now: Mapping[str, Claim], sections: Mapping[str, Sequence[Claim]]) -> str:
    """A title that is a claim's wording follows that claim: reworded with it, and replaced when it was rejected."""
    source = next((c for claims in persona.sections.values() for c in claims if c.text == persona.title), None)
    if source is None:
        return persona.title
    if source.claim_id in now:
        return now[source.claim_id].text
    left = [c for key in ("goals", "pains", "gains") for c in sections.get(key, ())]
    return left[0].text if left else ""
