"""Excel workbooks: the first sheet that holds a conversation, read as a table. Formulas are never computed."""

from __future__ import annotations

import io

from interview2persona.errors import UnreadableTranscript
from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import archives, tables
from interview2persona.transcripts.reading import build

SUFFIXES = (".xlsx", ".xlsm")
PRIORITY = 41
_MOST_ROWS = 200_000


def accepts(source: Source) -> bool:
    return archives.has_member(source.data, "xl/workbook.xml")


def read(source: Source) -> Reading:
    error: UnreadableTranscript | None = None
    for rows in _sheets(source):
        try:
            return build(tables.from_rows(rows, tables.guess(rows, source.speaker_column, source.text_column)))
        except UnreadableTranscript as problem:
            error = error or problem
    raise error or UnreadableTranscript("This workbook has no cells with words. Check that it was saved with its data.")


def split(source: Source) -> list[Source]:
    """One source per row when the rows are whole conversations; empty otherwise."""
    sheets = _sheets(source)
    return tables.conversations(source, sheets[0]) if sheets else []


def _sheets(source: Source) -> list[list[list[str]]]:
    from openpyxl import load_workbook

    archives.check(source)
    try:
        book = load_workbook(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
        sheets = [
            [
                [_text(cell) for cell in row]
                for row in sheet.iter_rows(values_only=True, max_row=_MOST_ROWS, max_col=200)
            ]
            for sheet in book.worksheets
        ]
    except Exception as error:
        raise UnreadableTranscript(f"This workbook cannot be opened ({type(error).__name__}); save it anew.") from error
    return [rows for sheet in sheets if (rows := [row for row in sheet if any(row)])]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
