"""How a decision is made around a person: alone, with whom, up to what sum, and who else signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview2persona.statements.attributes._said import Found, Said
from interview2persona.statements.attributes._words import CHILD, JOB, MONEY, NUMBER, PARTNER, with_digits

_SUM = rf"(?:{MONEY}|{NUMBER}(?:\s+(?:euros?|pounds?|dollars?|francs?|zloty))?)"
_LIMIT = re.compile(
    rf"\b(?:up\s+to|till|until|under|below|less\s+than)\s+(?:an?\s+)?(?P<v>{_SUM})[^.;!?]{{0,30}}?\bI(?:\s+(?:can|may|just|"
    rf"alone|myself))*\s+(?P<verb>sign|approve|decide|do|buy|order)\b"
    rf"|\bI\s+(?:can\s+|may\s+)?(?:sign|approve|decide|spend)\s+(?:\w+\s+){{0,2}}?(?:up\s+to|till|until)\s+(?P<w>{_SUM})",
    re.I,
)
_ALONE = re.compile(
    r"\bI\s+(?:can\s+|always\s+)*(?:sign|decide|decided|signed|approve|buy|bought)\s+(?:\w+\s+)?(?:alone|myself|by\s+myself|"
    r"on\s+my\s+own)\b|\b(?:there['’]s|we\s+have|I\s+have)\s+no\s+(?:committee|board|boss)\b|\b(?:nobody|no\s+one)\s+above\s+me\b|"
    r"\bI['’]?m\s+the\s+only\s+one\s+(?:who|that|can)\b",
    re.I,
)
_AT_HOME = rf"(?:mother|father|mum|mom|dad|brother|sister|parents|{CHILD})"
_KIN = rf"(?:{PARTNER}|{_AT_HOME}|business\s+partner|co-?owner|co-?founder)"
_TOGETHER = re.compile(
    rf"\b(?:my|our)\s+(?P<v>{_KIN})\s+and\s+(?:I|me)\b[^.;!?]{{0,40}}?\b(?:decide|decided|sign|signed|chose|choose|bought|"
    rf"buy|agreed|together)\b"
    rf"|\b(?:I|we)\s+(?:\w+\s+)?(?:decide|decided|sign|signed|chose|choose|bought|buy|agreed|talk(?:ed)?\s+it\s+"
    rf"(?:over|through)|discuss(?:ed)?)\b[^.;!?]{{0,40}}?\b(?:with|and)\s+my\s+(?P<w>{_KIN})\b"
    rf"|\b(?:without|never\s+signed\s+against|had\s+to\s+(?:ask|convince))\s+my\s+(?P<x>{_KIN})\b",
    re.I,
)
_NOT_WITHOUT = re.compile(
    rf"\bmy\s+(?P<v>{_KIN})\b.{{0,60}}?\b(?:nothing\s+(?:gets|is)\s+(?:bought|signed|decided|ordered)\s+without|"
    rf"has\s+the\s+last\s+word|I\s+(?:don['’]t|never|won['’]t|wouldn['’]t)\s+(?:buy|sign|decide)\s+\w+\s+without)",
    re.I,
)
_WITHOUT = re.compile(
    r"\b(?:wouldn['’]t|don['’]t|never|won['’]t|not)\s+(?:have\s+)?(?:sign|buy|decide|order)(?:ed)?\b[^.;!?]{0,20}\bwithout\s+(?:him|her|them)\b",
    re.I,
)
_HAS_A_SAY = re.compile(
    rf"\bmy\s+(?P<v>{_KIN})\s+(?:then\s+|also\s+)?(?:agreed|insisted|said\s+(?:we|yes|no|okay|ok|something|let|go|do)\b|"
    rf"wanted\s+(?:it|to|one)|had\s+to\s+(?:agree|be\s+convinced)|was\s+(?:for|against)\s+it)",
    re.I,
)
_BOTH = re.compile(
    r"^(?:(?:well|so|um|uh|oh)[,\s]+)*(?:we\s+(?:both\b|decide(?:d)?\s+(?:\w+\s+)?together|sat\s+down\s+together)|"
    r"together\b|both\s+of\s+us\b|the\s+two\s+of\s+us\b)",
    re.I,
)
_TITLE = (
    rf"(?:(?!and\b|that\b)[\w-]+\s+){{0,2}}?(?:{JOB}|boss|board|management|council|committee|head\s+office|doctors)s?"
)
_BODY = rf"(?:the|our|my|her|his|their)\s+(?P<who>{_TITLE}|{_KIN})"
_OTHER = re.compile(
    rf"\b{_BODY}\s+(?:then\s+|always\s+|just\s+)?(?P<verb>signs?|decides?|approves?|co-?signs|has\s+to\s+(?:sign|approve))\b",
    re.I,
)
_DEPARTMENT = re.compile(
    r"\b(?P<who>purchasing|procurement|head\s+office|headquarters|management|finance|accounts|accounting|the\s+board)\s+(?:office\s+|department\s+)?"
    r"(?P<verb>signs|decides|approves)\b",
    re.I,
)
_ABOVE = re.compile(rf"\babove\s+(?:that|this|it)\b[,\s]*(?:it['’]s\s+)?{_BODY}", re.I)
_BARE_BODY = re.compile(
    rf"^(?:(?:oh|well|so|um|uh)[,\s]+)*(?:(?:the|our|my)\s+)?(?P<who>{_TITLE}|{_KIN})(?=[.,;!?]|$)", re.I
)
_AND_ME = re.compile(rf"^{_BODY}\s+and\s+(?:me|I|myself)\b", re.I)
_WHO = re.compile(r"\bwho(?:['’]s|\s+\w+)?\s*(?:\w+\s+){0,3}(?P<verb>sign|decid|decision|cho[os]|approv|pay)", re.I)
_VERBS = {
    "sign": "signs",
    "decid": "decides",
    "choo": "decides",
    "chos": "decides",
    "approv": "approves",
    "pay": "pays",
}
_TENDER = re.compile(
    r"\bI\s+(?:\w+\s+)?(?:run|write|make|made|lead|prepare|publish|do)\s+(?:the|our|all|a|every|these)\s+tenders?\b|"
    r"\b(?:in|for)\s+(?:the\s+last|the\s+next|my|our\s+last)\s+tender\s+I\b|\bmy\s+tenders?\b",
    re.I,
)
_NEGOTIATE = re.compile(r"\bI(?:['’]?ve)?\s+(?:always\s+|have\s+)?negotiated?\b|\bmy\s+negotiations?\b", re.I)
_SCORE = re.compile(
    r"\b(?:I|we|two\s+of\s+\w+|\w+\s+group)\s+(?:\w+\s+)?(?:score|scored|scores|mark|rate|rank)\s+(?:it|them|the\s+(?:tender|bids?|"
    r"offers?|vendors?|suppliers?))\b|\bscore\s+it\s+with\s+me\b",
    re.I,
)
_PLAIN = ((_TENDER, "runs the tender"), (_NEGOTIATE, "negotiates"), (_SCORE, "scores the offers"))


def deciding(said: Said) -> Iterator[Found]:
    """ "signs alone", "signs up to ten thousand (10000)", "decides together with partner", "board signs"."""
    ident = said.statement.statement_id
    own = list(_own(said))
    decider = ["decider"] if any(v.startswith(("signs alone", "decides together")) for v in own) else []
    for value in dict.fromkeys((*decider, *own, *_others(said))):
        yield Found(value, 0.95, ident)


def _own(said: Said) -> Iterator[str]:
    buying = "buy" in said.asked or "decision" in said.statement.labels
    for m in said.matches(_LIMIT):
        if buying or m["verb"] not in ("do", "order"):
            yield f"signs up to {with_digits((m['v'] or m['w']).strip())}"
    asked = _WHO.search(said.statement.question)
    if asked and (both := _AND_ME.search(said.text)):
        yield f"{_asked_verb(asked)} together with {_role(both['who'])}"
    if _ALONE.search(said.text) and not _LIMIT.search(said.text) and (buying or "sign" in said.text):
        yield "signs alone"
    if buying:
        for m in said.matches(_TOGETHER):
            yield f"decides together with {_role(m['v'] or m['w'] or m['x'])}"
        yield from (f"decides together with {_role(m['v'])}" for m in said.matches(_NOT_WITHOUT))
        yield from (f"{_role(m['v'])} has a say" for m in said.matches(_HAS_A_SAY))
        if _WITHOUT.search(said.text):
            yield "decides together with somebody"
        if _BOTH.search(said.text) and asked:
            yield "decides together"
    yield from (value for pattern, value in _PLAIN if pattern.search(said.text))


def _others(said: Said) -> Iterator[str]:
    """Whom the person names as the one who signs or decides, by what they are and never by name."""
    for m in said.matches(_OTHER):
        yield f"{_role(m['who'])} {_verb(m['verb'])}"
    for m in said.matches(_ABOVE):
        yield f"{_role(m['who'])} signs above"
    asked = _WHO.search(said.statement.question)
    if asked and said.statement.before == "" and (bare := _BARE_BODY.search(said.text)):
        yield f"{_role(bare['who'])} {_asked_verb(asked)}"
    yield from (f"{_role(m['who'])} {_verb(m['verb'])}" for m in said.matches(_DEPARTMENT))


def _role(words: str) -> str:
    """A part in the firm as it is called; of somebody at home only that they are: who is in a household identifies."""
    role = " ".join(words.casefold().split())
    if re.fullmatch(PARTNER, role):
        return "partner"
    return "family" if re.fullmatch(_AT_HOME, role) else role


def _asked_verb(asked: re.Match[str]) -> str:
    return _VERBS.get(asked["verb"].casefold(), "decides")


def _verb(words: str) -> str:
    last = words.casefold().split()[-1].removesuffix("s")
    return f"{last}s"
