"""What organisation a person is with: company_size and industry."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from interview2persona.statements.attributes._said import Found, Said
from interview2persona.statements.attributes._words import (
    FUNCTION_WORDS,
    JOB,
    NOT_PEOPLE,
    NUMBER,
    PEOPLE,
    RANGE,
    value_of,
    with_digits,
    words,
)

_SIZE = re.compile(
    rf"\b(?P<v>{RANGE}\s+(?!{NOT_PEOPLE}\b)(?:other\s+|full-time\s+|part-time\s+)?{PEOPLE})\b(?!\s+(?:ago|later|old))",
    re.I,
)
_SIZE_WE = re.compile(
    rf"\b(?:we(?:['’]re|\s+are|['’]ve been)|(?:company|firm|team|practice|school|group|headcount|"
    rf"place)(?:['’]s|\s+is|\s+has)?)"
    rf"\s+(?:now\s+|only\s+|just\s+|got\s+|of\s+)*(?P<v>{RANGE})(?=\s*(?:$|[.,;!?]|(?:in|of|altogether|all|"
    rf"total|now|with|if|and|plus|on|at|here|people|I think|or so)\b))",
    re.I,
)
_SIZE_HAVE = re.compile(rf"\b(?:I|we)(?:['’]ve|\s+have)\s+(?:got\s+)?(?P<v>{RANGE}\s+(?:of\s+them|{PEOPLE}))\b", re.I)
_SIZE_ALL = re.compile(
    rf"\b(?P<v>{RANGE}\s+(?:people|of\s+us|employees|staff)|{RANGE}\s+(?:altogether|in\s+total|all\s+in))\b", re.I
)
_SIZE_FIRM = re.compile(
    rf"\b(?P<v>{NUMBER}[\s-](?:person|people|man|strong|employee)(?:\s+\w+)?|"
    rf"{NUMBER}[\s-]bed\s+(?:hospital|home|ward|clinic|hotel))\b",
    re.I,
)
_SETTLEMENT = re.compile(r"\b(?:island|village|town|city|parish|street|neighbou?rhood)\b", re.I)
_SIZE_BARE = re.compile(
    rf"^(?:(?:so|well|um|uh|oh|about|we['’]?re|with)[\s,]+)*(?P<v>{RANGE})\b(?!\s*(?:{NOT_PEOPLE}|%|o['’]clock)\b)",
    re.I,
)
_SECTOR = re.compile(
    r"\b(?:in|for|run|running|own|at|we['’]re)\s+(?:the\s+|an?\s+|our\s+|my\s+)?(?P<v>(?:(?!the\b|a\b|"
    r"an\b|this\b|that\b|my\b|our\b|whole\b|same\b|other\b|what\b|which\b|one\b)[\w-]+\s+){1,3}"
    r"(?:industry|sector|business|trade|compan(?:y|ies)|firms?|shops?|practices?|agenc(?:y|ies)|clinics?|"
    r"hospitals?|schools?|universit(?:y|ies)|colleges?|"
    r"restaurants?|hotels?|baker(?:y|ies)|farms?|brewer(?:y|ies)|pharmac(?:y|ies)|stores?|studios?|"
    r"factor(?:y|ies)|charit(?:y|ies)|outfit|manufacturer|"
    r"supplier|wholesaler|retailer|librar(?:y|ies)|nurser(?:y|ies)|workshops?|start-?ups?|lab|"
    r"laborator(?:y|ies)|plant|mill|garage|salon|museum|theatre|council|bank|insurer|housing association|"
    r"care homes?|offices?|departments?|authorit(?:y|ies)|ministr(?:y|ies)|societ(?:y|ies)|trusts?|"
    r"foundations?|publishers?|airlines?|shipyards?|warehouses?))\b",
    re.I,
)
_PLACE_OF_WORK = re.compile(
    r"\b(?:a|an|the|my|our)\s+(?P<v>(?:[\w'’-]+\s+)?(?:hospital|school|university|hotel|bakery|farm|"
    r"brewery|pharmacy|clinic|library|nursery|restaurant|"
    r"dairy|vineyard|orchard|café|cafe|museum|theatre|garage|salon|practice|care home|law firm|bank|"
    r"council|supermarket|laborator(?:y|ies)|lab|ward|surgery|kitchen|warehouse|mill))\b",
    re.I,
)
_MY_PLACE = re.compile(
    r"\b(?:my|our)\s+(?P<v>(?:ward|school|farm|bakery|practice|hotel|pharmacy|clinic|surgery|library|nursery|"
    r"restaurant|vineyard|orchard|café|cafe|salon|garage|studio|dairy|brewery|laborator(?:y|ies)|lab))\b",
    re.I,
)
_WHAT_KIND = re.compile(
    r"\bwhat (?:kind|sort|type) of (?P<v>farm|shop|business|company|firm|practice|school|organi[sz]ation|"
    r"work|store)",
    re.I,
)
_WE_DO = re.compile(
    r"\b(?:we\s+do|(?:we|I)\s+(?:(?:also|mostly|mainly|only|still|basically)\s+)*(?:make|sell|fix|repair|install|"
    r"build|service|maintain|grow|produce|supply|"
    r"provide|import|distribute|print|brew|bake|clean|design|manufacture|rent|lease|deliver|run|farm|"
    r"breed|teach|train|write|process|test))\s+"
    r"(?P<v>(?!it\b|that\b|this\b|them\b|so\b|not\b|what\b|my\b|everything\b)[^.;!?—–]{3,60}(?!\w))",
    re.I,
)
_LIST = re.compile(
    r"^(?:(?:so|well|um|uh|yes|right)[,\s]+)*(?P<v>[A-Za-z][\w'’-]*(?:\s+[\w'’-]+){0,3}"
    r"(?:,\s*(?:and\s+)?[\w'’ -]{3,40}){1,5})",
    re.I,
)
_WITH_JOB = re.compile(rf"\b(?P<v>(?:(?!{FUNCTION_WORDS}\b)[a-z][\w-]+\s+){{1,2}}(?:{JOB}|tech)s?)\b")
_FIRM = re.compile(r"\b[A-ZÀ-Þ][\w'’&à-ÿ-]+(?:\s+(?:and|&|[A-ZÀ-Þ][\w'’à-ÿ-]+))*\s+(?P<v>[A-Z][a-z]{3,})\b")
_ANYWHERE = words("manager director officer owner assistant leader boss head executive partner lead worker analyst")
_VAGUE = words(
    """the a an and of other good new best our my some these those old own young many few all as says said office
    service sales account general project senior junior head chief lead or former real proper only whole
    back main big small large little local next last first second another"""
)


def company_size(said: Said) -> Iterator[Found]:
    """People, not vans: "we're about sixty", "nine of us on the tools", or a number when asked how big."""
    if not said.relevant or _SETTLEMENT.search(said.text):
        return
    bonus = 0.8 * said.early + 0.5 * ("company" in said.asked) + 0.2 * ("role" in said.asked)
    if said.place < 0.4 or "company" in said.asked:
        for pattern, score in ((_SIZE_ALL, 1.1), (_SIZE_WE, 1.0), (_SIZE_FIRM, 0.9), (_SIZE, 0.6)):
            yield from (_count(said, m, score + bonus) for m in said.matches(pattern) if (value_of(m["v"]) or 0) > 2)
    yield from (_count(said, m, 0.9 + bonus) for m in said.matches(_SIZE_HAVE) if (value_of(m["v"]) or 0) > 2)
    if re.search(r"how (?:big|many (?:people|of you|are|staff|employees))|what size", said.statement.question, re.I):
        yield from (_count(said, m, 0.6 + bonus) for m in said.matches(_SIZE_BARE))


def _count(said: Said, match: re.Match[str], score: float) -> Found:
    return said.found(with_digits(match["v"]), score)


def industry(said: Said) -> Iterator[Found]:
    """What the organisation does, as the person puts it."""
    if not said.relevant:
        return
    if said.place > 0.5:
        yield from (said.found(m["v"], 0.9) for m in said.matches(_MY_PLACE))
        return
    asked = bool(said.asked & {"role", "company"})
    bonus = 0.8 * said.early + 0.4 * asked
    yield from (said.found(m["v"], 0.8 + bonus) for m in said.matches(_SECTOR) if _specific(m["v"]))
    if asked or said.place < 0.1:
        yield from (said.found(m["v"], 0.5 + bonus) for m in said.matches(_PLACE_OF_WORK))
    yield from (said.found(m["v"], 0.9 + bonus) for m in said.matches(_MY_PLACE))
    if kind := _WHAT_KIND.search(said.statement.question):
        first = re.split(r"[,.;]", said.text)[0]
        if len(first.split()) <= 4 and said.statement.before == "":
            yield said.found(f"{first} {kind['v']}" if kind["v"] in said.text.casefold() else first, 0.9 + bonus)
    if asked or said.place < 0.2:
        yield from (
            said.found(m["v"], 0.5 + bonus)
            for m in said.matches(_WITH_JOB)
            if _specific(m["v"]) and "retired" not in said.text
        )
        yield from _from_name(said, 0.6 + bonus)
    if asked:
        yield from (said.found(m["v"], 0.9 + bonus) for m in said.matches(_WE_DO))
        if not any(t.pos_ in ("VERB", "AUX") for t in said.doc):
            lists = (_without_names(m["v"]) for m in said.matches(_LIST))
            yield from (said.found(value, 0.8 + bonus) for value in lists if value)


def _from_name(said: Said, score: float) -> Iterator[Found]:
    """The last word of a firm's name where it is an everyday word to the person: "Northmarch Lifts"."""
    for m in said.matches(_FIRM):
        word = m["v"].casefold()
        forms = [form for form in (word.rstrip("s") + "s", word, word.rstrip("s")) if form in said.vocabulary]
        if forms:
            yield said.found(forms[0], score)


def _has_verb(said: Said, match: re.Match[str]) -> bool:
    words = set(match["v"].split())
    return any(t.pos_ in ("VERB", "AUX") for t in said.doc if t.text in words)


def _without_names(value: str) -> str:
    """The items of a list up to the first that holds a name or a number of people."""
    items = list(itertools.takewhile(lambda item: not re.search(r"\s[A-ZÀ-Þ]|\bof us\b", item), value.split(",")))
    return ",".join(items)


def _specific(value: str) -> bool:
    first, *_, last = value.casefold().split()
    return first not in _VAGUE and value_of(first) is None and last.rstrip("s") not in _ANYWHERE
