"""Deepgram: `results.utterances` where asked for, else words of `results.channels` with a speaker number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import jsonio
from interview2persona.transcripts.parsing.details import find_date, language_code
from interview2persona.transcripts.parsing.jsonio import Word
from interview2persona.transcripts.reading import Piece, build

SUFFIXES = jsonio.SUFFIXES
PRIORITY = 33


def accepts(source: Source) -> bool:
    return bool(jsonio.objects(jsonio.peek(source), "results", "channels"))


def read(source: Source) -> Reading:
    data = jsonio.load(source)
    results = jsonio.get(data, "results")
    pieces = list(_utterances(results)) or list(jsonio.joined(_words(results)))
    date = find_date(jsonio.text(data, "metadata", "created"))
    language = jsonio.get(results, "channels", 0, "detected_language")
    return build(pieces, date=date, language=language_code(language))


def _utterances(results: Any) -> Iterator[Piece]:
    for said in jsonio.objects(results, "utterances"):
        speaker = jsonio.number_label(said, "speaker") or jsonio.number_label(said, "channel")
        yield Piece(speaker, jsonio.text(said, "transcript"), jsonio.time(said, "start"), jsonio.time(said, "end"))


def _words(results: Any) -> Iterator[Word]:
    channels = jsonio.objects(results, "channels")
    found = []
    for number, channel in enumerate(channels):
        for word in jsonio.objects(channel, "alternatives", 0, "words"):
            speaker = jsonio.number_label(word, "speaker") or (f"Speaker {number}" if len(channels) > 1 else "")
            text = jsonio.text(word, "punctuated_word") or jsonio.text(word, "word")
            found.append(Word(text, speaker, jsonio.time(word, "start"), jsonio.time(word, "end")))
        if not jsonio.objects(channel, "alternatives", 0, "words"):
            found.append(Word(jsonio.text(channel, "alternatives", 0, "transcript")))
    yield from sorted(found, key=lambda word: word.start or 0.0) if len(channels) > 1 else found
