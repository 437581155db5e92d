"""Rows of cells become pieces: which column is the speaker's, which the words', which the time's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interview2persona.errors import UnreadableTranscript
from interview2persona.transcripts import Source
from interview2persona.transcripts.parsing.dialogue import parse
from interview2persona.transcripts.parsing.text import clean
from interview2persona.transcripts.parsing.timecodes import CLOCK, seconds, span
from interview2persona.transcripts.reading import Piece

_SPEAKER = "speaker speakers name speakername speakerlabel who role participant person author user username from actor "
_SPEAKER += "sprecher sprecherin voice channellabel talker"
_TEXT = "text utterance words transcript transcription content message sentence said speech what dialogue dialog body "
_TEXT += "quote response answer comment caption segment statement inhalt aussage turntext transcripttext"
_START = "start starttime begin begintime time timestamp timecode in fromtime offset"
_ID = "id transcriptid interviewid interview participantid respondentid case callid conversationid sessionid file "
_ID += "filename respondent number"
_WORDS = {
    "speaker": frozenset(_SPEAKER.split()),
    "text": frozenset(_TEXT.split()),
    "start": frozenset(_START.split()),
    "question": frozenset(("question", "questions", "prompt", "frage")),
    "answer": frozenset(("answer", "answers", "response", "responses", "antwort")),
    "end": frozenset(("end", "endtime", "stop", "out", "totime")),
    "id": frozenset(_ID.split()),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Positions of the columns; -1 for one that is not there."""

    text: int
    speaker: int = -1
    start: int = -1
    end: int = -1
    identity: int = -1
    question: int = -1  # where each row holds a question and its answer
    header: int = -1  # row of the headings


def from_rows(rows: Sequence[Sequence[str]], columns: Columns, first_line: int = 1) -> list[Piece]:
    """One piece per row; a row without a speaker goes on with the one before."""
    pieces: list[Piece] = []
    speaker = ""
    for n, row in enumerate(rows[columns.header + 1 :], columns.header + 1):
        speaker = _cell(row, columns.speaker).strip() or speaker
        begin, end = span(_cell(row, columns.start))
        begin = begin if begin is not None else seconds(_cell(row, columns.start))
        stop = seconds(_cell(row, columns.end)) if columns.end >= 0 else end
        if columns.question >= 0:
            pieces.append(Piece("Q", _cell(row, columns.question), line=first_line + n))
            speaker = "A"
        pieces.append(Piece(speaker, _cell(row, columns.text), begin, stop, first_line + n))
    return pieces


def guess(rows: Sequence[Sequence[str]], speaker: str = "", text: str = "") -> Columns:
    """Which column is which: as named, else by their headings, else by what stands in them.

    Raises:
        UnreadableTranscript: a named column does not exist, or no column holds words.
    """
    header, at = _headings(rows)
    for kind, named in (("speaker", speaker), ("text", text)):
        if named:
            header = max(header, 0)
            at[kind] = _named(rows[header] if rows else [], named, kind)
    if at["question"] >= 0 and at["answer"] >= 0 and at["speaker"] < 0 and not text:
        return Columns(at["answer"], question=at["question"], header=header)
    body = rows[header + 1 :]
    if at["text"] < 0:
        at["text"] = _wordiest(body, set(at.values()))
    if at["speaker"] < 0:
        at["speaker"] = _fewest_values(body, at["text"])
    if at["start"] < 0:
        at["start"] = _clocks(body, at["text"])
    return Columns(at["text"], at["speaker"], at["start"], at["end"], at["id"], header=header)


