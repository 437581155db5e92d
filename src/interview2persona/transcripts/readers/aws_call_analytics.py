"""Amazon Transcribe Call Analytics: `Transcript` of turns by `ParticipantRole`, times in milliseconds."""

from __future__ import annotations

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import jsonio
from interview2persona.transcripts.parsing.details import language_code
from interview2persona.transcripts.reading import Piece, build

SUFFIXES = jsonio.SUFFIXES
PRIORITY = 32


def accepts(source: Source) -> bool:
    turns = jsonio.objects(jsonio.peek(source), "Transcript")
    return bool(turns) and jsonio.has(turns[0], "Content", "ParticipantRole")


def read(source: Source) -> Reading:
    data = jsonio.load(source)
    turns = sorted(jsonio.objects(data, "Transcript"), key=lambda turn: jsonio.time(turn, "BeginOffsetMillis") or 0.0)
    pieces = [
        Piece(
            jsonio.text(turn, "ParticipantRole").capitalize(),
            jsonio.text(turn, "Content"),
            jsonio.time(turn, "BeginOffsetMillis", scale=0.001),
            jsonio.time(turn, "EndOffsetMillis", scale=0.001),
        )
        for turn in turns
    ]
    return build(pieces, language=language_code(jsonio.get(data, "LanguageCode")))
