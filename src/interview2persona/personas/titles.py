"""A persona's title: what drives these people, from their most distinctive goal, else pain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interview2persona.model import Claim

WORDS = 12  # of a title


def title_of(sections: Mapping[str, Sequence[Claim]]) -> str:
    """The text of the most distinctive goal or pain that fits into a title; "" when nobody stated one."""
    candidates = [c for key in ("goals", "pains", "gains") for c in sections.get(key, ())]
    short = [c for c in candidates if len(c.text.split()) <= WORDS]
    if not short:
        return ""
    return min(short, key=_rank).text


def _rank(claim: Claim) -> tuple[bool, bool, int, int, str]:
    order = {"goals": 0, "pains": 1, "gains": 2}
    quoted = claim.text.startswith("“")
    several = len(claim.participants) > 1 and claim.distinct
    return (not several, quoted, order[claim.section], -len(claim.participants), claim.claim_id)
