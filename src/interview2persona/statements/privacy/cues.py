"""What the words around a name say about it: how people are greeted, introduced and spoken of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from interview2persona.statements.privacy import phrases
from interview2persona.statements.privacy.chains import Chain
from interview2persona.statements.privacy.vocabulary import (
    Vocabulary,
    first_names,
    job_words,
    known,
    org_words,
    place_words,
)
from interview2persona.statements.privacy.words import Word

PERSON, ORG, PLACE = "PERSON", "ORG", "PLACE"
_BY_ENTITY = {"PERSON": PERSON, "ORG": ORG, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "PER": PERSON, "NORP": ""}


@dataclass(frozen=True, slots=True)
class Mention:
    """One chain that names somebody or something, with what speaks for each kind. `sure`: certainly a person."""

    chain: Chain
    votes: Counter[str]
    sure: bool


def judge(text: str, chain: Chain, entity: str, proper: bool, vocabulary: Vocabulary) -> Mention | None:
    """Whether a chain is a name, and of what kind; None when it is an ordinary word with a capital.

    Args:
        entity: spaCy's label of it, "" when it has none.
        proper: spaCy takes at least one of its words for a proper noun.
    """
    if all(len(w.text) == 1 for w in chain.words):
        return None
    if all(w.shouted for w in chain.words):
        return _firm_in_capitals(text, chain)
    before, after = text[: chain.words[0].start][-80:], text[chain.words[-1].end :][:40]
    sure = _surely_person(chain, before, after, vocabulary)
    if not sure and not _is_name(chain, entity, proper, before, after, vocabulary):
        return None
    return Mention(chain, _votes(chain, before, after, entity, sure), sure)


def _firm_in_capitals(text: str, chain: Chain) -> Mention | None:
    """ "I work for KPN": other abbreviations mean nobody."""
    if not phrases.WORKS_FOR.search(text[: chain.words[0].start][-80:]):
        return None
    return Mention(chain, Counter({ORG: 5}), sure=False)


def _surely_person(chain: Chain, before: str, after: str, vocabulary: Vocabulary) -> bool:
    first = chain.names[0]
    likely = first.key in first_names()
    if chain.title:
        return True
    if (vocabulary.is_plain(first.key) and not likely) or (first.key in known() and not likely):
        return False
    strange = not vocabulary.in_dictionary(first.key)
    if phrases.PRESENT.match(after) and len(chain.names) < 4 and (strange or likely):
        return True
    if phrases.GREETED.search(before) and phrases.VOCATIVE_END.match(after):
        return strange or likely
    month = first.key in known()  # or another word that points to nobody unless somebody is greeted by it
    if likely and not month and phrases.PERHAPS.search(before):
        return True
    if phrases.KIN.search(before) or phrases.INTRODUCED.search(before):
        return likely or (strange and not phrases.AT_FIRM.search(before) and len(chain.names) < 3)
    return (
        likely
        and not month
        and phrases.CALLED_TO.search(before) is not None
        and phrases.VOCATIVE_END.match(after) is not None
        and not first.initial
    )


def _is_name(chain: Chain, entity: str, proper: bool, before: str, after: str, vocabulary: Vocabulary) -> bool:
    inner = [w for w in chain.names if not w.initial]
    unknown = [w for w in chain.names if not vocabulary.is_ordinary(w.key)]
    kind = _BY_ENTITY.get(entity, "")
    likely = [w for w in chain.names if w.key in first_names() and len(w.key) > 2]
    if any(_fits(w, entity, proper, before, after, vocabulary) for w in likely):
        return True
    if (not kind and phrases.NUMBERED.match(after)) or chain.names[-1].key in job_words():
        return False
    if unknown:
        return proper or bool(kind) or any(not w.initial or len(w.key) > 3 for w in unknown)
    if len(chain.words) > len(chain.names) and inner and inner[-1].key not in known():  # O'Brien, van der Berg
        return True
    fresh = [w for w in inner if not vocabulary.is_plain(w.key)]
    if len(chain.names) == 1:
        return (
            bool(fresh)
            and fresh[0].key not in known()
            and (bool(kind) or proper or bool(phrases.STRICTLY_IN.search(before)))
        )
    ends = {chain.names[-1].key, chain.names[0].key}
    return bool(inner) and (bool(fresh) or bool(kind and ends & (org_words() | place_words())))


def _fits(word: Word, entity: str, proper: bool, before: str, after: str, vocabulary: Vocabulary) -> bool:
    """Whether a first name that may also be a word is one here."""
    if word.key in known():  # May, June, Claude
        return not phrases.MONTH.search(before) and (
            entity == "PERSON" or (not word.initial and bool(phrases.DOES.match(after)))
        )
    if not vocabulary.is_ordinary(word.key):
        return True
    if not word.initial:
        return True
    return not vocabulary.is_plain(word.key) and (entity == "PERSON" or proper or phrases.DOES.match(after) is not None)


def _votes(chain: Chain, before: str, after: str, entity: str, sure: bool) -> Counter[str]:
    votes: Counter[str] = Counter()
    if sure:
        votes[PERSON] += 6
    if chain.names[0].key in first_names():
        votes[PERSON] += 3
    if kind := _BY_ENTITY.get(entity, ""):
        votes[kind] += 1 if kind == PERSON else 2
    if phrases.DOES.match(after):
        votes[PERSON] += 1
    if phrases.STRICTLY_IN.search(before):
        votes[PLACE] += 3
    elif phrases.IN_PLACE.search(before):
        votes[PLACE] += 1
    if phrases.AT_FIRM.search(before):
        votes[ORG] += 2
    keys = {w.key for w in chain.names}
    if keys & org_words() and len(keys) > 1:
        votes[ORG] += 5
    if keys & place_words() and len(keys) > 1:
        votes[PLACE] += 4
    if any(re.search(r"[a-z][A-Z]", w.text) and not w.text.startswith(("Mc", "Mac", "Van", "De")) for w in chain.names):
        votes[ORG] += 2
    return votes
