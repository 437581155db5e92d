"""The sections of a persona, in page order, and the finer aspects of a buyer's decision (English cue words).

Customer: value proposition canvas (Osterwalder 2014) and behavioural variables (Cooper 2014). Buyer: the five rings of
buying insight (Revella 2015) with process, budget and risk of organisational buying (Webster and Wind 1972).
"""

from __future__ import annotations

import re

from interview2persona.model import Label, Statement

SECTIONS: dict[str, Label] = {
    "goals": "goal",
    "pains": "pain",
    "gains": "gain",
    "behaviours": "behaviour",
    "attitudes": "attitude",
    "decision": "decision",
}
OPPOSITE = {"pains": "gain", "gains": "pain"}

_CUES: dict[str, str] = {
    "budget": r"budget|price|pric\w+|cost\w*|euros?|dollars?|pounds?|€|\$|£|expensive|cheap\w*|afford|pay|paid"
    r"|invoice|fee|subscription|discount|per (?:user|seat|month|year)",
    "process": r"sign(?:s|ed|off|ature)?|approv\w+|committee|board|boss|cfo|ceo|director|procurement|legal"
    r"|shareholders?|decid\w+|decision|tender|quotes?|offers|contract|veto|vote|purchas\w+|who (?:has|had) to|steps?"
    r"|trial|pilot",
    "risk": r"risk\w*|careful|cautious|safe|guarantee|insur\w+|back ?out|cancel|stop it|written|in writing|references?"
    r"|burn(?:ed|t)|disaster|pilot|trial|small(?:er)? first|prove|proof",
    "sources": r"recommend\w*|heard|google\w*|search\w*|read|review\w*|forum|facebook|youtube|linkedin|instagram"
    r"|podcast|newsletter|fair|exhibition|conference|webinar|association|friends?|colleagues?|neighbou?rs?|advis[eo]r"
    r"|told me|showed me|asked (?:around|a|my|our|another|other)",
    "trigger": r"trigger\w*|that's when|that was when|the moment|started looking|began to look|last straw|after that"
    r"|leaves|left|retir\w+|resign\w*|quit|grew|grow\w*|deadline|new law|regulation|had to (?:find|change|replace)",
    "criteria": r"compar\w+|criteri\w+|requirement\w*|must have|has to have|deal ?breaker|important|only if|as long as"
    r"|unless|without .* (?:no|nobody|not)|prefer\w*|instead of|rather than|choose|chose|pick\w*|look at|looked at"
    r"|whether|features?|easy|simple|support|integrat\w+",
}
_PATTERNS = {aspect: re.compile(rf"\b(?:{cues})\b", re.IGNORECASE) for aspect, cues in _CUES.items()}
_CHANNELS = re.compile(
    r"\b(?:e-?mails?|phone[ds]?|call(?:s|ed|ing)?|ring|rang|whats ?app\w*|chat|text(?:s|ed)?|sms|messag\w+|letters?"
    r"|newsletters?|in person|face to face|portal|website|app|zoom|teams|hotline|ticket)\b",
    re.IGNORECASE,
)
_DECIDING = ("consideration", "purchase")
_ASKED = {
    "budget": r"\b(?:budget|pric\w+|costs?|pays?|paid|spend|afford|expensive|how much)\b",
    "process": r"\bwho (?:decid|sign|approv|has the (?:last|final)|else|had a say|pays)|"
    r"\b(?:involved|say in it|decid\w+|sign\w*)\b",
    "risk": r"\b(?:risk|worr\w+|afraid|careful|safe|try out)\b",
    "sources": r"\bhow did you (?:hear|find|come across|learn)|\b(?:hear|heard) (?:of|about)|"
    r"where did you (?:look|read|search)|who (?:told|do you ask|do you trust)|\b(?:find out|inform|research)\b",
    "trigger": r"\bwhat (?:made you|happened|changed|set (?:it|that) off)|how come|"
    r"how did (?:it|that) (?:start|begin|come about)|start(?:ed)? looking|"
    r"\bwhy (?:did you (?:start|look|switch|change)|then|now)",
    "criteria": r"\b(?:compar\w+|cho(?:ose|se)|pick(?:ed)?|important|convinc\w+|matters?|criteri\w+|"
    r"why (?:them|us|this|that one)|what (?:would|must|do) (?:it|they|you) (?:have|need|want)|look for)\b",
}
_QUESTIONS = {name: re.compile(cues, re.IGNORECASE) for name, cues in _ASKED.items()}
_ASKS, _MOST_CUES = 2.5, 2  # what a question weighs that asks for it, and how many cues in the words count
_AMOUNT = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty|hundred|thousand|million|grand)\b"
)
_QUESTION_END = 200  # characters; what is asked stands at the end
_REACHED = re.compile(
    r"\b(?:reach|contact|get (?:back )?(?:in touch|hold of|to) you|(?:best|better|good) (?:way|time|number)|"
    r"send (?:it|you|that|this|them|the \w+)|(?:ring|call|text|write to|e-?mail|message) you|hear from us|"
    r"follow(?:ing)? up)\b",
    re.IGNORECASE,
)


def aspect(statement: Statement, section: str) -> str:
    """The finer key that a statement speaks to within its section, "" for none."""
    if section == "decision":
        scores = {name: _speaks_for(name, statement) for name in _PATTERNS}
        best = max(scores, key=lambda name: scores[name])
        return best if scores[best] else "criteria"
    if section == "behaviours" and statement.journey_stage == "awareness":
        return "sources"
    if section == "pains" and statement.journey_stage in _DECIDING:
        return "barriers"
    if section in ("goals", "gains") and statement.journey_stage in _DECIDING:
        return "success_factors"
    if section == "attitudes" and _PATTERNS["risk"].search(statement.text):
        return "risk"
    if section in ("behaviours", "attitudes") and _CHANNELS.search(statement.text):
        return "channels"
    return ""


def _speaks_for(aspect: str, statement: Statement) -> float:
    """How much speaks for an aspect: cues in the words, for a budget none without an amount, and the question."""
    cues = min(_MOST_CUES, len(_PATTERNS[aspect].findall(statement.text)))
    if aspect == "budget" and not _AMOUNT.search(statement.text.lower()):
        cues = 0
    return cues + _ASKS * bool(_QUESTIONS[aspect].search(statement.question[-_QUESTION_END:]))


def is_wish_for_contact(statement: Statement) -> bool:
    """Whether it answers how to reach the person ("Text me, after six"): a channel, nothing that they do or hold."""
    return bool(_REACHED.search(statement.question[-_QUESTION_END:]) and _CHANNELS.search(statement.text))
