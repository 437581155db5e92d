"""Capitalised words in a row: where names can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interview2persona.statements.privacy.vocabulary import (
    Vocabulary,
    first_names,
    function_words,
    known,
    known_phrases,
    particles,
    titles,
)
from interview2persona.statements.privacy.words import Word

_ALSO_SURNAMES = frozenset(
    [
        "king",
        "prince",
        "pope",
        "black",
        "white",
        "holland",
        "ireland",
        "england",
        "wales",
        "french",
        "english",
        "welsh",
        "german",
        "israel",
        "france",
        "ford",
        "bach",
        "darwin",
        "lord",
        "head",
        "court",
        "marketing",
        "may",
        "march",
        "bishop",
        "murphy",
        "sage",
        "lotus",
        "bolt",
    ]  # "Anna King" is no king
)
_ENGLISH_PARTICLES = frozenset({"do", "o", "saint", "st", "ben", "den", "af", "al", "la", "le", "el"})


@dataclass(frozen=True, slots=True)
class Chain:
    """Words `start` to `end` of a text (exclusive), all joined; `title`: a form of address stands before them."""

    words: tuple[Word, ...]
    start: int
    end: int
    title: bool

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(w.key for w in self.words)

    @property
    def names(self) -> tuple[Word, ...]:
        """Without particles and initials."""
        return tuple(w for w in self.words if w.capital and len(w.text) > 1) or self.words


def chains(found: Sequence[Word], vocabulary: Vocabulary) -> Iterator[Chain]:
    """Chains of capitals, cut at words that point to nobody and without what merely begins the sentence."""
    at = 0
    while at < len(found):
        if not _can_begin(found, at):
            at += 1
            continue
        end = _extent(found, at)
        yield from _cut(found, at, end, vocabulary)
        at = end


def _can_begin(found: Sequence[Word], at: int) -> bool:
    word = found[at]
    if _is_capital(found, at):
        return True
    leads = word.key in particles() and word.key not in _ENGLISH_PARTICLES and not word.shouted
    following = [w for w in found[at + 1 : at + 4] if w.joined]
    return leads and any(w.capital and w.text != "I" for w in following[:2]) and _only_particles(following)


def _is_capital(found: Sequence[Word], at: int) -> bool:
    """Whether a capital here may belong to a name: not the pronoun, nor an abbreviation that is on every list."""
    word = found[at]
    if word.text == "I":  # "Anna I. Berg"
        return 0 < at < len(found) - 1 and found[at + 1].joined and not found[at + 1].initial and found[at + 1].capital
    return word.capital and not (word.shouted and len(word.text) < 7 and word.key in known())


def _only_particles(following: Sequence[Word]) -> bool:
    for word in following:
        if word.capital:
            return True
        if word.key not in particles():
            return False
    return False


def _extent(found: Sequence[Word], at: int) -> int:
    end = at + 1
    while end < len(found) and found[end].joined:
        word = found[end]
        if (word.capital and word.text != "I" and not (word.shouted and len(word.text) < 7)) or (
            word.key in particles() and _only_particles([w for w in found[end : end + 4] if w.joined])
        ):
            end += 1
        else:
            break
    return end


def _cut(found: Sequence[Word], start: int, end: int, vocabulary: Vocabulary) -> Iterator[Chain]:
    begin, title = start, _title_before(found, start)
    for at in range(start, end + 1):
        if at < end and not _cuts(found, at, start, end, title, vocabulary):
            continue
        if at > begin and any(w.capital for w in found[begin:at]):
            yield Chain(tuple(found[begin:at]), begin, at, title)
        title = at < end and _is_title(found[at])
        begin = at + 1


def _cuts(found: Sequence[Word], at: int, start: int, end: int, title: bool, vocabulary: Vocabulary) -> bool:
    """Whether the word is no part of a name: a form of address, a brand, or a plain word that begins the sentence."""
    word = found[at]
    followed = at + 1 < end
    if word.key in vocabulary.keep:
        return True
    if _is_title(word) and (followed or word.key not in first_names()):
        return True
    if any(
        _begins_phrase(found, begin, at, p)
        for p in known_phrases()
        for begin in range(max(start, at - len(p) + 1), at + 1)
    ):
        return True
    if word.key in known() and not title:
        surname = at > start and word.joined and found[at - 1].key in first_names() and word.key in _ALSO_SURNAMES
        return not surname and word.key not in first_names()
    if word.initial and word.key in function_words():
        return True
    if word.initial and followed and word.key not in first_names():
        return vocabulary.is_ordinary(word.key) and (
            vocabulary.is_plain(word.key) or found[at + 1].key in first_names()
        )
    return False


def _begins_phrase(found: Sequence[Word], begin: int, at: int, phrase: tuple[str, ...]) -> bool:
    here = found[begin : begin + len(phrase)]
    return at < begin + len(phrase) and tuple(w.key for w in here) == phrase


def _is_title(word: Word) -> bool:
    needs_capital = titles().get(word.key)
    return needs_capital is not None and (word.capital or not needs_capital)


def _title_before(found: Sequence[Word], start: int) -> bool:
    return start > 0 and found[start].joined and _is_title(found[start - 1])
