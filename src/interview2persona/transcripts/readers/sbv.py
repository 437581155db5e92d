"""YouTube's SubViewer dialect (`.sbv`)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import subtitles
from interview2persona.transcripts.reading import build

SUFFIXES = (".sbv", ".sub", ".txt")
PRIORITY = 12
_TIMES = re.compile(r"\s*(\d+:\d{1,2}:\d{1,2}\.\d{1,3}),(\d+:\d{1,2}:\d{1,2}\.\d{1,3})\s*$")
_LOOKS = re.compile(r"^\s*\d+:\d{1,2}:[\w.]{1,8},\d+:\d{1,2}:[\w.]{1,8}\s*$")


def accepts(source: Source) -> bool:
    return bool(re.match(r"\s*\d+:\d{1,2}:\d{1,2}\.\d{1,3},\d+:\d{1,2}:\d{1,2}\.\d", source.text[:200]))


def read(source: Source) -> Reading:
    cues, problems = subtitles.cues(source.text, subtitles.Format(_TIMES, _LOOKS, _strict))
    return build(subtitles.pieces(cues), problems=problems)


def _strict(text: str) -> Iterator[tuple[str, float, float]]:
    import webvtt

    for caption in webvtt.from_buffer(io.StringIO(text), format="sbv"):
        start, end = caption.start.split(":"), caption.end.split(":")
        yield caption.raw_text, _total(start), _total(end)


def _total(parts: list[str]) -> float:
    return round(int(parts[0]) * 3600 + int(parts[1]) * 60 + float(parts[2]), 3)
