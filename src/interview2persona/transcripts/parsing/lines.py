"""Lines of a text, and the head of a file: "Date: ...", "Interviewer: Ann", titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interview2persona.transcripts.parsing.words import NOT_SPEAKERS

HEADING = re.compile(r"#{1,6}\s+\S|\s*\*\*[^*\n]{1,120}\*\*\s*$")
_FIELD = re.compile(r"\s*[*_]{0,3}([^\W\d_][^:：\n]{0,38}?)[*_]{0,3}\s?[:：–]\s*[*_]{0,3}(.{0,80}?)\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, without its line end."""

    number: int  # from 1
    start: int  # offset in the text
    text: str
    blank_before: bool


def split(text: str, start: int) -> Iterator[Line]:
    """The lines of `text` from offset `start` on."""
    at, blank = start, True
    number = text.count("\n", 0, start) + 1
    for raw in text[start:].split("\n"):
        yield Line(number, at, raw, blank)
        blank = not raw.strip()
        at += len(raw) + 1
        number += 1


def length_of_head(lines: Sequence[Line]) -> int:
    """How many lines at the top are "Date: ...", "Interviewer: Ann" and titles rather than speech."""
    end = 0
    for n, line in enumerate(lines[:40]):
        if not line.text.strip():
            if end == n and n + 1 < len(lines):
                end = n + 1
            continue
        match = _FIELD.fullmatch(line.text)
        short = len(line.text) < 120 and not re.search(r"[.?!]\s*$", line.text)
        if match and match[1].casefold().strip(" .:") in NOT_SPEAKERS:
            end = n + 1
        elif not (short and (match or line.blank_before or n == 0 or HEADING.match(line.text))):
            break
        elif match and end == n and end and short and len(match[2].split()) <= 6 and _block_ends(lines, n):
            end = n + 1
    return end


def _block_ends(lines: Sequence[Line], n: int) -> bool:
    """Whether every line up to the next blank one is a short "key: value", and more text follows it."""
    for later in range(n, min(n + 40, len(lines))):
        if not lines[later].text.strip():
            return later + 1 < len(lines)
        match = _FIELD.fullmatch(lines[later].text)
        if not match or len(match[2].split()) > 6 or match[2].endswith((".", "?", "!")):
            return False
    return False


def fields_of(lines: Sequence[Line]) -> dict[str, str]:
    """What the head of a file states, by lower-cased name."""
    pairs = (_FIELD.fullmatch(line.text) for line in lines if not HEADING.match(line.text))
    return {pair[1].strip().casefold(): pair[2].strip() for pair in pairs if pair and pair[2].strip()}
