"""Amazon Transcribe: `results.items` of words, speakers by item, by segment of `speaker_labels`, or by channel."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping
from typing import Any

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import jsonio
from interview2persona.transcripts.parsing.details import language_code
from interview2persona.transcripts.parsing.jsonio import Word
from interview2persona.transcripts.reading import build

SUFFIXES = jsonio.SUFFIXES
PRIORITY = 31


def accepts(source: Source) -> bool:
    results = jsonio.get(jsonio.peek(source), "results")
    return jsonio.has(results, "items", "transcripts") or jsonio.has(results, "channel_labels")


def read(source: Source) -> Reading:
    results = jsonio.get(jsonio.load(source), "results")
    items = jsonio.objects(results, "items")
    if channels := jsonio.objects(results, "channel_labels", "channels"):
        words = sorted((w for c in channels for w in _channel(c)), key=lambda word: word.start or 0.0)
    else:
        words = list(_words(items, _speakers(results)))
    return build(jsonio.joined(words), language=language_code(jsonio.get(results, "language_code")))


def _speakers(results: Any) -> list[tuple[float, str]]:
    """(start, speaker) of every segment, for files whose items do not name the speaker themselves."""
    segments = jsonio.objects(results, "speaker_labels", "segments")
    found = [(jsonio.time(s, "start_time") or 0.0, jsonio.text(s, "speaker_label")) for s in segments]
    inner = [
        (jsonio.time(item, "start_time") or 0.0, jsonio.text(item, "speaker_label"))
        for segment in segments
        for item in jsonio.objects(segment, "items")
    ]
    return sorted(pair for pair in inner or found if pair[1])


def _words(items: list[Mapping[str, Any]], speakers: list[tuple[float, str]]) -> Iterator[Word]:
    starts = [start for start, _ in speakers]
    for item in items:
        begin = jsonio.time(item, "start_time")
        speaker = jsonio.text(item, "speaker_label")
        if not speaker and begin is not None and speakers:
            speaker = speakers[max(0, bisect.bisect_right(starts, begin) - 1)][1]
        content = jsonio.text(item, "alternatives", 0, "content")
        yield Word(content, speaker, begin, jsonio.time(item, "end_time"), jsonio.text(item, "type") == "punctuation")


def _channel(channel: Mapping[str, Any]) -> Iterator[Word]:
    """Words with their punctuation attached, so that channels can be sorted into each other by time."""
    label = jsonio.text(channel, "channel_label")
    last: Word | None = None
    for word in _words(jsonio.objects(channel, "items"), []):
        if word.glued and last:
            last = Word(last.text + word.text, label, last.start, last.end)
        else:
            if last:
                yield last
            last = Word(word.text, label, word.start, word.end)
    if last:
        yield last
