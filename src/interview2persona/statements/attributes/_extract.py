"""From candidates of all families to the attributes of each participant.

Which statement states an attribute, and in which words, is told by the network that reads them (docs/model-card.md).
Patterns come first where they find words, too: they say in one way what people say in many ("phone", "decider", an age
in digits). Both need a higher probability where the question does not ask for the attribute.
Without a network, and of what staff tells of others, which it was not trained on, patterns decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from interview2persona.language import Language
from interview2persona.model import ATTRIBUTES, Attribute, Participant, Statement
from interview2persona.statements.attributes import (
    buying,
    buying_role,
    job,
    organisation,
    person,
    place,
    reach,
    size,
    tenure,
)
from interview2persona.statements.attributes._holds import NAMED, holds, whole
from interview2persona.statements.attributes._said import Found, Said, in_whole_words, short
from interview2persona.statements.attributes._words import (
    NUMBER,
    in_years,
    numbers_in,
    whole_numbers,
    with_digits,
)

if TYPE_CHECKING:
    from interview2persona.reading.reader import Stated

_REPEATED = 0.15  # what each further mention adds to the certainty of a value
#: Probability from which the model card counts a statement as stating an attribute; kept in the file of weights. What a
#: run asks for is `_BY_NETWORK`.
SURE: Mapping[str, float] = dict.fromkeys(ATTRIBUTES, 0.35) | dict.fromkeys(
    ("industry", "tools", "risk_attitude", "budget", "seniority", "buying_role"), 0.6
)
#: Which questions (`Said.asked`) ask for an attribute.
_ASKED: Mapping[str, frozenset[str]] = {
    "industry": frozenset({"role", "company"}),
    "company_size": frozenset({"role", "company"}),
    "household": frozenset({"role", "home"}),
    "location": frozenset({"role", "company", "where"}),
    "tenure": frozenset({"role", "long"}),
    "buying_role": frozenset({"buy"}),
    "budget": frozenset({"buy"}),
    "channels": frozenset({"contact"}),
    "source_of_information": frozenset({"hear"}),
}
#: The same probability for words that the network alone finds, where the question asks for the attribute, and where
#: not: in interviews about something else much of what sounds like an attribute is none.
_BY_NETWORK: Mapping[str, tuple[float, float]] = {
    **dict.fromkeys(ATTRIBUTES, (0.25, 0.35)),
    "industry": (0.35, 0.8),
    "source_of_information": (0.25, 0.6),
    "seniority": (0.25, 0.5),
    "risk_attitude": (0.42, 0.6),
    "buying_role": (0.42, 0.7),
    "tools": (0.35, 0.6),
}
#: From which probability a statement states an attribute if a pattern finds words in it, too: where the question asks
#: for it, and where not. Words like "call", "text" or "video" are said of much else.
_POSSIBLE = 0.01, 0.01
_LESS_POSSIBLE: Mapping[str, tuple[float, float]] = {
    "industry": (0.05, 0.1),
    "location": (0.02, 0.1),
    "channels": (0.05, 0.1),
    "source_of_information": (0.02, 0.2),
    "tools": (0.1, 0.1),
}
_NOT_AN_AGE, _RIVAL = ("tenure", "company_size"), 0.4  # "forty-one years, a technician" is how old somebody is
_WORDED = 0.5  # what such words add to the certainty: they mostly come first
_WEIGHT = {"job_title": 5}  # by which what patterns say is divided: "a printer" is a better title than "I do fences"
_COUNTED = {"company_size": with_digits, "age": with_digits, "tenure": in_years}
_LOOSE = "to|from|on|at|of|with|by|and|or|but|is|are|was|were"  # words that a value does not begin with
_LEADING = re.compile(rf"^(?:(?:{_LOOSE})\s+)+", re.I)
_LEADING_NAME = re.compile(rf"^(?:(?:{_LOOSE}|in|into|for|through|than|via|like)\s+)+", re.I)
_SAYS_SOMETHING = re.compile(r"\w{3}|\d")
_SPEAKS_OF = {  # what the words of the network must say, and an age is not how old somebody once was
    "age": re.compile(rf"^(?!.*\b(?:was|were|when|since|until|till)\b).*(?:{NUMBER}|ties\b)", re.I | re.S),
    "company_size": re.compile(rf"{NUMBER}|\b(?:me|alone|own|myself|nobody)\b", re.I),
    "tenure": re.compile(
        rf"{NUMBER}|\b(?:an?|many|few|some)\s+(?:years?|months?|weeks?)\b|\b(?:decades|always|ages|forever)\b|\bsince\s+\w",
        re.I,
    ),
    "budget": re.compile(rf"{NUMBER}|[€$£¥]|\b(?:tenner|fiver|grand|penny|nothing|free)\b", re.I),
}
_Family = Callable[[Said], Iterator[Found]]
_ONE: dict[str, tuple[_Family, float]] = {  # the surest candidate, from this score on
    "job_title": (job.job_title, 0.85),
    "seniority": (job.seniority, 1.4),
    "age": (person.age, 1.0),
    "location": (place.location, 1.0),
    "budget": (buying.budget, 1.0),
    "risk_attitude": (buying.risk_attitude, 1.0),
}
_MANY: dict[str, tuple[_Family, float, int]] = {  # every candidate from this score on, at most so many
    "company_size": (size.company_size, 0.9, 2),
    "industry": (organisation.industry, 0.9, 2),
    "tenure": (tenure.tenure, 0.9, 2),
    "household": (person.household, 0.8, 3),
    "buying_role": (buying_role.buying_role, 0.9, 6),
    "channels": (reach.channels, 0.8, 4),
    "source_of_information": (reach.source_of_information, 0.5, 4),
    "tools": (reach.tools, 1.0, 6),
}


def extract(
    statements: Sequence[Statement],
    participants: Sequence[Participant],
    language: Language,
    told: Stated | None = None,
) -> dict[str, dict[str, Attribute]]:
    """Attributes by participant id and name, each with the statement it rests on.

    Only what a person says of themselves or their organisation counts; of sales and service staff (`Participant.counts`
    is false) what they say of the customers they know. Values are the person's own words, white space folded; several
    are joined by "; ". What nobody said is not there. The patterns are English: other languages give no attributes.

    Args:
        told: how probable it is that a statement states each of `ATTRIBUTES`, and in which words.
    """
    if language.code != "en":
        return {p.participant_id: {} for p in participants}
    own: dict[str, list[int]] = {p.participant_id: [] for p in participants}
    for number, statement in enumerate(statements):
        own.setdefault(statement.participant_id, []).append(number)
    about_others = {p.participant_id for p in participants if not p.counts}

    def prepared(ident: str, numbers: Sequence[int]) -> list[Said]:
        """One person at a time: what is told of each statement of a large study takes much room."""
        said, others = [statements[number] for number in numbers], ident in about_others
        if told is None or others:
            return _prepared(said, language, {}, others)
        likely = {s.statement_id: _told(s, told, n) for s, n in zip(said, numbers, strict=True)}
        return _prepared(said, language, likely, others)

    return {ident: _of_one(prepared(ident, numbers)) for ident, numbers in own.items()}


def _told(statement: Statement, told: Stated, number: int) -> tuple[Mapping[str, float], Mapping[str, str]]:
    """How probable a statement states each attribute, and in which of its words."""
    text = " ".join(statement.text.split())
    places = zip(ATTRIBUTES, told.begins[number].tolist(), told.ends[number].tolist(), strict=True)
    words = {name: in_whole_words(text, *whole_numbers(text, begin, end)) for name, begin, end in places if end}
    return dict(zip(ATTRIBUTES, told.probabilities[number].tolist(), strict=True)), words


def _prepared(
    statements: Sequence[Statement],
    language: Language,
    likely: Mapping[str, tuple[Mapping[str, float], Mapping[str, str]]],
    others: bool,
) -> list[Said]:
    docs = language.parse([s.text for s in statements])
    last = max(1, len(statements) - 1)
    words = frozenset(t.text for doc in docs for t in doc if t.text.islower())
    return [
        Said(s, d, n / last, others, words, *likely.get(s.statement_id, ()))
        for n, (s, d) in enumerate(zip(statements, docs, strict=True))
    ]


def _of_one(said: Sequence[Said]) -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for name, (family, least) in _ONE.items():
        candidates = [f for s in said for f in _found(s, name, family, least) if f.score >= least and f.value]
        if candidates:
            best = max(
                candidates, key=lambda f: f.score + _REPEATED * (_times(f, candidates) - 1)
            )  # the first of equals
            found[name] = Attribute(best.value, best.statement_id)
    for name, (family, least, limit) in _MANY.items():
        candidates = [f for s in said for f in _found(s, name, family, least)]
        if name == "buying_role":
            candidates = buying_role.settled(candidates)
        chosen = _distinct([f for f in candidates if f.score >= least and f.value], limit)
        if chosen:
            found[name] = Attribute("; ".join(f.value for f in chosen), chosen[0].statement_id)
    return found


def _found(said: Said, name: str, family: _Family, least: float) -> Iterable[Found]:
    """Candidates of a statement, none of them below `least` where the network told how likely there are any."""
    if said.told is None:
        return family(said)
    likely, way = said.told[name], 0 if said.asked & _ASKED.get(name, frozenset()) else 1
    of_age = name in _NOT_AN_AGE and likely < _RIVAL < said.told.get("age", 0.0) and len(numbers_in(said.text)) == 1
    if likely < _LESS_POSSIBLE.get(name, _POSSIBLE)[way] or of_age:
        return ()
    worded = [
        replace(f, score=least + likely + _WORDED + f.score / _WEIGHT.get(name, 100))
        for f in family(said)
        if f.score >= least and f.value
    ]
    if worded or likely < _BY_NETWORK[name][way]:
        return worded
    leading = _LEADING_NAME if name in NAMED else _LEADING
    value = whole(name, short(leading.sub("", said.words.get(name, ""))), said)
    if not _SPEAKS_OF.get(name, _SAYS_SOMETHING).search(value) or not holds(name, value, said):
        return ()
    return (Found(_COUNTED.get(name, str)(value), least + likely, said.statement.statement_id),)


def _times(found: Found, candidates: Sequence[Found]) -> int:
    return min(5, sum(c.value.casefold() == found.value.casefold() for c in candidates))


def _distinct(candidates: Sequence[Found], limit: int) -> list[Found]:
    """The surest values, each once (a value inside another is dropped), in order of certainty."""
    chosen: list[Found] = []
    for candidate in sorted(candidates, key=lambda f: -f.score - _REPEATED * (_times(f, candidates) - 1)):
        if len(chosen) < limit and not any(_same(candidate.value, c.value) for c in chosen):
            chosen.append(candidate)
    return chosen


def _same(a: str, b: str) -> bool:
    """Whether two values say one thing: one inside the other, or the same number of people or years."""
    a, b = a.casefold(), b.casefold()
    bare, other = a.split(" (")[0], b.split(" (")[0]
    return bare in other or other in bare or (a.endswith(")") and a.rpartition("(")[2] == b.rpartition("(")[2])
