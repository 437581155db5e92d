"""Phrases of what people said that can stand as a title: clauses, verb phrases and noun phrases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from interview2persona.themes.lexicon import NAMES, is_content

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SHORTEST, LONGEST = 2, 8  # words
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
INSIDE = frozenset(
    {
        "dobj",
        "obj",
        "attr",
        "acomp",
        "prep",
        "prt",
        "neg",
        "advmod",
        "oprd",
        "xcomp",
        "aux",
        "auxpass",
        "dative",
        "npadvmod",
    }
)
DROP_AT_START = frozenset({"DET", "CCONJ", "SCONJ", "INTJ", "PUNCT", "SPACE", "PRON", "ADV", "PART", "ADP", "AUX"})
SAID_FIRST = frozenset({"sure", "okay", "yes", "yeah", "well", "typically", "currently", "recently"})
DROP_AT_END = frozenset({"DET", "CCONJ", "SCONJ", "INTJ", "PUNCT", "SPACE", "PRON", "AUX", "ADP"})


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str
    terms: frozenset[str]  # its content lemmas
    names: frozenset[str]  # those that are proper names
    words: int
    kind: str  # clause, verb or noun


def phrases(doc: Doc) -> Iterator[Phrase]:
    """Every phrase of `doc` that may name a theme; none with a name of a person or place, a number or a pronoun."""
    for chunk in doc.noun_chunks:
        yield from _phrase(list(chunk), "noun")
        if extended := _with_preposition(chunk):
            yield from _phrase(extended, "noun")
    for verb in doc:
        if verb.pos_ in ("VERB", "AUX") and verb.dep_ not in ("aux", "auxpass"):
            yield from _of_verb(verb)


def _of_verb(verb: Token) -> Iterator[Phrase]:
    """The clause of `verb` with its subject, where that is a noun, else from the verb on."""
    subject = [c for c in verb.lefts if c.dep_ in SUBJECTS]
    inner = [verb] + [t for c in verb.children if c.dep_ in INSIDE for t in c.subtree]
    inner.sort(key=lambda t: t.i)
    if subject and subject[0].pos_ in ("NOUN", "PROPN"):
        yield from _phrase(sorted([*subject[0].subtree, *inner], key=lambda t: t.i), "clause")
    elif verb.pos_ == "VERB" and not any(t.dep_ == "neg" for t in inner):
        yield from _phrase([t for t in inner if t.i >= verb.i], "verb")


def _with_preposition(chunk: Span) -> list[Token]:
    """The noun phrase with the "of ...", "for ..." after it."""
    tail = [t for c in chunk.root.rights if c.dep_ == "prep" and c.i == chunk.end for t in c.subtree]
    return [*chunk, *tail] if tail else []


def _phrase(tokens: list[Token], kind: str) -> Iterator[Phrase]:
    tokens = _trim(_unbroken(tokens))
    words = [t for t in tokens if not t.is_punct]
    if not SHORTEST <= len(words) <= LONGEST or any(_unfit(t) for t in tokens):
        return
    content = frozenset(t.lemma_.lower() for t in tokens if is_content(t))
    names = frozenset(t.lemma_.lower() for t in tokens if t.pos_ == "PROPN")
    if len(content) > 1:
        yield Phrase(_spoken(tokens), content, names, len(words), kind)


def _unbroken(tokens: list[Token]) -> list[Token]:
    """The tokens up to the first gap: what is left is word for word what was said."""
    for n, (left, right) in enumerate(pairwise(tokens)):
        if right.i != left.i + 1 or right.text in {",", ";", ":", "-", "–", "—", "...", "…"}:
            return tokens[: n + 1]
    return tokens


def _trim(tokens: list[Token]) -> list[Token]:
    while tokens and (not tokens[0].is_alpha or (_says_little(tokens[0]) and not _names_more(tokens[0]))):
        tokens = tokens[1:]
    while tokens and (tokens[-1].pos_ in DROP_AT_END or tokens[-1].dep_ in ("mark", "cc")):
        tokens = tokens[:-1]
    return tokens


def _says_little(token: Token) -> bool:
    return token.pos_ in DROP_AT_START or token.lower_ in SAID_FIRST


def _names_more(token: Token) -> bool:
    """A "no" in front carries the meaning of what follows."""
    return token.lower_ in {"no", "not", "never", "without", "nobody"}


def _unfit(token: Token) -> bool:
    """Names, marks and words that point at something outside ("it", "they"); "my" and "our" may stay."""
    return (
        token.ent_type_ in NAMES
        or token.text[:1] in '[<]>"“”'
        or (token.pos_ in ("PRON", "X", "SYM", "INTJ") and token.dep_ != "poss")
        or token.like_num
    )


def _spoken(tokens: list[Token]) -> str:
    return "".join(t.text_with_ws for t in tokens).strip()
