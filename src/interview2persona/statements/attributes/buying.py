"""What a person may spend and how they take risks: budget, risk_attitude."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview2persona.statements.attributes._said import Found, Said, short
from interview2persona.statements.attributes._words import MONEY, NUMBER

_BUDGET = re.compile(
    rf"\b(?P<v>(?:(?:up to|under|over|above|below|about|around|till|max(?:imum)?|at "
    rf"most)\s+)?{MONEY}(?:\s+(?:a|per|each|every)\s+(?:month|year|user|head|seat|person|week|quarter|job|"
    rf"vehicle|van))?)",
    re.I,
)
_PAYING = re.compile(
    r"\b(?:budget|pay|paid|paying|costs?|price|sign|approve|afford|spend|spent|invoice|fee|licen[cs]e|"
    r"subscription|worth|bill)\b",
    re.I,
)
_BOLD = (
    r"I['’](?:m|d)\s+(?:always\s+)?(?:the\s+first|up\s+for|happy)\s+to\s+try[^.;!?]{0,30}(?!\w)",
    r"I\s+(?:like|love)\s+(?:trying|to\s+try)\s[^.;!?]{0,30}(?!\w)",
    r"I['’]d\s+switch[^.;!?]{0,30}(?!\w)",
    r"I\s+just\s+(?:try|tried|clicked|did)\s+it[^.;!?]{0,20}(?!\w)",
    r"(?:I['’]m\s+an\s+)?early\s+adopter",
    r"I\s+(?:do\s+)?take\s+(?:the\s+)?risks?\b",
    r"I\s+decided?\s+(?:\w+\s+){0,2}(?:fast|quickly|by\s+(?:the\s+)?(?:gut|nose|feeling)|in\s+\w+\s+minutes)",
    r"if\s+it['’]s\s+(?:garbage|rubbish|bad|no\s+good),?\s+I\s+(?:cancel|stop)[^.;!?]{0,20}(?!\w)",
)
_CAREFUL = (
    r"I(?:['’]?m|\s+am)\s+(?:very\s+|quite\s+|a\s+bit\s+|rather\s+|always\s+|too\s+)*"
    r"(?:careful|cautious|sceptical|skeptical|suspicious|wary|conservative)\b[^.;!?]{0,30}(?!\w)",
    r"(?:I['’]?m\s+)?(?:not\s+an?|no)\s+(?:risk[- ]taker|gambler)",
    r"(?:I|we)(?:['’]ve|\s+have)?\s+(?:been\s+|got\s+)?(?:burnt|burned|bitten)\b[^.;!?]{0,25}(?!\w)",
    r"I\s+never\s+(?:sign|buy)\s[^.;!?]{3,40}(?!\w)",
    r"I\s+(?:don['’]t|do\s+not|wouldn['’]t|never)\s+(?:gamble|rush|risk\s+it|"
    r"take\s+(?:any\s+)?risks?)\b[^.;!?]{0,20}(?!\w)",
    r"I\s+(?:only\s+)?believe\s+(?:it|something|that)\s+when\s[^.;!?]{3,30}(?!\w)",
    rf"{NUMBER}\s+(?:\w+\s+)?\w{{3,}},?\s+(?:and\s+)?{NUMBER}\s+(?:days|weeks|months)(?=[,.;!?]|"
    rf"$)[^.;!?]{{0,25}}(?!\w)",
    r"(?:one|first)\s+\w+\s+first\b",
    r"(?:I|we)(?:['’]d|\s+would)?\s+(?:rather\s+)(?:wait|start\s+small|test|pilot|try)\s[^.;!?]{0,30}(?!\w)",
    r"better\s+safe\s+than\s+sorry|belt\s+and\s+braces|(?:a\s+)?small\s+pilot|once\s+bitten[^.;!?]{0,20}(?!\w)",
)
_RISK = {
    "bold": re.compile(rf"\b(?P<v>{'|'.join(_BOLD)})", re.I),
    "careful": re.compile(rf"\b(?P<v>{'|'.join(_CAREFUL)})", re.I),
}
_TRIAL = re.compile(rf"{NUMBER}\s.*", re.I | re.S)  # "two vans, four weeks": careful only where buying is the topic
_ASKED_CAREFUL = re.compile(
    r"\b(?:why|yourself|are you|so|you['’]re)\b.{0,25}\b(?:careful|cautious|sceptical|skeptical|hesitant|reluctant)\b",
    re.I,
)


def budget(said: Said) -> Iterator[Found]:
    """An amount the person may spend or pays, in a sentence about paying."""
    if said.relevant and _PAYING.search(said.text) and (said.person == "self" or "buy" in said.asked):
        yield from (said.found(m["v"], 1.0 + 0.5 * ("buy" in said.asked)) for m in said.matches(_BUDGET))


def risk_attitude(said: Said) -> Iterator[Found]:
    """Whether the person says they are bold or cautious, with the words."""
    if not said.relevant or said.others:
        return
    if _ASKED_CAREFUL.search(said.statement.question) and not re.match(r"no\b|not\b", said.text, re.I):
        yield Found(f"careful: {short(said.text)}", 1.7 - said.place / 10, said.statement.statement_id)
    for kind, pattern in _RISK.items():
        for m in said.matches(pattern):
            if _TRIAL.fullmatch(m["v"]) and not (said.asked & {"buy", "risk"} or "decision" in said.statement.labels):
                continue
            value = said.found(m["v"], 1.0 + 0.5 * bool(said.asked & {"risk", "buy"}))
            yield Found(f"{kind}: {value.value}", value.score, value.statement_id)
