"""Everything in one JSON document, for programs."""

from __future__ import annotations

import json

from interview2persona.reports.exports import Files, _tables
from interview2persona.reports.saved import Saved

SUMMARY = "One JSON document with personas, tables and the run's own record."
_TABLES = ("transcripts", "participants", "themes", "statements", "turns")


def render(saved: Saved) -> Files:
    record = _tables.manifest(saved)
    data = {
        "program": record.get("program", {}),
        "counts": record.get("counts", {}),
        "saturation": record.get("saturation", {}),
        "personas": saved.personas,
        **{name: _tables.rows(saved, name) for name in _TABLES},
    }
    return {"interview2persona.json": json.dumps(data, ensure_ascii=False, indent=1) + "\n"}
