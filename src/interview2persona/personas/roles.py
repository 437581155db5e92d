"""What a stated job title and buying role say about a person's place: level, function, part in the buying centre.

Levels and functions follow the major groups of ISCO-08 (International Labour Organization 2012), by the words that
people use for themselves in English. A title without a word of these lists says nothing here.
"""

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
LEVELS = {
    "owner": r"(?:co-?)?owners?|owns?|founders?|co-?founders?|proprietor|partner|self-employed|freelanc\w+|entrepreneur"
    r"|landlord|landlady|farmer|sole trader|managing director|ceo|president",
    "head": r"head|chief|director|manager|management|lead(?:er|s)?|supervisor|superintendent|principal|vp"
    r"|vice president|runs|c[tfoi]o|foreman|matron",
    "junior": r"junior|trainee|apprentice|intern|assistant|student",
}
FUNCTIONS = {
    "finance": r"financ\w+|account\w*|book-?keep\w*|controll(?:er|ing)|treasur\w+|commercial|payroll|tax|audit\w*|cfo",
    "purchasing": r"purchas\w+|procure\w+|buyers?|sourcing|category|contracts?",
    "planning": r"plan(?:s|ner|ning)?|dispatch\w*|coordinat\w+|schedul\w+|logistics|diary|rota|roster",
    "trade": r"technician|fitter|mechanic|install\w+|electrician|plumber|driver|builder|carpenter|service engineer"
    r"|field \w+|heating engineer|welder|operator|repair\w*",
    "science": r"scientist|laboratory|lab|research\w*|chemist\w*|biolog\w+|analyst|data",
    "software": r"developer|software|programmer|devops|sysadmin|it|administrator|designer|ux|product",
    "care": r"nurse|doctor|physician|carer|caregiver|midwife|therap\w+|pharmac\w+|surgeon|ward|clinic\w*",
    "teaching": r"teach\w+|lecturer|professor|tutor|school|trainer|educat\w+",
    "selling": r"sales|marketing|account manager|retail|shop|store|customer success|support",
    "office": r"office|secretar\w+|clerk|reception\w*|admin\w*|personal assistant",
    "people": r"hr|human resources|personnel|recruit\w+|people",
    "law": r"lawyer|legal|complian\w+|counsel|solicitor|data protection",
    "home": r"retired|pensioner|parent|mother|father|homemaker|housewife|unemployed",
}


def _compiled(words: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in words.items()}


_OTHERS = re.compile(
    r"(?:^|;)\s*(?!signs|decides|runs|scores)[\w-]+(?:\s+[\w-]+){0,3}\s+(?:signs|decides|approves|pays)\b[^;]*",
    re.IGNORECASE,
)  # of the person themself a verb comes first
_BUYING, _LEVELS, _FUNCTIONS = _compiled(BUYING), _compiled(LEVELS), _compiled(FUNCTIONS)


def buying_roles(stated: str) -> frozenset[str]:
    """Roles in the buying centre that the words give the person; "the board signs" is about somebody else."""
    own = _OTHERS.sub("", stated)
    return frozenset(name for name, pattern in _BUYING.items() if pattern.search(own))


def place(attributes: Mapping[str, str]) -> frozenset[str]:
    """Features such as "level:owner", "function:finance", "buying:decider"; empty when nothing was stated."""
    title = f"{attributes.get('job_title', '')} {attributes.get('seniority', '')}"
    found = {f"level:{n}" for n, p in _LEVELS.items() if p.search(title)}
    found |= {f"function:{n}" for n, p in _FUNCTIONS.items() if p.search(title)}
    return frozenset(found | {f"buying:{n}" for n in buying_roles(attributes.get("buying_role", ""))})
