"""A persona's title: what drives these people, from the goal or pain that most of them share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interview2persona.language import Language
from interview2persona.model import Claim
from interview2persona.personas.evidence import clarity, generality, vague

WORDS, LONGEST = 12, 20  # of a title, and of one where no shorter claim is understood alone
SURE = 0.8  # confidence from which a claim may stand over the page
CLEAR = 0.6  # clarity from which it is understood without what was said before it
GENERAL = 0.75  # generality from which it speaks of what is always so: no single day, place or amount


def title_of(sections: Mapping[str, Sequence[Claim]], language: Language) -> str:
    """The text of the goal, pain or gain that drives them and fits into a title; "" when nobody stated one."""
    claims = [c for key in ("goals", "pains", "gains") for c in sections.get(key, ())]
    words = [len(c.text.split()) for c in claims]
    docs = language.parse([c.text for c in claims])
    clear = [clarity(doc, of_them=doc[0].pos_ in ("VERB", "AUX")) >= CLEAR and not vague(doc) for doc in docs]
    order = [_rank(c, clear[i], generality(docs[i]) >= GENERAL) for i, c in enumerate(claims)]
    fitting = [i for i, count in enumerate(words) if count <= WORDS]
    if not any(clear[i] for i in fitting):
        fitting += [i for i, count in enumerate(words) if WORDS < count <= LONGEST and clear[i]]
    return claims[min(fitting, key=lambda i: (order[i], i))].text if fitting else ""


def _rank(claim: Claim, clear: bool, general: bool) -> tuple[bool, bool, bool, bool, bool, bool, int]:
    """Understood alone, shared, in plain words, general and sure before all else; then distinctive, goals first."""
    order = {"goals": 0, "pains": 1, "gains": 2}
    unsure = claim.confidence < SURE
    quoted = claim.text.startswith("“")
    few = len(claim.participants) < 2
    return not clear, few, quoted, not general, unsure, not claim.distinct, order[claim.section]
