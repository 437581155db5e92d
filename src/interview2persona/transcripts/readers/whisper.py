"""OpenAI Whisper and WhisperX (`segments` of text with times, speakers added by diarisation)."""

from __future__ import annotations

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import jsonio
from interview2persona.transcripts.parsing.details import language_code
from interview2persona.transcripts.reading import Piece, build

SUFFIXES = jsonio.SUFFIXES
PRIORITY = 30


def accepts(source: Source) -> bool:
    segments = jsonio.objects(jsonio.peek(source), "segments")
    return bool(segments) and jsonio.has(segments[0], "start", "end", "text")


def read(source: Source) -> Reading:
    data = jsonio.load(source)
    pieces = [
        Piece(
            jsonio.number_label(segment, "speaker"),
            jsonio.text(segment, "text"),
            jsonio.time(segment, "start"),
            jsonio.time(segment, "end"),
        )
        for segment in jsonio.objects(data, "segments")
    ]
    return build(pieces, language=language_code(jsonio.get(data, "language")))
