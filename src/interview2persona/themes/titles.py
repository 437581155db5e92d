"""Titles from the participants' own words: a short sentence that somebody said, else a phrase (docs/themes.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from interview2persona import copies
from interview2persona.language import Language
from interview2persona.model import Vectors
from interview2persona.themes.geometry import Matrix
from interview2persona.themes.lexicon import NAMES, class_weights, is_content, surface_forms
from interview2persona.themes.phrases import Phrase, phrases
from interview2persona.themes.units import same_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

READ = 25  # statements of a theme that are read for its words, most central first
KEYWORDS = 6
SENTENCE = (4, 14)  # words of a sentence that can be a title
CENTRAL = 1.5  # what being in the middle of the theme counts beside how a sentence reads
COMPARED = 12  # phrases of a theme whose meaning is compared
TELLING = 0.15  # what telling words count beside meaning
IMAGE = 0.2  # what a phrase counts of which no word is used by two people
SHAPE = {"clause": 1.25, "verb": 1.1, "noun": 1.0}  # "job sheets come in late" says more than "job sheets"
#: What opens a spoken sentence and says nothing; "no" and "so" may, so that a comma must tell.
_OPENERS = re.compile(
    r"^(?:(?:and|but|because)\b[,.]? |(?:and|so|but|well|yeah|yes|no|oh|um|uh|erm|right|okay|ok|now|like)[,.] )+", re.I
)
_UNFIT = re.compile(r"[?<>\[\]\"\u201c\u201d]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One statement as titles see it."""

    participant_id: str
    text: str
    centrality: float  # cosine to the theme's centre
    reads: float | None = None  # how well it reads and how much it tells, in the middle, 0 to 1; None where unknown


@dataclass(frozen=True, slots=True)
class Title:
    title: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What themes mean: their centres (unit rows), and how to find a phrase's place among them."""

    encode: Callable[[Sequence[str]], Vectors]
    centres: Matrix


Parsed = Sequence[tuple[Spoken, "Doc"]]


def name(
    themes: Sequence[Sequence[Spoken]], language: Language, given: Sequence[str], meaning: Meaning | None = None
) -> list[Title]:
    """A unique title and the keywords of each theme, from its statements, most central first.

    A title in `given` (one per theme, "" for none) is kept as it is. Where it is known how statements read, a short one
    is taken that reads well and is central; else of the phrases with the most telling words the one nearest to the
    theme's `meaning`, where that is known.
    """
    parsed, weights = _parsed([theme[:READ] for theme in themes], language)
    both = list(zip(parsed, weights, strict=True))
    sentences = [[] if title else _sentences(*theme) for theme, title in zip(both, given, strict=True)]
    wanting = np.array([not (title or found) for title, found in zip(given, sentences, strict=True)], dtype=bool)
    options: list[Mapping[str, float]] = copies.each(_ranked, list(compress(both, wanting)))
    if meaning:
        options = _by_meaning(options, meaning.centres[wanting], meaning.encode)
    left = iter(options)
    best = [_in_order(next(left)) if none else found for none, found in zip(wanting, sentences, strict=True)]
    taken = {same_words(title) for title in given if title}
    return [_title(*each, taken) for each in zip(parsed, weights, best, given, strict=True)]


def _in_order(valued: Mapping[str, float]) -> list[str]:
    return sorted(valued, key=lambda text: (-round(valued[text], 4), text))


def _by_meaning(
    options: Sequence[Mapping[str, float]], centres: Matrix, encode: Callable[[Sequence[str]], Vectors]
) -> list[Mapping[str, float]]:
    """Options of each theme valued by their cosine to its centre, with a little for telling words and shape."""
    short = [dict(sorted(each.items(), key=lambda o: (-o[1], o[0]))[:COMPARED]) for each in options]
    texts = sorted({text for each in short for text in each})
    rows = dict(zip(texts, encode(texts), strict=True)) if texts else {}
    out: list[Mapping[str, float]] = []
    for each, centre in zip(short, centres, strict=True):
        top = max(each.values(), default=1.0) or 1.0
        out.append({text: float(rows[text] @ centre) + TELLING * value / top for text, value in each.items()})
    return out


def name_topics(topics: Sequence[Sequence[Spoken]], language: Language) -> list[str]:
    """A unique title of each topic, from all the statements given: the two things (nouns) that set it apart."""
    parsed, weights = _parsed(topics, language)
    taken: set[str] = set()
    out = []
    for topic, weight in zip(parsed, weights, strict=True):
        forms = surface_forms([doc for _, doc in topic], {"NOUN"})
        words = [forms[t] for t in sorted(weight, key=lambda t: (-weight[t], t)) if t in forms] or ["other"]
        pairs = [" and ".join(words[i : i + 2]).capitalize() for i in range(len(words))]
        out.append(next((p for p in pairs if p not in taken), f"{pairs[0]} ({len(taken) + 1})"))
        taken.add(out[-1])
    return out


