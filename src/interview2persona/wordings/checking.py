"""Whether a sentence that a language model wrote says what a quote says, and nothing else.

A sentence passes when at least one of its quotes bears all of it. Numbers, names, negation, modality and content words
are compared word by word on the parse; the meaning by the cosine of sentence embeddings. In doubt a sentence is
rejected: what is lost is a shorter wording, the quote itself remains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from interview2persona.characteristics import PLACEHOLDER
from interview2persona.language import Language
from interview2persona.model import Vectors
from interview2persona.wordings import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Encode = Callable[[Sequence[str]], Vectors]

LONGEST = 35  # words of a sentence
SIMILAR = 0.6  # least cosine of the sentence with its quote
_MARKUP = re.compile(r"[<>{}|`*#_\\]|https?:|www\.")
_CONTENT = ("NOUN", "VERB", "ADJ", "ADV", "PROPN")
_LEFT = 3  # words before the matched ones in which a negation or a hedge still bears on them


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is "" when the sentence is accepted."""

    reason: str

    @property
    def accepted(self) -> bool:
        return not self.reason


def check(sentence: str, quotes: Sequence[str], language: Language, encode: Encode) -> Verdict:
    """Accepts the sentence, or says why not; of several quotes, the reason is that of the nearest one.

    Args:
        encode: unit vectors of texts, one row each.
    """
    text = " ".join(sentence.split())
    if form := _form(text):
        return Verdict(form)
    if not quotes:
        return Verdict("it has no evidence")
    docs = language.parse([text, *quotes])
    cosines = encode([text, *quotes])
    nearness = (cosines[1:] @ cosines[0]).tolist()
    verdicts = [(near, _against(docs[0], quote, near)) for near, quote in zip(nearness, docs[1:], strict=True)]
    best = min(verdicts, key=lambda v: (bool(v[1]), -v[0]))
    return Verdict(best[1])


def _form(text: str) -> str:
    if not text or len(text.split()) > LONGEST:
        return "it is empty" if not text else "it is too long"
    if _MARKUP.search(text):
        return "it has markup or an address in it"
    if words.FIRST_PERSON & set(re.findall(r"[a-z]+", text.casefold())):
        return "it speaks in the first or second person"
    return ""


def _against(sentence: Doc, quote: Doc, near: float) -> str:
    """The first thing that the sentence says and the quote does not, "" for nothing."""
    window = _window(sentence, quote)
    return next(
        filter(
            None,
            (
                _numbers(sentence, quote),
                _names(sentence, quote),
                _negation(sentence, quote, window),
                _modality(sentence, quote, window),
                _content(sentence, quote),
                _roles(sentence, quote),
                "" if near >= SIMILAR else f"its meaning is not near enough to the quote ({near:.2f})",
            ),
        ),
        "",
    )


def _numbers(sentence: Doc, quote: Doc) -> str:
    new = _amounts(sentence) - _amounts(quote)
    return f"the number {min(new)} is not in the quote" if new else ""


def _amounts(doc: Doc) -> set[str]:
    """Numbers in digits where they are short; "one" is as often a pronoun and does not count."""
    given = [t for t in doc if not (t.i and _negative(t.nbor(-1)))]  # "two hours, not four" says nothing of four
    found = {t.lower_.removeprefix("$").removeprefix("€") for t in given if t.like_num or t.lower_ in words.AMOUNTS}
    found |= {n for t in doc if not t.like_num for n in re.findall(r"\d+", t.text)}
    return {words.VALUES.get(n, n) for n in found} - {"1"}


def _names(sentence: Doc, quote: Doc) -> str:
    said = {t.lower_ for t in quote} | {t.lemma_.casefold() for t in quote}
    for mark in PLACEHOLDER.findall(sentence.text):
        if mark not in quote.text:
            return f"{mark} is not in the quote"
    for t in sentence:
        capital = t.text[:1].isupper() and (t.pos_ == "PROPN" or not t.is_sent_start)
        if (capital or re.search(r"\w[A-Z]", t.text)) and t.is_alpha and t.lower_ not in said:
            return f"the name {t.text!r} is not in the quote"
    return ""


def _negation(sentence: Doc, quote: Doc, window: Sequence[Token]) -> str:
    if any(map(_negative, sentence)) != any(map(_negative, window)):
        return "it drops or adds a negation"
    in_sentence, in_quote = _polarity(sentence), _polarity(quote)
    for lemma, signs in in_sentence.items():
        if lemma in in_quote and not signs <= in_quote[lemma]:
            return f"it turns {lemma!r} into its opposite"
    return ""


def _negative(token: Token) -> bool:
    return token.lower_ in words.NEGATIVE or token.dep_ == "neg"


