"""Whether a group of people is a customer persona, a buyer persona or both: by what they said, not by their titles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from interview2persona.model import Participant, Statement
from interview2persona.personas.roles import BUYING, buying_roles

_DECIDING = {"influencer", "decider", "approver", "buyer", "gatekeeper"}
_USING = {"onboarding", "use", "support"}
SURE_WITHOUT_ROLE = 4  # statements about deciding that make a buyer of somebody whose role nobody stated


def roles_of(participant: Participant) -> frozenset[str]:
    """Roles in the buying centre that the participant's attribute names."""
    stated = participant.attributes.get("buying_role")
    return buying_roles(stated.value) if stated else frozenset()


def kind_of(members: Collection[str], participants: Mapping[str, Participant], statements: Sequence[Statement]) -> str:
    """ "customer", "buyer" or "customer and buyer": what half of the people give evidence of."""
    using = sum(_uses(m, statements) for m in members)
    buying = sum(_buys(participants[m], statements) for m in members)
    is_buyer = 2 * buying >= len(members) and buying > 0
    is_customer = 2 * using >= len(members) or not is_buyer
    return " and ".join(name for name, holds in (("customer", is_customer), ("buyer", is_buyer)) if holds)


def _uses(person: str, statements: Sequence[Statement]) -> bool:
    own = [s for s in statements if s.participant_id == person]
    return sum("behaviour" in s.labels or s.journey_stage in _USING for s in own) > 1


def _buys(person: Participant, statements: Sequence[Statement]) -> bool:
    said = sum(s.participant_id == person.participant_id and "decision" in s.labels for s in statements)
    return said >= (2 if roles_of(person) & _DECIDING else SURE_WITHOUT_ROLE)


def missing_roles(participants: Sequence[Participant]) -> list[str]:
    """Roles of the buying centre that nobody interviewed holds, [] when no roles are known at all."""
    held = frozenset().union(*(roles_of(p) for p in participants if p.counts))
    return [role for role in BUYING if role not in held] if held else []
