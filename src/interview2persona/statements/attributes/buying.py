"""How a person buys and is reached: buying_role, budget, channels, source_of_information, tools, risk_attitude."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from interview2persona.statements.attributes._said import Found, Said, short
from interview2persona.statements.attributes._words import CHANNELS, MONEY, NUMBER, SOURCES, STRONG_SOURCES

_ROLES: dict[str, str] = {
    "initiator": r"\bI (?:started (?:it|this|the search)|brought it up|suggested|proposed|pushed for|came up with|"
        r"found it|came in .{0,20}and (?:said|told)|"
    r"went looking|wanted (?:it|something)|raised it|kept asking)|\b(?:that|it) was (?:me|my idea)\b|\bmy idea\b",
    "decider": r"\bI (?:decide|decided|make the (?:decision|call)|have the (?:last|final) (?:word|say)|own (?:it|the "
        r"place|the (?:firm|company|business))|put the signature|"
    r"sign(?:ed)?(?: it| alone| myself| everything)?\b(?! (?:up|off|in|for)\b))|\b(?:my|our) (?:decision|"
        r"call|name on)\b|\bthere['’]s (?:nobody|no one|no committee)(?: else)?\b|signature needed, that['’]s "
        r"me|\bit['’]s (?:up to me|my money)\b|\bI['’]m the (?:one who decides|boss|owner)",
    "approver": rf"\bI (?:approve|can (?:approve|sign)|sign off|have to (?:approve|sign))|\b(?:up to|till|under|below) "
        rf"{NUMBER}[^.]{{0,30}}\bI (?:can|sign|decide|do)|\bneeds my (?:ok|okay|signature|approval)",
    "gatekeeper": r"\b(?:three|two|several) (?:offers|quotes|bids|suppliers)\b|\b(?:I|we) (?:score|compare|vet|screen|"
        r"shortlist)|\bprocurement\b|\btender|\b(?:our|company) (?:policy|rules) (?:says?|require)|"
        r"\bquestionnaire|"
    r"\bnot in my comparison|\bdata protection|\bwithout (?:a|the) signed\b|\bI send it back\b|\bcompliance\b",
    "buyer": r"\bI (?:bought|ordered|placed the order|negotiate|purchase|pay for it|paid)\b|\bput (?:the|my) card "
        r"in\b|\b(?:I )?do the (?:ordering|purchasing|buying)\b",
    "influencer": r"\b(?:asks?|asked) (?:me|us|for my opinion)\b|\bif I (?:say|said|shake)\b|\bI(?:['’]d| had| have|"
        r"['’]ve) a (?:voice|say|veto)\b|\bI (?:recommend|advise|tested it|told (?:him|her|them) (?:to|not))|"
    r"\bput me in front\b|\bwithout you I\b|\bme that tested\b|\bI['’]d tell \w+ (?:not|don['’]t|to)|\bmy "
        r"(?:opinion|recommendation|veto)\b|\bsays? to me\b|\bwhich would you\b|\bhe said\b.{0,30}\byou "
        r"(?:tell|have to live)",
    "user": r"\bI (?:use|open|log in|look at|click|type|press|see|check|live on|work with|drag|scan) (?:it|the "
        r"(?:app|screen|system|tool|map|software|calendar|program)|in|that)\b|\bmy (?:screen|app|login|"
        r"board)\b|"
    r"\bnobody asked (?:me|us)\b|\bwe (?:just )?got (?:it|told)|\b(?:was|were)n['’]t asked\b|\bon my "
        r"(?:phone|tablet|screen)\b",
}  # fmt: skip
_BOSS = re.compile(
    r"\b(?:he|she|they|the (?:boss|owner|director|management|office|head|council|board)|[A-Z]\w+|Dad|Mum|"
    r"(?:my|our) (?:boss|father|husband|manager|director|head))\s+(?:then\s+|just\s+)?"
    r"(?:decides?|decided|signs?|signed|picks?|picked|chose|bought|pays|ordered|has to (?:sign|approve))\b"
)
_ROLE_PATTERNS = {role: re.compile(pattern, re.I) for role, pattern in _ROLES.items()}
_OTHER_ROLES = {
    "decider": re.compile(
        r"\b(?:he|she|the owner|they)(?:['’]s|['’]ll)?\s+(?:decides?|decided|says? .{0,3}I decide|signs?)\b|"
        r"decision[- ]maker",
        re.I,
    ),
    "gatekeeper": re.compile(r"\b(?:three|two) (?:offers|quotes)|data protection|price list|\bcompar", re.I),
    "approver": re.compile(r"\bsigns? (?:together|with|off)|under it (?:she|he|they) can", re.I),
    "user": re.compile(
        r"\b(?:technicians?|nurses?|drivers?|they|he|she) (?:uses?|types?|never reads?|press|syncs?|open)", re.I
    ),
}

_SOMEBODY_ELSE, _CHOOSER = "(somebody else)", "(chose)"
_CHOSE = re.compile(
    r"\b(?:I|we) (?:(?:then|just|finally|also) )?(?:bought|chose|picked|ordered|signed|decided|went "
    r"(?:with|for)|took the|got (?:\w+ )?(?:quotes|offers)|compared|cancelled|switched|installed|"
    r"subscribed|had (?:\w+ )?quotes)\b"
    r"|\bmade (?:me|us) an offer\b",
    re.I,
)
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
_CHANNEL = {name: re.compile(rf"\b(?P<v>{pattern})\b", re.I) for name, pattern in CHANNELS.items()}
_REFUSED = re.compile(
    r"\b(?:no|not|never|don['’]t|doesn['’]t|won['’]t|hate|without|instead of|rather than|nobody)\b[^,.;]{0,40}$", re.I
)
_YES = re.compile(r"(?:yes|yeah|sure|of course|that['’]s (?:fine|good|best)|fine|perfect|please)\b", re.I)
_OFTEN_OBJECTS = frozenset({"ticket", "website", "post", "newsletter", "portal"})  # talked about, seldom used to talk
_REACH = re.compile(r"\b(?:I|we|me|us|my|our)\b|^(?:by|on|the|a)?\s*\w+[,.]", re.I)
_HEARD = re.compile(
    r"\b(?:hear[d]?|saw|seen|read|found|told|showed?|showing|recommend\w*|mention\w*|learn\w*|asked|ask|"
    r"googled|searched|looked|watch\w*|clicked|visited|drove|rang|phoned|met|swears? by|convinced|"
    r"came across|tip|according|trust|follow)\b",
    re.I,
)
_STRONG_SOURCE = re.compile(rf"\b(?P<v>{STRONG_SOURCES})\b", re.I)
_SOURCE = re.compile(rf"\b(?P<v>{SOURCES})\b", re.I)
_USE = re.compile(
    r"\b(?:use[ds]?|using|work(?:s|ed|ing)? (?:with|in)|in|on|with|into|have|['’]ve got|switched to|moved "
    r"to|keep)\s+(?:the\s+|an?\s+|our\s+|my\s+)?"
    r"(?P<v>Excel|Word|Outlook|SAP|DATEV|Xero|QuickBooks|Sage|Salesforce|HubSpot|Notion|Trello|Asana|Jira|"
    r"Slack|Teams|Zoom|WhatsApp|Google \w+|Photoshop|ChatGPT|Claude|Figma|Canva|Airtable|Dropbox|"
    r"SharePoint|Access|"
    r"spreadsheets?|whiteboards?|paper|notebooks?|calendars?|post-its?|clipboards?|wall planner|diary|"
    r"folders?|tablets?|[A-Z][a-z]+[A-Z]\w+)\b",
)
_BOLD = (
    r"I['’](?:m|d)\s+(?:always\s+)?(?:the\s+first|up\s+for|happy)\s+to\s+try[^.;!?]{0,30}",
    r"I\s+(?:like|love)\s+(?:trying|to\s+try)\s[^.;!?]{0,30}",
    r"I['’]d\s+switch[^.;!?]{0,30}",
    r"I\s+just\s+(?:try|tried|clicked|did)\s+it[^.;!?]{0,20}",
    r"(?:I['’]m\s+an\s+)?early\s+adopter",
    r"I\s+(?:do\s+)?take\s+(?:the\s+)?risks?\b",
    r"I\s+decided?\s+(?:\w+\s+){0,2}(?:fast|quickly|by\s+(?:the\s+)?(?:gut|nose|feeling)|in\s+\w+\s+minutes)",
    r"if\s+it['’]s\s+(?:garbage|rubbish|bad|no\s+good),?\s+I\s+(?:cancel|stop)[^.;!?]{0,20}",
)
_CAREFUL = (
    r"I(?:['’]?m|\s+am)\s+(?:very\s+|quite\s+|a\s+bit\s+|rather\s+|always\s+|too\s+)*"
    r"(?:careful|cautious|sceptical|skeptical|suspicious|wary|conservative)\b[^.;!?]{0,30}",
    r"(?:I['’]?m\s+)?(?:not\s+an?|no)\s+(?:risk[- ]taker|gambler)",
    r"(?:I|we)(?:['’]ve|\s+have)?\s+(?:been\s+|got\s+)?(?:burnt|burned|bitten)\b[^.;!?]{0,25}",
    r"I\s+never\s+(?:sign|buy)\s[^.;!?]{3,40}",
    r"I\s+(?:don['’]t|do\s+not|wouldn['’]t|never)\s+(?:gamble|rush|risk\s+it|take\s+(?:any\s+)?risks?)\b[^.;!?]{0,20}",
    r"I\s+(?:only\s+)?believe\s+(?:it|something|that)\s+when\s[^.;!?]{3,30}",
    rf"{NUMBER}\s+(?:\w+\s+)?\w{{3,}},?\s+(?:and\s+)?{NUMBER}\s+(?:days|weeks|months)(?=[,.;!?]|$)[^.;!?]{{0,25}}",
    r"(?:one|first)\s+\w+\s+first\b",
    r"(?:I|we)(?:['’]d|\s+would)?\s+(?:rather\s+)(?:wait|start\s+small|test|pilot|try)\s[^.;!?]{0,30}",
    r"better\s+safe\s+than\s+sorry|belt\s+and\s+braces|(?:a\s+)?small\s+pilot|once\s+bitten[^.;!?]{0,20}",
)
_RISK = {
    "bold": re.compile(rf"\b(?P<v>{'|'.join(_BOLD)})", re.I),
    "careful": re.compile(rf"\b(?P<v>{'|'.join(_CAREFUL)})", re.I),
}
_ASKED_CAREFUL = re.compile(
    r"\b(?:why|yourself|are you|so|you['’]re)\b.{0,25}\b(?:careful|cautious|sceptical|skeptical|hesitant|reluctant)\b",
    re.I,
)


def buying_role(said: Said) -> Iterator[Found]:
    """Roles in the buying centre that the person's own words give them (Webster & Wind 1972)."""
    if said.others:
        yield from (Found(r, 1.0, said.statement.statement_id) for r, p in _OTHER_ROLES.items() if p.search(said.text))
        return
    asked = 0.5 * bool(said.asked & {"buy", "hear"})
    if _BOSS.search(said.text):
        yield Found(_SOMEBODY_ELSE, 0.9 + asked, said.statement.statement_id)
    elif _CHOSE.search(said.text) and said.person != "other":
        yield Found(_CHOOSER, 0.5 + asked, said.statement.statement_id)
    for role, pattern in _ROLE_PATTERNS.items():
        if pattern.search(said.text):
            yield Found(role, 1.0 + asked, said.statement.statement_id)


