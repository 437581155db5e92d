"""Whether words that a network took for an attribute can be one: numbers of other things and what is refused cannot.

And whether they are enough of them to be understood.
"""

from __future__ import annotations

import re

from interview2persona.statements.attributes._said import Said, short
from interview2persona.statements.attributes._words import SHARED

_THINGS = frozenset({"channels", "source_of_information", "tools"})  # which may be refused
NAMED = frozenset({"industry", "job_title", "source_of_information", "tools", "budget"})  # by a noun, or a number
_WITH_NOUN = frozenset({"industry", "job_title", "tools"})
_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_NO_TRADE = re.compile(  # in which everybody works
    r"(?:(?:the|an?|our|my|this|whole|own)\s+)*(?:compan(?:y|ies)|firms?|business(?:es)?|services?|place|work|jobs?|lines?|things?|"
    r"charge|years?|months?|days?|data|team|office)",
    re.I,
)
_LITTLE = frozenset(  # parts of speech that name no thing
    ["ADV", "ADP", "PRON", "DET", "CCONJ", "SCONJ", "PART", "AUX", "INTJ", "PUNCT", "SPACE", "NUM"]
)
_WORD = re.compile(r"[\w'’-]+")
_CLAUSE = re.compile(r"[^,;:.!?]+")
_FEW, _MANY = 3, 14  # words that seldom say how somebody is; words of a clause that is shown whole
_ADJECTIVE = re.compile(
    r"\b(?:careful|cautious|sceptical|skeptical|suspicious|wary|conservative|adventurous|bold|brave|curious|nervous|"
    r"impatient|patient|pessimist|optimist|coward|gambler|worrier|jumper|risk[- ]takers?)\b",
    re.I,
)
_NO_THING = re.compile(r"\d[\d\s-]{5,}|\bhalf past\b|\bo['’]?clock\b", re.I)
_NO_AGE = re.compile(r"\s*(?:percent|%|euros?|pounds?|dollars?|quid|years? (?!old)|minutes?|hours?|[A-Z]{2,3}\b)")
_NOT_NOW = re.compile(r"\b(?:stopped|retired?|started|married|until|till|then I['’]?m|was|were)\b[^.;]{0,15}$", re.I)
_MEASURED = re.compile(
    r"\s*\b(?:kilowatts?|kw|steps|stairs|hives|miles|kilomet\w+|kilos?|tons?|tonnes|degrees|percent|euros?|pounds?|"
    r"dollars?|quid|years?|months?|hours?|minutes?|o['’]?clock)\b",
    re.I,
)


def holds(name: str, value: str, said: Said) -> bool:
    """Whether the words `value` of a statement are what the attribute asks for, and are not denied in it."""
    at = said.text.find(value)
    after = said.text[at + len(value) :] if at >= 0 else ""
    if name == "age":
        return not (SHARED.search(value) or _NO_AGE.match(after) or _NOT_NOW.search(said.text[: max(at, 0)]))
    if name == "company_size":
        return not (_MEASURED.search(value) or _MEASURED.match(after))
    if name in _WITH_NOUN and "[" not in value:
        nouns = {t.text for t in said.doc if t.pos_ in _NOUNS}
        if nouns.isdisjoint(_WORD.findall(value)) or (name == "industry" and _NO_TRADE.fullmatch(value)):
            return False
    if name in _THINGS:
        refused = at >= 0 and said.refused(at)
        little = {t.text for t in said.doc if t.pos_ in _LITTLE}
        return not refused and not _NO_THING.search(value) and not little.issuperset(_WORD.findall(value))
    return not (name == "risk_attitude" and len(value.split()) < _FEW and not _ADJECTIVE.search(value))


def whole(name: str, value: str, said: Said) -> str:
    """`value`, or its whole clause where a word or two of how somebody is would say nothing: "first", "I stay"."""
    if name != "risk_attitude" or len(value.split()) >= _FEW or _ADJECTIVE.search(value):
        return value
    at = said.text.find(value)
    clauses = (m.group().strip() for m in _CLAUSE.finditer(said.text) if m.start() <= at < m.end())
    return next((short(clause) for clause in clauses if len(clause.split()) <= _MANY), value)
