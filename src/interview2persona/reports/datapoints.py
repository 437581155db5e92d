"""Data points of a persona as rows of a small table: rules by which customers of a table can be assigned to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from interview2persona.characteristics import PLACEHOLDER
from interview2persona.model import ATTRIBUTES, DataPoint
from interview2persona.reports.pages import safe

SHOWN = 6
TITLE = "How to find them in a table of customers"
COLUMNS = ("What", "Rule", "They", "The others", "How telling")
LEGEND = (
    "They, the others: people who match, of those who mentioned it. Last: how much a match raises the odds. The "
    "command assign uses these rules, and weaker ones."
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

    A rule that fits the others about as well, or a single person, tells nothing, and no table has the names that were
    replaced. Where a rule would single out people, at least `least` people of the study must fit it, as with
    everything else that pages tell of them.
    """
    return tuple(map(_row, [p for p in points if _tells(p) and _allowed(p, least)][:SHOWN]))


def left_out(points: Sequence[DataPoint], least: int) -> str:
    """A sentence on the rules that are not among the rows; "" where there are none."""
    rest = len(points) - len(rows(points, least))
    return f"{rest} more are weaker, or withheld as too few people share them." if rest else ""


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


def _tells(point: DataPoint) -> bool:
    apart = point.lift is not None and point.lift >= _TELLS
    return apart and not point.thin and not PLACEHOLDER.search(point.rule)


def _allowed(point: DataPoint, least: int) -> bool:
    known = point.attribute in {*ATTRIBUTES, "frequency"} and point.attribute not in _IDENTIFYING
    return known or len(point.participants) + point.others >= least


def _row(point: DataPoint) -> Row:
    return Row(
        point.attribute.replace("_", " ").capitalize(),
        point.rule,
        f"{len(point.participants)} of {point.stated}",
        f"{point.others} of {point.others_stated}",
        ", ".join(_telling(point)),
    )


def _telling(point: DataPoint) -> Iterator[str]:
    yield f"{point.lift:.1f} times likelier"
    if point.p_value is not None and point.p_value >= _CHANCE:
        yield "may be chance"
