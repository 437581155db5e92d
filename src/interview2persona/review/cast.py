"""Decisions about who somebody is: roles of speakers, attributes of participants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from interview2persona.model import KINDS, Attribute, Decision, Participant, Role, Transcript
from interview2persona.review.ids import participant_key, voice_id
from interview2persona.review.outcome import Applied, Notes


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What a person decided about one speaker of one transcript."""

    transcript: str
    speaker: str
    role: Role


def roles(transcripts: Sequence[Transcript], decisions: Sequence[Decision]) -> Applied[tuple[RoleRow, ...]]:
    """The decided roles of speakers that are there; to be asked before roles are guessed. The last word wins."""
    voices = {voice_id(t.path, turn.speaker): (t.path, turn.speaker) for t in transcripts for turn in t.turns}
    notes, rows = Notes(), {}
    for d in decisions:
        if d.kind == "role":
            for target in d.targets:
                if target in voices:
                    rows[target] = RoleRow(*voices[target], cast(Role, d.value))
                    notes.done(d, target)
                else:
                    notes.waiting(d, "The speaker")
    return notes.applied(tuple(rows.values()))


def apply_to_cast(
    participants: Sequence[Participant], decisions: Sequence[Decision]
) -> Applied[tuple[Participant, ...]]:
    """Participants with decided attributes; ``kind`` counts as one. An empty value removes an attribute."""
    notes = Notes()
    found = {participant_key(p.participant_id): p for p in participants}
    for d in decisions:
        if d.kind == "attribute":
            for target in d.targets:
                if target in found:
                    found[target] = _with(found[target], d.value)
                    notes.done(d, target)
                else:
                    notes.waiting(d, "The participant")
    return notes.applied(tuple(found.values()))


def _with(participant: Participant, value: Mapping[str, str]) -> Participant:
    name, text = value["name"], value["value"]
    if name == "kind" and text in KINDS:
        return replace(participant, kind=text)
    attributes = {k: v for k, v in participant.attributes.items() if k != name}
    if text:
        attributes[name] = Attribute(text)
    return replace(participant, attributes=MappingProxyType(attributes))
