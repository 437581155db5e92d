"""Themes as people read them: titled, defined, with central and deviating quotes, most people first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interview2persona.language import Language
from interview2persona.model import Statement, Theme
from interview2persona.themes import Embedder, identity, titles
from interview2persona.themes.geometry import Matrix, Numbers, unit
from interview2persona.themes.titles import Meaning, Spoken

Vector = NDArray[np.float64]
DEVIATING = 3
GOOD_LENGTH = (5, 35)  # words of a quote that can stand alone
WHAT = {
    "pain": "A problem",
    "goal": "A wish",
    "gain": "A benefit",
    "behaviour": "A practice",
    "decision": "A point in deciding",
    "attitude": "A view",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A theme before it has words: its statements, most central first, and how it came about."""

    statements: tuple[Statement, ...]
    centrality: tuple[float, ...]  # cosine of each statement to the centre
    founders: tuple[str, ...]  # ids of the statements that the theme rests on
    centre: Vector  # unit mean of what the founding statements mean, shape (dimensions,)
    title: str = ""  # given by a person
    definition: str = ""
    status: str = "draft"


def draft(statements: Sequence[Statement], plain: Matrix, founding: Sequence[bool], **given: str) -> Draft:
    """The draft of one theme from its statements and their unit vectors; `founding` says which ones made it."""
    centre = unit(plain[np.array(founding, dtype=bool)].sum(axis=0, keepdims=True))[0]
    cosine = plain @ centre
    worth = [c - 0.15 * (not f) - 0.1 * _stands_badly(s) for c, f, s in zip(cosine, founding, statements, strict=True)]
    order = sorted(range(len(statements)), key=lambda i: (-round(worth[i], 6), statements[i].statement_id))
    founders = tuple(s.statement_id for s, f in zip(statements, founding, strict=True) if f)
    ranked = tuple(float(cosine[i]) for i in order)
    return Draft(tuple(statements[i] for i in order), ranked, founders, centre, **given)


def _stands_badly(statement: Statement) -> bool:
    return not GOOD_LENGTH[0] <= len(statement.text.split()) <= GOOD_LENGTH[1]


def compose(
    drafts: Sequence[Draft], topic_of: Numbers, people: int, language: Language, embedder: Embedder | None = None
) -> list[Theme]:
    """The themes, in the order of `drafts`, with words but without stability. `people` is the size of the study."""
    spoken = [
        [Spoken(s.participant_id, s.text, c, _reads(s)) for s, c in zip(d.statements, d.centrality, strict=True)]
        for d in drafts
    ]
    meaning = Meaning(embedder.encode, np.array([d.centre for d in drafts])) if embedder and drafts else None
    named = titles.name(spoken, language, [d.title for d in drafts], meaning)
    ids = [identity.theme_id(d.founders) for d in drafts]
    topic = _topics(spoken, ids, topic_of, language)
    return [_theme(d, ids[n], named[n], topic[int(topic_of[n])], people) for n, d in enumerate(drafts)]


def _reads(statement: Statement) -> float | None:
    told = statement.qualities
    return (told.alone + told.telling) / 2 if told else None


def _theme(draft: Draft, ident: str, named: titles.Title, topic: tuple[str, str], people: int) -> Theme:
    who = tuple(sorted({s.participant_id for s in draft.statements}))
    return Theme(
        theme_id=ident,
        title=named.title,
        keywords=named.keywords,
        statement_ids=tuple(s.statement_id for s in draft.statements),
        participant_ids=who,
        definition=draft.definition or define(draft.statements, len(who), people, named.keywords),
        topic_id=topic[0],
        topic=topic[1],
        deviating_ids=tuple(s.statement_id for s in draft.statements[:0:-1][:DEVIATING]),
        status=draft.status,
    )


def define(statements: Sequence[Statement], who: int, people: int, keywords: Sequence[str]) -> str:
    """One sentence: what kind of thing it is, how many people speak of it, and in which words."""
    kinds = Counter(label for s in statements for label in s.labels if label in WHAT)
    kind = WHAT[min(kinds, key=lambda k: (-kinds[k], k))] if kinds else "Something"
    words = ", ".join(keywords[:3])
    return f"{kind} that {who} of {people} people speak of" + (f", in words such as {words}." if words else ".")


def _topics(
    spoken: Sequence[Sequence[Spoken]], ids: Sequence[str], topic_of: Numbers, language: Language
) -> Mapping[int, tuple[str, str]]:
    """Identifier and title of each topic."""
    numbers = sorted({int(t) for t in topic_of})
    inside = [[n for n, t in enumerate(topic_of) if t == number] for number in numbers]
    names = titles.name_topics([[s for n in group for s in spoken[n][: titles.READ]] for group in inside], language)
    return {
        number: (identity.topic_id(ids[n] for n in group), name)
        for number, group, name in zip(numbers, inside, names, strict=True)
    }
