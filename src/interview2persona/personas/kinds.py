"""Whether a group of people is a customer persona, a buyer persona or both: by what they said, not by their titles."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from interview2persona.model import Participant, Statement

ROLES = {
    "initiator": r"initiat\w+",
    "user": r"users?",
    "influencer": r"influenc\w+|tests?|tested|tester|recommend\w*",
    "decider": r"decid\w+|decision maker|signs?",
    "approver": r"approv\w+",
    "buyer": r"buyers?|purchas\w+|procure\w*",
    "gatekeeper": r"gatekeeper|gate keeper",
}  # the buying centre of Webster and Wind 1972, with Bonoma's (1982) initiator
_BUYING = {"influencer", "decider", "approver", "buyer", "gatekeeper"}
_PATTERNS = {role: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for role, words in ROLES.items()}
_USING = {"onboarding", "use", "support"}


def buying_roles(participant: Participant) -> frozenset[str]:
    """Roles in the buying centre that the participant's attribute names."""
    stated = participant.attributes.get("buying_role")
    return frozenset(r for r, pattern in _PATTERNS.items() if stated and pattern.search(stated.value))


def kind_of(members: Collection[str], participants: Mapping[str, Participant], statements: Sequence[Statement]) -> str:
    """ "customer", "buyer" or "customer and buyer": what half of the people give evidence of."""
    using = sum(_uses(m, statements) for m in members)
    buying = sum(_buys(participants[m], statements) for m in members)
    is_buyer = 2 * buying >= len(members) and buying > 0
    is_customer = 2 * using >= len(members) or not is_buyer
    return " and ".join(name for name, holds in (("customer", is_customer), ("buyer", is_buyer)) if holds)


def _uses(person: str, statements: Sequence[Statement]) -> bool:
    return (
        sum(s.participant_id == person and ("behaviour" in s.labels or s.journey_stage in _USING) for s in statements)
        > 1
    )


def _buys(person: Participant, statements: Sequence[Statement]) -> bool:
    said = sum(s.participant_id == person.participant_id and "decision" in s.labels for s in statements)
    return said > 1 and (bool(buying_roles(person) & _BUYING) or said > 3)


def missing_roles(participants: Sequence[Participant]) -> list[str]:
    """Roles of the buying centre that nobody interviewed holds, [] when no roles are known at all."""
    held = frozenset().union(*(buying_roles(p) for p in participants if p.counts))
    return [role for role in ROLES if role not in held] if held else []
