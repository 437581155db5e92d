"""Cues become pieces: who speaks in each, tags resolved, roll-up captions said once.

Speakers stand in voice tags (`<v Name>`, WebVTT section 5.4) or before a colon; a cue without one goes on with the
last.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from interview2persona.errors import UnreadableTranscript
from interview2persona.model import Problem
from interview2persona.transcripts.parsing import labels as naming
from interview2persona.transcripts.parsing.timecodes import seconds
from interview2persona.transcripts.reading import Piece

_VOICE = re.compile(r"<v(?:\.[\w.-]+)?[ \t]{1,9}([^>\n]{1,120})>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:c|i|b|u|v|lang|ruby|rt|font|span)(?:[.\s][^<>\n]{0,120})?>|<\d{1,2}:[\d:.]{2,12}>|\{\\an?\d\}", re.I
)
ARROW = re.compile(r"-->|^\s*\d+:\d{1,2}(?::\d{1,2})?[.,:]\w+\s*[-–—]+>?\s*\w+:")
_LONGEST_STRICT, _MOST_LINES = 2_000_000, 20  # the strict parsers' regular expressions take quadratic time beyond
_DASHED = re.compile(r"\s*[-–]\s*(?=\S)")
_CHANGE = re.compile(r"\s*(?:>>+|&gt;&gt;)\s*")


@dataclass(frozen=True, slots=True)
class Cue:
    """One timed caption as the file has it; times in seconds."""

    lines: tuple[str, ...]
    start: float | None
    end: float | None
    line: int  # 1-based line of its times


@dataclass(frozen=True, slots=True)
class Format:
    """How a subtitle format writes the times of a cue, and its strict parser."""

    times: re.Pattern[str]  # groups 1 and 2
    looks_timed: re.Pattern[str]  # a line that means to be one
    strict: Callable[[str], Iterable[tuple[str, float, float]]]  # text, start, end; raises what it likes


def pieces(cues: Sequence[Cue]) -> list[Piece]:
    """What is said, by whom; tags and entities resolved, repeated lines of roll-up captions dropped."""
    if _rolls(cues):
        cues = _unrolled(cues)
    voiced = [_voices(cue) for cue in cues]
    if any(voice for voices in voiced for voice, _ in voices):
        return [
            Piece(" ".join(html.unescape(voice).split()), _plain(text), cue.start, cue.end, cue.line)
            for cue, voices in zip(cues, voiced, strict=True)
            for voice, text in voices
        ]
    return _labelled([replace(cue, lines=tuple(_plain(line) for line in cue.lines)) for cue in cues])


def cues(text: str, form: Format) -> tuple[list[Cue], list[Problem]]:
    """All cues that can be read, and what could not.

    Raises:
        UnreadableTranscript: there is none.
    """
    found, problems = _scan(text, form)
    if not found:
        raise UnreadableTranscript(
            "There are no captions in this file: no line with times is followed by words. Export it anew."
        )
    plain = len(text) < _LONGEST_STRICT and max(len(cue.lines) for cue in found) < _MOST_LINES
    if plain and not problems and (strict := _strictly(text, form, len(found))):
        read = zip(found, strict, strict=True)
        return [replace(cue, lines=tuple(words.split("\n")), start=a, end=b) for cue, (words, a, b) in read], []
    return found, problems


def _strictly(text: str, form: Format, count: int) -> list[tuple[str, float, float]]:
    try:
        result = [cue for cue in form.strict(text) if cue[0].strip()]
    except Exception:  # noqa: BLE001 each library has its own errors; the scan has read the file already
        return []
    return result if len(result) == count else []


def _scan(text: str, form: Format) -> tuple[list[Cue], list[Problem]]:
    found: list[Cue] = []
    problems: list[Problem] = []
    for number, lines in _blocks(text):
        if re.match(r"(?:WEBVTT|NOTE|STYLE|REGION)\b", lines[0]) or _is_settings(lines):
            lines, skipped = _after_header(lines, form)  # noqa: PLW2901
            number += skipped  # noqa: PLW2901
        for at, group in _groups(lines, form):
            _read_group(group, number + at, form, found, problems)
    return found, problems


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _is_settings(lines: Sequence[str]) -> bool:
    return lines[0].startswith(("Kind:", "Language:", "Style:", "::cue", "##", "X-TIMESTAMP-MAP"))


def _after_header(lines: list[str], form: Format) -> tuple[list[str], int]:
    first = next((n for n, line in enumerate(lines) if form.times.match(line)), len(lines))
    return lines[first:], first


def _groups(lines: list[str], form: Format) -> Iterator[tuple[int, list[str]]]:
    """A block split before each of its lines of times, with the cue's number or name on its own line before it."""
    marks = [n for n, line in enumerate(lines) if form.looks_timed.search(line)]
    starts = [n - 1 if n and (lines[n - 1].strip().isdigit() or n == 1) else n for n in marks] or [0]
    starts = sorted({0, *starts})
    for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if lines[begin:end]:
            yield begin, lines[begin:end]


