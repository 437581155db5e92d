"""How a person is reached, where they learn of things, what they work with: channels, source_of_information, tools."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview2persona.statements.attributes._said import Found, Said
from interview2persona.statements.attributes._words import CHANNELS, JOB, SOURCES, STRONG_SOURCES

_CHANNEL = {name: re.compile(rf"\b(?P<v>{pattern})\b", re.I) for name, pattern in CHANNELS.items()}
_REACH = re.compile(r"\b(?:I|we|me|us|my|our)\b|^(?:by|on|the|a)?\s*\w+[,.]", re.I)
_YES = re.compile(r"(?:yes|yeah|sure|of course|that['’]s (?:fine|good|best)|fine|perfect|please)\b", re.I)
_TO_A_MACHINE = re.compile(r"\b(?:A\.?I|GPT|LLMs?|chat ?bots?|prompts?)\b")  # whom one does not reach that way
_OFTEN_OBJECTS = frozenset({"ticket", "website", "post", "newsletter", "portal"})  # talked about, seldom used to talk
_HEARD = re.compile(
    r"\b(?:hear[d]?|saw|seen|read|found|told|showed?|showing|recommend\w*|mention\w*|learn\w*|asked|ask|"
    r"googled|searched|looked|watch\w*|clicked|visited|drove|rang|phoned|met|swears? by|convinced|"
    r"came across|tip|according|trust|follow)\b",
    re.I,
)
_STRONG_SOURCE = re.compile(rf"\b(?P<v>{STRONG_SOURCES})\b", re.I)
_SOURCE = re.compile(rf"\b(?P<v>{SOURCES})\b", re.I)
_PEER = (
    rf"(?:{JOB}|colleague|co-?worker|workmate|mate|woman|man|girl|lad|fella|guy|bloke|neighbou?r|friend|expert|"
    r"apprentice)s?"
)
_ASKS = re.compile(
    rf"\b(?:I|we|he|she|they|you)\s+(?:(?:just|always|then|usually|rather|first)\s+)*(?:asks?|asked|rings?|rang|phoned?|calls?|"
    rf"called)\s+(?P<v>(?:the|my|our|an?|another|other|his|her|their|one\s+of\s+the)\s+(?:[\w-]+\s+)?{_PEER}"
    rf"(?:\s+(?:next\s+to|beside|from|on|at|in|with|across)\s+(?:the\s+|my\s+|an?\s+)?(?:\w+)(?:\s+\w+)?)?)",
    re.I,
)
_STUCK = re.compile(
    r"\b(?:stuck|don['’]t know|doesn['’]t work|goes wrong|help pages?|manual|questions?|advice|training)\b", re.I
)
_OTHER_PEERS = re.compile(
    rf"\b(?P<v>(?:the\s+)?other\s+(?:[\w-]+\s+)?(?:{JOB})s|another\s+(?:[\w-]+\s+)?(?:{JOB}))\b", re.I
)
_OWN_NOTES = re.compile(
    r"\b(?:look\w*|check\w*|go\w*|went|calculat\w*|writ\w*|wrote|ha(?:ve|s)|keeps?|kept|send|trust)\b[^.;!?]{0,30}?\b(?P<v>(?:my|our|his|her|"
    r"their)\s+(?:own\s+|little\s+|old\s+)?(?:notebook|notes|sheets?|spreadsheets?|copybook|logbook|cheat\s+sheet|calculations?))\b",
    re.I,
)
_LIKE = re.compile(r"\blike\s+(?:(?:an?|the|in)\s+)*$", re.I)  # "it looks like a catalogue"
_CLAUSE = re.compile(
    r"\s+(?:who|that|which|rang|told|showed|said|says|sends|heard|has|had|was|is)\b.*|\s+who['’]s\b.*", re.I
)
_USE = re.compile(
    r"\b(?:use[ds]?|using|work(?:s|ed|ing)? (?:with|in)|in|on|with|into|have|['’]?ve got|switched to|moved "
    r"to|keep)\s+(?:the\s+|an?\s+|our\s+|my\s+)?"
    r"(?P<v>Excel|Word|Outlook|SAP|DATEV|Xero|QuickBooks|Sage|Salesforce|HubSpot|Notion|Trello|Asana|Jira|"
    r"Slack|Teams|Zoom|WhatsApp|Google \w+|Photoshop|ChatGPT|Claude|Figma|Canva|Airtable|Dropbox|"
    r"SharePoint|Access|"
    r"spreadsheets?|whiteboards?|paper|notebooks?|calendars?|post-its?|clipboards?|wall planner|diary|"
    r"folders?|tablets?|[A-Z][a-z]+[A-Z]\w+)\b",
)


def channels(said: Said) -> Iterator[Found]:
    """How the person is reached or reaches others, by the usual name of the channel; what they refuse is left out."""
    contact = "contact" in said.asked
    if not (contact or (said.relevant and (said.others or _REACH.search(said.text)))):
        return
    named = any(t.lower_ == "called" and t.dep_ == "acl" for t in said.doc)  # "a program called ..."
    for name, pattern in _CHANNEL.items():
        meant = any(not said.refused(m.start()) for m in said.matches(pattern))
        if (name == "phone" and named) or (name in ("chat", "text message") and _TO_A_MACHINE.search(said.text)):
            continue
        offered = contact and _YES.match(said.text) and pattern.search(said.statement.question)
        if offered or (meant and (contact or name not in _OFTEN_OBJECTS)):
            yield Found(name, 0.8 + 1.0 * contact, said.statement.statement_id)


def source_of_information(said: Said) -> Iterator[Found]:
    """Where the person heard of it, whom they ask, what they read."""
    asked = "hear" in said.asked
    if asked or ("buy" in said.asked and _HEARD.search(said.text)) or (said.relevant and _HEARD.search(said.text)):
        told = (
            m for m in said.matches(_SOURCE) if not (said.refused(m.start()) or _LIKE.search(said.text[: m.start()]))
        )
        yield from (said.found(_CLAUSE.sub("", m["v"]), 0.5 + 1.0 * asked) for m in told)
    if said.relevant:
        found = (m for m in said.matches(_STRONG_SOURCE) if not said.refused(m.start()))
        yield from (said.found(m["v"], 0.6) for m in found)
        yield from (said.found(m["v"], 0.55 + asked) for m in said.matches(_OWN_NOTES))
        stuck = asked or "contact" in said.asked or _STUCK.search(said.statement.question)
        if stuck or _HEARD.search(said.text):
            yield from (said.found(m["v"], 0.6 + 0.9 * asked) for m in said.matches(_OTHER_PEERS))
    if _STUCK.search(said.statement.question) or asked:
        yield from (said.found(m["v"], 0.8 + 0.7 * asked) for m in said.matches(_ASKS))


def tools(said: Said) -> Iterator[Found]:
    """Programs and things the person works with."""
    if said.relevant:
        yield from (said.found(m["v"], 1.0) for m in said.matches(_USE))