def settled(found: Sequence[Found]) -> list[Found]:
    """Roles of the whole person: who chose and bought, and never says that somebody else decides, decides."""
    roles = [f for f in found if f.value not in (_SOMEBODY_ELSE, _CHOOSER)]
    bosses = [f for f in found if f.value == _SOMEBODY_ELSE]
    chose = [f for f in found if f.value in {_CHOOSER, "buyer"}]
    if chose and not bosses and not any(f.value in ("decider", "approver") for f in roles):
        roles.append(replace(max(chose, key=lambda f: f.score), value="decider", score=1.0))
    if bosses and not any(f.value in ("decider", "approver", "user") for f in roles):
        roles.append(replace(bosses[0], value="user", score=0.9))
    return roles


def budget(said: Said) -> Iterator[Found]:
    """An amount the person may spend or pays, in a sentence about paying."""
    if said.relevant and _PAYING.search(said.text) and (said.person == "self" or "buy" in said.asked):
        yield from (said.found(m["v"], 1.0 + 0.5 * ("buy" in said.asked)) for m in said.matches(_BUDGET))


def channels(said: Said) -> Iterator[Found]:
    """How the person is reached or reaches others, by the usual name of the channel; what they refuse is left out."""
    contact = "contact" in said.asked
    if not (contact or (said.relevant and (said.others or _REACH.search(said.text)))):
        return
    for name, pattern in _CHANNEL.items():
        meant = any(not _REFUSED.search(said.text[: m.start()]) for m in said.matches(pattern))
        offered = contact and _YES.match(said.text) and pattern.search(said.statement.question)
        if offered or (meant and (contact or name not in _OFTEN_OBJECTS)):
            yield Found(name, 0.8 + 1.0 * contact, said.statement.statement_id)