def _read_group(group: list[str], number: int, form: Format, found: list[Cue], problems: list[Problem]) -> None:
    at = next((n for n, line in enumerate(group) if form.looks_timed.search(line)), -1)
    if at < 0:
        words = [line for line in group if not line.strip().isdigit()]
        if words and not found:
            problems.append(Problem(f"Left out, as no times stand above it: {words[0].strip()[:60]!r}.", number))
        elif words:
            found.append(Cue(tuple(words), None, None, number))
            problems.append(
                Problem("No times stand above these words; read as going on from the words before.", number)
            )
        return
    match = form.times.match(group[at])
    words = [line for line in group[at + 1 :] if line.strip()]
    if not match:
        problems.append(Problem(f"These times cannot be read: {group[at].strip()[:60]!r}.", number + at))
    if words:
        begin, end = (seconds(match[1]), seconds(match[2])) if match else (None, None)
        found.append(Cue(tuple(words), begin, end, number + at))


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _voices(cue: Cue) -> list[tuple[str, str]]:
    parts = _VOICE.split("\n".join(cue.lines))
    named = list(zip(parts[1::2], parts[2::2], strict=True))
    return [("", parts[0]), *named] if parts[0].strip() else named


def _rolls(cues: Sequence[Cue]) -> bool:
    """Whether captions scroll: a cue begins with the line that the one before ended with."""
    lines = [[plain for line in cue.lines if (plain := _plain(line))] for cue in cues]
    pairs = [(a[-1], b[0]) for a, b in pairwise(lines) if a and b]
    return len(pairs) >= 2 and sum(a == b for a, b in pairs) >= 0.4 * len(pairs)


def _unrolled(cues: Sequence[Cue]) -> list[Cue]:
    result: list[Cue] = []
    shown: list[str] = []
    for cue in cues:
        lines = [plain for line in cue.lines if (plain := _plain(line))]
        known = next((n for n in range(min(len(lines), len(shown)), 0, -1) if lines[:n] == shown[-n:]), 0)
        shown = lines or shown
        if lines[known:]:
            result.append(replace(cue, lines=tuple(lines[known:])))
    return result


def _labelled(cues: Sequence[Cue]) -> list[Piece]:
    flat = [(cue, *_start(line, dashed)) for cue in cues for dashed in (_dialogue(cue),) for line in cue.lines]
    heads = [naming.candidate(n, words, False) for n, (_, words, _) in enumerate(flat)]
    size = naming.Size(len(flat), len(cues))
    chosen = naming.accepted([head for head in heads if head and head.style.startswith("colon")], size)
    names = {label.line: label for label in chosen}
    result: list[Piece] = []
    speaker = ""
    for n, (cue, words, changes) in enumerate(flat):
        said = words
        if label := names.get(n):
            speaker, said = label.name, words[label.words :]
        elif changes and names:
            speaker = ""
        result.append(Piece(speaker, said, cue.start, cue.end, cue.line, changes))
    return result


def _dialogue(cue: Cue) -> bool:
    """Whether each line of the cue is another person's, as in films."""
    return len(cue.lines) > 1 and sum(bool(_DASHED.match(line)) for line in cue.lines) > 1


def _start(line: str, dashed: bool) -> tuple[str, bool]:
    """The words after the marks of a new voice, and whether there were any."""
    match = _CHANGE.match(line) or (_DASHED.match(line) if dashed else None)
    return (line[match.end() :], True) if match else (line, False)
