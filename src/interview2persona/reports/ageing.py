"""How old the evidence of each line of a persona is, and when to interview again."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interview2persona.reports.pages import safe

RULE = (
    "A line is as old as the newest interview that it rests on. When half of a persona's dated lines rest on "
    "interviews older than {months} months alone (`evidence.months`), it is time to interview such people again."
)


@dataclass(frozen=True, slots=True)
class Line:
    """A claim of a page with the days of the interviews it rests on, as far as they are known."""

    persona: str
    code: str  # "pain-2"
    text: str
    days: tuple[str, ...]  # ISO dates


@dataclass(frozen=True, slots=True)
class Age:
    """The evidence of one persona on one day."""

    persona: str
    lines: int
    dated: int
    old: tuple[Line, ...]  # rest on old interviews alone
    again: str  # day by which to interview again, "" when no line has a date


def ages(lines: Sequence[Line], months: int, today: str) -> tuple[Age, ...]:
    """One per persona, in the order of `lines`; `today` is an ISO date."""
    found = []
    for persona in dict.fromkeys(line.persona for line in lines):
        own = [line for line in lines if line.persona == persona]
        ends = sorted(later(max(line.days), months) for line in own if line.days)
        old = tuple(line for line in own if line.days and later(max(line.days), months) <= today)
        again = ends[(len(ends) - 1) // 2] if ends else ""
        found.append(Age(persona, len(own), len(ends), old, again))
    return tuple(found)


def later(day: str, months: int) -> str:
    """The day so many months after `day`, both ISO dates; the last of the month where there is no such day."""
    start = datetime.date.fromisoformat(day)
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return datetime.date(year, month, min(start.day, calendar.monthrange(year, month)[1])).isoformat()


def page(found: Sequence[Age], months: int, today: str) -> Iterator[str]:
    """Lines of Markdown, without a heading."""
    if not any(age.dated for age in found):
        yield (
            "No interview behind these personas carries a date, so that the age of their evidence is not known. A date "
            "in the file name (`2026-02-18 anna.txt`) is enough."
        )
        return
    yield f"On {today}. {RULE.format(months=months)}"
    yield ""
    yield "| persona | lines | with a date | on old interviews alone | interview again |"
    yield "|---|---|---|---|---|"
    for age in found:
        due = "now" if age.again and age.again <= today else f"by {age.again}" if age.again else "date not known"
        yield f"| {safe(age.persona)} | {age.lines} | {age.dated} | {len(age.old)} | {due} |"
    for age in found:
        if age.old:
            yield ""
            yield f"Lines of {safe(age.persona)} that rest on old interviews alone:"
            yield ""
            for line in age.old:
                yield f"- {safe(line.text)} `{line.code}` (last heard {max(line.days)})"
