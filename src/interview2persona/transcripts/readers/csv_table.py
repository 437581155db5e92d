"""CSV and TSV: a row per turn, or a row per interview whose cell holds the whole conversation."""

from __future__ import annotations

import csv
import io

from interview2persona.errors import UnreadableTranscript
from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import tables
from interview2persona.transcripts.reading import build

SUFFIXES = (".csv", ".tsv", ".tab")
PRIORITY = 40
_LONGEST_CELL = 5_000_000  # characters
_MOST_COLUMNS = 200  # further ones are not looked at, as in workbooks


def accepts(source: Source) -> bool:
    return source.suffix in SUFFIXES and bool(source.text.strip())


def read(source: Source) -> Reading:
    rows = _rows(source)
    columns = tables.guess(rows, source.speaker_column, source.text_column)
    return build(tables.from_rows(rows, columns))


def split(source: Source) -> list[Source]:
    """One source per row when the rows are whole conversations; empty otherwise."""
    return tables.conversations(source, _rows(source))


def _rows(source: Source) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(source.text, newline=""), delimiter=_delimiter(source)))
    except csv.Error as error:
        raise UnreadableTranscript(f"This table cannot be read: {error}.") from error
    return [row[:_MOST_COLUMNS] for row in rows if any(cell.strip() for cell in row)]


def _delimiter(source: Source) -> str:
    first = source.text.lstrip("\n").split("\n", 1)[0][:5000]
    if source.suffix in (".tsv", ".tab") and "\t" in first:
        return "\t"
    return max((",", ";", "\t", "|"), key=lambda mark: (first.count(mark), -",;\t|".index(mark)))