def _parsed(themes: Sequence[Sequence[Spoken]], language: Language) -> tuple[list[Parsed], list[Mapping[str, float]]]:
    docs = iter(language.parse([s.text for theme in themes for s in theme]))
    parsed: list[Parsed] = [[(s, next(docs)) for s in theme] for theme in themes]
    return parsed, class_weights([[(s.participant_id, doc) for s, doc in theme] for theme in parsed])


def _title(theme: Parsed, weights: Mapping[str, float], best: Sequence[str], given: str, taken: set[str]) -> Title:
    forms = surface_forms([doc for _, doc in theme])
    keywords = tuple(forms[t] for t in sorted(weights, key=lambda t: (-weights[t], t))[:KEYWORDS])
    if given:
        return Title(given, keywords)
    options = [*best, *_plain(theme, keywords)]
    chosen = next((o for o in options if same_words(o) not in taken), "")
    number = 2
    while not chosen:
        again = f"{options[0]} ({number})"
        chosen, number = (again if same_words(again) not in taken else ""), number + 1
    taken.add(same_words(chosen))
    return Title(chosen, keywords)


def _sentences(theme: Parsed, weights: Mapping[str, float]) -> list[str]:
    """Short statements without names that tell the theme's words, best first."""
    found: dict[str, float] = {}
    for spoken, doc in theme:
        text = _OPENERS.sub("", " ".join(spoken.text.split()))
        if spoken.reads is None or not SENTENCE[0] <= len(text.split()) <= SENTENCE[1] or _UNFIT.search(text):
            continue
        named = any(t.ent_type_ in NAMES or (t.pos_ == "PROPN" and t.lemma_.lower() not in weights) for t in doc)
        if not named and any(t.lemma_.lower() in weights for t in doc):
            found[as_title(text)] = round(CENTRAL * spoken.centrality + spoken.reads, 6)
    return sorted(found, key=lambda text: (-found[text], text))


def _ranked(weighed: tuple[Parsed, Mapping[str, float]]) -> Mapping[str, float]:
    """Every phrase of the theme that may be its title, and how well its words tell the theme from others."""
    theme, weights = weighed
    best: dict[str, float] = {}
    shared = _shared(theme)
    for spoken, doc in theme:
        for phrase in (p for p in phrases(doc) if p.names <= weights.keys()):
            value = _worth(phrase, weights, shared) * (0.5 + max(spoken.centrality, 0.0))
            text = as_title(phrase.text)
            best[text] = max(best.get(text, 0.0), value)
    return best


def _shared(theme: Parsed) -> set[str]:
    """The terms that two people or more use: they name what is common, the others one person's image of it."""
    users: dict[str, set[str]] = {}
    for spoken, doc in theme:
        for token in filter(is_content, doc):
            users.setdefault(token.lemma_.lower(), set()).add(spoken.participant_id)
    return {term for term, who in users.items() if len(who) > 1}


def _worth(phrase: Phrase, weights: Mapping[str, float], shared: Set[str]) -> float:
    """Weight of its words, dampened so that two good words in five beat three in nine."""
    total = sum(weights.get(term, 0.0) for term in phrase.terms)
    common = len(phrase.terms & shared) / len(phrase.terms)
    return float(SHAPE[phrase.kind] * total / (2 + phrase.words) ** 0.5 * (IMAGE + (1 - IMAGE) * common))


def _plain(theme: Parsed, keywords: Sequence[str]) -> list[str]:
    """Titles for themes without a usable phrase: a short part of a central statement, word for word, or keywords."""
    parts = [part for _, doc in theme[:5] if not any(t.ent_type_ == "PERSON" for t in doc) for part in _parts(doc.text)]
    words = [", ".join(keywords[:3])] if keywords else []
    starts = [" ".join(s.text.split()[:8]) for s, _ in theme[:3]]
    return [as_title(text) for text in [*parts, *words, *starts] if as_title(text)] or ["Untitled"]


def _parts(text: str) -> list[str]:
    parts = [" ".join(part.split()) for part in re.split(r"[,.;:?!\n\u2013\u2014\"\u201c\u201d]", text)]
    return [part for part in parts if 3 <= len(part.split()) <= 8]


def as_title(text: str) -> str:
    """The text as a sentence begins: first letter large, no end mark."""
    text = " ".join(text.split()).strip(" .,;:!?-–—\"“”'")
    return text[:1].upper() + text[1:]
