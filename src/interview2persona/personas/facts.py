"""Who they are: attributes that people stated, as ranges and counts; never more than they said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from interview2persona.model import ATTRIBUTES, Participant

_RANGED = {"age", "company_size", "tenure"}
_NUMBER = re.compile(r"\d+(?:[.,]\d{3})*")


def facts_of(members: Sequence[str], participants: Mapping[str, Participant]) -> dict[str, str]:
    """One line per attribute that somebody stated: "26 to 51 (4 of 7)", "planner (2 of 7); fitter (1 of 7)"."""
    names = [n for n in ATTRIBUTES if any(n in participants[m].attributes for m in members)]
    names += sorted({n for m in members for n in participants[m].attributes} - set(names))
    return {name: _line(name, [_value(participants[m], name) for m in members]) for name in names}


def _value(participant: Participant, name: str) -> str:
    stated = participant.attributes.get(name)
    return " ".join(stated.value.split()) if stated else ""


def _line(name: str, values: list[str]) -> str:
    said = [v for v in values if v]
    if name in _RANGED and len(numbers := [n for v in said if (n := _first_number(v)) is not None]) == len(said) > 1:
        low, high = min(numbers), max(numbers)
        return (
            f"{low} to {high} ({len(said)} of {len(values)})"
            if low != high
            else f"{low} ({len(said)} of {len(values)})"
        )
    counts = Counter(v.casefold() for v in said)
    spelling = {v.casefold(): v for v in reversed(said)}
    ordered = sorted(counts, key=lambda v: (-counts[v], v))
    return "; ".join(f"{spelling[v]} ({counts[v]} of {len(values)})" for v in ordered)


def _first_number(value: str) -> int | None:
    found = _NUMBER.search(value)
    return int(re.sub(r"\D", "", found.group())) if found else None
