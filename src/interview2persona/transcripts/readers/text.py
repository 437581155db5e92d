"""Plain text in the ways people have it: `Name: words`, Otter, Rev, Q and A, names in their own line, or just prose."""

from __future__ import annotations

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import dialogue
from interview2persona.transcripts.parsing.details import find_date, language_code
from interview2persona.transcripts.reading import Piece, build

SUFFIXES = (".txt", ".text")
PRIORITY = 90


def accepts(source: Source) -> bool:
    return bool(source.text.strip())


def read(source: Source) -> Reading:
    return in_place(source.text)


def in_place(text: str, start: int = 0, metadata: dict[str, str] | None = None) -> Reading:
    """A reading whose text is `text` itself, unless that breaks sentences as captions do."""
    found = dialogue.parse(text, start)
    about = {**found.fields, **(metadata or {})}
    kind = about.get("kind", "").casefold()
    language = language_code(about.get("language", about.get("lang", "")))
    first = found.utterances[0].start if found.utterances else 0
    date = find_date(about.get("date", "")) or find_date(text[: min(first, 2000)])
    if not found.choppy:
        return Reading(text, found.utterances, kind, date, language, about, found.problems)
    pieces = (Piece(u.speaker, text[u.start : u.end], u.start_time, u.end_time, u.line) for u in found.utterances)
    return build(pieces, kind=kind, date=date, language=language, metadata=about, problems=found.problems)


def rebuilt(text: str) -> Reading:
    """As `in_place`, but with a reading text built anew: for text that was itself extracted from something."""
    reading = in_place(text)
    pieces = (Piece(u.speaker, reading.text[u.start : u.end], u.start_time, u.end_time) for u in reading.utterances)
    return build(
        pieces,
        kind=reading.kind,
        date=reading.date,
        language=reading.language,
        metadata=reading.metadata,
        problems=reading.problems,
    )
