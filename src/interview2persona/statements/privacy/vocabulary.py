"""What a word is known as: a first name somewhere, a brand or a country, a form of address, or a word of every day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from interview2persona.language import Language
from interview2persona.statements.privacy.words import fold, words

FEW_CAPITALS = 0.01  # share of letters; written English has two to four times as many
_SUFFIXES = ("s", "es", "ly", "ness", "less", "ish", "like", "wise")  # added to a word as it is
_CHANGING = ("ed", "ing", "er", "ers", "est", "able", "y")  # a final e may go, a final consonant may double


def _read(name: str) -> list[str]:
    text = (files(__package__) / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    whole = [fold(name) for name in _read("first_names")]
    return frozenset(whole) | frozenset(part for name in whole for part in name.split("-") if len(part) > 3)


@lru_cache(maxsize=1)
def word_names() -> frozenset[str]:
    """First names that are said as everyday words, too."""
    return frozenset(map(fold, _read("word_names")))


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """Countries, languages, days, brands ... : capitalised, and pointing to nobody."""
    return frozenset(fold(word) for word in _read("known_words") if "_" not in word)


@lru_cache(maxsize=1)
def known_phrases() -> frozenset[tuple[str, ...]]:
    """Known names of several words, as folded words."""
    split = [tuple(fold(w) for w in re.findall(r"[^\W\d_]+", name)) for name in _read("known_words")]
    return frozenset(words for words in split if len(words) > 1)


@lru_cache(maxsize=1)
def titles() -> dict[str, bool]:
    """Folded forms of address -> whether they count only when capitalised."""
    return {fold(t.rstrip("!")): t.endswith("!") for t in _read("titles")}


@lru_cache(maxsize=1)
def org_words() -> frozenset[str]:
    return frozenset(map(fold, _read("org_words")))


@lru_cache(maxsize=1)
def place_words() -> frozenset[str]:
    return frozenset(map(fold, _read("place_words")))


@lru_cache(maxsize=1)
def role_words() -> frozenset[str]:
    return frozenset(map(fold, _read("role_words")))


@lru_cache(maxsize=1)
def job_words() -> frozenset[str]:
    """With which titles of jobs end ("Management Trainee"): whoever bears one in capitals is not named by it."""
    return frozenset(map(fold, _read("job_words")))


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    return frozenset(fold(word) for word in _read("name_parts"))


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    return frozenset(fold(part) for word in _read("ordinary_words") for part in re.split(r"['’-]", word) if part)


@lru_cache(maxsize=2)
def dictionary(language: Language) -> frozenset[str]:
    """Nouns, verbs, adjectives and adverbs of the pipeline's own lemma tables (for English: those of WordNet)."""
    if not language.pipeline.has_pipe("lemmatizer"):
        return frozenset()
    lookups = language.pipeline.get_pipe("lemmatizer").lookups
    found: set[str] = set()
    for name in ("lemma_index", "lemma_exc"):
        if lookups.has_table(name):
            table = lookups.get_table(name)
            found.update(word for part in table for word in table[part])
    return frozenset(fold(word) for word in found if "_" not in word)


@dataclass(slots=True)
class Vocabulary:
    """What is known of words in general, and how this study writes them."""

    language: Language
    keep: frozenset[str] = frozenset()
    lower: Counter[str] = field(default_factory=Counter)  # in lower case, in texts that do use capitals
    upper: Counter[str] = field(default_factory=Counter)  # capitalised within a sentence

    def learn(self, texts: Iterable[str]) -> None:
        """From texts that do use capitals."""
        for text in texts:
            found = words(text)
            self.lower.update(w.key for w in found if w.text.islower())
            self.upper.update(w.key for w in found if w.capital and not w.initial and not w.shouted)

    def is_plain(self, key: str) -> bool:
        """A function word, or a word that this study itself writes in lower case.

        A word of no dictionary needs more than that: who types in haste writes names in lower case as well.
        """
        seldom = self.upper[key] // 4 if self.in_dictionary(key) else self.upper[key]
        return key in function_words() or self.lower[key] > seldom

    def in_dictionary(self, key: str) -> bool:
        entries = dictionary(self.language)
        return key in entries or any(
            key.endswith(s) and len(key) > len(s) + 2 and _stems(key[: -len(s)], s) & entries
            for s in (*_SUFFIXES, *_CHANGING, "ies", "ied")
        )

    def is_ordinary(self, key: str) -> bool:
        return self.is_plain(key) or self.in_dictionary(key)


def _stems(stem: str, suffix: str) -> set[str]:
    if suffix in ("ies", "ied"):
        return {stem + "y"}
    if suffix in _SUFFIXES:
        return {stem}
    doubled = {stem[:-1]} if len(stem) > 3 and stem[-1] == stem[-2] else set()
    return {stem, stem + "e"} | doubled


def is_cased(text: str) -> bool:
    """Whether capitals mean something here: not all of it is shouted, and a longer text has some at all."""
    share = capitals_in([text])
    return share < 0.5 and (share > 0.002 or sum(c.isalpha() for c in text) < 20)


def capitals_in(texts: Iterable[str]) -> float:
    """Share of capitals among all letters."""
    letters = [c for text in texts for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) / max(1, len(letters))
