"""A short text for a claim, made from one thing that was said, or that very quote where no short form is safe.

"I also always ask our tax adviser" becomes "Always asks their tax adviser". Only the person changes and what says
nothing falls away; what the sentence asserts, denies, counts, names or hedges stays (`faithful` checks it). English
only: in other languages the quote is the text.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from interview2persona.personas import persons
from interview2persona.personas.faithful import faithful
from interview2persona.personas.trimming import trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SHORTEST = 4  # words from which a text is understood without its question
LONGEST = 30  # words of a text that is still read on a wall
_SPEECH = re.compile(r"[\"“”«»]|(?:^|\s)['‘]\w")
_QUOTATION = re.compile(r"[\"“”]")
# What hangs on what was said before.
_OPENER = re.compile(
    r"^(?:(?:and|but|so|or|though|um|uh|well|yeah|aye|even so|meanwhile|anyway|plus|mind you),? )+", re.IGNORECASE
)
_ADDRESSED = {"you", "your", "yours", "yourself", "ya", "yourselves"}
_POINTING = {"it", "that", "this", "they", "he", "she", "these", "those", "them", "him", "her", "its", "his", "one"}
_LEANING = {"and", "but", "so", "or", "even", "meanwhile", "anyway", "plus", "yet", "otherwise", "instead", "there",
            "then", "either", "neither", "same", "no", "yes", "please", "because", "which", "except", "unless", "not",
            "never", "nor", "than", "though"}  # fmt: skip
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself|[Ww]e|us|[Oo]ur|ourselves)\b(?!['’-]?\w)")
# Words of a dialect, and turns that are learned later: their own in a quote, the tool's where it tells of them.
_OWN_ENGLISH = re.compile(
    r"\bwi['’](?=\s)|\b(?:owt|nowt|summat|meself|yersel[fl]?|divvent|dinna|cannae|wouldnae|didnae|fae|hame|aye|wor)\b"
    r"|\b(?:we|you|they)\s+was\b|\b(?:i|he|she|it)\s+were\b|\bthere\s+come\b"
    r"|\b(?:without|avoid|enjoy|suggest)\s+to\b|\bfor\s+to\s+\w|\b(?:want|wants|wanted|wish)\s+that\s+(?!one\b)\w"
    r"|\bsince\s+(?:\w+\s+)?\w+\s+(?:years|months)\b|\blisten\s+it\b|\b(?:explain|said|say)\s+me\b"
    r"|\b(?:tell|ask)\s+to\s+(?:me|my|us|our)\b|\bslowly\s+to\b|\bhow\s+it\s+(?:is\s+called|looks\s+like)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(r",\s*\[(?:PERSON|ORG|PLACE) \d+\](?:,|$)")  # by name: said to somebody
_UNMARKED = 14  # words that end with no mark and have none within: where a sentence ends is not known
_SAYING = {"say", "tell", "ask", "reply", "shout", "answer", "ring", "call", "text", "write"}
_QUOTING = {"say", "reply", "shout", "answer"}


def word(doc: Doc) -> str:
    """The text of a claim that rests on the parsed quote `doc`."""
    return _short(doc) or quoted(doc.text)


def has_short_form(doc: Doc) -> bool:
    return bool(_short(doc))


def quoted(text: str) -> str:
    """The quote itself as the text of a claim."""
    folded = " ".join(text.split())
    inner = folded.strip('"“”')
    if not _QUOTATION.search(inner):  # `"Printer defect." There are four` keeps the marks of what it quotes
        folded = inner
    folded = folded.rstrip(",;:– ")
    later = _OPENER.sub("", folded)
    return f"“{later if len(later.split()) >= SHORTEST else folded}”"


def _short(doc: Doc) -> str:
    if doc.lang_ != "en":
        return ""
    tokens = trimmed(doc)
    if not tokens or not _safe(doc, tokens):
        return ""
    text = _sentence_case(persons.third_person(tokens), tokens)
    told = text and len(text.split()) <= LONGEST and not _FIRST_PERSON.search(text)
    return text if told and faithful(text, doc) else ""


def _safe(doc: Doc, tokens: list[Token]) -> bool:
    """Whether the sentence is a plain statement about the speaker or the world, understood without its neighbours."""
    whole = doc.text
    if _SPEECH.search(whole) or "?" in whole or "…" in whole or "..." in whole:
        return False
    if _OWN_ENGLISH.search(whole) or _CALLED.search(whole) or _runs_on(whole) or _disagrees(tokens):
        return False
    lower = [t.lower_ for t in tokens]
    if set(lower) & _ADDRESSED or lower[0] in _LEANING or "please" in lower or _points_outside(tokens):
        return False
    if any(t.lower_ in ("me", "us") and t.dep_ == "attr" for t in tokens) or "god" in lower:
        return False  # "that's me" is nobody else
    if {"honest", "lol", "haha"} & set(lower):
        return False  # said to the interviewer
    if len(tokens) < SHORTEST or tokens[-1].tag_ in ("CC", "IN", "DT", "TO"):
        return False
    if sum(t.dep_ == "ROOT" for t in tokens) != 1 or not any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return False
    root = next(t for t in tokens if t.dep_ == "ROOT")
    return (
        root.pos_ in ("VERB", "AUX")
        and not (_commands(root) or _depends(root) or _says_twice_who(tokens))
        and not _reports_speech(tokens)
        and not _corrects_itself(lower)
    )


def _runs_on(text: str) -> bool:
    """Words of a machine transcript without marks: a second sentence may have begun in them."""
    return len(text.split()) > _UNMARKED and not re.search(r"[,.;:!]", text)


def _disagrees(tokens: list[Token]) -> bool:
    """ "Grades is for mackerel"."""
    return any(
        t.tag_ == "NNS" and t.dep_ == "nsubj" and t.head.lower_ in ("is", "was", "has") and t.i < t.head.i
        for t in tokens
    )


def _reports_speech(tokens: list[Token]) -> bool:
    """Somebody's words without quotation marks ("I said, don't come"), or words to oneself ("I ask me")."""
    if any(here.lemma_ in _SAYING and after.text in (",", ":") for here, after in pairwise(tokens)):
        return True
    first = any(t.lower_ in ("i", "we") and t.dep_ == "nsubj" and t.head.lemma_ in _QUOTING for t in tokens)
    themselves = any(t.lower_ in ("me", "us") and _subject_is_speaker(t.head) for t in tokens)
    return first or themselves or any(t.dep_ == "neg" and _commands(t.head) for t in tokens)


