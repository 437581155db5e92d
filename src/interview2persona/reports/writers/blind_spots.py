"""`blind-spots.md`: what sales and service say about customers, beside what customers say themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interview2persona.model import Statement, Study
from interview2persona.reports.blindspots import BlindSpots, Contradiction, Spot, blind_spots
from interview2persona.reports.pages import places, safe
from interview2persona.settings import Settings

MOST = 10  # themes of a section in the open
QUOTES = 2  # per side


def render(study: Study, settings: Settings) -> dict[str, str | bytes]:  # noqa: ARG001 (the contract of writers)
    found = blind_spots(study)
    body = _page(found, places(study)) if found.staff else _nobody()
    return {"blind-spots.md": "\n".join(["# Blind spots", "", *body]) + "\n"}


def _nobody() -> Iterator[str]:
    yield (
        "This study has no interviews with sales or service people about customers, so that there is nothing to "
        "compare. One or two are enough to begin with: put them into the same folder, and name their `kind` (sales or "
        "service) in `participants.csv` if it is not recognised."
    )


def _page(found: BlindSpots, where: Mapping[str, str]) -> Iterator[str]:
    yield (
        f"What {_people(found.staff, 'sales or service person says', 'sales and service people say')} about customers, "
        f"beside what {_people(found.customers, 'customer says', 'customers say')} themselves: goals, pains, gains and "
        "points in deciding that are clear enough. Staff are not counted as customers anywhere."
    )
    if found.staff < 3:
        yield ""
        yield f"With {found.staff} of them, what they do not mention may simply not have come up."
    yield ""
    yield "## May contradict each other"
    yield ""
    yield "Found by opposite labels or a negation on one side alone. Read both, and decide."
    yield ""
    yield from _folded([_pair(c, where) for c in found.contradictions])
    yield "## Customers say, sales and service do not mention"
    yield ""
    yield from _folded([_spot(s, found, where) for s in found.customers_only])
    yield "## Sales and service say, no customer does"
    yield ""
    yield from _folded([_spot(s, found, where) for s in found.staff_only])
    yield "## Both speak of"
    yield ""
    yield from _folded([_spot(s, found, where) for s in found.both])


def _people(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _folded(items: Sequence[list[str]]) -> Iterator[str]:
    if not items:
        yield "Nothing was found."
    for item in items[:MOST]:
        yield from item
    if items[MOST:]:
        yield ""
        yield f"<details><summary>{len(items) - MOST} more</summary>"
        yield ""
        for item in items[MOST:]:
            yield from item
        yield ""
        yield "</details>"
    yield ""


def _pair(c: Contradiction, where: Mapping[str, str]) -> list[str]:
    return [
        f"- **{safe(c.theme.title)}**: {c.reason}",
        f"  - *Sales or service:* {_quoted(c.staff, where)}",
        f"  - *Customer:* {_quoted(c.customer, where)}",
    ]


def _spot(spot: Spot, found: BlindSpots, where: Mapping[str, str]) -> list[str]:
    counts = [f"{len(spot.customers)} of {found.customers} customers"] * bool(spot.customers)
    counts += [f"{len(spot.staff)} of {found.staff} from sales and service"] * bool(spot.staff)
    title = safe(spot.theme.title) if spot.theme else "Belongs to no theme"
    return [
        f"- **{title}** — {', '.join(counts)}",
        *(f"  - *Sales or service:* {_quoted(s, where)}" for s in spot.staff[:QUOTES]),
        *(f"  - *Customer:* {_quoted(s, where)}" for s in spot.customers[:QUOTES]),
    ]


def _quoted(s: Statement, where: Mapping[str, str]) -> str:
    return f"“{safe(s.text)}” ({s.participant_id}, {safe(where.get(s.statement_id, s.transcript))})"
