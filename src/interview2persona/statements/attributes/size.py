"""How large an organisation is: its people, or what its trade counts instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview2persona.statements.attributes._said import Found, Said, short
from interview2persona.statements.attributes._words import (
    NOT_PEOPLE,
    NUMBER,
    PEOPLE,
    RANGE,
    value_of,
    whole_numbers,
    with_digits,
)

_SIZE = re.compile(
    rf"\b(?P<v>{RANGE}\s+(?!{NOT_PEOPLE}\b)(?:other\s+|full-time\s+|part-time\s+)?{PEOPLE})\b(?!\s+(?:ago|later|old))",
    re.I,
)
_SIZE_WE = re.compile(
    rf"\b(?:we(?:['’]re|\s+are|['’]?ve been)|(?:company|firm|team|practice|school|group|headcount|"
    rf"place)(?:['’]s|\s+is|\s+has)?)"
    rf"\s+(?:now\s+|only\s+|just\s+|got\s+|of\s+)*(?P<v>{RANGE})(?=\s*(?:$|[.,;!?]|(?:in|of|altogether|all|"
    rf"total|now|with|if|and|plus|on|at|here|people|I think|or so)\b))",
    re.I,
)
_SIZE_HAVE = re.compile(rf"\b(?:I|we)(?:['’]?ve|\s+have)\s+(?:got\s+)?(?P<v>{RANGE}\s+(?:of\s+them|{PEOPLE}))\b", re.I)
_SIZE_ALL = re.compile(
    rf"\b(?P<v>{RANGE}\s+(?:people|of\s+us|employees|staff)|{RANGE}\s+(?:altogether|in\s+total|all\s+in))\b", re.I
)
_SIZE_FIRM = re.compile(
    rf"\b(?P<v>{NUMBER}[\s-](?:person|people|man|strong|employee)(?:\s+\w+)?|"
    rf"{NUMBER}[\s-]bed\s+(?:hospital|home|ward|clinic|hotel))\b",
    re.I,
)
_SIZE_SUM = re.compile(
    rf"[,;]\s*(?:so|that['’]s|makes)\s+(?:about\s+)?(?P<v>{NUMBER})(?=[.]|$)", re.I
)  # "..., so eight."
_UNITS = re.compile(
    rf"\b(?P<v>{RANGE}\s+(?:[a-z]+\s+)?(?:cows|sows|pigs|sheep|goats|hens|cattle|hives|hectares|acres|rooms|beds|seats|tables|"
    rf"flats|apartments|units|houses|shops|stores|branches|restaurants|sites|trucks|lorries|vans|buses|boats|vehicles|pupils|"
    rf"students|residents|members))\b",
    re.I,
)  # what the size of a farm, a hotel, a landlord or a haulier is told in
_HOLDING = re.compile(
    r"\b(?:farm|hotel|business|company|firm|school|ward|home|flats|houses|hospital|restaurant|shops?|fleet|"
    r"what do you do|about yourself|your (?:work|job|role)|who are you)\b",
    re.I,
)
_OTHERS = re.compile(rf"\b{NOT_PEOPLE}$", re.I)  # "nine thousand punters"
_SETTLEMENT = re.compile(r"\b(?:island|village|town|city|parish|street|neighbou?rhood)\b", re.I)
_SIZE_BARE = re.compile(
    rf"^(?:(?:so|well|um|uh|oh|about|we['’]?re|with)[\s,]+)*(?P<v>{RANGE})\b(?!\s*(?:{NOT_PEOPLE}|%|o['’]clock)\b)",
    re.I,
)


def company_size(said: Said) -> Iterator[Found]:
    """People, not vans: "we're about sixty", "nine of us on the tools", or a number when asked how big."""
    if not said.relevant or _SETTLEMENT.search(said.text):
        return
    bonus = 0.8 * said.early + 0.5 * ("company" in said.asked) + 0.2 * ("role" in said.asked)
    if said.place < 0.4 or "company" in said.asked:
        for pattern, score in ((_SIZE_ALL, 1.1), (_SIZE_WE, 1.0), (_SIZE_FIRM, 0.9), (_SIZE, 0.6)):
            yield from (_count(said, m, score + bonus) for m in said.matches(pattern) if _people(m["v"]))
        if re.search(r"\b(?:I|me|we|us)\b", said.text):
            yield from (_count(said, m, 0.9 + bonus) for m in said.matches(_SIZE_SUM) if "company" in said.asked)
    if said.place < 0.15 and not said.others and _HOLDING.search(said.statement.question):
        yield from (said.found(m["v"], 0.7 + 0.3 * said.early) for m in said.matches(_UNITS) if _large(m["v"]))
    yield from (_count(said, m, 0.9 + bonus) for m in said.matches(_SIZE_HAVE) if _people(m["v"]))
    if re.search(r"how (?:big|many (?:people|of you|are|staff|employees))|what size", said.statement.question, re.I):
        yield from (_count(said, m, 0.6 + bonus) for m in said.matches(_SIZE_BARE))


def _people(value: str) -> bool:
    return (value_of(value) or 0) > 2 and not _OTHERS.search(value)


def _large(value: str) -> bool:
    """Said in words: a size in figures would be taken for a number of people."""
    return (value_of(value) or 0) > 2 and not re.search(r"\d", value)


def _count(said: Said, match: re.Match[str], score: float) -> Found:
    begin, end = whole_numbers(said.text, *match.span("v"))
    return said.found(with_digits(short(said.text[begin:end])), score)
