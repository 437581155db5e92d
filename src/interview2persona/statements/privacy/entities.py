"""Mentions become entities: one person, company or place each, with every form of its name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from interview2persona.statements.privacy.cues import ORG, PERSON, PLACE, Mention
from interview2persona.statements.privacy.evidence import Evidence
from interview2persona.statements.privacy.vocabulary import (
    Vocabulary,
    first_names,
    function_words,
    known,
    org_words,
    particles,
    place_words,
)
from interview2persona.statements.privacy.words import fold, spellings

Phrase = tuple[str, ...]
# where a form counts: in any case, capitalised, capitalised within a sentence
ANY, CAPITAL, INNER = "any", "capital", "inner"


@dataclass(frozen=True, slots=True)
class Form:
    """A folded name; `entity` is the phrase that its entity is called by."""

    phrase: Phrase
    kind: str
    entity: Phrase
    mode: str


@dataclass(slots=True)
class _Tally:
    votes: dict[Phrase, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    sure: Counter[Phrase] = field(default_factory=Counter)
    said: Counter[Phrase] = field(default_factory=Counter)
    where: dict[Phrase, set[str]] = field(default_factory=lambda: defaultdict(set))


def build(evidence: Evidence, vocabulary: Vocabulary, transcripts: int) -> list[Form]:
    """Every form that is replaced, sorted."""
    tally = _count(evidence)
    people = _people(evidence, tally)
    _vote_by_domain(tally, evidence.domains)
    kinds = {phrase: _kind(phrase, tally, people) for phrase in tally.votes}
    subjects = _subjects(tally, transcripts)
    forms: dict[Phrase, Form] = {}
    _add_people(
        forms,
        people | {p for p, k in kinds.items() if k == PERSON},
        {p for p, n in tally.sure.items() if n} | people,
        vocabulary,
    )
    for kind in (ORG, PLACE):
        for phrase in sorted(
            (p for p, k in kinds.items() if k == kind and p not in subjects), key=lambda p: (-len(p), p)
        ):
            _add_thing(forms, phrase, kind, vocabulary, subjects)
    for name in sorted(evidence.bare):
        known_as = forms.get((name,), Form((name,), PERSON, (name,), ANY))
        forms[name,] = replace(known_as, mode=ANY) if known_as.kind == PERSON else known_as
    for place in sorted(evidence.places):
        forms.setdefault(place, Form(place, PLACE, place, ANY))
    return sorted(forms.values(), key=lambda f: f.phrase)


def _count(evidence: Evidence) -> _Tally:
    tally = _Tally()
    for path, mention in evidence.mentions:
        phrase = mention.chain.keys
        tally.votes[phrase].update(mention.votes)
        tally.where[phrase].add(path)
        tally.said[phrase] += 1
        tally.sure[phrase] += mention.sure
    return tally


def _vote_by_domain(tally: _Tally, domains: set[str]) -> None:
    """A company's name stands in its web and e-mail addresses; a person's own may, too, and stays a person's."""
    for phrase, votes in tally.votes.items():
        name = "".join(phrase)
        if (
            not tally.sure[phrase]
            and not (set(phrase) & first_names())
            and any(name == d or (len(name) > 5 and d.startswith(name)) for d in domains)
        ):
            votes[ORG] += 4


def _people(evidence: Evidence, tally: _Tally) -> set[Phrase]:
    """Phrases that are certainly people: labels of speakers, and what was greeted or introduced."""
    return {tuple(fold(w) for w in name) for name in evidence.people} | {
        p for p, n in tally.sure.items() if n and tally.votes[p][ORG] < 5
    }


def _kind(phrase: Phrase, tally: _Tally, people: set[Phrase]) -> str:
    names = {word for person in people for word in person if word not in particles() and len(word) > 2}
    votes = tally.votes[phrase]
    if phrase in people or (len(phrase) == 1 and phrase[0] in names):
        return PERSON
    if len(phrase) > 1 and phrase[0] in names and not (set(phrase) & (org_words() | place_words())):
        return PERSON
    return max((PERSON, PLACE, ORG), key=lambda kind: votes[kind])


