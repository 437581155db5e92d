"""`data/*.csv`: UTF-8, one header line, in the columns of the output contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview2persona.model import Study
from interview2persona.reports.frames import frames
from interview2persona.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(study: Study, settings: Settings) -> dict[str, str | bytes]:  # noqa: ARG001 (the contract of writers)
    return {
        f"data/{name}.csv": _safe(frame).to_csv(index=False, lineterminator="\n")
        for name, frame in frames(study).items()
    }


def _safe(frame: pd.DataFrame) -> pd.DataFrame:
    """Cells that a spreadsheet would take for a formula get an apostrophe in front (OWASP, CSV injection)."""
    return frame.map(lambda cell: f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell)
