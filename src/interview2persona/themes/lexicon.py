"""Words that tell one theme from the others: class-based TF-IDF over lemmas, counted in people."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from interview2persona.themes.filler import EMPTY

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV"})
NAMES = frozenset({"PERSON", "GPE", "ORG", "LOC", "FAC", "NORP"})
WHEN = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL", "MONEY", "PERCENT", "QUANTITY"})
LONE = 0.7  # taken off the number of people who use a term: what only one person says hardly names a theme
LIGHT = EMPTY | frozenset(
    """able bad big come day do find first get give happen have hear keep last little long look man many
    month much need new old one people person put really start stop take time today try turn two use way
    week woman work year same different real proper actual own other certain whole rest half middle part
    side hour minute evening morning night afternoon""".split()  # noqa: SIM905
)


def is_content(token: Token) -> bool:
    """Whether the word may describe a theme: content, no stop word, no number, no name of a person or place."""
    return (
        token.pos_ in CONTENT
        and not token.is_stop
        and token.is_alpha
        and len(token) > 2
        and token.ent_type_ not in NAMES | WHEN
        and token.lemma_.lower() not in LIGHT
        and token.lower_ not in LIGHT
    )


def class_weights(spoken: Sequence[Sequence[tuple[str, Doc]]]) -> list[Mapping[str, float]]:
    """Weight of every term in every theme, from the (participant, parse) pairs of each theme.

    Class-based TF-IDF (Grootendorst 2022), tf * log(1 + A / f), with people in the place of words: tf is the share of
    the theme's people who use the term (one alone counts less), f the number of (theme, person) pairs that use it
    anywhere, and A the mean number of people per theme. One talkative person cannot name a theme. Proper names that one
    person alone uses have no weight: they are mostly somebody's name.
    """
    users: list[dict[str, set[str]]] = []
    for theme in spoken:
        said: dict[str, set[str]] = defaultdict(set)
        common: set[str] = set()
        for who, doc in theme:
            for token in filter(is_content, doc):
                said[token.lemma_.lower()].add(who)
                common |= {token.lemma_.lower()} if token.pos_ != "PROPN" else set()
        users.append({term: who for term, who in said.items() if term in common or len(who) > 1})
    spread: Counter[str] = Counter()
    for said in users:
        spread.update({term: len(who) for term, who in said.items()})
    crowd = [len({who for who, _ in theme}) for theme in spoken]
    mean = sum(crowd) / max(1, len(crowd))
    return [
        {
            term: (len(who) - LONE) / max(1, size) * math.log(1 + mean * len(spoken) ** 0.5 / spread[term])
            for term, who in said.items()
        }
        for said, size in zip(users, crowd, strict=True)
    ]


def surface_forms(docs: Sequence[Doc], kinds: Set[str] = CONTENT) -> Mapping[str, str]:
    """The form of each term that people used most, for terms of these parts of speech."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for token in doc:
            if is_content(token) and token.pos_ in kinds:
                forms[token.lemma_.lower()][token.lower_] += 1
    return {term: min(count, key=lambda form: (-count[form], form)) for term, count in forms.items()}
