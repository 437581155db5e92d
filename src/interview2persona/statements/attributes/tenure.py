"""How long a person has done it: in the job, with the firm, or as a customer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview2persona.statements.attributes._said import Found, Said, short
from interview2persona.statements.attributes._words import NUMBER, SPAN, in_years

_LONG = re.compile(
    rf"(?P<v>{SPAN}(?:\s+(?:now|here|this\s+\w+|"
    rf"in\s+\w+))*(?:,?\s+since\s+[^.,;!?]{{3,25}}(?!\w))?)(?!\s+(?:old|later|ago)\b)",
    re.I,
)
_LONG_CUE = re.compile(
    r"\b(?:I['’]?ve been|I have been|I['’]?m (?:doing|here|there|with|now|in)|in this (?:job|role|chair|"
    r"post)|at the (?:firm|company)|with (?:the firm|them|this company)|"
    r"(?:I|we) (?:started|joined|founded|came)|^started|years? (?:here|now|in the (?:job|office|business|"
    r"trade|company))|I do (?:it|this)|I['’]?ve (?:done|worked|run)|"
    r"this (?:spring|summer|autumn|fall|winter|year)|before that)\b"
    rf"|^(?:well,?\s+|since\s+)?{SPAN}\b|\bsince\s+{SPAN}|\b(?:that|it)(?:['’]s|\s+is|"
    rf"['’]ll\s+be)\s+(?:now\s+|already\s+)?{SPAN}",
    re.I,
)
_NOT_JOB = re.compile(
    r"\b(?:baby|kids?|child\w*|married|divorced|old|software|system|app|tool|program|waiting|waited|he|"
    r"she|they|till|until|contract|licen[cs]e|pilot|trial)\b",
    re.I,
)
_STRONG_LONG = re.compile(
    rf"\bI(?:['’]?ve|\s+have)\s+(?:been|done|worked|"
    rf"run)\b[^.;]{{0,40}}?\b(?P<v>{SPAN}(?:,?\s+since\s+[^.,;!?]{{3,25}}(?!\w))?)"
    rf"|(?:\b(?:I|we)\s+(?:came|started|joined|began|bought|opened|founded|took\s+(?:it|this|over|the))|^started|\bsince)\b[^.;]{{0,60}}?(?P<w>{SPAN})(?:\s+ago|\s+I['’]?m)",
    re.I,
)
_STATED = re.compile(
    rf"\b(?:I['’]?m|I am)\b[^.;]*(?!\w),\s*(?P<v>{SPAN})\.?$", re.I
)  # "I'm a nurse at the General, six years."
_AT_IT = re.compile(
    rf"\b(?:been\s+(?:at|doing|in)\s+(?:it|this|there)|been\s+there|at\s+it)\s+(?:for\s+)?(?P<v>{SPAN})", re.I
)
_FAMILY_FIRM = re.compile(
    r"\bmy\s+(?:father|mother|grandfather|grandmother|great-grand\w+|parents|grandparents|uncle|family)\s+"
    r"(?:started|founded|opened|built|began|bought)\b.{0,40}?\b(?P<v>(?:in\s+)?(?:18|19|20)\d\d|(?:in|since)\s+"
    r"(?:nineteen\s+)?(?:thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)\b",
    re.I,
)
_AGO = re.compile(rf"(?P<v>{SPAN})\s+ago\b", re.I)
_SINCE = re.compile(
    r"\b(?P<v>since\s+(?:(?:19|20)\d\d|(?:sixty|seventy|eighty|ninety)-\w+|['’]\d\d|I\s+was\s+[\w-]+|(?:last|this)\s+\w+))|"
    r"\b(?P<w>(?:in\s+)?(?:my|our)\s+\w+(?:st|nd|rd|th)\s+(?:year|season|term))",
    re.I,
)
_YEAR = re.compile(
    r"\b(?:started|founded|joined|took (?:it |this )?over|opened|bought (?:it|out)|own(?:er|"
    r"ed)?)\b.{0,40}?\b(?P<v>(?:in\s+)?(?:19|20)\d\d)\b",
    re.I,
)
_GOT_WHEN = re.compile(
    r"\bwhen (?:did you (?:get|buy|install|switch|sign|order|subscribe)|was (?:that|it))\b|"
    r"how long have you (?:had|used|been using)",
    re.I,
)
_SINCE_PRODUCT = re.compile(
    rf"\b(?P<v>since\s+(?:last\s+\w+|(?:19|20)\d\d|{SPAN}|\w+))|(?P<w>last\s+(?:year|spring|summer|autumn|"
    rf"fall|winter|[A-Z][a-z]+)|in\s+(?:19|20)\d\d|(?:spring|summer|autumn|fall|winter)\s+of\s+(?:['’]|20)\d\d|{SPAN})",
    re.I,
)


_OF_OTHERS = re.compile(
    rf"(?P<v>{NUMBER},\s+{SPAN}|{SPAN})\s+(?:in\s+the\s+(?:house|firm|company|job|trade)|there)\b", re.I
)
_CAME = re.compile(r"\bhow did you (?:come|get|end up|start)\b", re.I)


def tenure(said: Said) -> Iterator[Found]:
    """In the job, and as a customer; of staff, how long those they speak of have been there."""
    if said.others:
        yield from (_found(said, m, 0.9) for m in said.matches(_OF_OTHERS) if said.relevant)
    elif said.place < 0.35:
        yield from (_found(said, m, 0.9) for m in said.matches(_FAMILY_FIRM))
    yield from in_job(said)
    yield from as_customer(said)


def in_job(said: Said) -> Iterator[Found]:
    """How long in the job or with the firm: "six years in May I'm doing it", "since 1996", "my fifth year"."""
    if not said.relevant or said.others or _NOT_JOB.search(said.text.split(",")[0]):
        return
    asked = "long" in said.asked
    bonus = 0.6 * said.early + 0.8 * asked
    if re.search(r"\bI\s+(?:came|started|joined|began)\b", said.statement.before, re.I):
        yield from (_found(said, m, 1.2 + bonus) for m in said.matches(_AGO))
    for m in said.matches(_STRONG_LONG):
        yield _found(said, m, 1.2 + bonus)
    if said.place < 0.35:
        for pattern in (_STATED, _AT_IT):
            yield from (_found(said, m, 0.9 + bonus) for m in said.matches(pattern))
    if _CAME.search(said.statement.question):
        yield from (_found(said, m, 0.9 + bonus) for m in said.matches(_AGO))
    if asked or said.place < 0.35:
        for pattern in (_SINCE, _YEAR):
            yield from (_found(said, m, 0.8 + bonus) for m in said.matches(pattern))
        for m in said.matches(_LONG):
            cue = bool(_LONG_CUE.search(said.text))
            bare = len(said.text.split()) <= len(m["v"].split()) + 2
            if asked or ("week" not in m["v"] and (cue or (bare and said.place < 0.2))):
                yield _found(said, m, 0.4 + 0.5 * cue + 0.5 * bare + bonus)


def as_customer(said: Said) -> Iterator[Found]:
    """How long the person has had the product, where that is asked: the tenure of a private customer."""
    if _GOT_WHEN.search(said.statement.question) and said.relevant:
        yield from (_found(said, m, 0.9) for m in said.matches(_SINCE_PRODUCT))


def _found(said: Said, match: re.Match[str], score: float) -> Found:
    value = in_years(short(match.groupdict().get("w") or match["v"]))
    return said.found(value, score if len(value.split()) > 1 else 0.0)  # "since" alone says nothing
