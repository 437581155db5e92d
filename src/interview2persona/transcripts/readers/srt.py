"""SubRip (`.srt`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import subtitles
from interview2persona.transcripts.reading import build

SUFFIXES = (".srt", ".txt")
PRIORITY = 11
_TIME = r"((?:\d+:)?\d{1,2}:\d{1,2}[,.:]\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")


def accepts(source: Source) -> bool:
    first = re.match(r"\s*\d+[ \t]*\n[^\n]{0,100}-->", source.text[:1000])
    return bool(first) or (source.suffix == ".srt" and "-->" in source.text)


def read(source: Source) -> Reading:
    cues, problems = subtitles.cues(source.text, subtitles.Format(_TIMES, subtitles.ARROW, _strict))
    return build(subtitles.pieces(cues), problems=problems)


def _strict(text: str) -> Iterator[tuple[str, float, float]]:
    import srt

    for cue in srt.parse(text):
        yield cue.content, cue.start.total_seconds(), cue.end.total_seconds()
