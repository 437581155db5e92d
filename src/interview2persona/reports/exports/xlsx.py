"""An Excel workbook: personas, their claims, themes, statements and who speaks of what, ready to filter."""

from __future__ import annotations

import io
from typing import Any

from interview2persona.reports.exports import Files, _archive, _tables
from interview2persona.reports.saved import Saved

SUMMARY = "Excel workbook with filters and frozen panes."
_WIDTHS = {
    "text": 70, "claim": 60, "quote": 70, "title": 38, "theme": 38, "facts": 50, "definition": 50, "question": 40,
    "keywords": 36, "participants": 28, "name": 18, "persona": 18, "section": 24, "transcript": 22, "topic": 28,
    "rule": 60, "opening": 70, "how_telling": 28,
}  # fmt: skip
_MOST = 32_767  # characters of a cell (Excel specification)


def render(saved: Saved) -> Files:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    sheets = {
        "Personas": _tables.personas(saved),
        "Claims": _tables.claims(saved),
        "Data points": _tables.data_points(saved),
        "Themes": _tables.themes(saved),
        "Theme by participant": _tables.matrix(saved),
        "Statements": _tables.statements(saved),
        "Participants": _tables.participants(saved),
    }
    for name, table in sheets.items():
        _fill(book.create_sheet(name), table)
    _shade(book["Theme by participant"])
    buffer = io.BytesIO()
    book.save(buffer)
    return {"interview2persona.xlsx": _archive.office(buffer.getvalue())}


def _fill(sheet: Any, table: _tables.Table) -> None:
    """Text stays text whatever it begins with: the cell's type says so, and a prefix keeps it when it is edited."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    columns, values = table
    for place, row in enumerate([columns, *values], 1):
        for number, value in enumerate(row, 1):
            cell = sheet.cell(place, number)
            _put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for number, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 14)
        sheet.cell(1, number).font = Font(bold=True)
        sheet.cell(1, number).fill = PatternFill("solid", fgColor="E8E3D8")
    sheet.freeze_panes = "B2"
    if columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(values) + 1}"


def _put(cell: Any, value: Any) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:_MOST]
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(("=", "+", "-", "@"))


def _shade(sheet: Any) -> None:
    from openpyxl.formatting.rule import ColorScaleRule

    if sheet.max_row > 1 and sheet.max_column > 1:
        area = f"B2:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        rule = ColorScaleRule(start_type="min", start_color="FFFFFF", end_type="max", end_color="3F8F8B")
        sheet.conditional_formatting.add(area, rule)