def _points_outside(tokens: list[Token]) -> bool:
    """A pronoun whose noun stands in another sentence: no noun before it, unless it stands for what follows."""
    nouns = False
    for token in tokens:
        pointing = token.lower_ in _POINTING and token.pos_ in ("PRON", "DET") and token.dep_ not in ("mark", "det")
        relative = token.lower_ == "that" and token.dep_ in ("nsubj", "dobj", "mark") and token.head.dep_ == "relcl"
        if pointing and not nouns and not relative and token.dep_ != "expl":
            return True
        nouns = nouns or (token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in ("DATE", "TIME"))
    return False


def _says_twice_who(tokens: list[Token]) -> bool:
    """ "My foreman, he and his wife would like to": understood when heard, stumbled over when read."""
    for before, here in pairwise(tokens):
        if before.text == "," and here.lower_ in _POINTING and here.dep_ in ("nsubj", "nsubjpass"):
            start = tokens.index(before)
            return not any(t.pos_ in ("VERB", "AUX") for t in tokens[:start])
    return False


def _subject_is_speaker(verb: Token) -> bool:
    """ "I ask me", "excuse me": object forms that are no plain third person."""
    if verb.lemma_ in ("excuse", "pardon", "bless", "trust"):
        return True
    return any(c.lower_ in ("i", "we") and c.dep_ == "nsubj" for c in verb.children)


def _depends(root: Token) -> bool:
    """A clause that hangs on another sentence: "if he says it works", "when they only do baths"."""
    return any(c.dep_ == "mark" or (c.tag_ == "WRB" and c.dep_ == "advmod") for c in root.children)


def _commands(root: Token) -> bool:
    """An imperative tells the interviewer something: a bare verb without subject, "don't write that"."""
    subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in root.children)
    return root.tag_ == "VB" and not subject and not any(c.tag_ in ("MD", "TO") for c in root.children)


def _corrects_itself(lower: list[str]) -> bool:
    """ "three, no, four", "that's, no": what holds is only known to a reader of both."""
    return lower[-1] in ("no", "yes") or any(
        a == "," and b in ("no", "sorry", "or rather", "actually") and c == ","
        for a, b, c in zip(lower, lower[1:], lower[2:], strict=False)
    )


def _sentence_case(text: str, tokens: list[Token]) -> str:
    text = re.sub(r"\s+([,.;:!?])", r"\1", text).strip(" ,;:-–.")
    text = re.sub(r",\s*,", ",", text)
    return text[:1].upper() + text[1:] if tokens else ""
