"""Fireflies.ai: a list of `sentences`, bare or inside the answer of its GraphQL interface."""

from __future__ import annotations

from typing import Any

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import jsonio
from interview2persona.transcripts.parsing.details import find_date
from interview2persona.transcripts.reading import Piece, build

SUFFIXES = jsonio.SUFFIXES
PRIORITY = 39


def accepts(source: Source) -> bool:
    first = jsonio.get(_root(jsonio.peek(source)), "sentences", 0)
    return jsonio.has(first, "speaker_name") or jsonio.has(first, "speaker_id")


def read(source: Source) -> Reading:
    root = _root(jsonio.load(source))
    pieces = [
        Piece(
            jsonio.text(said, "speaker_name") or jsonio.number_label(said, "speaker_id"),
            jsonio.text(said, "text") or jsonio.text(said, "raw_text") or jsonio.text(said, "sentence"),
            jsonio.time(said, "start_time"),
            jsonio.time(said, "end_time"),
        )
        for said in jsonio.objects(root, "sentences")
    ]
    title = jsonio.text(root, "title")
    date = find_date(jsonio.text(root, "dateString") or jsonio.text(root, "date")[:10]) or find_date(title)
    return build(pieces, date=date, metadata={"title": title} if title else {})


def _root(data: Any) -> Any:
    inner = jsonio.get(data, "data", "transcript")
    return inner if inner is not None else jsonio.get(data, "transcript") or data
