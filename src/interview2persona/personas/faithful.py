"""Whether a claim's text says nothing that its quote does not say, and drops nothing that changes its meaning."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NEGATIONS = {"not", "n't", "n’t", "no", "never", "nobody", "nothing", "none", "nowhere", "neither", "nor", "without",
              "cannot", "hardly", "barely", "nowt", "unless"}  # fmt: skip
_MODALS = {"can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought", "maybe", "perhaps",
           "probably", "possibly", "sometimes", "often", "usually", "rarely", "seldom", "always", "mostly", "almost",
           "only", "if", "unless", "than", "least", "most"}  # fmt: skip
_SAME = {"ca": "can", "cannot": "can", "wo": "will", "sha": "shall", "'ll": "will", "’ll": "will", "n’t": "not",
         "n't": "not"}  # fmt: skip
_NEW = {"they", "them", "their", "theirs", "themselves", "is", "are", "has", "have", "does", "do", "was", "were",
        "would", "had", "not", "will", "can", "cannot", "be", "shall"}  # fmt: skip
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WISHES = {"would"}


def faithful(text: str, quote: Doc) -> bool:
    """True when `text` keeps the quote's numbers, names, negations and modality, and has no content word of its own.

    Reading it in the third person and leaving out fillers is allowed; "would" may fall with "would like to".
    """
    if text.strip("“”") == " ".join(quote.text.split()):
        return True
    said = _words(quote.text)
    written = _words(text)
    return (
        _numbers(text, written) == _numbers(quote.text, said)
        and _count(written, _NEGATIONS) == _count(said, _NEGATIONS)
        and _modality(said) - _modality(written) <= _WISHES
        and _modality(written) <= _modality(said) | {"would"} & set(map(_plain, _clitics(quote)))
        and _names(quote) <= set(written)
        and all(_known(word, frozenset(said)) for word in written)
    )


def _words(text: str) -> list[str]:
    split = re.sub(r"(n['’]t|['’](?:d|ll|re|ve|m|s))\b", r" \1", text.casefold().replace("cannot", "can not"))
    return re.findall(r"n['’]t|['’]\w+|[\w]+(?:[-.,:]\w+)*", split)


def _plain(word: str) -> str:
    return _SAME.get(word, word)


def _clitics(quote: Doc) -> list[str]:
    return ["would" for t in quote if t.lower_ in ("'d", "’d")]


def _numbers(text: str, words: list[str]) -> list[str]:
    spelled = [w for w in words if w in _spelled()]
    return sorted(_NUMBER.findall(text) + spelled)


@lru_cache(maxsize=1)
def _spelled() -> frozenset[str]:
    from spacy.lang.en.lex_attrs import _num_words, _ordinal_words

    return frozenset(_num_words) | frozenset(_ordinal_words) | {"twice", "once", "half", "dozen", "couple"}


def _count(words: list[str], of: set[str]) -> int:
    return sum(_plain(w) in of or w in of for w in words)


def _modality(words: list[str]) -> set[str]:
    return {_plain(w) for w in words} & _MODALS


def _names(quote: Doc) -> set[str]:
    """Capitalised proper nouns; at the start of a sentence only where the tagger is sure of one."""
    return {t.lower_ for t in quote if t.pos_ == "PROPN" and t.text[:1].isupper() and t.lower_ != "i" and t.is_alpha}


def _known(word: str, said: frozenset[str]) -> bool:
    """Said as such, a function word of the third person, or a form of what was said ("ask" becomes "asks")."""
    if word in said or _plain(word) in said or word in _NEW or word in ("not", "'s", "’s"):
        return True
    stems = {word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return bool(stems & said)