def _headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The row of the headings (-1 for none) and the column of each kind; titles may stand above it."""
    for n, row in enumerate(rows[:15]):
        heads = [re.sub(r"[\s_.-]+", "", cell.casefold()) for cell in row]
        at = {kind: next((i for i, head in enumerate(heads) if head in names), -1) for kind, names in _WORDS.items()}
        if (at["text"] >= 0 or at["speaker"] >= 0) and (n == 0 or at["text"] >= 0 <= at["speaker"]):
            return n, at
    return -1, dict.fromkeys(_WORDS, -1)


def from_markdown(text: str, lines_before: int = 0) -> list[Piece]:
    """Pieces of the tables of a Markdown text that hold speakers and words; none when it has no such table."""
    pieces: list[Piece] = []
    rows: list[list[str]] = []
    first = 0
    for number, line in enumerate([*text.split("\n"), ""], lines_before + 1):
        if line.strip().startswith("|") or (rows and "|" in line and line.strip()):
            first = first or number
            if not re.fullmatch(r"[\s|:–-]+", line):
                rows.append([_plain(cell) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))])
        elif rows:
            pieces += conversation(rows, first)
            rows, first = [], 0
    return pieces


def conversation(rows: Sequence[Sequence[str]], first_line: int = 1) -> list[Piece]:
    """Pieces of a table if it is a conversation (a speaker's and a words' column, several rows), else none."""
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return []
    try:
        columns = guess(rows)
    except UnreadableTranscript:
        return []
    pieces = from_rows(rows, columns, first_line)
    words = sum(len(piece.text.split()) for piece in pieces)
    named = {piece.speaker for piece in pieces if piece.speaker}
    return pieces if columns.speaker >= 0 and named and words >= 2 * len(pieces) else []


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if 0 <= column < len(row) else ""


def _plain(cell: str) -> str:
    return re.sub(r"\*\*|__|<br\s*/?>", " ", cell).replace("\\|", "|").strip()


def _named(header: Sequence[str], name: str, kind: str) -> int:
    for n, cell in enumerate(header):
        if cell.strip().casefold() == name.strip().casefold():
            return n
    known = ", ".join(repr(cell.strip()) for cell in header)[:300]
    raise UnreadableTranscript(f"There is no column {name!r} (setting {kind}_column). The columns are {known}.", 1)


def _wordiest(rows: Sequence[Sequence[str]], taken: set[int]) -> int:
    width = max(map(len, rows), default=0)
    words = {n: sum(len(_cell(row, n).split()) for row in rows) for n in range(width) if n not in taken}
    best = max(words, key=lambda n: (words[n], -n), default=-1)
    if best < 0 or words[best] < 2 * len(rows):
        raise UnreadableTranscript(
            "No column holds what was said. Name it in the settings (transcripts.text_column).", 1
        )
    return best


def _fewest_values(rows: Sequence[Sequence[str]], text: int) -> int:
    """The column of short values that recur: speakers are few."""
    width = max(map(len, rows), default=0)
    for n in range(width):
        values = [_cell(row, n).strip() for row in rows if _cell(row, n).strip()]
        short = values and max(map(len, values)) <= 40 and not any(re.fullmatch(rf"[\d.,]+|{CLOCK}", v) for v in values)
        if n != text and short and len(set(values)) <= max(2, len(values) / 2):
            return n
    return -1


def _clocks(rows: Sequence[Sequence[str]], text: int) -> int:
    width = max(map(len, rows), default=0)
    for n in range(width):
        values = [_cell(row, n).strip() for row in rows if _cell(row, n).strip()]
        if n != text and values and all(re.match(rf"[\[(]?{CLOCK}", value) for value in values):
            return n
    return -1


def conversations(source: Source, rows: Sequence[Sequence[str]]) -> list[Source]:
    """One source per row where a cell holds a whole conversation, named `file.csv#id`; empty for other tables."""
    if not rows:
        return []
    columns = guess(rows, source.speaker_column, source.text_column)
    body = rows[columns.header + 1 :]
    cells = [_cell(row, columns.text) for row in body]
    if not cells or sum(_is_conversation(cell) for cell in cells) < max(1, len(cells) / 2):
        return []
    identity = columns.identity if columns.identity >= 0 else columns.speaker
    names = [re.sub(r"[\s/\\:#]+", "-", _cell(row, identity).strip())[:80] or str(n) for n, row in enumerate(body, 1)]
    unique = [name if names.count(name) == 1 else f"{name}-{n}" for n, name in enumerate(names, 1)]
    return [
        Source(f"{source.name}#{name}", cell.encode(), clean(cell), source.encoding)
        for name, cell in zip(unique, cells, strict=True)
        if cell.strip()
    ]


def _is_conversation(cell: str) -> bool:
    lines = [line for line in cell.split("\n") if line.strip()]
    return len(lines) >= 2 and len({u.speaker for u in parse(clean(cell)).utterances if u.speaker}) >= 2
