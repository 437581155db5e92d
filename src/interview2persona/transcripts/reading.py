"""A `Reading` becomes turns; readers whose format has no readable text of its own build one here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from interview2persona.model import Problem, Turn
from interview2persona.transcripts import Reading, Utterance
from interview2persona.transcripts.parsing.text import fold

_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Piece:
    """What a file gives at once: a cue, a paragraph, a row, a segment. Times in seconds."""

    speaker: str
    text: str
    start_time: float | None = None
    end_time: float | None = None
    line: int | None = None
    new_turn: bool = False  # another, unnamed voice begins here


def build(
    pieces: Iterable[Piece],
    *,
    kind: str = "",
    date: str = "",
    language: str = "",
    metadata: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Reading:
    """A reading text of blocks "Speaker: words", one per turn, with consecutive pieces of a speaker joined."""
    parts: list[str] = []
    utterances: list[Utterance] = []
    at = 0
    for turn in _joined(pieces):
        words = " ".join(piece.text for piece in turn)
        head = f"{turn[0].speaker}: " if turn[0].speaker else ""
        start = at + len(head)
        ends = [piece.end_time for piece in turn if piece.end_time is not None]
        utterances.append(
            Utterance(
                turn[0].speaker,
                start,
                start + len(words),
                turn[0].start_time,
                ends[-1] if ends else None,
                turn[0].line,
            )
        )
        parts.append(f"{head}{words}\n")
        at = start + len(words) + 2
    return Reading("\n".join(parts), tuple(utterances), kind, date, language, dict(metadata or {}), tuple(problems))


def turns(reading: Reading) -> tuple[Turn, ...]:
    """The turns of a reading, in order, without overlap, without surrounding white space.

    Utterances of one named speaker with nothing but white space between them are one turn.
    """
    merged: list[Utterance] = []
    for utterance in sorted((_trimmed(u, reading.text) for u in reading.utterances), key=lambda u: (u.start, u.end)):
        if utterance.start >= utterance.end or (merged and utterance.start < merged[-1].end):
            continue
        last = merged[-1] if merged else None
        if (
            last
            and last.speaker
            and last.speaker == utterance.speaker
            and reading.text[last.end : utterance.start].isspace()
        ):
            merged[-1] = replace(last, end=utterance.end, end_time=utterance.end_time)
        else:
            merged.append(utterance)
    return tuple(
        Turn(number, u.speaker, u.start, u.end, u.start_time, u.end_time, u.line) for number, u in enumerate(merged)
    )


def speaker_name(label: str) -> str:
    """A label in one line, of bounded length, without the colon."""
    return re.sub(r"\s*[:：]+$", "", fold(label[: 4 * _LONGEST_LABEL]))[:_LONGEST_LABEL].strip()


def _joined(pieces: Iterable[Piece]) -> list[list[Piece]]:
    blocks: list[list[Piece]] = []
    for piece in pieces:
        piece = replace(piece, speaker=speaker_name(piece.speaker), text=fold(piece.text))  # noqa: PLW2901
        if not piece.text:
            continue
        if blocks and blocks[-1][0].speaker == piece.speaker and not piece.new_turn:
            blocks[-1].append(piece)
        else:
            blocks.append([piece])
    return blocks


def _trimmed(utterance: Utterance, text: str) -> Utterance:
    words = text[utterance.start : utterance.end]
    start = utterance.start + len(words) - len(words.lstrip())
    return replace(utterance, start=start, end=max(start, utterance.start + len(words.rstrip())))
