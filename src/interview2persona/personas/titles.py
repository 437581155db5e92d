"""A persona's title: what drives these people, from the goal or pain that tells most of them and most people share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from interview2persona.language import Language
from interview2persona.model import Claim, Statement
from interview2persona.personas.evidence import clarity, generality, vague

if TYPE_CHECKING:
    from spacy.tokens import Doc

WORDS, LONGEST = 16, 20  # of a title, and of one where no shorter claim is understood alone
SURE = 0.8  # confidence from which a claim may stand over the page
CLEAR = 0.6  # from which it is understood without what was said before it
GENERAL = 0.75  # generality from which it speaks of what is always so: no single day, place or amount
TELLING = 3.0  # weight of how much it tells of a kind of person, where that is known
#: What else speaks for a title: that two or more say it, in plain words, of what is always so, surely, and they alone.
SHARED, PLAIN, LASTING, CERTAIN, DISTINCT = 1.0, 0.5, 0.3, 0.3, 0.2
_FIRST = {"goals": 0.1, "pains": 0.05, "gains": 0.0}  # sections, where all else is equal


def title_of(sections: Mapping[str, Sequence[Claim]], statements: Mapping[str, Statement], language: Language) -> str:
    """The text of the goal, pain or gain that drives them and fits into a title; "" when nobody stated one."""
    every = [c for key in _FIRST for c in sections.get(key, ()) if len(c.text.split()) <= LONGEST]
    claims = [c for c in every if not c.also_mentioned] or every
    said = [statements.get(c.evidence[0].statement_id) if c.evidence else None for c in claims]
    docs = language.parse([c.text for c in claims])
    short = [len(c.text.split()) <= WORDS for c in claims]
    clear = [_is_clear(s, doc) for s, doc in zip(said, docs, strict=True)]
    worth = [_worth(c, s, doc) for c, s, doc in zip(claims, said, docs, strict=True)]
    fitting = [i for i, fits in enumerate(short) if fits]
    if not any(clear[i] for i in fitting):
        fitting += [i for i, fits in enumerate(short) if not fits and clear[i]]
    return claims[max(fitting, key=lambda i: (clear[i], worth[i], -i))].text if fitting else ""


def _is_clear(said: Statement | None, doc: Doc) -> bool:
    of_them = doc[0].pos_ in ("VERB", "AUX")  # its subject, the persona, is left out
    alone = said.qualities.alone if said and said.qualities else clarity(doc, of_them=of_them)
    acts = of_them or any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in doc)  # nobody in "late, not late, earned"
    return alone >= CLEAR and acts and not vague(doc)


def _worth(claim: Claim, said: Statement | None, doc: Doc) -> float:
    worth = TELLING * said.qualities.telling if said and said.qualities else 0.0
    worth += SHARED * (len(claim.participants) > 1) + PLAIN * (not claim.text.startswith("“"))
    worth += LASTING * (generality(doc) >= GENERAL) + CERTAIN * (claim.confidence >= SURE) + DISTINCT * claim.distinct
    return round(worth + _FIRST[claim.section], 6)
