"""Any other JSON in which a list of objects holds what was said, under the names that people give such things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from interview2persona.errors import UnreadableTranscript
from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import jsonio, tables
from interview2persona.transcripts.parsing.details import find_date, language_code
from interview2persona.transcripts.parsing.text import clean
from interview2persona.transcripts.parsing.timecodes import seconds
from interview2persona.transcripts.readers.text import in_place
from interview2persona.transcripts.reading import Piece, build

SUFFIXES = (*jsonio.SUFFIXES, ".jsonl", ".ndjson")
PRIORITY = 60
_TEXT: tuple[str, ...] = (
    "text",
    "utterance",
    "transcript",
    "content",
    "message",
    "sentence",
    "said",
    "words",
    "body",
    "line",
    "caption",
)
_TEXT += ("display", "lexical", "raw_text", "punctuated", "value", "speech")
_SPEAKER: tuple[str, ...] = (
    "speaker",
    "speaker_name",
    "speakername",
    "speaker_label",
    "speakerlabel",
    "speaker_id",
    "speakerid",
    "name",
)
_SPEAKER += ("role", "participant", "participantname", "who", "from", "author", "user", "channel", "person")
_START: tuple[str, ...] = (
    "start",
    "start_time",
    "starttime",
    "begin",
    "from_time",
    "timestamp",
    "time",
    "ts",
    "offset",
    "start_timestamp",
)
_END: tuple[str, ...] = ("end", "end_time", "endtime", "stop", "to_time", "end_ts", "end_timestamp")
_ID = ("id", "transcript_id", "interview_id", "participant_id", "name", "title", "call_id")
_INNER = ("nbest", "alternatives", "sentences", "segments", "words", "elements", "tokens")
_DEPTH = 6


def accepts(source: Source) -> bool:
    return source.text.lstrip()[:1] in ("{", "[") and (
        source.suffix not in ("", ".txt") or jsonio.peek(source) is not None
    )


def read(source: Source) -> Reading:
    data = jsonio.load(source)
    best = max(_lists(data), key=lambda rows: sum(len(_said(row)) for row in rows), default=[])
    date = find_date(jsonio.text(data, "date") or jsonio.text(data, "created_at"))
    language = language_code(jsonio.get(data, "language") or jsonio.get(data, "language_code"))
    if best:
        return build((_piece(row) for row in best), date=date, language=language)
    if isinstance(data, list) and data and all(isinstance(item, str) for item in data):
        return in_place(clean("\n".join(data)))
    if words := max(_long_strings(data), key=len, default=""):
        return in_place(clean(words))
    raise UnreadableTranscript(
        "This JSON has a shape that is not known. A list of objects with 'speaker' and 'text' can always be read."
    )


def split(source: Source) -> list[Source]:
    """One source per object when each holds a whole conversation; empty otherwise."""
    rows = max(_lists(jsonio.load(source)), key=len, default=[])
    table = [["id", "text"], *([str(_first(row, _ID) or n), _said(row)] for n, row in enumerate(rows, 1))]
    return tables.conversations(source, table) if rows else []


def _lists(value: Any, depth: int = 0) -> Iterator[list[Mapping[str, Any]]]:
    """All lists of objects that hold words."""
    if isinstance(value, list):
        rows = [row for row in value if isinstance(row, Mapping)]
        if rows and sum(bool(_said(row)) for row in rows) >= 0.5 * len(rows):
            yield rows
    children = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    if depth < _DEPTH:
        for child in list(children)[:10_000]:
            yield from _lists(child, depth + 1)


def _long_strings(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str) and len(value.split()) >= 20:
        yield value
    children = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    if depth < _DEPTH:
        for child in list(children)[:10_000]:
            yield from _long_strings(child, depth + 1)


def _lower(row: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key).casefold().replace(" ", "_").replace("-", "_"): value for key, value in row.items()}


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    lower = _lower(row)
    return next((lower[name] for name in names if lower.get(name) not in (None, "")), None)


def _said(row: Mapping[str, Any]) -> str:
    """The words of a row, or of the sentences, words or hypotheses that it holds."""
    value = _first(row, _TEXT)
    if isinstance(value, str):
        return value
    inner = next((found for name in _INNER if (found := jsonio.objects(_lower(row), name))), [])
    if inner and (jsonio.has(_lower(row), "nbest") or jsonio.has(_lower(row), "alternatives")):
        inner = inner[:1]
    words = (_first(part, _TEXT) for part in inner)
    return " ".join(word for word in words if isinstance(word, str))


def _piece(row: Mapping[str, Any]) -> Piece:
    speaker = _first(row, _SPEAKER)
    if isinstance(speaker, Mapping):
        speaker = _first(speaker, ("name", "label", "id", "display_name"))
    begin, end = _first(row, _START), _first(row, _END)
    return Piece(jsonio.number_label({"s": speaker}, "s"), _said(row), _time(begin), _time(end))


def _time(value: Any) -> float | None:
    return seconds(str(value)) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None
