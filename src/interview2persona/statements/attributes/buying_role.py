"""Roles in the buying centre (Webster & Wind 1972; initiator after Bonoma 1982) that a person's words give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from interview2persona.statements.attributes._said import Found, Said
from interview2persona.statements.attributes._words import NUMBER
from interview2persona.statements.attributes.deciding import deciding

_PLAIN: dict[str, str] = {  # plain wherever they are said
    "initiator": r"\bI\s+(?:started\s+the\s+search|brought\s+it\s+up|pushed\s+for|went\s+looking|raised\s+it)\b|"
    r"\b(?:it\s+was\s+)?my\s+idea\b|"
    r"\bI\s+came\s+in\b.{0,25}\band\s+(?:said|told)\b",
    "decider": r"\bI\s+(?:make\s+the\s+decision|have\s+the\s+(?:last|final)\s+(?:word|say)|own\s+(?:it|"
    r"the\s+(?:place|firm|company|business))|put\s+the\s+signature|sign\s+(?:it\s+)?(?:alone|myself))\b|"
    r"\bI['’]?m\s+the\s+one\s+who\s+(?:decides|signs)|\bsignature\b.{0,15}\bthat['’]s\s+me\b|^I\s+(?:sign|"
    r"decide)\b|\bI\s+decided?\s+(?:it|everything|alone)\b",
    "approver": rf"\bI\s+can\s+(?:approve|sign)\b|\bI\s+(?:have\s+to\s+)?(?:approve|sign\s+off)\b|\b(?:up\s+to|till|"
    rf"under|below)\s+{NUMBER}[^.]{{0,30}}\bI\s+(?:can|may|sign|decide|do)\b|\bneeds\s+my\s+(?:ok|okay|"
    rf"signature|approval)",
    "gatekeeper": r"\b(?:I|we)\s+(?:score|vet|screen|shortlist)\b|\bnot\s+in\s+my\s+comparison|"
    r"\bI\s+send\s+it\s+back\b|"
    r"\b(?:our|company)\s+(?:policy|rules)\s+(?:says?|require)|\bI\s+(?:run|write|lead)\s+(?:the|"
    r"our)\s+tenders?\b",
    "buyer": r"\bI\s+(?:placed\s+the\s+order|negotiate)\b|\bput\s+(?:the|my)\s+card\s+in\b|"
    r"\bdo\s+the\s+(?:ordering|purchasing|buying)\b|\bI\s+bought\s+(?:it|this|one|the\s+(?:system|"
    r"software|app))\b",
    "influencer": r"\bI(?:['’]d|\s+had|\s+have|['’]?ve)\s+a\s+(?:voice|say|veto)\b|\bwithout\s+you\s+I\s+don['’]t\b|"
    r"\b(?:me|I|we)\s+(?:that\s+|who\s+)?tested\s+it\b|\bI['’]d\s+tell\s+\w+\s+(?:not|don['’]t|to)\b|"
    r"\bmy\s+(?:recommendation|veto)\b|\bput\s+me\s+in\s+front\s+of\s+it\b|\bif\s+I\s+(?:say|"
    r"said)\s+(?:yes|no)\b|\basks?\s+(?:me|us|\w+)\s+(?:and\s+\w+\s+)?what\s+(?:I|we)\s+think",
    "user": r"\bI\s+(?:use|open|log\s+in|live\s+on|work\s+with|drag|scan|type)\s+(?:it|into|the\s+(?:app|screen|"
    r"system|tool|map|software|calendar|program)|in|that)\b|"
    r"\bmy\s+(?:screen|app|login|board)\b|\bnobody\s+asked\s+(?:me|us)\b|\bwe\s+(?:just\s+)?(?:got\s+it|"
    r"were\s+told)\b|\b(?:was|were)n['’]t\s+asked\b|\bon\s+my\s+(?:phone|tablet|screen)\b",
}
_IN_CONTEXT: dict[str, str] = {  # only where buying is the topic
    "initiator": r"\bI\s+(?:started\s+(?:it|this)|suggested|proposed|found\s+it|wanted\s+(?:it|something)|"
    r"kept\s+asking)\b|\b(?:that|it)\s+was\s+me\b",
    "decider": r"\bI\s+(?:decide|decided|sign|signed|choose|chose)\b(?!\s+(?:up|off|in|for)\b)|\b(?:my|"
    r"our)\s+(?:decision|call|money)\b|\bthere['’]s\s+(?:nobody|no\s+one)\s+else\b|\bno\s+committee\b|"
    r"\bup\s+to\s+me\b",
    "gatekeeper": r"\b(?:three|two|several)\s+(?:offers|quotes|bids|suppliers)\b|\bprocurement\b|\btender|"
    r"\bquestionnaire|\bdata\s+protection|\bwithout\s+(?:a|the)\s+signed\b|\bcompliance\b|\bI\s+compare\b",
    "buyer": r"\bI\s+(?:bought|ordered|purchase|paid|pay\s+for\s+it)\b",
    "influencer": r"\b(?:asks?|asked)\s+(?:me|us|for\s+my\s+opinion)\b|\bI\s+(?:recommend|advise)|"
    r"\bsaid\b.{0,30}\byou\s+(?:tell|have\s+to\s+live)|\bwhich\s+would\s+you\b|\bif\s+I\s+shake\b|"
    r"\bsays?\s+to\s+me\b",
}
_BOSS = re.compile(
    r"\b(?:he|she|they|the (?:boss|owner|director|management|office|head|council|board)|[A-Z]\w+|Dad|Mum|"
    r"(?:my|our) (?:boss|father|husband|manager|director|head))\s+(?:then\s+|just\s+)?"
    r"(?:decides?|decided|signs?|signed|picks?|picked|chose|bought|pays|ordered|has to (?:sign|approve))\b"
)
_CHOSE = re.compile(
    r"\b(?:I|we)(?:['’](?:d|ve)|\s+had|\s+have)?\s+(?:(?:then|just|finally|also)\s+)?(?:bought|chose|picked|ordered|signed|decided|"
    r"went\s+(?:with|for)|took\s+the|"
    r"got\s+(?:\w+\s+)?(?:quotes|offers)|compared|cancelled|switched|installed|subscribed|downloaded|signed\s+up|"
    r"had\s+(?:\w+\s+)?quotes)\b|\bmade\s+(?:me|us)\s+an\s+offer\b|"
    r"\bbefore\s+I\s+(?:pay|buy|sign|decide|order)\b",
    re.I,
)
_OF_OTHERS: dict[str, str] = {
    "decider": r"\b(?:he|she|the\s+owner|they)(?:['’]s|['’]ll)?\s+(?:decides?|decided|says?\s+.{0,3}I\s+decide|"
    r"signs?)\b|decision[- ]maker",
    "gatekeeper": r"\b(?:three|two)\s+(?:offers|quotes)|data\s+protection|price\s+list|\bcompar|\btender",
    "approver": r"\bsigns?\s+(?:together|with|off)|under\s+it\s+(?:she|he|they)\s+can",
    "user": r"\b(?:technicians?|nurses?|drivers?|they|he|she)\s+(?:uses?|types?|never\s+reads?|press|syncs?|open)",
}
_SOMEBODY_ELSE, _CHOOSER = "(somebody else)", "(chose)"


def _compiled(patterns: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {role: re.compile(pattern, re.I) for role, pattern in patterns.items()}


_PLAIN_WORDS, _CONTEXT_WORDS, _OTHERS_WORDS = _compiled(_PLAIN), _compiled(_IN_CONTEXT), _compiled(_OF_OTHERS)


def buying_role(said: Said) -> Iterator[Found]:
    """Roles that one statement gives the person; of staff, those of the customers they speak of."""
    ident = said.statement.statement_id
    if said.others:
        yield from (Found(role, 1.0, ident) for role, p in _OTHERS_WORDS.items() if p.search(said.text))
        return
    yield from deciding(said)
    context = bool(said.asked & {"buy", "hear"}) or "decision" in said.statement.labels
    for role, pattern in _PLAIN_WORDS.items():
        if pattern.search(said.text):
            yield Found(role, 1.2 + 0.3 * context, ident)
    if context:
        yield from (Found(role, 1.0, ident) for role, p in _CONTEXT_WORDS.items() if p.search(said.text))
        if _BOSS.search(said.text):
            yield Found(_SOMEBODY_ELSE, 1.0, ident)
    if _CHOSE.search(said.text) and said.person != "other":
        yield Found(_CHOOSER, 0.5 + 0.5 * context, ident)


def settled(found: Sequence[Found]) -> list[Found]:
    """Roles of the whole person: who chose and bought, and never says that somebody else decides, decides.

    A single weak sign of deciding gives way to somebody else who decides; and then the person is at least a user.
    """
    bosses = [f for f in found if f.value == _SOMEBODY_ELSE]
    roles = [f for f in found if f.value not in (_SOMEBODY_ELSE, _CHOOSER)]
    roles = [f for f in roles if not (bosses and f.value == "decider" and f.score <= 1.0)]
    decides = any(f.value in ("decider", "approver") or f.value.startswith(("signs", "decides")) for f in roles)
    chose = [f for f in found if f.value in {_CHOOSER, "buyer"}]
    if chose and not bosses and not decides:
        roles.append(replace(max(chose, key=lambda f: f.score), value="decider", score=1.0))
    if bosses and not decides and not any(f.value == "user" for f in roles):
        roles.append(replace(bosses[0], value="user", score=0.9))
    return roles
