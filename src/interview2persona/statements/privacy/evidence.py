"""All mentions of names in a study, gathered from its turns, speakers, metadata and file names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from interview2persona.model import Transcript
from interview2persona.statements.privacy import patterns, people, phrases
from interview2persona.statements.privacy.chains import chains
from interview2persona.statements.privacy.cues import PERSON, PLACE, Mention, judge
from interview2persona.statements.privacy.vocabulary import (
    FEW_CAPITALS,
    Vocabulary,
    capitals_in,
    first_names,
    function_words,
    is_cased,
    known,
    place_words,
    titles,
    word_names,
)
from interview2persona.statements.privacy.words import Word, words

if TYPE_CHECKING:
    from spacy.tokens import Doc

FEW_LETTERS = 4  # of a word that is taken for the name of a place in a text without capitals
_NEAR = re.compile(r"\b(?:in|near|outside|from|around|at|by)\s+")
_INTRODUCED = re.compile(r"\b(?:my name(?: i|'|’)s|i'm called|ich heiße|my name's)\s+([^\W\d_]{3,})", re.I)


@dataclass(slots=True)
class Evidence:
    """`mentions` in order of the text; `people`: words that certainly belong to names of people (as written)."""

    mentions: list[tuple[str, Mention]] = field(default_factory=list)  # with the transcript's path
    people: list[tuple[str, ...]] = field(default_factory=list)
    bare: set[str] = field(default_factory=set)  # folded names in texts without capitals
    places: set[tuple[str, ...]] = field(default_factory=set)  # the same of where people say that they live
    domains: set[str] = field(default_factory=set)  # what stands before the ending of web and e-mail addresses


def gather(study: people.Speakers, vocabulary: Vocabulary) -> Evidence:
    """Everything in the study that looks like a name."""
    evidence = Evidence()
    turns = [(t, t.text_of(turn)) for t in study.transcripts for turn in t.turns]
    stripped = [_without_patterns(text) for _, text in turns]
    evidence.domains = {d for _, text in turns if "." in text for d in _domains(text)}
    bare = {t.path for t in study.transcripts if capitals_in([t.text_of(turn) for turn in t.turns]) < FEW_CAPITALS}
    cased = [is_cased(text) for _, text in turns]
    learned = zip(turns, stripped, cased, strict=True)
    vocabulary.learn(plain for (t, _), plain, capitals in learned if capitals and t.path not in bare)
    evidence.people = people.labelled(study, vocabulary)
    docs = vocabulary.language.each([text for _, text in turns])
    noisy = _noisy(study.transcripts)
    asked = [False, *(bool(phrases.NAME_ASKED.search(text)) for _, text in turns)]
    for (transcript, text), plain, doc, answers, capitals in zip(turns, stripped, docs, asked, cased, strict=False):
        if capitals:
            found = _in_text(text, plain, doc, vocabulary, noisy=transcript.path in noisy, answers=answers)
            evidence.mentions += [(transcript.path, m) for m in found]
        if not capitals or transcript.path in bare:
            evidence.bare |= _in_bare_text(plain, vocabulary)
    for path, kind, value in people.things(study):
        given = chains(words(value), vocabulary)
        evidence.mentions += [(path, Mention(chain, Counter({kind: 5}), sure=False)) for chain in given]
        if kind == PLACE and value.islower():
            evidence.places |= _in_bare_location(value, vocabulary)
    return evidence


def _domains(text: str) -> Iterable[str]:
    for found in [*patterns.find(text), *patterns.domains(text)]:
        if found.kind in ("EMAIL", "ORG"):
            host = found.normal.rsplit("@", 1)[-1].split(".")
            yield from (part.replace("-", "") for part in host[:-1] if part not in known())


def _without_patterns(text: str) -> str:
    """The text with e-mail addresses and the like blanked out, of equal length."""
    for found in [*patterns.find(text), *patterns.domains(text)]:
        text = text[: found.start] + "9" * (found.end - found.start) + text[found.end :]
    return text


def _noisy(transcripts: Sequence[Transcript]) -> set[str]:
    """Transcripts in which capitals are so common (German nouns, title case) that they say little."""
    noisy = set()
    for transcript in transcripts:
        inner = [
            w for turn in transcript.turns for w in words(transcript.text_of(turn)) if not w.initial and w.text != "I"
        ]
        if len(inner) > 100 and sum(w.capital for w in inner) > 0.16 * len(inner):
            noisy.add(transcript.path)
    return noisy


def _in_text(text: str, plain: str, doc: Doc, vocabulary: Vocabulary, *, noisy: bool, answers: bool) -> list[Mention]:
    """`answers`: the turn before asked for a name."""
    entities = {at: t.ent_type_ for t in doc if t.ent_type_ for at in range(t.idx, t.idx + len(t))}
    proper = {at for t in doc if t.pos_ == "PROPN" for at in range(t.idx, t.idx + len(t))}
    mentions = []
    for chain in chains(words(plain), vocabulary):
        label = next((entities[w.start] for w in chain.names if w.start in entities), "")
        is_proper = any(w.start in proper for w in chain.names)
        if (
            noisy
            and not label
            and not (is_proper and any(w.key in first_names() for w in chain.names))
            and not chain.title
        ):
            continue
        if answers and chain.start < 3 and not vocabulary.is_plain(chain.names[0].key):
            mentions.append(Mention(chain, Counter({PERSON: 6}), sure=True))
            answers = False
        elif mention := judge(text, chain, label, is_proper, vocabulary):
            mentions.append(mention)
    return mentions


def _in_bare_text(text: str, vocabulary: Vocabulary) -> set[str]:
    """Names in a text without capitals: first names that are no words, and whoever is spoken of as a person."""
    found = words(text)
    names = {w.key for w in found if len(w.key) > 3 and _only_a_name(w.key)}
    names |= {w.key for w in found if len(w.key) > 3 and _spoken_of(text, w, vocabulary)}
    for before, word in pairwise(found):
        named = titles().get(before.key) is False or before.key in names
        if named and word.joined and len(word.key) > 3 and not vocabulary.is_ordinary(word.key):
            names.add(word.key)
    for match in _INTRODUCED.finditer(text):
        names |= {w.key for w in words(match.group(1)) if w.key not in function_words()}
    return names


def _in_bare_location(value: str, vocabulary: Vocabulary) -> set[tuple[str, ...]]:
    """The name of the place in "outside columbus ohio", and those of its words that no dictionary has."""
    pattern = _NEAR.search(value)
    after = value[pattern.end() :] if pattern else value
    name = tuple(w.key for w in takewhile(lambda w: w.key not in function_words() | place_words(), words(after)))
    if all(key in known() for key in name) or len(name[0]) < FEW_LETTERS:
        return set()
    return {name} | {(key,) for key in name if len(key) >= FEW_LETTERS and _is_unknown(key, vocabulary)}


def _is_unknown(key: str, vocabulary: Vocabulary) -> bool:
    return key not in known() and not vocabulary.is_ordinary(key)


def _only_a_name(key: str) -> bool:
    return key in first_names() and key not in word_names() and key not in function_words()


def _spoken_of(text: str, word: Word, vocabulary: Vocabulary) -> bool:
    """Whether a first name that may be a word, or a word of no dictionary, stands where a person's name would."""
    listed = word.key in word_names() and not vocabulary.is_plain(word.key)
    strange = _is_unknown(word.key, vocabulary)
    if not listed and not strange:
        return False
    before, after = text[: word.start][-80:], text[word.end :][:40]
    acts = phrases.SPOKE.match(after) is not None
    if phrases.KIN.search(before):
        return strange or acts or phrases.ACTS.match(after) is not None
    return strange and (acts or phrases.WITH.search(before) is not None)
