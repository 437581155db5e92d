"""Data points of a persona as a table for its page."""

from __future__ import annotations

from collections.abc import Iterator

from interview2persona.model import DataPoint, Persona
from interview2persona.reports.pages import safe

SHOWN = 12


def lines(persona: Persona) -> Iterator[str]:
    """A Markdown section: the rules that several people bear out, the most telling first; nothing without any."""
    if not persona.data_points:
        return
    solid = [d for d in persona.data_points if not d.thin]
    yield "## Data points"
    yield ""
    yield from _table(solid[:SHOWN]) if solid else ["Too few people for rules: each of these rests on one person."]
    rest = len(persona.data_points) - len(solid[:SHOWN])
    if rest:
        yield ""
        yield f"{rest} more, most of them thin, are in `data/personas.json`."
    yield ""


def _table(points: list[DataPoint]) -> Iterator[str]:
    yield "| in a table of customers | rule | fits | others who fit | likelier by | chance |"
    yield "|---|---|---|---|---|---|"
    for point in points:
        own, others = f"{len(point.participants)} of {point.stated}", f"{point.others} of {point.others_stated}"
        lift = "" if point.lift is None else f"{point.lift:.1f} times"
        chance = "" if point.p_value is None else "under 0.1 %" if point.p_value < 0.001 else f"{point.p_value:.1%}"
        name = safe(point.attribute.replace("_", " "))
        yield f"| {name} | {safe(point.rule)} | {own} | {others} | {lift} | {chance} |"
