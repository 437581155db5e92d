"""Rev.ai: `monologues` of elements, which carry their own spaces."""

from __future__ import annotations

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import jsonio
from interview2persona.transcripts.reading import Piece, build

SUFFIXES = jsonio.SUFFIXES
PRIORITY = 35


def accepts(source: Source) -> bool:
    return bool(jsonio.objects(jsonio.peek(source), "monologues"))


def read(source: Source) -> Reading:
    data = jsonio.load(source)
    names = {jsonio.text(s, "id"): jsonio.text(s, "name") for s in jsonio.objects(data, "speakers")}
    pieces = []
    for monologue in jsonio.objects(data, "monologues"):
        elements = jsonio.objects(monologue, "elements")
        number = jsonio.text(monologue, "speaker")
        speaker = (
            jsonio.text(monologue, "speaker_name") or names.get(number) or jsonio.number_label(monologue, "speaker")
        )
        starts = [t for e in elements if (t := jsonio.time(e, "ts")) is not None]
        ends = [t for e in elements if (t := jsonio.time(e, "end_ts")) is not None]
        text = "".join(jsonio.text(element, "value") for element in elements)
        pieces.append(Piece(speaker, text, starts[0] if starts else None, ends[-1] if ends else None))
    return build(pieces, language="")
