"""Comma-separated tables, joined and titled for reading: statements, claims, themes, who speaks of what, personas."""

from __future__ import annotations

import csv
import io

from interview2persona.reports.exports import Files, _tables
from interview2persona.reports.saved import Saved

SUMMARY = "Folder of CSV tables with titles instead of ids."


def render(saved: Saved) -> Files:
    tables = {
        "statements.csv": _tables.statements(saved),
        "claims.csv": _tables.claims(saved),
        "themes.csv": _tables.themes(saved),
        "matrix.csv": _tables.matrix(saved),
        "personas.csv": _tables.personas(saved),
        "data-points.csv": _tables.data_points(saved),
        "participants.csv": _tables.participants(saved),
    }
    return {name: as_csv(table) for name, table in tables.items()}


def as_csv(table: _tables.Table) -> str:
    """UTF-8 with a byte order mark, which Excel needs to see umlauts; no cell is a formula."""
    columns, values = table
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_tables.harmless("" if cell is None else cell) for cell in row] for row in values)
    return "\ufeff" + buffer.getvalue()
