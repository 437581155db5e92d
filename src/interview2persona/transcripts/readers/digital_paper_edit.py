"""Digital Paper Edit (BBC): `words` with times, `paragraphs` with speakers."""

from __future__ import annotations

import bisect

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import jsonio
from interview2persona.transcripts.parsing.jsonio import Word
from interview2persona.transcripts.reading import build

SUFFIXES = jsonio.SUFFIXES
PRIORITY = 38


def accepts(source: Source) -> bool:
    data = jsonio.peek(source)
    return jsonio.has(jsonio.get(data, "words", 0), "text") and jsonio.has(jsonio.get(data, "paragraphs", 0), "speaker")


def read(source: Source) -> Reading:
    data = jsonio.load(source)
    spoken = jsonio.objects(data, "paragraphs")
    speakers = sorted((jsonio.time(p, "start") or 0.0, jsonio.number_label(p, "speaker")) for p in spoken)
    starts = [start for start, _ in speakers]
    words = []
    for word in jsonio.objects(data, "words"):
        begin = jsonio.time(word, "start")
        at = max(0, bisect.bisect_right(starts, begin or 0.0) - 1)
        words.append(
            Word(jsonio.text(word, "text"), speakers[at][1] if speakers else "", begin, jsonio.time(word, "end"))
        )
    return build(jsonio.joined(words))
