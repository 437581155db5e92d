"""Who is who: each speaker becomes participant, interviewer or other, and each participant a person.

Decided in this order: `participants.csv`, front matter, settings, the speaker's label, then behaviour (who asks, who
tells, who opens, who recurs across files). On a sales or service call the prospect or customer is the participant.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType

from interview2persona.model import Attribute, Kind, Participant, Problem, Role, Transcript
from interview2persona.settings import Settings
from interview2persona.transcripts import _kinds, _roles, metadata
from interview2persona.transcripts.metadata import Override, Overrides


@dataclass(frozen=True, slots=True)
class Guess:
    """What was made of one speaker of one transcript, and how sure that is."""

    transcript: str
    speaker: str
    role: Role
    confidence: float  # 0 to 1
    reason: str
    share: float  # of the transcript's words, 0 to 1
    words: int
    turns: int


@dataclass(frozen=True, slots=True)
class Cast:
    """Transcripts with roles and participants set, the people in them, and how they were recognised."""

    transcripts: tuple[Transcript, ...]
    participants: tuple[Participant, ...]  # in order of transcripts, the one who says most first
    guesses: tuple[Guess, ...]
    problems: tuple[Problem, ...] = ()  # of participants.csv


def assign(transcripts: Sequence[Transcript], overrides: Overrides, settings: Settings) -> Cast:
    """Roles, kinds and people for all transcripts. Files that could not be used stay as they are.

    The kind of a *transcript* is that of the conversation (a service call is ``service``); the kind of a *participant*
    is who they are: the customer on that call is a ``customer`` and counts.
    """
    recurring = _roles.recurring(t for t in transcripts if t.usable)
    done, people, guesses = [], _People(transcripts), []
    for transcript in transcripts:
        if not transcript.usable:
            done.append(transcript)
            continue
        rows = _rows(transcript, overrides)
        found, kind, person_kind = _understand(transcript, rows, recurring, settings)
        named = people.add(transcript.path, found, rows, person_kind)
        guesses += [_guess(transcript, label, role) for label, role in found.items()]
        done.append(_marked(transcript, found, named, kind))
    return Cast(tuple(done), people.all(), tuple(guesses), overrides.problems + overrides.unmatched(transcripts))


def _rows(transcript: Transcript, overrides: Overrides) -> dict[str, Override]:
    """Overrides by speaker label; "" holds what is said of the participant without a name."""
    labels = list(dict.fromkeys(turn.speaker for turn in transcript.turns))
    found: dict[str, list[Override]] = {}
    for row in (*metadata.from_front_matter(transcript), *overrides.of(transcript.path)):
        label = metadata.speaker_meant(row.speaker, labels) if row.speaker else ""
        if label is not None:
            found.setdefault(label, []).append(row)
    return {label: merged for label, rows in found.items() if (merged := metadata.merged(rows))}


def _understand(
    transcript: Transcript, rows: Mapping[str, Override], recurring: Counter[str], settings: Settings
) -> tuple[dict[str, _roles.Found], Kind, Kind]:
    """Roles by label, the kind of the conversation, and the kind of its participants."""
    told = next((row.kind for row in rows.values() if row.kind), None) or settings.transcripts.kind or transcript.kind
    fixed: dict[str, Role] = {label: row.role for label, row in rows.items() if row.role and label}
    turns = [(turn.speaker, transcript.text_of(turn)) for turn in transcript.turns]
    listed = settings.transcripts.interviewers
    for label in dict.fromkeys(label for label, _ in turns):
        if label not in fixed and any(metadata.same_name(name, label) for name in listed):
            fixed[label] = "interviewer"
    hints = _roles.label_hints(turns)
    call = told != "customer" and _kinds.is_call(transcript.path, hints.values(), [text for _, text in turns])
    found = _roles.find(turns, fixed, recurring, call)
    kind: Kind = told or "unknown"
    if kind == "unknown":
        kind = _kind(transcript.path, turns, found, call)
    return found, kind, "customer" if call else kind


def _kind(path: str, turns: Sequence[tuple[str, str]], found: Mapping[str, _roles.Found], call: bool) -> Kind:
    if call:
        return _kinds.call_kind(path, [text for _, text in turns])
    asking = [text for label, text in turns if found[label].role == "interviewer"]
    telling = [text for label, text in turns if found[label].role == "participant"]
    return _kinds.interview_kind(path, asking, telling)[0]


def _guess(transcript: Transcript, label: str, found: _roles.Found) -> Guess:
    return Guess(
        transcript.path, label, found.role, round(found.confidence, 3), found.reason, round(found.behaviour.share, 4),
        found.behaviour.words, found.behaviour.turns,
    )  # fmt: skip


def _marked(
    transcript: Transcript, found: Mapping[str, _roles.Found], ids: Mapping[str, str], kind: Kind
) -> Transcript:
    turns = tuple(
        replace(turn, role=found[turn.speaker].role, participant_id=ids.get(turn.speaker, ""))
        for turn in transcript.turns
    )
    return replace(transcript, turns=turns, kind=kind, problems=transcript.problems + _problems(found))


def _problems(found: Mapping[str, _roles.Found]) -> tuple[Problem, ...]:
    heard = [label for label, f in found.items() if f.role == "participant"]
    if not heard:
        said = ", ".join(f"{label!r} as {f.role}" for label, f in found.items())
        message = f"nobody in it could be a participant (taken: {said}); name one in {metadata.FILE}."
        return (Problem(message, fatal=True),)
    if list(found) == [""]:
        message = "it names no speakers; all of it is taken as said by one participant. If several people speak, "
        return (Problem(message + "put 'Name: ' before their turns."),)
    doubtful = [label for label, f in found.items() if f.confidence < _roles.DOUBTFUL and f.role != "other"]
    if doubtful:
        taken = ", ".join(f"{label!r} as {found[label].role}" for label in doubtful)
        return (Problem(f"who interviews whom is not clear (taken: {taken}); {metadata.FILE} can say it."),)
    return ()


class _People:
    """Collects participants; rows with one id are one person."""

    def __init__(self, transcripts: Sequence[Transcript]) -> None:
        self._stems = Counter(_stem(t.path) for t in transcripts)
        self._found: dict[str, Participant] = {}
        self._keys: dict[str, str] = {}  # id -> what it was made from

    def add(
        self, path: str, found: Mapping[str, _roles.Found], rows: Mapping[str, Override], kind: Kind
    ) -> dict[str, str]:
        """Ids by speaker label for the participants of one transcript."""
        heard = [label for label, f in found.items() if f.role == "participant"]
        heard.sort(key=lambda label: (-found[label].behaviour.words, label))
        ids = {}
        for label in heard:
            whole = rows.get("") if label == heard[0] else None
            row = metadata.merged(r for r in (whole, rows.get(label)) if r)
            ids[label] = (row.participant_id if row else "") or self._new_id(path, label)
            self._keep(ids[label], path, label, kind, row)
        return ids

    def all(self) -> tuple[Participant, ...]:
        return tuple(self._found.values())

    def _new_id(self, path: str, label: str) -> str:
        where = path if self._stems[_stem(path)] > 1 else _stem(path)  # two files of one name stay two people
        key = f"{where}\0{label.casefold()}"
        digest = hashlib.sha256(key.encode()).hexdigest()
        size = next(n for n in range(6, 65) if self._keys.get(f"p1-{digest[:n]}", key) == key)
        self._keys[f"p1-{digest[:size]}"] = key
        return f"p1-{digest[:size]}"

    def _keep(self, ident: str, path: str, label: str, kind: Kind, row: Override | None) -> None:
        known = self._found.get(ident) or Participant(ident, path, label, kind)
        stated = {name: Attribute(value) for name, value in (row.attributes if row else {}).items()}
        self._found[ident] = replace(known, attributes=MappingProxyType({**known.attributes, **stated}))


def _stem(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(""))
