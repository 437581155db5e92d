"""Words of a text with their places, and the folded form under which spellings of a name are the same."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_STOP = re.compile(r"[.!?:;…\"“”„«»(\[\]{}<>*|/•]|\n\s*\n|[-–—>]\s")
_JOINT = re.compile(r"\s{1,4}|[-–'’‘´`_.]|\s?-\s?\n?|['’]?\s|\.\s", re.UNICODE)
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters. `initial`: it begins a sentence or a quotation, so its capital says nothing."""

    text: str
    key: str
    start: int
    end: int
    initial: bool
    joined: bool  # only a blank, hyphen, apostrophe or the dot of an initial stands between it and the word before

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        """Two letters or more, all of them capitals: an abbreviation ("MBAs" too), or somebody who writes like that."""
        one = self.text.removesuffix("s")
        return len(one) > 1 and one.isupper()


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Lower case without accents: "Gráinne", "GRAINNE" and "grainne" are one."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)


def spellings(text: str) -> set[str]:
    """The folded word, and how it is written where umlauts are missing ("Jörg": jorg, joerg)."""
    lowered = unicodedata.normalize("NFC", text.lower())
    return {fold(text), fold(lowered.translate(_DIGRAPHS))}


@lru_cache(maxsize=20_000)
def words(text: str, camel: bool = False) -> tuple[Word, ...]:
    """All words in order; `camel` splits "PriyaSharma" as file names need."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        for start, end in _pieces(match, camel):
            between = text[last:start]
            initial = not found or (bool(_STOP.search(between)) and not _is_initial(found[-1], between))
            joined = bool(found) and (not between or bool(_JOINT.fullmatch(between)))
            if joined and "." in between and between != "." and not _is_initial(found[-1], between):
                joined = False
            piece = text[start:end]
            found.append(Word(piece, fold(piece), start, end, initial, joined))
            last = end
    return tuple(found)


def _is_initial(before: Word, between: str) -> bool:
    """Whether the full stop belongs to an initial or a short title ("J. Berg", "Mr. Berg", "St. Clement")."""
    return (
        between.strip() == "."
        and before.capital
        and len(before.text) <= 4
        and (len(before.text) == 1 or before.key in _DOTTED)
    )


_DOTTED = frozenset({"mr", "mrs", "ms", "dr", "st", "prof", "ste", "fr", "hr", "rev", "ir", "mme", "sr", "jr"})


def _pieces(match: re.Match[str], camel: bool) -> list[tuple[int, int]]:
    if not camel:
        return [match.span()]
    cuts = [match.start(), *(match.start() + m.start() for m in _CAMEL.finditer(match.group())), match.end()]
    return list(itertools.pairwise(cuts))
