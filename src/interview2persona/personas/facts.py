"""Who they are: attributes that people stated, as ranges and counts; never more than they said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from interview2persona.characteristics import PLACEHOLDER
from interview2persona.model import ATTRIBUTES, Participant

_RANGED = {"age": (14, 110), "company_size": (1, 10_000_000), "tenure": (0, 80)}  # what is a number of it
_UNITS = {"company_size": " people", "tenure": " years"}
_IN_DIGITS = re.compile(r"(?<=\D) \(\d[\d., to-]*(?: years)?\)$")  # what words of a number carry behind them
SHOWN = 4  # values of an attribute; the table of participants has them all
LONG = 4  # words of a value that reads as part of a list
_TALKED = {
    "i",
    "me",
    "my",
    "we",
    "us",
    "our",
    "you",
    "he",
    "him",
    "she",
    "her",
    "they",
    "them",
    "it",
    "who",
    "not",
    "no",
}
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d{3})*")


def facts_of(members: Sequence[str], participants: Mapping[str, Participant]) -> dict[str, str]:
    """One line per attribute that somebody stated: "26 to 51 — 4 of 7 people", "planner (2), fitter — 3 of 7"."""
    names = [n for n in ATTRIBUTES if any(n in participants[m].attributes for m in members)]
    names += sorted({n for m in members for n in participants[m].attributes} - set(names))
    return {name: _line(name, [_value(participants[m], name) for m in members]) for name in names}


def _value(participant: Participant, name: str) -> str:
    stated = participant.attributes.get(name)
    return " ".join(stated.value.split()) if stated else ""


def _line(name: str, values: list[str]) -> str:
    said = [v for v in values if v]
    people = f"{len(said)} of {len(values)} people"
    least, most = _RANGED.get(name, (1, 0))
    numbers = [n for v in said if (n := _first_number(v)) is not None and least <= n <= most]
    if len(numbers) == len(said) > 1:
        low, high = min(numbers), max(numbers)
        return f"{low} to {high}{_UNITS.get(name, '')} — {people}" if low != high else f"{low} — {people}"
    return f"{_listed(said)} — {people}"


def _listed(said: Sequence[str]) -> str:
    """The values with how many people gave them, most of them first; one person may give several.

    What one person said in half a sentence, or of somebody whose name was replaced, is counted, and told only where
    there is nothing else.
    """
    each = [list(dict.fromkeys(part.strip() for part in value.split(";") if part.strip())) for value in said]
    counts = Counter(part.casefold() for parts in each for part in parts)
    spelling = {part.casefold(): part for parts in reversed(each) for part in reversed(parts)}
    ordered = sorted(counts, key=lambda v: (v.startswith("another "), -counts[v], v))  # what says least comes last
    plain = [v for v in ordered if counts[v] > 1 or _is_plain(spelling[v])]
    shown = (plain or ordered)[:SHOWN]
    words = [_told(spelling[v]) + (f" ({counts[v]})" if counts[v] > 1 else "") for v in shown]
    more = f" and {len(ordered) - len(shown)} more" if len(ordered) > len(shown) else ""
    return ", ".join(words) + more


def _is_plain(value: str) -> bool:
    """Whether it reads as a value of a list: "a big book", not "he's the only one can sign", "[PERSON 3] has a say"."""
    words = _WORD.findall(value.lower())
    return len(value.split()) <= LONG and not PLACEHOLDER.search(value) and _TALKED.isdisjoint(words)


def _told(value: str) -> str:
    """A value that is half a sentence is a quote: in a list it would run into the next one."""
    value = _IN_DIGITS.sub("", value)
    return f"“{value}”" if len(value.split()) > LONG or "," in value else value


def _first_number(value: str) -> int | None:
    """The first number in figures; ages and sizes said in words carry them in brackets: "forty-one (41)"."""
    found = _NUMBER.search(value)
    return int(re.sub(r"\D", "", found.group())) if found else None