def source_of_information(said: Said) -> Iterator[Found]:
    """Where the person heard of it, whom they ask, what they read."""
    asked = "hear" in said.asked
    if asked or ("buy" in said.asked and _HEARD.search(said.text)) or (said.relevant and _HEARD.search(said.text)):
        yield from (said.found(m["v"], 0.5 + 1.0 * asked) for m in said.matches(_SOURCE))
    if said.relevant:
        yield from (said.found(m["v"], 0.6) for m in said.matches(_STRONG_SOURCE))


def tools(said: Said) -> Iterator[Found]:
    """Programs and things the person works with."""
    if said.relevant:
        yield from (said.found(m["v"], 1.0) for m in said.matches(_USE))


def risk_attitude(said: Said) -> Iterator[Found]:
    """Whether the person says they are bold or cautious, with the words."""
    if not said.relevant or said.others:
        return
    if _ASKED_CAREFUL.search(said.statement.question) and not re.match(r"no\b|not\b", said.text, re.I):
        yield Found(f"careful: {short(said.text)}", 1.2 - said.place / 10, said.statement.statement_id)
    for kind, pattern in _RISK.items():
        for m in said.matches(pattern):
            value = said.found(m["v"], 1.0 + 0.5 * bool(said.asked & {"risk", "buy"}))
            yield Found(f"{kind}: {value.value}", value.score, value.statement_id)
