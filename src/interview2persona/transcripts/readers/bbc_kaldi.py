"""BBC Kaldi: `words` with punctuation and a `segmentation` that says who speaks when."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from typing import Any

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import jsonio
from interview2persona.transcripts.parsing.jsonio import Word
from interview2persona.transcripts.reading import build

SUFFIXES = jsonio.SUFFIXES
PRIORITY = 37


def accepts(source: Source) -> bool:
    return jsonio.has(jsonio.get(_root(jsonio.peek(source)), "words", 0), "punct")


def read(source: Source) -> Reading:
    return build(jsonio.joined(_words(_root(jsonio.load(source)))))


def _root(data: Any) -> Any:
    return jsonio.get(data, "retval") or data


def _words(data: Any) -> Iterator[Word]:
    spoken = jsonio.objects(data, "segmentation", "segments")
    speakers = sorted((jsonio.time(s, "start") or 0.0, jsonio.text(s, "speaker", "@id")) for s in spoken)
    starts = [start for start, _ in speakers]
    for word in jsonio.objects(data, "words"):
        begin = jsonio.time(word, "start")
        at = max(0, bisect.bisect_right(starts, begin or 0.0) - 1)
        content = jsonio.text(word, "punct") or jsonio.text(word, "word")
        yield Word(content, speakers[at][1] if speakers else "", begin, jsonio.time(word, "end"))
