"""Labelled statements become understood ones: severity, perspective, journey stage, and the speakers' attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from interview2persona import copies
from interview2persona.language import Language
from interview2persona.model import Attribute, Kind, Participant, Statement, Transcript
from interview2persona.statements import attributes, journey, perspective, severity

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from interview2persona.reading.reader import Stated


def understand(
    statements: Sequence[Statement],
    participants: Sequence[Participant],
    transcripts: Sequence[Transcript],
    language: Language,
    told: Stated | None = None,
) -> tuple[list[Statement], list[Participant]]:
    """Statements and participants in the order given, with everything filled in that their words say.

    What `participants.csv` or front matter states about a person wins over what was found. A nod to the interviewer
    ("Mm, exactly") loses its labels: what the interviewer asserted is not the participant's statement. In languages
    other than English only the perspective of staff is known; severity, journey stages and attributes stay empty.
    `told` is how probable it is that a statement states each attribute, and in which words (`attributes.extract`).
    """
    kinds = _kinds(participants, transcripts)
    english = language.code == "en"
    docs = language.each([s.text for s in statements])
    found = copies.Begun(partial(attributes.extract, statements, participants, language, told))
    done = [
        _one(s, kinds.get(s.participant_id, "unknown"), doc, english) for s, doc in zip(statements, docs, strict=True)
    ]
    known = found.result()
    return done, [_with(p, known.get(p.participant_id, {})) for p in participants]


def _kinds(participants: Sequence[Participant], transcripts: Sequence[Transcript]) -> Mapping[str, Kind]:
    """Kind of each person; people nobody lists are of their transcript's kind."""
    known: dict[str, Kind] = {
        turn.participant_id: t.kind for t in transcripts for turn in t.turns if turn.participant_id
    }
    return known | {p.participant_id: p.kind for p in participants}


def _one(statement: Statement, kind: Kind, doc: Doc, english: bool) -> Statement:
    if not english:
        staff = kind in ("sales", "service")
        return replace(statement, perspective="second-hand" if staff else "first-hand")
    nod = perspective.merely_acknowledged(statement.text, statement.question)
    labels = () if nod else statement.labels
    level, words = severity.rate(statement.text, labels, doc)
    return replace(
        statement,
        labels=labels,
        perspective=perspective.of(statement, kind, doc),
        severity=level,
        severity_reason=words,
        journey_stage=journey.stage(statement.text, statement.question, labels),
    )


def _with(participant: Participant, found: Mapping[str, Attribute]) -> Participant:
    return replace(participant, attributes=MappingProxyType({**found, **participant.attributes}))
