"""What people said of themselves, step by step less precise: a year of age becomes a decade, a title a kind of work.

No value holds a digit: a digit would be taken for an age or a size that somebody named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from interview2persona.characteristics import PLACEHOLDER
from interview2persona.statements.attributes._words import CHILD, JOBS, PARTNER, words
from interview2persona.statements.attributes.place import country

Step = Callable[[str], str]  # from a value as it was said to a coarser one; "" when nothing can be told from it

_DECADES = ("", "teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_AGES = ((40, "under forty"), (60, "forty to fifty-nine"), (111, "sixty or older"))
#: Bands of the European Union's definition of small and medium-sized enterprises (Recommendation 2003/361/EC).
_SIZES = (
    (10, "fewer than ten people"), (50, "ten to forty-nine people"),
    (250, "fifty to two-hundred-and-forty-nine people"), (10**9, "two-hundred-and-fifty people or more"),
)  # fmt: skip
ANOTHER_JOB = "another occupation"
_FEW = ((50, "fewer than fifty people"), (10**9, "fifty people or more"))
_IN_CHARGE = words(
    "owner owner-manager founder co-founder director manager head ceo cto coo cio cfo president vp principal partner "
    "lead leader chair chairman chairwoman chairperson chief executive dean entrepreneur landlord landlady"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d{3})*")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def as_said(value: str) -> str:
    """The value itself, white space folded."""
    return " ".join(value.split())


def _number(value: str) -> int | None:
    """The first number in figures; numbers said in words carry them in brackets: "fifty-one (51)"."""
    found = _NUMBER.search(PLACEHOLDER.sub("", value))
    return int(re.sub(r"\D", "", found.group())) if found else None


def _decade(value: str) -> str:
    age = _number(value)
    return _DECADES[age // 10] if age is not None and 14 <= age < 100 else ""


def _within(bands: tuple[tuple[int, str], ...], least: int) -> Step:
    def band(value: str) -> str:
        number = _number(value)
        if number is None or number < least:
            return ""
        return next((name for limit, name in bands if number < limit), "")

    return band


def _work(value: str) -> str:
    """The last word of a title that names a job: "senior service coordinator at [ORG 2]" is a coordinator."""
    jobs = [word for word in _words_of_title(value) if word in JOBS]
    return jobs[-1] if jobs else ""


def _standing(value: str) -> str:
    said = set(_words_of_title(value))
    if said & _IN_CHARGE:
        return "owner or manager"
    return ANOTHER_JOB if said & JOBS else ""


def _words_of_title(value: str) -> list[str]:
    return _WORD.findall(value.split(";", maxsplit=1)[0].casefold())


def _family(value: str) -> str:
    partner = re.search(rf"\b{PARTNER}\b", value, re.IGNORECASE)
    children = re.search(rf"\b{CHILD}\b", value, re.IGNORECASE)
    return " and ".join([*(["partner"] if partner else []), *(["children"] if children else [])])


def _with_family(value: str) -> str:
    return "family" if _family(value) else ""


#: Attributes by which somebody who knows a person may recognise them (quasi-identifiers), with their steps.
STEPS: Mapping[str, tuple[Step, ...]] = MappingProxyType(
    {
        "age": (_decade, _within(_AGES, 14)),
        "location": (as_said, country),
        "job_title": (as_said, _work, _standing),
        "seniority": (as_said, _standing),
        "company_size": (_within(_SIZES, 1), _within(_FEW, 1)),
        "industry": (as_said,),
        "household": (as_said, _family, _with_family),
    }
)
#: Attributes of which each person is told of as precisely as enough others share it: of twenty writers and three people
#: with a work of their own, that twenty are writers.
MIXED: Mapping[str, tuple[Step, ...]] = MappingProxyType({"job_title": STEPS["job_title"]})
