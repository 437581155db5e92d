"""Text that people can read becomes utterances: spans of that very text, one per speaker's go.

Serves plain text and Markdown directly; DOCX and PDF through the text that is extracted from them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from interview2persona.model import Problem
from interview2persona.transcripts import Utterance
from interview2persona.transcripts.parsing import labels as naming
from interview2persona.transcripts.parsing.labels import Label
from interview2persona.transcripts.parsing.lines import HEADING, Line, fields_of, length_of_head, split
from interview2persona.transcripts.parsing.timecodes import CLOCK, STAMP, span

_RULE = re.compile(r"\s*([-*_=~])(?:\s*\1){2,}\s*")
_ONLY_STAMP = re.compile(rf"\s*(?:\*\*)?{STAMP}(?:\*\*)?\s*")
_LEADING_STAMP = re.compile(rf"\s*(?:[-•*]\s+)?({STAMP})\s*[-–—|:]?\s*")
_TRAILING_STAMP = re.compile(rf"\s*(?:#{CLOCK}(?:-\d)?#?|\[{CLOCK}\]|\({CLOCK}\))\s*$")
_REMARK = re.compile(
    r"\s*[(\[*_]*(?:note|n\.?b\.?|transcribed (?:by|with)|transcript (?:by|ends)|end of (?:the )?"
    r"(?:transcript|interview|recording|call|session)|recording (?:starts|started|ends|ended|paused|resumed))\b"
    r".{0,200}",
    re.IGNORECASE,
)
_TEAMS = re.compile(r"\s*.{1,60} (?:started|stopped) (?:transcription|recording)\s*")
_BOLD = re.compile(r"\s*(?:#{1,6}\s+|[-*]\s+|\d+[.)]\s+)?\*\*([^*\n]{1,1000})\*\*\s*")
_ASKED_IN_BOLD = Problem(
    "No speaker is named: bold questions were taken for the interviewer (Q), what follows for answers (A)."
)
_BREAKS_SENTENCE = re.compile(r"[^.?!…\"'”’)\]\s]\s*$")
_RAW = re.compile(
    r"#{1,6}\s+(?:raw|automatic|auto-generated|original)\b.{0,40}\b(?:transcript|captions|subtitles)\b", re.IGNORECASE
)
_ABOUT = re.compile(
    r"#{1,6}\s+(?:\d+\.?\s+)?(?:description|summary|abstract|notes?|overview|key (?:points|takeaways)|takeaways|"
    r"action items|next steps|about|metadata|participants|attendees|background|contents)\b[^?]{0,20}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What was found in a text; `choppy` when its blocks break sentences, as captions do."""

    utterances: tuple[Utterance, ...]
    choppy: bool = False
    fields: dict[str, str] = field(default_factory=dict)  # "Date: ..." and the like, from the head of the file
    problems: tuple[Problem, ...] = ()


def parse(text: str, start: int = 0) -> Dialogue:
    """The utterances in `text` from offset `start` on."""
    lines = list(split(text, start))
    head = length_of_head(lines)
    fields = fields_of(lines[:head])
    size = _size(lines)
    found = [naming.candidate(n, line.text, line.blank_before) for n, line in enumerate(lines)]
    labels = naming.accepted([label for label in found if label and label.line >= head], size)
    labels = labels or naming.accepted([label for label in found if label], size)
    if labels:
        return _labelled(lines, labels, fields)
    if asked := _bold_questions(lines[head:]):
        return Dialogue(asked, False, fields, (_ASKED_IN_BOLD,))
    if stamped := _stamped(lines[head:]):
        return Dialogue(stamped, True, fields)
    return _prose(lines[head:], fields)


def _size(lines: Sequence[Line]) -> naming.Size:
    filled = [line for line in lines if line.text.strip()]
    stamps = sum(bool(_LEADING_STAMP.match(line.text[:80])) for line in filled)
    return naming.Size(len(filled), sum(line.blank_before for line in filled), stamps)


class _Builder:
    """Collects lines into utterances: one span per run of lines of a speaker."""

    def __init__(self) -> None:
        self.utterances: list[Utterance] = []
        self.problems: list[Problem] = []
        self.speaker: str | None = None
        self._span = (0, 0)
        self._times: tuple[float | None, float | None] = (None, None)
        self._line: int | None = None

    def begin(self, speaker: str | None, times: tuple[float | None, float | None] = (None, None)) -> None:
        self.flush()
        self.speaker, self._times = speaker, times

    def add(self, line: Line, offset: int = 0) -> None:
        words = line.text[offset:]
        if self.speaker is None or not words.strip():
            return
        start = self._span[0]
        if not self._span[1]:
            start, self._line = line.start + offset + len(words) - len(words.lstrip()), line.number
        self._span = (start, line.start + offset + _end_of_words(words))

    def flush(self) -> None:
        if self.speaker is not None and self._span[0] < self._span[1]:
            self.utterances.append(Utterance(self.speaker, *self._span, *self._times, self._line))
        self._span, self._times = (0, 0), (None, None)


