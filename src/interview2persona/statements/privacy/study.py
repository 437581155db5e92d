"""Applies a `Replacer` to every string of a study."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from interview2persona.model import Persona, Study, Transcript, Turn
from interview2persona.statements.privacy.replace import Replacer
from interview2persona.statements.privacy.walk import strings

_ID = re.compile(r"[a-z]\d-[0-9a-f]{6,64}|(?:persona|claim)-[0-9a-f]+|[0-9a-f]{16,64}")
_QUESTION_CUT = 300  # characters; longer questions were cut at their beginning, perhaps within a name


def without_names(study: Study, replacer: Replacer) -> Study:
    """The study with every string replaced; ids, offsets, counts and vocabulary stay."""
    paths = _paths(study, replacer)

    def change(text: str) -> str:
        if not text or _ID.fullmatch(text):
            return text
        return paths.get(text) or replacer.text(text)

    transcripts = tuple(_transcript(t, change) for t in study.transcripts)  # first, so that numbers follow the reading
    for person in study.participants:
        replacer.key.participants[change(person.participant_id)] = {
            "transcript": person.transcript,
            "speaker": person.speaker,
            "placeholder": change(person.speaker),
        }
    rest: Study = strings(replace(study, transcripts=(), personas=replace(study.personas, personas=())), change)
    personas = tuple(_persona(p, n, change) for n, p in enumerate(study.personas.personas, 1))
    return replace(
        rest,
        transcripts=transcripts,
        participants=tuple(replace(p, speaker=p.participant_id) for p in rest.participants),
        statements=tuple(
            replace(shown, question=_whole_words(statement.question, shown.question))
            for statement, shown in zip(study.statements, rest.statements, strict=True)
        ),
        personas=replace(rest.personas, personas=personas),
    )


def _paths(study: Study, replacer: Replacer) -> dict[str, str]:
    """Path -> path without names; two files never become one."""
    shown: dict[str, str] = {}
    for transcript in study.transcripts:
        path, count = replacer.path(transcript.path), 2
        while path in shown.values():
            stem, dot, suffix = replacer.path(transcript.path).rpartition(".")
            path, count = f"{stem or suffix} ({count}){dot}{suffix if stem else ''}", count + 1
        shown[transcript.path] = path
    return shown


def _transcript(transcript: Transcript, change: Callable[[str], str]) -> Transcript:
    turns = tuple(_turn(transcript, turn, change) for turn in transcript.turns)
    rest: Transcript = strings(replace(transcript, text="", turns=()), change)
    return replace(rest, turns=turns)


def _turn(transcript: Transcript, turn: Turn, change: Callable[[str], str]) -> Turn:
    ident = change(turn.participant_id)
    shown = change(transcript.text_of(turn))
    return replace(turn, speaker=_speaker(turn, ident, change), participant_id=ident, shown=shown)


def _speaker(turn: Turn, ident: str, change: Callable[[str], str]) -> str:
    label = change(turn.speaker)
    return ident if ident and label != turn.speaker else label


def _persona(persona: Persona, number: int, change: Callable[[str], str]) -> Persona:
    """A persona's name is invented; where a real person bears it, the persona gives way."""
    name = persona.name if change(persona.name) == persona.name else f"Persona {number}"
    shown: Persona = strings(replace(persona, name=""), change)
    return replace(shown, name=name)


def _whole_words(question: str, shown: str) -> str:
    if len(question) < _QUESTION_CUT:
        return shown
    return shown.split(" ", 1)[-1] if not shown.startswith("[") else shown
