"""WebVTT (W3C): Zoom, Teams, Google Meet, YouTube."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import subtitles
from interview2persona.transcripts.parsing.details import find_date, language_code
from interview2persona.transcripts.reading import build

SUFFIXES = (".vtt", ".webvtt", ".txt")
PRIORITY = 10
_TIME = r"((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})"


def accepts(source: Source) -> bool:
    head = source.text.lstrip()[:2000]
    return head.startswith("WEBVTT") or (source.suffix in (".vtt", ".webvtt") and "-->" in source.text)


def read(source: Source) -> Reading:
    form = subtitles.Format(re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}"), subtitles.ARROW, _strict)
    cues, problems = subtitles.cues(source.text, form)
    head = source.text.split("\n\n", 1)[0][:2000]
    stated = re.search(r"^(?:Language|lang):\s*(\S+)", head, re.MULTILINE | re.IGNORECASE)
    return build(
        subtitles.pieces(cues),
        date=find_date(head),
        language=language_code(stated[1]) if stated else "",
        problems=problems,
    )


def _strict(text: str) -> Iterator[tuple[str, float, float]]:
    import webvtt

    for caption in webvtt.from_string(text, strict=True):
        yield caption.raw_text, _seconds(caption.start), _seconds(caption.end)


def _seconds(stamp: str) -> float:
    hours, minutes, rest = stamp.split(":")
    return round(int(hours) * 3600 + int(minutes) * 60 + float(rest), 3)