def _polarity(doc: Doc) -> dict[str, set[bool]]:
    """Of each content lemma, whether it is negated; both where it stands in both ways."""
    negated = {(t.head.head if t.head.pos_ == "ADV" else t.head).i for t in doc if _negative(t)}  # "no longer exists"
    negated |= {child.i for i in negated for child in doc[i].children if child.dep_ in ("xcomp", "acomp", "attr")}
    found: dict[str, set[bool]] = {}
    for t in doc:
        if t.pos_ in ("VERB", "NOUN", "ADJ") and t.lemma_ not in words.GENERIC:
            found.setdefault(t.lemma_.casefold(), set()).add(t.i in negated)
    return found


def _modality(sentence: Doc, quote: Doc, window: Sequence[Token]) -> str:
    written, near = _plain(sentence), _plain(window)
    for name, hedges in words.HEDGES.items():
        if near & hedges and not written & hedges:
            return f"it drops the {name} ({min(near & hedges)!r})"
    said = _plain(quote)
    if turned := (written & words.DIRECTIONS) - said:
        return f"{min(turned)!r} is not in the quote"
    for name, strong in words.STRONG.items():
        new = written & (words.OBLIGATIONS if name == "obligation" else strong)
        if new and not said & strong:
            return f"{min(new)!r} is stronger than the quote"
    return ""


def _plain(tokens: Doc | Sequence[Token]) -> set[str]:
    """Words and their lemmas; "used to" is one word, and "any more" compares nothing."""
    pairs = {(a.lower_, b.lower_) for a, b in pairwise(tokens)}
    found = {form for t in tokens for form in (t.lower_, t.lemma_.casefold())}
    found -= {"more"} if ("any", "more") in pairs else set()
    return found | {"used-to"} if ("used", "to") in pairs else found


def _content(sentence: Doc, quote: Doc) -> str:
    """Synonyms are not accepted: vectors hold "buyer" and "seller", or "morning" and "evening", for near the same."""
    said = {form for t in quote for form in _forms(t)}
    new = next((t for t in _contents(sentence) if not _forms(t) & said), None)
    return f"{new.text!r} is not in the quote" if new else ""


def _roles(sentence: Doc, quote: Doc) -> str:
    """Who does it to whom, and what is preferred to what."""
    doers, done_to = _sides(quote)
    for said, other, own in zip(_sides(sentence), (done_to, doers), (doers, done_to), strict=True):
        if swapped := (said & other) - own:
            return f"{min(swapped)[1]!r} has another part in the quote"
    if _plain(sentence) & words.ORDERED:
        place = {t.lemma_.casefold(): t.i for t in reversed(list(quote)) if t.pos_ in ("NOUN", "PROPN")}
        order = [place[t.lemma_.casefold()] for t in sentence if t.lemma_.casefold() in place]
        if order != sorted(order):
            return "it compares in another order"
    return ""


def _sides(doc: Doc) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Pairs of verb and noun: those who do it, and what it is done to."""
    pairs: tuple[set[tuple[str, str]], set[tuple[str, str]]] = (set(), set())
    for t in doc:
        if t.dep_ in ("nsubj", "dobj", "nsubjpass") and t.pos_ in ("NOUN", "PROPN"):
            pairs[t.dep_ != "nsubj"].add((t.head.lemma_.casefold(), t.lemma_.casefold()))
    return pairs


def _contents(doc: Doc) -> Iterator[Token]:
    for t in doc:
        ordinary = t.is_stop or t.lemma_.casefold() in words.GENERIC
        no_longer = t.pos_ == "ADV" and any(map(_negative, t.children))
        if t.pos_ in _CONTENT and t.is_alpha and not ordinary and not no_longer:
            yield t


def _forms(token: Token) -> set[str]:
    """Forms under which a word counts as said: as it is, its lemma, and the beginning of a longer one."""
    lemma = token.lemma_.casefold()
    return {token.lower_, lemma} | ({lemma[:6]} if len(lemma) > 6 else set())


def _window(sentence: Doc, quote: Doc) -> list[Token]:
    """The part of the quote that the sentence draws on: from the first word in common to the last, and a bit before."""
    written = {form for t in sentence if t.pos_ in _CONTENT for form in _forms(t)}
    matched = [t.i for t in quote if t.pos_ in _CONTENT and _forms(t) & written]
    if not matched:
        return list(quote)
    inside = set(range(max(0, matched[0] - _LEFT), matched[-1] + 1))
    inside |= {t.i for t in quote if (_negative(t) or t.dep_ == "aux") and t.head.i in matched}
    return [quote[i] for i in sorted(inside)]
