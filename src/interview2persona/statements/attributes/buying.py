"""What a person may spend and how they take risks: budget, risk_attitude."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview2persona.statements.attributes._said import Found, Said, short
from interview2persona.statements.attributes._words import ATTITUDES, MONEY, NUMBER

_BUDGET = re.compile(
    rf"\b(?P<v>(?:(?:up to|under|over|above|below|about|around|till|max(?:imum)?|at "
    rf"most)\s+)?{MONEY}(?:\s+(?:a|per|each|every)\s+(?:month|year|user|head|seat|person|week|quarter|job|"
    rf"vehicle|van))?)",
    re.I,
)
_DECLINED = re.compile(
    r"\bnot(?:\s+(?:even|one|a))?\s*$|(?:\b(?:not|never|won['’]?t|wouldn['’]?t|don['’]?t|can['’]?t)|n['’]t)\s+(?:\w+\s+)?"
    r"(?:pay|paying|spend|spending|give|giving)\s*(?:(?!more\b|over\b|above\b)\w+\s+)?$",
    re.I,
)
_PAYING = re.compile(
    r"\b(?:budget|pay|paid|paying|costs?|price|sign|approve|afford|spend|spent|invoice|fee|licen[cs]e|"
    r"subscription|worth|bill)\b",
    re.I,
)
_BOLD = (
    r"I['’](?:m|d)\s+(?:(?:always|usually|often|normally)\s+)?(?:(?:among\s+)?the\s+first(?:\s+ones?)?|up\s+for|happy|"
    r"willing|glad)\s+to\s+try[^.;!?]{0,30}(?!\w)",
    r"I\s+(?:like|love)\s+(?:trying|to\s+try)\s[^.;!?]{0,30}(?!\w)",
    r"I['’]d\s+switch[^.;!?]{0,30}(?!\w)",
    r"(?:I|we)\s+just\s+(?:try|tried|clicked|did|downloaded|ordered|bought|signed\s+up\s+for|started\s+using)\s+it[^.;!?]{0,20}(?!\w)",
    r"(?:I['’]?m\s+an\s+)?early\s+adopter",
    r"I\s+(?:do\s+)?take\s+(?:the\s+)?risks?\b",
    r"I\s+decided?\s+(?:\w+\s+){0,2}(?:fast|quickly|by\s+(?:the\s+)?(?:gut|nose|feeling)|in\s+\w+\s+minutes)",
    r"if\s+it['’]s\s+(?:garbage|rubbish|bad|no\s+good),?\s+I\s+(?:cancel|stop)[^.;!?]{0,20}(?!\w)",
)
_CAREFUL = (
    r"I(?:['’]?m|\s+am)\s+(?:very\s+|quite\s+|a\s+bit\s+|rather\s+|always\s+|too\s+)*"
    r"(?:careful|cautious|sceptical|skeptical|suspicious|wary|conservative)\b[^.;!?]{0,30}(?!\w)",
    r"(?:I['’]?m\s+)?(?:not\s+an?|no)\s+(?:risk[- ]taker|gambler)",
    r"(?:I|we)(?:['’]?ve|\s+have)?\s+(?:been\s+|got\s+)?(?:burnt|burned|bitten)\b(?!\s+(?:ourselves|myself|out|down|by\s+a\s+dog))[^.;!?]{0,25}(?!\w)",
    r"I\s+never\s+(?:sign|buy)\s[^.;!?]{3,40}(?!\w)",
    r"I\s+(?:don['’]t|do\s+not|wouldn['’]t|never)\s+(?:gamble|rush|risk\s+it|"
    r"take\s+(?:any\s+)?risks?)\b[^.;!?]{0,20}(?!\w)",
    r"I(?:['’]ll)?\s+(?:only\s+)?believe\s+(?:it|something|that)\s+when\s[^.;!?]{3,30}(?!\w)",
    rf"{NUMBER}\s+(?:\w+\s+)?\w{{3,}},?\s+(?:and\s+)?{NUMBER}\s+(?:days|weeks|months)(?=[,.;!?]|"
    rf"$)[^.;!?]{{0,25}}(?!\w)",
    r"(?:one|first)\s+\w+\s+first\b",
    r"(?:never|not|don['’]t)\s+(?:want\s+to\s+be\s+|going\s+to\s+be\s+|be\s+)?the\s+(?:very\s+)?first(?:\s+one)?\b",
    r"(?:I|we)(?:['’]d|\s+would)?\s+(?:rather\s+)(?:wait|start\s+small|test|pilot|try)\s[^.;!?]{0,30}(?!\w)",
    r"I\s+(?:always\s+)?(?:test|try|check|compare)\s[^.;!?]{0,40}\bbefore\s+I\s+(?:pay|buy|sign|decide|order)\b",
    r"I\s+don['’]t\s+(?:trust|believe|buy)\s+(?:anything|something|a\s+thing)\s+[^.;!?]{3,50}(?!\w)",
    r"I\s+(?:want|need|have)\s+to\s+(?:have\s+)?seen?\s+it\s+(?:running|working|run|work|first|somewhere)\b[^.;!?]{0,40}(?!\w)",
    r"better\s+safe\s+than\s+sorry|belt\s+and\s+braces|(?:a\s+)?small\s+pilot|once\s+bitten[^.;!?]{0,20}(?!\w)",
)
_OF_OTHERS = re.compile(
    r"\b(?:he|she|they|(?:the\s+)?(?:owners?|buyers?|managers?|customers?))(?:['’]s|['’]re|\s+is|\s+are)?\s+(?P<v>(?:(?:all|always|"
    r"usually|very|mostly|rather|quite|extremely)\s+)*(?:careful|cautious|sceptical|skeptical|suspicious|wary|conservative)\b|"
    r"(?:never|don['’]t|doesn['’]t)\s+wants?\s+to\s+be\s+the\s+(?:very\s+)?first\b|"
    r"believes?\s+(?:nothing|only\s+what)\b[^.,;!?]{0,30}(?!\w))",
    re.I,
)
_BY_FEEL = r"(?:by|with)\s+(?:(?:the|my|his|her|their)\s+)?(?:gut(?:\s+feeling)?|nose|feeling|instinct|feel)"
_FEELING = re.compile(
    rf"\b(?:decides?|decided|buys?|bought|choose|chose)\s+(?:\w+\s+){{0,2}}?(?P<v>{_BY_FEEL})\b", re.I
)
_FEELING_ASKED = re.compile(
    rf"^(?:(?:well|oh|uh|um)[,\s]+)*(?P<v>{_BY_FEEL}|(?:my\s+|his\s+)?gut(?:\s+feeling)?|instinct)\b", re.I
)
_HOW_DECIDED = re.compile(r"\bhow\b.{0,40}\b(?:decide|decided|choose|chose|pick)\b", re.I)
_RISK = {
    "bold": re.compile(rf"\b(?P<v>{'|'.join(_BOLD)})", re.I),
    "careful": re.compile(rf"\b(?P<v>{'|'.join(_CAREFUL)})", re.I),
}
_TRIAL = re.compile(rf"{NUMBER}\s.*", re.I | re.S)  # "two vans, four weeks": careful only where buying is the topic
_ASKED_CAREFUL = re.compile(
    r"\b(?:why|yourself|are you|so|you['’]re)\b.{0,25}\b(?:careful|cautious|sceptical|skeptical|hesitant|reluctant)\b",
    re.I,
)
_ASKED_RISK = re.compile(r"\brisk[- ]takers?\b", re.I)
_AFFIRMED = re.compile(r"^\W*(?:oh,? )?(?:yes|yeah|yep|aye|sure|definitely|absolutely|of course|always|very)\b", re.I)
_ASKED_KIND = re.compile(
    r"\b(?:describe|call) (?:yourself|them)\b|\b(?:kind|sort|type) of (?:buyer|person|customer)\b|\bhow careful\b|"
    r"\bare you (?:a |some(?:one|body) who )?(?:cautious|careful|tr(?:y|ies)|risk)",
    re.I,
)
_ADJECTIVE = re.compile(rf"\b(?P<v>{ATTITUDES})\b", re.I)
_TELLING = re.compile(
    rf"{NUMBER}|\b(?:same day|first|twice|before|nothing|anything|seen?|in writing|risk[- ]taker|gambler)\b", re.I
)  # worth showing beside "careful"
_SHOWN = 8  # words


def budget(said: Said) -> Iterator[Found]:
    """An amount the person may spend or pays, in a sentence about paying."""
    if said.relevant and _PAYING.search(said.text) and (said.person == "self" or "buy" in said.asked):
        stated = (m for m in said.matches(_BUDGET) if not declined(said, m.start("v")))
        yield from (said.found(m["v"], 1.0 + 0.5 * ("buy" in said.asked)) for m in stated)


def declined(said: Said, at: int) -> bool:
    """ "Not one euro", "I'm not paying two hundred dollars"; "not more than two hundred" is what they would pay."""
    ceiling = re.match(r"more|over|above|than", said.text[at:], re.I)
    return bool(_DECLINED.search(said.text[:at])) and not ceiling


def risk_attitude(said: Said) -> Iterator[Found]:
    """Whether the person says they are bold or cautious: in their own adjective, or with what they insist on."""
    if not said.relevant:
        return
    ident, question = said.statement.statement_id, said.statement.question
    if len(said.statement.before.split()) <= 1:  # "No." alone is left out as filler
        yield from _answered(said, ident, question)
    yield from (Found(f"decides {value}", 1.55, ident) for value in _feelings(said, question))
    if said.others:
        yield from (Found(_attitude("careful", m["v"]), 1.5, ident) for m in said.matches(_OF_OTHERS))
    for kind, pattern in _RISK.items():
        for m in said.matches(pattern):
            if said.others or (_TRIAL.fullmatch(m["v"]) and not _about_buying(said)):
                continue
            yield Found(_attitude(kind, m["v"]), 1.0 + 0.5 * bool(said.asked & {"risk", "buy"}), ident)


def _feelings(said: Said, question: str) -> Iterator[str]:
    """ "By the nose" and "gut" are how somebody decides."""
    yield from (m["v"].casefold() for m in said.matches(_FEELING))
    if _HOW_DECIDED.search(question):
        words = (m["v"].casefold() for m in said.matches(_FEELING_ASKED))
        yield from (w if re.match("by|with", w) else f"by {w}" for w in words)


def _answered(said: Said, ident: str, question: str) -> Iterator[Found]:
    refused = re.match(r"\W*(?:no|not)\b", f"{said.statement.before} {said.text}", re.I)
    if _ASKED_RISK.search(question) and (refused or _AFFIRMED.search(said.text)):
        yield Found("no risk taker" if refused else "risk taker", 1.45, ident)
    elif _ASKED_CAREFUL.search(question) and not said.others and not refused:
        yield Found(_attitude("careful", said.text), 1.7 - said.place / 10, ident)
    elif _ASKED_KIND.search(question) and (m := _ADJECTIVE.search(said.text)):
        yield Found(m["v"].casefold(), 1.6, ident)


def _attitude(kind: str, words: str) -> str:
    """ "cautious" where the person says so, else "careful (two vans, four weeks)", else "careful"."""
    if m := _ADJECTIVE.search(words):
        return m["v"].casefold()
    value = re.sub(r"^I(?:['’]?m)?\s+|,\s+(?:and\s+)?(?:I|we|so|yes|no|really)\b.*", "", short(words), flags=re.I)
    telling = _TELLING.search(value) and len(value.split()) <= _SHOWN and not re.match("because", value, re.I)
    return f"{kind} ({value})" if telling else kind


def _about_buying(said: Said) -> bool:
    return bool(said.asked & {"buy", "risk"} or "decision" in said.statement.labels)
