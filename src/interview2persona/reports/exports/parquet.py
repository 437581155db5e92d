"""Parquet tables for R, Python and databases."""

from __future__ import annotations

import io

from interview2persona.errors import MissingExtra
from interview2persona.reports.exports import Files, _tables
from interview2persona.reports.saved import Saved

SUMMARY = "Folder of Parquet tables, typed (needs the extra 'parquet')."
_TABLES = ("transcripts", "participants", "themes", "statements", "turns")
_INTEGERS = frozenset({"turn", "start", "end", "turns", "words", "statements", "participants", "severity"})
_NUMBERS = frozenset({"fit", "strength", "stability", "start_time", "end_time"})


def render(saved: Saved) -> Files:
    try:
        import pyarrow  # noqa: F401 (what pandas writes with)
    except ImportError:
        raise MissingExtra("The Parquet export", "parquet") from None
    files = {f"{name}.parquet": _table(_tables.rows(saved, name)) for name in _TABLES}
    columns, values = _tables.claims(saved)
    files["claims.parquet"] = _bytes([dict(zip(columns, row, strict=True)) for row in values])
    return files


def _table(found: list[dict[str, str]]) -> bytes:
    return _bytes([{key: _typed(key, value) for key, value in row.items()} for row in found])


def _typed(column: str, cell: str) -> str | int | float | None:
    if column in _INTEGERS:
        return int(float(cell)) if cell else None
    if column in _NUMBERS:
        return float(cell) if cell else None
    return cell


def _bytes(found: list[dict[str, object]]) -> bytes:
    import pandas as pd

    buffer = io.BytesIO()
    pd.DataFrame(found).convert_dtypes().to_parquet(buffer, index=False)
    return buffer.getvalue()