def _is_remark(line: Line) -> bool:
    return line.blank_before and bool(_REMARK.fullmatch(line.text) or _TEAMS.fullmatch(line.text))


def _end_of_words(words: str) -> int:
    """Where the words of a line end, before white space and a time; only the last of a long line is searched."""
    end = len(words.rstrip())
    match = _TRAILING_STAMP.search(words, max(0, end - 60), end)
    return len(words[: match.start()].rstrip()) if match else end


def _labelled(lines: Sequence[Line], labels: Sequence[Label], fields: dict[str, str]) -> Dialogue:
    by_line = {label.line: label for label in labels}
    out = _Builder()
    before = 0
    for n, line in enumerate(lines):
        if label := by_line.get(n):
            out.begin(label.name, (label.start_time, label.end_time))
            out.add(line, label.words)
        elif _RAW.match(line.text):
            out.problems.append(_repeats(line))
            break
        elif HEADING.match(line.text):
            out.begin(None if out.speaker is None or _ABOUT.match(line.text) else "")
        elif _ONLY_STAMP.fullmatch(line.text):
            out.begin(out.speaker, span(line.text))
        elif _RULE.fullmatch(line.text) or _is_remark(line):
            out.begin(out.speaker)
        else:
            before += len(line.text.split()) if out.speaker is None and not out.utterances else 0
            out.add(line)
    out.flush()
    if before > 60:
        out.problems.append(Problem(f"{before} words before the first speaker's name were left out.", 1))
    return Dialogue(tuple(out.utterances), _choppy(lines, out.utterances), fields, tuple(out.problems))


def _choppy(lines: Sequence[Line], utterances: Sequence[Utterance]) -> bool:
    """Whether blocks of one speaker follow each other in the middle of sentences."""
    text = {line.number: line for line in lines}
    first = lines[0].start if lines else 0
    whole = "\n".join(line.text for line in lines)
    pairs = [(a, b) for a, b in pairwise(utterances) if a.speaker == b.speaker and b.line in text]
    broken = sum(
        bool(_BREAKS_SENTENCE.search(whole[max(a.start, a.end - 20) - first : a.end - first])) for a, _ in pairs
    )
    return len(pairs) >= 3 and broken >= 0.25 * len(pairs)


def _bold_questions(lines: Sequence[Line]) -> tuple[Utterance, ...]:
    """Questions in bold paragraphs, answers in the others: speakers Q and A."""
    out = _Builder()
    asked = 0
    for line in lines:
        if match := _BOLD.fullmatch(line.text):
            question = match[1].rstrip().endswith("?")
            out.begin("Q" if question else None)
            out.add(line)
            asked += question
        elif HEADING.match(line.text) or _RULE.fullmatch(line.text):
            out.begin(None)
        else:
            if out.speaker == "Q":
                out.begin("A")
            out.add(line)
    out.flush()
    words = sum(len(line.text) for line in lines)
    return tuple(out.utterances) if asked >= 2 and sum(u.end - u.start for u in out.utterances) > words / 2 else ()


def _stamped(lines: Sequence[Line]) -> tuple[Utterance, ...]:
    """Utterances of text without names in which times go up from line to line."""
    out = _Builder()
    times: list[float] = []
    bracketed = 0
    for line in lines:
        match = _LEADING_STAMP.match(line.text[:80])
        if match:
            begin, end = span(match[1])
            times.append(begin or 0.0)
            bracketed += match[1][0] in "[(<"
            out.begin("", (begin, end))
            out.add(line, match.end())
        elif HEADING.match(line.text) or _RULE.fullmatch(line.text):
            out.begin(None)
        else:
            out.add(line)
    out.flush()
    filled = sum(bool(line.text.strip()) for line in lines)
    rising = all(a <= b for a, b in pairwise(times))
    enough = len(times) >= max(2, filled / 3) or bracketed >= max(2, filled / 16)
    return tuple(out.utterances) if rising and enough else ()


def _repeats(line: Line) -> Problem:
    return Problem("The raw captions after this heading repeat the conversation; left out.", line.number)


def _prose(lines: Sequence[Line], fields: dict[str, str]) -> Dialogue:
    """One voice; headings and what stands under "Summary" and the like are not speech."""
    out = _Builder()
    out.begin("")
    for line in lines:
        if _RAW.match(line.text) and sum(u.end - u.start for u in out.utterances) > 1000:
            out.problems.append(_repeats(line))
            break
        if _ABOUT.match(line.text):
            out.begin(None)
            out.problems.append(Problem(f"What stands under {line.text.strip('# ')!r} was left out.", line.number))
        elif HEADING.match(line.text):
            out.begin("")
        elif _RULE.fullmatch(line.text) or _is_remark(line):
            out.begin(out.speaker)
        else:
            out.add(line)
    out.flush()
    return Dialogue(tuple(out.utterances), False, fields, tuple(out.problems))
