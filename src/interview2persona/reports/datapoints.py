"""Data points of a persona as rows of a small table: rules by which customers of a table can be assigned to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from interview2persona.model import ATTRIBUTES, DataPoint
from interview2persona.reports.pages import safe

SHOWN = 6
TITLE = "How to find them in a table of customers"
COLUMNS = ("What", "Rule", "They", "The others", "How telling")
LEGEND = (
    "People who fit, of those who said anything about it; then how much likelier somebody who fits belongs here than "
    "anybody does. The command assign uses these rules."
)
_IDENTIFYING = frozenset({"age", "household", "location", "job_title", "seniority", "company_size", "industry"})
_TELLS = 1.2  # times likelier; below, a rule fits the others about as well
_CHANCE = 0.05  # p-value from which a difference may well be chance


@dataclass(frozen=True, slots=True)
class Row:
    """What a table shows of a data point, as words."""

    what: str
    rule: str
    own: str
    others: str
    telling: str

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """In the order of `COLUMNS`."""
        return self.what, self.rule, self.own, self.others, self.telling


def rows(points: Sequence[DataPoint], least: int) -> tuple[Row, ...]:
    """The most telling ones, at most `SHOWN`.

    A rule that fits the others about as well tells nothing. Where a rule would single out people, at least `least`
    people of the study must fit it, as with everything else that pages tell of them.
    """
    telling = [p for p in points if (p.lift is None or p.lift >= _TELLS) and _allowed(p, least)]
    return tuple(map(_row, telling[:SHOWN]))


def left_out(points: Sequence[DataPoint], least: int) -> str:
    """A sentence on the rules that are not among the rows; "" where there are none."""
    rest = len(points) - len(rows(points, least))
    return f"{rest} more, weaker or of too few people to be told of here." if rest else ""


def lines(points: Sequence[DataPoint], least: int) -> Iterator[str]:
    """A Markdown table; nothing without rows."""
    found = rows(points, least)
    if not found:
        return
    yield f"| {' | '.join(COLUMNS)} |"
    yield "|---" * len(COLUMNS) + "|"
    yield from (f"| {' | '.join(map(safe, row.cells))} |" for row in found)
    yield ""
    yield " ".join(filter(None, (LEGEND, left_out(points, least))))
    yield ""


def sentences(found: Iterable[Row]) -> Iterator[str]:
    """The rows as plain lines, for notes and documents without a table."""
    return (f"{r.what}: {r.rule} ({r.own}; others {r.others}; {r.telling})" for r in found)


def _allowed(point: DataPoint, least: int) -> bool:
    known = point.attribute in {*ATTRIBUTES, "frequency"} and point.attribute not in _IDENTIFYING
    return known or len(point.participants) + point.others >= least


def _row(point: DataPoint) -> Row:
    return Row(
        point.attribute.replace("_", " ").capitalize(),
        point.rule,
        f"{len(point.participants)} of {point.stated}",
        f"{point.others} of {point.others_stated}" if point.others_stated else "said nothing",
        ", ".join(_telling(point)),
    )


def _telling(point: DataPoint) -> Iterator[str]:
    yield "cannot be compared" if point.lift is None else f"{point.lift:.1f} times likelier"
    if point.thin:
        yield "thin"
    elif point.p_value is not None and point.p_value >= _CHANCE:
        yield "may be chance"