def _subjects(tally: _Tally, transcripts: int) -> set[Phrase]:
    """What most of the study speaks of (the product itself) says nothing about who a participant is."""
    least = max(3, 0.4 * transcripts)
    return {
        p for p, where in tally.where.items()
        if len(where) >= least and 5 * tally.sure[p] <= tally.said[p] and not (set(p) & first_names()) and len(p) == 1
    }  # fmt: skip


def _add_people(forms: dict[Phrase, Form], phrases: set[Phrase], sure: set[Phrase], vocabulary: Vocabulary) -> None:
    owner = _owners(phrases)
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        entity = owner[phrase]
        names = [w for w in phrase if w not in particles() or len(phrase) == 1]
        if len(phrase) > 1:
            forms[phrase] = Form(phrase, PERSON, entity, _phrase_mode(names, vocabulary))
        for at, word in enumerate(names):
            if len(word) < 2 or (word in function_words() and word not in first_names()):
                continue
            certain = (phrase in sure and at == 0) or word in first_names() or len(names) == 1
            form = Form((word,), PERSON, owner[word,], _mode(word, vocabulary, certain))
            forms.setdefault((word,), form)


def _owners(phrases: Iterable[Phrase]) -> dict[Phrase, Phrase]:
    """Whom each phrase and each single word means: the one full name that it is part of, else itself."""
    full = sorted({p for p in phrases if len(_core(p)) > 1}, key=lambda p: (-len(_core(p)), p))
    whole: dict[Phrase, Phrase] = {}
    for phrase in full:
        bigger = [w for w in whole.values() if set(_core(phrase)) <= set(_core(w))]
        whole[phrase] = bigger[0] if len(set(bigger)) == 1 else phrase
    by_word: dict[str, set[Phrase]] = defaultdict(set)
    for phrase, entity in whole.items():
        for word in _core(phrase):
            by_word[word].add(entity)
    owner = dict(whole)
    for phrase in phrases:
        for word in _core(phrase):
            entities = by_word.get(word, set())
            owner[word,] = next(iter(entities)) if len(entities) == 1 else (word,)
        owner.setdefault(phrase, owner.get(_core(phrase), phrase))
    return owner


def _core(phrase: Phrase) -> Phrase:
    return tuple(w for w in phrase if w not in particles() and len(w) > 1) or phrase


def _add_thing(
    forms: dict[Phrase, Form], phrase: Phrase, kind: str, vocabulary: Vocabulary, subjects: set[Phrase]
) -> None:
    if phrase in forms:
        return
    entity = phrase
    if len(phrase) > 1:
        forms[phrase] = Form(phrase, kind, entity, _phrase_mode(phrase, vocabulary))
    for word in phrase:
        generic = word in org_words() | place_words() | particles() | known() or len(word) < 3
        if (word,) in forms or (word,) in subjects or (len(phrase) > 1 and (generic or vocabulary.is_ordinary(word))):
            continue
        forms[word,] = Form((word,), kind, entity, _mode(word, vocabulary, certain=False))


def _phrase_mode(names: Iterable[str], vocabulary: Vocabulary) -> str:
    return ANY if any(not vocabulary.is_ordinary(w) and len(w) > 3 for w in names) else CAPITAL


def _mode(word: str, vocabulary: Vocabulary, certain: bool) -> str:
    if len(word) > 3 and not vocabulary.is_ordinary(word) and word not in known():
        return ANY
    if certain or not vocabulary.is_plain(word):
        return CAPITAL
    return INNER


def variants(forms: Iterable[Form], surfaces: dict[str, set[str]]) -> list[Form]:
    """The forms again, spelled without umlauts ("Joerg")."""
    extra = []
    for form in forms:
        for at, word in enumerate(form.phrase):
            for other in sorted({s for surface in surfaces.get(word, ()) for s in spellings(surface)} - {word}):
                extra.append(
                    Form((*form.phrase[:at], other, *form.phrase[at + 1 :]), form.kind, form.entity, form.mode)
                )
    return extra


def surfaces_of(mentions: Iterable[Mention], people: Iterable[tuple[str, ...]]) -> dict[str, set[str]]:
    """Folded word -> how it is written."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for word in mention.chain.words:
            found[word.key].add(word.text)
    for name in people:
        for text in name:
            found[fold(text)].add(text)
    return found
