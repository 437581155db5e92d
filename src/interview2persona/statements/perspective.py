"""Whose experience a statement is: first-hand (the speaker's own) or second-hand (told of others)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview2persona.model import Kind, Perspective, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SELF = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})
_OTHERS = frozenset({"he", "she", "they", "him", "her", "them", "his", "their", "theirs"})
_CUSTOMERS = re.compile(
    r"\b(?:customers?|clients?|buyers?|users?|callers?|prospects?|owners?|guests?|patients?|parents?|"
    r"people|everybody|everyone|"
    r"somebody|someone|a (?:man|woman|lady|gentleman|couple|family|fella|guy|lad|girl)|one of (?:them|"
    r"mine)|most|half of|some of|"
    r"families|tenants?|passengers?|couples|students?|shoppers?|members?|subscribers?|households?|"
    r"companies|firms|shops)\b",
    re.I,
)
_MENTAL = _words(
    """want wish need like love hate think say tell feel prefer find complain worry fear believe hope expect ask mean
    understand swear trust enjoy dread claim reckon moan grumble argue insist see call care dislike demand"""
)
_PLAINLY = re.compile(
    r"\W*(?:(?:and|but|so|then|well)\s+)*(?:he|she|they)(?:['’]d|\s+(?:just|always|really|also|never|still|all))?\s+"
    r"(?:wants?|wanted|likes?|liked|loves?|loved|hates?|hated|says?|said|thinks?|thought|prefers?|"
    r"preferred|feels?|felt)\b",
    re.I,
)
_QUOTE = re.compile(r"[\"“”][^\"“”]+[\"“”]?|(?<!\w)[‘][^’]+[’](?!\w)")
_ACKNOWLEDGED = _words(
    """mm mhm mmhm hm hmm uh um ah oh aye yeah yes yep yup ya ja sure right exactly absolutely definitely certainly
    indeed true correct ok okay fine agreed precisely totally completely of course no nope quite well so i suppose
    guess think that's it is that does do would could be probably maybe perhaps good point fair enough you know
    got see like say said"""
)
_ACK_LONGEST = 6


def of(statement: Statement, kind: Kind, doc: Doc) -> Perspective:
    """First-hand or second-hand.

    Args:
        statement: its text and labels are read.
        kind: of the *person* who speaks: sales and service staff speak of customers unless they plainly speak of
            themselves; anybody else speaks of themselves unless the sentence says what somebody else wants or thinks.
        doc: the parse of the statement's text.
    """
    if kind in ("sales", "service"):
        return "first-hand" if _about_self(statement, doc) else "second-hand"
    return "second-hand" if _reports_others(statement.text, doc) else "first-hand"


def merely_acknowledged(text: str, question: str) -> bool:
    """Whether a statement only nods to what the interviewer said: "Mm, yeah", "Exactly, that's it".

    What the interviewer asserted is then not the participant's statement. A bare answer to a short, open question
    ("Who signs?") is no such nod, nor is anything that adds a word of its own.
    """
    words = re.findall(r"[a-z']+", text.casefold().replace("’", "'"))
    return bool(question) and 0 < len(words) <= _ACK_LONGEST and all(word in _ACKNOWLEDGED for word in words)


def _about_self(statement: Statement, doc: Doc) -> bool:
    words = {t.lower_ for t in doc}
    of_others = bool(words & _OTHERS) or bool(_CUSTOMERS.search(statement.text))
    if "profile" in statement.labels and words & _SELF and not words & _OTHERS:
        return True
    if not statement.labels:
        return not of_others
    subjects = _main_subjects(doc)
    return any(t.lower_ in _SELF for t in subjects) and not of_others


def _reports_others(text: str, doc: Doc) -> bool:
    """ "My boss always says ...", "she hates it": somebody else's words, wishes or feelings, nothing of the self."""
    outside = _QUOTE.sub(" ", text)
    if not re.sub(r"\W", "", outside):
        return False  # nothing but a quotation: whose it is stands elsewhere
    own = re.search(r"\b(?:i|we|me|us|myself)\b", outside, re.I)
    if own:
        return False
    if _PLAINLY.match(outside):
        return True
    subjects = _main_subjects(doc)
    return any(_third_person(t) and t.head.lemma_.casefold() in _MENTAL for t in subjects)


def _third_person(token: Token) -> bool:
    if token.lower_ in ("he", "she", "they"):
        return True
    return token.pos_ in ("NOUN", "PROPN") and (
        token.ent_type_ == "PERSON" or any(t.lower_ in ("my", "our") for t in token.children) or token.lower_ in _PEOPLE
    )


def _main_subjects(doc: Doc) -> list[Token]:
    return [t for t in doc if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ in ("ROOT", "conj")]


_PEOPLE = _words(
    """boss manager director owner colleague colleagues customers customer clients people lads guys team wife husband
    son daughter"""
)
