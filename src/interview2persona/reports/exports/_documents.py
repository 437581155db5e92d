"""Transcripts as plain documents, put together from the turns, with the place of every statement in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from interview2persona.errors import EvidenceError
from interview2persona.reports.exports import _tables
from interview2persona.reports.saved import Row, Saved


@dataclass(frozen=True, slots=True)
class Coded:
    """A statement in a document; `start` and `end` are Unicode code points from 0, the end is not included."""

    row: Row
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    text: str  # lines end in "\n", so that every program counts the same
    coded: tuple[Coded, ...]


def documents(saved: Saved) -> list[Document]:
    """One for each transcript with a turn, in the order of the tables.

    Raises:
        EvidenceError: a statement does not stand in its turn.
    """
    turns: dict[str, list[Row]] = defaultdict(list)
    for turn in _tables.rows(saved, "turns"):
        turns[turn["transcript"]].append(turn)
    said: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in _tables.rows(saved, "statements"):
        said[row["transcript"], row["turn"]].append(row)
    return [_document(name, found, said) for name, found in turns.items()]


def _document(name: str, turns: list[Row], said: dict[tuple[str, str], list[Row]]) -> Document:
    text, coded = "", []
    for turn in turns:
        speaker = turn["participant_id"] or turn["speaker"] or turn["role"]
        text += f"{speaker}: "
        words = _lines(turn["text"])
        coded += [_coded(row, turn, words, len(text)) for row in said[name, turn["turn"]]]
        text += words + "\n\n"
    return Document(name, text, tuple(coded))


def _coded(row: Row, turn: Row, words: str, offset: int) -> Coded:
    wanted = _lines(row["text"])
    start = int(row["start"]) - int(turn["start"])
    if start < 0 or words[start : start + len(wanted)] != wanted:
        start = words.find(wanted)
    if start < 0 or not wanted:
        raise EvidenceError(
            f"{row['transcript']}: statement {row['statement_id']} does not stand in its turn. "
            "Run again to repair the folder."
        )
    return Coded(row, offset + start, offset + start + len(wanted))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
