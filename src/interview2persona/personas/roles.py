"""What a stated buying role says about a person's part in the buying centre, by the words that people use for it."""

from __future__ import annotations

import re
from collections.abc import Mapping

BUYING = {
    "initiator": r"initiat\w+",
    "user": r"(?:end[- ])?users?",
    "influencer": r"influenc\w+|tests?|tested|tester|recommend\w*|scores?",
    "decider": r"decid\w+|decision[- ]maker|signs(?!\s+(?:up\s+to|above))",
    "approver": r"approv\w+|co-?signs|signs\s+up\s+to",
    "buyer": r"buyers?|purchas\w+|procur\w+|negotiat\w+|runs the tender",
    "gatekeeper": r"gate-?keeper",
}  # the buying centre of Webster and Wind 1972, with the initiator of Bonoma 1982


def _compiled(words: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in words.items()}


_OTHERS = re.compile(
    r"(?:^|;)\s*(?!signs|decides|runs|scores)[\w-]+(?:\s+[\w-]+){0,3}\s+(?:signs|decides|approves|pays)\b[^;]*",
    re.IGNORECASE,
)  # of the person themself a verb comes first
_BUYING = _compiled(BUYING)


def buying_roles(stated: str) -> frozenset[str]:
    """Roles in the buying centre that the words give the person; "the board signs" is about somebody else."""
    own = _OTHERS.sub("", stated)
    return frozenset(name for name, pattern in _BUYING.items() if pattern.search(own))
