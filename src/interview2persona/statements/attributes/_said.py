"""One statement as the families see it, with what its question asks and whom it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from interview2persona.model import Statement
from interview2persona.statements.attributes._words import CHILD, PARTNER
from interview2persona.statements.attributes._words import words as words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_QUESTIONS = {
    "role": r"\bwhat (?:do|is it that|exactly do) you do\b|\byour (?:role|job|work|position|title|function|task)|"
    r"what you do|"
    r"who are you|introduce yourself|about (?:yourself|you\b)|(?:who|where) do you work|responsible|your "
    r"day|what's your job",
    "company": r"\b(?:compan(?:y|ies)|firm|business|organi[sz]ation|shop|practice|school|farm|clinic|team|"
    r"department)\b|how big|"
    r"how many|how large|(?:who|where) do you work|describe the|size",
    "long": r"\bhow long (?:have|are|were) you (?:been|there|with|in|on|at|work|do|a |the )|since when (?:are|"
    r"have|do) you|when did you (?:start|join|begin)|"
    r"how many years|you['’]?ve been (?:there|here)|been (?:there|here) long",
    "hear": r"\bhow did you (?:hear|find|come|get|learn|first|discover)|hear (?:of|about)|come across|find out|"
    r"first (?:hear|see|notice)|"
    r"where did you (?:see|look|find|hear)|who told|who do you (?:ask|trust|listen|turn)|whom|where do "
    r"you (?:look|go|read|get|take)|"
    r"sources?|inform|convinced|how do you (?:check|know whom|compare|learn|keep up)|learning|learn it|"
    r"how did it start|before you (?:bought|signed|decided)",
    "buy": r"\bdecid|\bdecision|choos|chose|\bsign|\bbuy|bought|approv|part in|\bsay in\b|budget|purchas|who "
    r"pays|involved|contract|order",
    "contact": r"\bcontact|\breach (?:you|out|us|them|him|her)|in touch|prefer|channel|hear from|call us|write to|"
    r"communicat|best way|get hold|(?:need|get|want|ask for|look for|turn to)\b.{0,20}\bhelp|"
    r"\bhelp\b.{0,20}\b(?:come|from)|\bsupport|message|\bsend\b|summary|follow(?:ing)? up|"
    r"(?:e-?mail|call|ring|text|write) (?:you|them|him|her|back)|"
    r"\binformed\b",
    "age": r"\bhow old (?:are you|you are|are they|is (?:he|she))|\byour age\b|what year were you born",
    "home": r"\bfamily|at home|kids|children|married|weekend|live with|private",
    "where": r"\bwhere (?:are|do) you|based|located|which (?:region|town|city|country)|up there|over there|weather|"
    r"with you",
    "risk": r"\brisk|careful|try (?:new|out)|pilot|trial|careful|this time|before you|start",
}
_ASKED = {name: re.compile(pattern, re.I) for name, pattern in _QUESTIONS.items()}
_QUOTED = re.compile(r"[\"“”][^\"“”]{3,}[\"“”]")
_OTHERS = frozenset({"he", "she", "they"})
_SELF = frozenset({"i", "we", "us", "my", "our", "mine", "ours", "me"})
_FILLERS = re.compile(
    r"^(?:(?:so|well|and|but|um+|uh+|eh+|em|like|you know|i mean|oh|okay|basically|honestly)\b[,.\s]*|"
    r"(?:yeah|yes|no|right)[,.]\s*)+",
    re.I,
)
_FAMILY = re.compile(rf"{PARTNER}|{CHILD}|mother|father|mum|mom|dad|brother|sister|(?:mother|father)-in-law", re.I)
_REFUSED = re.compile(
    r"\b(?:no|not|never|nor|neither|nothing|nobody|none|without|hate|instead of|rather than|anything but|"
    r"(?:do|does|did|wo|ca|would|is|are|ai|should)n['’]?t|dont|doesnt|wont|cant|cannot|aint)\b"
    r"(?:(?!\b(?:please|just|only|but|better|prefer|yes|for me)\b)[^,.;]){0,40}$",
    re.I,
)
_DANGLING = words_of(
    "a an the of in at for since with and or to up on that who which is are was were has have goes my "
    "our there from but so by it that's that’s who's who’s what he she they we i per than into through about as your "
    "his her their when where if because this these those"
)
_MAX_WORDS = 14


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate for an attribute: its words, how sure, and the statement it stands in."""

    value: str
    score: float
    statement_id: str


@dataclass(frozen=True)
class Said:
    """A statement with its parse. `place` is its place among the person's statements, 0 (first) to 1 (last)."""

    statement: Statement
    doc: Doc
    place: float
    others: bool = False  # the speaker is staff: what they say of *others* is what counts
    vocabulary: frozenset[str] = frozenset()  # all words that the person uses in lower case
    told: Mapping[str, float] | None = None  # how probable it is that the statement states each attribute
    words: Mapping[str, str] = field(default_factory=dict)  # in which words of it the network reads each

    @cached_property
    def text(self) -> str:
        """The words, white space folded, without quoted speech: that is somebody else's."""
        return " ".join(_QUOTED.sub(" … ", self.statement.text).split())

    @cached_property
    def asked(self) -> frozenset[str]:
        """What the question is about."""
        return frozenset(name for name, pattern in _ASKED.items() if pattern.search(self.statement.question))

    @cached_property
    def person(self) -> str:
        """Whom the statement is about: "self", "other" or "" where no subject says so."""
        subjects = [t for t in self.doc if t.dep_ in ("nsubj", "nsubjpass") and _main(t)]
        words = {t.lower_ for t in subjects}
        if words & _SELF or any(t.lower_ in ("my", "our") for s in subjects for t in s.children if not _is_family(s)):
            return "self"
        if (
            words & _OTHERS
            or any(_is_family(t) for t in subjects)
            or any(t.pos_ == "PROPN" and t.ent_type_ == "PERSON" for t in subjects)
        ):
            return "other"
        return "self" if re.search(r"\b(?:i|we|us|my|our)\b", self.text, re.I) else ""

    @cached_property
    def relevant(self) -> bool:
        """Whether it speaks of whom the attributes are about: the speaker, or for staff the customers."""
        return self.person != ("self" if self.others else "other")

    @property
    def early(self) -> float:
        """Who people are is asked first: 1 at the start, 0 from two fifths on."""
        return max(0.0, 1 - 2.5 * self.place)

    def found(self, value: str, score: float) -> Found:
        """A candidate with `value` in short, verbatim words."""
        return Found(short(value), score, self.statement.statement_id)

    def refused(self, at: int) -> bool:
        """Whether what stands at this place of the text is denied in its clause: "don't ring", "no newsletters"."""
        return _REFUSED.search(self.text[:at]) is not None

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return pattern.finditer(self.text)


def short(value: str) -> str:
    """A value without fillers, loose little words and punctuation at its ends, at most 14 words."""
    words = _FILLERS.sub("", " ".join(value.split())).split()[:_MAX_WORDS]
    while len(words) > 1 and words[-1].casefold().strip(",.") in _DANGLING:
        words.pop()
    return " ".join(words).strip(" ,.;:–—-…!?")


def in_whole_words(text: str, begin: int, end: int) -> str:
    """The words of a text of which a part lies between two characters."""
    while begin and not text[begin - 1].isspace():
        begin -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[begin:end]


def _is_family(token: Token) -> bool:
    return bool(_FAMILY.fullmatch(token.text))


def _main(token: Token) -> bool:
    head = token.head
    return bool(head.dep_ in ("ROOT", "conj", "ccomp", "advcl"))
