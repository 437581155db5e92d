"""Speechmatics: v2 (`results` of words with `alternatives`) and v1 (`words` and `speakers` with times)."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from typing import Any

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import jsonio
from interview2persona.transcripts.parsing.details import find_date, language_code
from interview2persona.transcripts.parsing.jsonio import Word
from interview2persona.transcripts.reading import build

SUFFIXES = jsonio.SUFFIXES
PRIORITY = 29  # before Google, whose results look alike


def accepts(source: Source) -> bool:
    data = jsonio.peek(source)
    v1 = jsonio.has(data, "speakers", "words") and jsonio.has(jsonio.get(data, "words", 0), "name", "time")
    return v1 or (jsonio.has(data, "results") and jsonio.has(jsonio.get(data, "results", 0), "alternatives", "type"))


def read(source: Source) -> Reading:
    data = jsonio.load(source)
    words = _v2(data) if jsonio.has(data, "results") else _v1(data)
    language = jsonio.get(data, "metadata", "transcription_config", "language") or jsonio.get(data, "job", "lang")
    date = find_date(jsonio.text(data, "metadata", "created_at"))
    return build(jsonio.joined(words), date=date, language=language_code(language))


def _v2(data: Any) -> Iterator[Word]:
    for item in jsonio.objects(data, "results"):
        best = jsonio.get(item, "alternatives", 0)
        speaker = jsonio.text(best, "speaker") or jsonio.text(item, "channel")
        glued = jsonio.text(item, "attaches_to") == "previous" or jsonio.text(item, "type") == "punctuation"
        begin, end = jsonio.time(item, "start_time"), jsonio.time(item, "end_time")
        yield Word(jsonio.text(best, "content"), "" if speaker == "UU" else speaker, begin, end, glued)


def _v1(data: Any) -> Iterator[Word]:
    spoken = jsonio.objects(data, "speakers")
    speakers = sorted((jsonio.time(s, "time") or 0.0, jsonio.text(s, "name")) for s in spoken)
    starts = [start for start, _ in speakers]
    for word in jsonio.objects(data, "words"):
        begin, length = jsonio.time(word, "time"), jsonio.time(word, "duration")
        at = max(0, bisect.bisect_right(starts, begin or 0.0) - 1)
        end = round(begin + length, 3) if begin is not None and length is not None else None
        content = jsonio.text(word, "name")
        yield Word(content, speakers[at][1] if speakers else "", begin, end, content in (".", ",", "?", "!"))
