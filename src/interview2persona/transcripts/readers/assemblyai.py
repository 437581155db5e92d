"""AssemblyAI: `utterances` by speaker, else `words`, else one `text`; times in milliseconds."""

from __future__ import annotations

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import jsonio
from interview2persona.transcripts.parsing.details import language_code
from interview2persona.transcripts.reading import Piece, build

SUFFIXES = jsonio.SUFFIXES
PRIORITY = 34


def accepts(source: Source) -> bool:
    data = jsonio.peek(source)
    return jsonio.has(data, "text", "status") and bool({"utterances", "words", "audio_url"} & set(data))


def read(source: Source) -> Reading:
    data = jsonio.load(source)
    said = jsonio.objects(data, "utterances") or jsonio.objects(data, "words")
    pieces = [
        Piece(
            jsonio.number_label(item, "speaker"),
            jsonio.text(item, "text"),
            jsonio.time(item, "start", scale=0.001),
            jsonio.time(item, "end", scale=0.001),
        )
        for item in said
    ]
    return build(
        pieces or [Piece("", jsonio.text(data, "text"))], language=language_code(jsonio.get(data, "language_code"))
    )
