"""Whether words that a network took for an attribute can be one: numbers of other things and what is refused cannot.

And whether they are enough of them to be understood.
"""

from __future__ import annotations

import re

from interview2persona.characteristics import PLACEHOLDER
from interview2persona.statements.attributes._said import Said, short
from interview2persona.statements.attributes._words import ATTITUDES, JOBS, SHARED
from interview2persona.statements.attributes.buying import declined

_THINGS = frozenset({"channels", "source_of_information", "tools"})  # which may be refused
NAMED = frozenset({"industry", "job_title", "source_of_information", "tools", "budget"})  # by a noun, or a number
_WITH_NOUN = frozenset({"industry", "job_title", "tools"})
_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_ANY_TRADE = re.compile(  # in which everybody works
    r"(?:(?:the|an?|our|my|this|whole|own)\s+)*(?:compan(?:y|ies)|firms?|business(?:es)?|services?|place|work|jobs?|lines?|things?|"
    r"charge|years?|months?|days?|data|team|office)",
    re.I,
)
_LITTLE = frozenset(  # parts of speech that name no thing
    ["ADV", "ADP", "PRON", "DET", "CCONJ", "SCONJ", "PART", "AUX", "INTJ", "PUNCT", "SPACE", "NUM"]
)
_WORD = re.compile(r"[\w'’-]+")
_CLAUSES = ("risk_attitude", "buying_role")  # told in clauses
_CLAUSE = re.compile(r"[^,;:.!?]+")
_FEW, _MANY = 3, 14  # words that seldom say how somebody is; words of a clause that is shown whole
_ADJECTIVE = re.compile(
    rf"\b(?:{ATTITUDES}|brave|nervous|impatient|patient|prudent|reckless|impulsive|pessimist|optimist|adventurer|coward|"
    r"gambler|worrier|jumper|risk[- ]takers?)\b",
    re.I,
)
_SELF = re.compile(rf"^I(?:['’]?m| am)\b|{_ADJECTIVE.pattern}", re.I)
_NO_THING = re.compile(r"\d[\d\s-]{5,}|\bhalf past\b|\bo['’]?clock\b", re.I)
_NO_AGE = re.compile(r"\s*(?:percent|%|euros?|pounds?|dollars?|quid|years? (?!old)|minutes?|hours?|[A-Z]{2,3}\b)")
_NOT_NOW = re.compile(r"\b(?:stopped|retired?|started|married|until|till|then I['’]?m|was|were)\b[^.;]{0,15}$", re.I)
_NOT_STAFF = re.compile(
    r"\s*\b(?:kilowatts?|kw|steps|stairs|hives|miles|kilomet\w+|kilos?|tons?|tonnes|degrees|percent|euros?|pounds?|"
    r"dollars?|quid|years?|months?|hours?|minutes?|o['’]?clock|punters?|customers?|guests?|visitors?|readers?|followers?|"
    r"listeners?|plots?|daughters?|sons?)\b",
    re.I,
)
_ALIKE = re.compile(r"\b(?:like|minus)\s+(?:an?\s+)?$", re.I)
_SAYS = re.compile(r"[^\W\d_]{2,}")
_DECIDES = re.compile(  # what is said of a part in buying
    r"\b(?:decid|deciding|decision|sign|cho[os]|pick|approv|pa(?:y|id)|b(?:uy|ought)|order|vot|vet(?:o|ed)|budget|agree|"
    r"recommend|propos|suggest|ask|present|yes|no\b|say\b|boss|board|committee|council|owner|director|manager|head|purchas|"
    r"procure|tender|purse|money|card|contract|wife|husband|partner|user|use\b|test|initiat|influenc|persuad|convinc)",
    re.I,
)


def holds(name: str, value: str, said: Said) -> bool:
    """Whether the words `value` of a statement are what the attribute asks for, and are not denied in it."""
    at = said.text.find(value)
    after = said.text[at + len(value) :] if at >= 0 else ""
    if name == "age":
        return not (SHARED.search(value) or _NO_AGE.match(after) or _NOT_NOW.search(said.text[: max(at, 0)]))
    if name == "company_size":
        return not (_NOT_STAFF.search(value) or _NOT_STAFF.match(after) or _ALIKE.search(said.text[: max(at, 0)]))
    if name == "budget":
        return not (at >= 0 and declined(said, at))
    if name == "buying_role":
        return len(value.split()) >= _FEW or bool(_DECIDES.search(value))
    if name in _WITH_NOUN and "[" not in value:
        nouns = {t.text for t in said.doc if t.pos_ in _NOUNS or t.tag_ == "VBG"}
        if nouns.isdisjoint(_WORD.findall(value)) or (name == "industry" and _no_trade(value)):
            return False
    if name == "industry" and not _SAYS.search(PLACEHOLDER.sub("", value)):
        return False
    if name in _THINGS:
        refused = at >= 0 and said.refused(at)
        little = {t.text for t in said.doc if t.pos_ in _LITTLE}
        return not refused and not _NO_THING.search(value) and not little.issuperset(_WORD.findall(value))
    return not (name == "risk_attitude" and len(value.split()) < _FEW and not _SELF.search(value))


def _no_trade(value: str) -> bool:
    """What everybody works in, or what somebody is: "company", "paralegal"."""
    return bool(_ANY_TRADE.fullmatch(value)) or value.casefold().rstrip("s") in JOBS


def whole(name: str, value: str, said: Said) -> str:
    """`value`, or its whole clause where a word or two would say nothing: "first", "I stay"."""
    known = _ADJECTIVE if name == "risk_attitude" else _DECIDES
    if name not in _CLAUSES or len(value.split()) >= _FEW or known.search(value):
        return value
    at = said.text.find(value)
    clauses = (m.group().strip() for m in _CLAUSE.finditer(said.text) if m.start() <= at < m.end())
    return next((short(clause) for clause in clauses if len(clause.split()) <= _MANY), value)
