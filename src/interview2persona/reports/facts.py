"""Who they are, as a page says it: attributes by their names, without values that were replaced throughout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from interview2persona.characteristics import PLACEHOLDER

WITHHELD = "withheld: too few alike"  # what privacy puts in the place of a value
_SAYS = re.compile(r"[^\W\d_]{2,}|\d")
ANOTHER_JOB = "another occupation"  # the coarsest that privacy says of a job, which says nothing of anybody
_ONLY_WITHHELD = re.compile(rf"(?:(?:{ANOTHER_JOB}|{WITHHELD})(?: \(\d+\))?(?:, )?)+")
_MORE = re.compile(r"\band \d+ more\b")
_ALSO_WITHHELD = re.compile(rf"(?:, )?{WITHHELD}(?: \((\d+)\))?")


@dataclass(frozen=True, slots=True)
class Fact:
    """`count` says of how many people it is known: "6 of 7 people"; "" where the fact does not say."""

    name: str
    value: str
    count: str


def told(facts: Mapping[str, str]) -> tuple[Fact, ...]:
    """Facts by their names in words; those that say nothing once names were replaced are left out."""
    found = [_fact(name, value) for name, value in facts.items() if not _ONLY_WITHHELD.fullmatch(_value(value))]
    return tuple(fact for fact in found if _SAYS.search(_MORE.sub("", PLACEHOLDER.sub("", fact.value))))


def withheld(facts: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the facts of which nothing is told, because too few people are alike in them."""
    return tuple(_name(name).lower() for name, value in facts.items() if _ONLY_WITHHELD.fullmatch(_value(value)))


def not_told(facts: Mapping[str, str]) -> str:
    """A sentence on what is withheld; "" where nothing is."""
    names = withheld(facts)
    return f"Also stated, withheld for privacy as too few people share it: {', '.join(names)}." if names else ""


def _fact(name: str, line: str) -> Fact:
    value = _value(line)
    hidden = sum(int(m[1] or 1) for m in _ALSO_WITHHELD.finditer(value))
    rest = _ALSO_WITHHELD.sub("", value).removeprefix(", ")
    return Fact(_name(name), f"{rest}; {hidden} withheld for privacy" if hidden else rest, line.partition(" — ")[2])


def _value(line: str) -> str:
    return line.partition(" — ")[0]


def _name(name: str) -> str:
    return name.replace("_", " ").capitalize()
