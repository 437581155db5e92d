"""Who a person is outside work: age and household."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview2persona.statements.attributes._said import Found, Said
from interview2persona.statements.attributes._words import (
    CHILD,
    HOUSEMATE,
    NUMBER,
    PARTNER,
    SHARED,
    value_of,
    with_digits,
)

_UNITS = (
    r"(?:years?\s+(?!old)|months?|weeks?|days?|hours?|minutes?|percent|%|people|of\b|euros?|pounds?|"
    r"dollars?|kilomet|miles|times|steps?|deals?|o['’]clock)"
)
_I_AM = re.compile(
    rf"(?<!then )(?<!when )\bI(?:['’]?m|\s+am|['’]?ve (?:just )?turned|\s+(?:just\s+)?turned|['’]ll be)\s+"
    rf"(?:now\s+|only\s+|already\s+|just\s+|nearly\s+|almost\s+)?(?P<v>{NUMBER})\b"
    rf"(?:\s+years\s+old)?(?!\s*[-–]?\s*(?:{_UNITS}|\w+s\b(?<!this)))",
    re.I,
)
_YEARS_OLD = re.compile(
    rf"\b(?:me|I|myself|I['’]?m|aged|age)\b[^.;]{{0,60}}?\b(?P<v>{NUMBER})(?:\s+years\s+old|"
    rf"\s+years\s+of\s+age)\b",
    re.I,
)
_FUTURE = re.compile(rf"\b(?P<v>in\s+[\w-]+\s+years\s+I(?:['’]?m|\s+am|['’]ll\s+be)\s+{NUMBER})\b", re.I)
_AT = re.compile(
    rf"^(?:well,?\s+)?At\s+(?P<v>{NUMBER})(?=,|\s+and\b|\s+you\b|\s+I\b)(?!,?\s+I\s+(?:was|had|did|got|went|came|left|took|\w+ed)\b)",
    re.I,
)
_BARE = re.compile(
    rf"(?:(?:er|erm|um|uh|oh|well|so|and|I['’]?m|I\s+(?:am|have)|me)[\s,]+)*(?P<v>{NUMBER})(?:\s+years?)?"
    r"(?:\s+now)?",
    re.I,
)  # "Forty-five, two teenagers and a parrot", "I have thirty-four years": an age only where the network reads one
_BARE_SURE = 0.25
_DECADE = re.compile(r"\b(?:I['’]?m|I\s+am)\s+(?P<v>in\s+my\s+(?:early\s+|mid[- ]?|late\s+)?\w+ies)\b", re.I)
_BORN = re.compile(r"\bI\s+was\s+born\s+in\s+(?P<v>19\d\d|20\d\d)\b", re.I)
_ONLY_NUMBER = re.compile(rf"(?:I['’]?m\s+)?{NUMBER}\.?", re.I)
_OTHER_AGE = re.compile(
    rf"\b(?:he|she|they)(?:['’]s|['’]re|\s+is|\s+are)\s+(?P<v>(?:(?:about|around|often|"
    rf"usually|mostly)\s+)*{NUMBER}(?:\s+or\s+\w+|\s+plus)?)\b(?!\s+{_UNITS})"
    rf"|\b(?P<w>(?:often|usually|mostly)\s+{NUMBER}(?:\s+(?:or|and)\s+(?:older|over|more|younger)|\s+plus)"
    rf"|\b(?P<x>(?:often|usually|mostly)\s+(?:around|about)\s+{NUMBER})\b(?!\s+{_UNITS}))",
    re.I,
)

_FAMILY = rf"(?:{PARTNER}|{CHILD}|{HOUSEMATE})"
_MINE = re.compile(
    rf"\b(?P<v>(?:my|our)\s+(?:(?!boss|colleague)[\w-]+\s+){{0,2}}?(?:{_FAMILY}|girls?|boys?|"
    rf"lads?)\b(?:['’]s)?(?:\s+(?:and|is|are|was|at|in|with|of)\b"
    rf"[^.,;!?—–]{{0,40}}(?!\w))?)",
    re.I,
)
_HAVE = re.compile(
    rf"\b(?:I(?:['’]?ve)?|we(?:['’]?ve)?)\s+(?:have\s+|had\s+|got\s+|also\s+)*(?P<v>(?:no\s+|an?\s+|the\s+|"
    rf"{NUMBER}\s+|my\s+)(?:[\w'’-]+\s+){{0,2}}?{_FAMILY}\b[^.,;!?—–]{{0,40}}(?!\w))",
    re.I,
)
_WITH = re.compile(
    rf"\b(?:single|divorced|separated|widowed|married|widow(?:er)?)\b[^.;]{{0,15}}\b(?:with|and)\s+(?:I\s+have\s+)?"
    rf"(?P<v>(?:an?|one|{NUMBER}|no|my|grown(?:-up)?)\s+(?:[\w'’-]+\s+){{0,2}}?{CHILD})\b",
    re.I,
)  # "I'm divorced, with a daughter"
_MY_TWO = re.compile(
    r"\b(?P<v>(?:my|our)\s+(?:two|three|four|five|eldest|oldest|youngest|little one|small one)\s+(?:is|"
    r"are|was|were|at|has|have)\s[^.,;!?—–]{2,30}(?!\w))",
    re.I,
)
_COUNTED = re.compile(
    rf"\b(?P<v>{NUMBER}\s+(?:[\w'’-]+\s+)?(?:{CHILD})\b(?:,?\s+(?:aged\s+)?{NUMBER}(?:\s+and\s+{NUMBER})?)?)", re.I
)
_LIVING = re.compile(
    r"\b(?P<v>(?:I\s+live|I['’]?m\s+living|living)\s+(?:alone|by myself|on my own|with\s+[^.,;!?—–]{2,40}(?!\w))|"
    r"I['’]?m\s+(?:single|married|divorced|widowed|engaged|a\s+widow(?:er)?|"
    r"separated|pregnant|a\s+single\s+(?:mother|mum|mom|father|dad|parent)|a\s+(?:mother|mum|mom|father|"
    r"dad|grandmother|grandfather)\s+of\s+\w+)|"
    r"(?:only|just)\s+me\s+and\s+(?:the|my)\s+[^.,;!?—–]{2,30}(?!\w)|"
    r"(?:I['’]?m\s+)?on\s+my\s+own\s+since\s+[^.,;!?]{2,30}(?!\w)|(?:my|the)\s+late\s+(?:husband|wife)|"
    r"on\s+(?:maternity|paternity|parental)\s+leave)",
    re.I,
)
_THE_KIDS = re.compile(
    r"\b(?:I|we|I['’]?ve)\b[^.;]{0,40}\b(?P<v>the\s+(?:kids|children|baby|little\s+one|small\s+(?:one|lad|"
    r"boy|girl)|twins)\b[^.,;!?—–]{0,30}(?!\w))",
    re.I,
)
_NOT_FAMILY = re.compile(
    r"\b(?:lads|guys)\b|\bau pair|\boffice\b|\bshop\b|\bmy\s+(?:business|sales|channel|"
    r"implementation|creative|writing|design)\s+partner|\bpartners\b|\bcat\s*5|\bchildren['’]s",
    re.I,
)


_CHILDREN = 9  # in a household
_GONE = re.compile(r"\bnot\s+$|\b(?:bur(?:y|ied)|lost|outlived|divorced)\s+(?:\w+\s+)?$", re.I)
_POSSESSIVE = re.compile(r"['’]s$")


def age(said: Said) -> Iterator[Found]:
    """ "I'm fifty-one", "in my forties"; never from a tone, and not "I'm six years here"."""
    if said.others:
        for m in said.matches(_OTHER_AGE):
            if 16 <= (value_of(m[0]) or 0) <= 100:
                yield said.found(with_digits(m["v"] or m["w"] or m["x"]), 1.0 + said.early)
        return
    yield from (said.found(with_digits(m["v"]), 2.0) for m in said.matches(_FUTURE))
    for pattern, score in ((_YEARS_OLD, 1.6), (_I_AM, 1.2), (_AT, 1.0), (_DECADE, 1.2), (_BORN, 1.5)):
        for m in said.matches(pattern):
            number = value_of(m["v"])
            if pattern in (_DECADE, _BORN) or (number is not None and 18 <= number <= 100):
                yield said.found(with_digits(m["v"]), score)
    if said.told and said.told["age"] >= _BARE_SURE:
        for piece in re.split(r"[.,;:!?–—]|\sand\s", said.text):
            bare = None if SHARED.search(piece) else _BARE.fullmatch(piece.strip())
            if bare and 18 <= (value_of(bare["v"]) or 0) <= 100:
                yield said.found(with_digits(bare["v"]), 1.1)
    if re.search(r"\bsince I was\b|\bborn\b", said.statement.before, re.I) and _ONLY_NUMBER.fullmatch(said.text):
        yield said.found(with_digits(said.text), 1.2)
    first = re.split(r"[.,;:!?]", said.text)[0]
    if "age" in said.asked and (number := value_of(first)) and 16 <= number <= 100 and len(first.split()) < 8:
        yield said.found(with_digits(first), 2.0)


_AT_HOME = re.compile(r"\b(?P<v>the\s+(?:twins|kids|children)\s+are\s[^.,;!?—–]{2,40}(?!\w))", re.I)
_NEW_CLAUSE = re.compile(r"\s+(?:and|but|so)\s+(?:I|we|he|she|they|it|one|that)\b.*", re.I)


def household(said: Said) -> Iterator[Found]:
    """Partner, children, housemates, animals: the speaker's own, in their words."""
    if said.others:
        return
    asked = 0.5 * ("home" in said.asked)
    for pattern, score in (
        (_LIVING, 1.5),
        (_HAVE, 1.3),
        (_MINE, 1.2),
        (_MY_TWO, 1.2),
        (_WITH, 1.2),
        (_COUNTED, 0.9),
        (_THE_KIDS, 0.8),
    ):
        for m in said.matches(pattern):
            whole = said.text[m.start("v") : m.end("v") + 2]  # with an "'s"
            no_home = _NOT_FAMILY.search(whole) or _GONE.search(said.text[: m.start("v")])
            if pattern is _COUNTED and (value_of(m["v"].split()[0]) or 0) > _CHILDREN:
                continue  # a class, not a family
            if not no_home and (score > 1 or asked or said.person != "other"):
                yield said.found(_POSSESSIVE.sub("", _NEW_CLAUSE.sub("", m["v"])), score + asked)
    if said.early:
        yield from (said.found(m["v"], 0.8) for m in said.matches(_AT_HOME))
