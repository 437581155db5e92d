"""What organisation a person is with, by what it does: industry."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from interview2persona.statements.attributes._said import Found, Said
from interview2persona.statements.attributes._words import (
    CHILD,
    FUNCTION_WORDS,
    JOB,
    JOBS,
    PARTNER,
    value_of,
    words,
)

_SECTOR = re.compile(
    r"\b(?:in|for|runs?|running|own|at|manag(?:e|ing)|we['’]re)\s+(?:the\s+|an?\s+|our\s+|my\s+)?(?P<v>(?:(?!the\b|a\b|"
    r"an\b|this\b|that\b|my\b|our\b|whole\b|same\b|other\b|what\b|which\b|one\b)[\w-]+\s+){1,3}"
    r"(?:industry|sector|business|trade|compan(?:y|ies)|firms?|shops?|practices?|agenc(?:y|ies)|clinics?|"
    r"hospitals?|schools?|universit(?:y|ies)|colleges?|"
    r"restaurants?|hotels?|baker(?:y|ies)|farms?|brewer(?:y|ies)|pharmac(?:y|ies)|stores?|studios?|"
    r"factor(?:y|ies)|charit(?:y|ies)|outfit|manufacturer|"
    r"supplier|wholesaler|retailer|librar(?:y|ies)|nurser(?:y|ies)|workshops?|start-?ups?|lab|"
    r"laborator(?:y|ies)|plant|mill|garage|salon|museum|theatre|council|bank|insurer|housing association|"
    r"care homes?|offices?|departments?|authorit(?:y|ies)|ministr(?:y|ies)|societ(?:y|ies)|trusts?|"
    r"foundations?|publishers?|airlines?|shipyards?|warehouses?))\b",
    re.I,
)
_FIRM_OF = re.compile(
    r"\b(?:firm|practice|company|office|group|chain|maker|manufacturer|seller)\s+of\s+(?P<v>[a-z][\w-]+(?:\s+[a-z]+s)?)\b",
    re.I,
)
_SOLD_TO = re.compile(
    r"\bwho (?:do|are) (?:you|they|your customers)\b.{0,25}\b(?:sell|customers?|buyers?|clients?)\b", re.I
)
_PLACE_OF_WORK = re.compile(
    r"(?:\b(?:in|at|for|own|run|have|['’]?ve)\s+(?:a|an|the|my|our)|\b(?:my|our)|^an?|,\s+(?:an?|the))\s+"
    r"(?P<v>(?:[\w'’-]+\s+)?(?:hospital|primary(?!\s+(?:use|reason|goal|focus|concern|aim|tool|way)s?\b)|school|university|hotel|bakery|farm|"
    r"brewery|pharmacy|clinic|library|nursery|restaurant|"
    r"dairy|vineyard|orchard|café|cafe|museum|theatre|garage|salon|practice|care home|law firm|bank|"
    r"council|supermarket|laborator(?:y|ies)|lab|ward|surgery|warehouse|mill|facility))\b",
    re.I,
)
_MY_PLACE = re.compile(
    r"\b(?:my|our)\s+(?P<v>(?:ward|school|farm|bakery|practice|hotel|pharmacy|clinic|surgery|library|nursery|"
    r"restaurant|vineyard|orchard|café|cafe|salon|garage|studio|dairy|brewery|laborator(?:y|ies)|lab))\b",
    re.I,
)
_WHAT_KIND = re.compile(
    r"\bwhat (?:kind|sort|type) of (?P<v>farm|shop|business|company|firm|practice|school|organi[sz]ation|"
    r"work|store)",
    re.I,
)
_WE_DO = re.compile(
    r"\b(?:we\s+do|(?:we|I)\s+(?:(?:also|mostly|mainly|only|still|basically)\s+)*(?:do(?=[^.;]*,)|make|sell|fix|repair|install|teach|translate|"
    r"build|service|maintain|grow|produce|supply|"
    r"provide|import|distribute|print|brew|bake|clean|design|manufacture|rent|lease|deliver|run|farm|"
    r"breed|process|test))\s+"
    r"(?P<v>(?!it\b|that\b|this\b|them\b|so\b|not\b|what\b|my\b|everything\b)[^.;!?—–]{3,80}(?!\w))",
    re.I,
)
_LIST = re.compile(
    r"^(?:(?:so|well|um|uh|yes|right)[,\s]+)*(?P<v>[A-Za-z][\w'’-]*(?:\s+[\w'’-]+){0,3}"
    r"(?:,\s*(?:and\s+)?[\w'’ -]{3,40}){1,5})",
    re.I,
)
_ANYWHERE = words(
    """manager director officer owner assistant leader boss head executive partner lead worker analyst buyer scientist
    secretary coordinator representative rep agent consultant adviser advisor purchaser customer guide model pilot
    sister mother host chair principal volunteer"""
)
_HANDS = "|".join(sorted(map(re.escape, JOBS - _ANYWHERE), key=len, reverse=True))
_WITH_JOB = re.compile(rf"\b(?P<v>(?:(?!(?:{FUNCTION_WORDS}|of)\b)[a-z][\w-]+\s+){{1,2}})(?:{_HANDS}|tech)s?\b")
_STREETS = r"(?!Road|Street|Lane|Bridge|Park|Way|House|Square|Hill|Avenue|Cross)"
_FIRM = re.compile(
    rf"\b[A-ZÀ-Þ][\w'’&à-ÿ-]+(?:\s+(?:and|&|[A-ZÀ-Þ][\w'’à-ÿ-]+))*\s+(?P<v>{_STREETS}[A-Z][a-z]{{3,}})\b"
)
_ITEMS, _LONGEST = 4, 5
_LEAD = re.compile(
    r"^(?:(?:so|well|um|uh|hm|yes|right|okay|and|now|then|mostly|mainly|also|just|everything|a bit of|some|"
    r"all kinds of|the|an?|our)\b\s*)+",
    re.I,
)
_TAIL = re.compile(
    r"\s+(?:first|mostly|mainly|really|only|too|again|here|there|and so on|when|that|which|who|for|with|at)\b", re.I
)
_NO_TRADE = re.compile(
    r"\b(?:i|we|me|us|you|he|she|it|they|my|his|her|their|any(?:body|one)|every(?:body|one)|somebody|"
    r"same|like|is|are|was|were|be|has|have|had|got|do|does|did|became|not|what|"
    rf"another|other|each|every|any|this|these|those|ones?|students?|{PARTNER}|{CHILD}|(?:{JOB})s?)\b|['’]",
    re.I,
)
_EMPTY = frozenset(
    {"year", "years", "month", "months", "firm", "company", "business", "shop", "place", "group", "planning", "payroll"}
)
_FOR_WHOM = re.compile(r"\s*(?:on|in|at|for|with|by|from|under|to|of)\b", re.I)
_PAST = re.compile(r"\b(?:I|we) (?:was|were|used to)\b|\b(?:retired|previous|former|earlier)\b", re.I)
_VAGUE = words(
    """the a an and of other good new best our my some these those old own young many few all as says said office
    service sales account general project senior junior head chief lead or former real proper only whole
    back main big small large little local next last first second another staff super became scientific shift
    urgent night day team field branch property house got about around roughly claims freelance independent indie solo
    self-employed professional creative commission contract contract-based dedicated sole hobby amateur aspiring full
    published part time full-time part-time multi-genre primary typical sometimes"""
)


def industry(said: Said) -> Iterator[Found]:
    """What the organisation does, as the person puts it, in a few nouns."""
    if not said.relevant:
        return
    yield from _of_people(said)
    for value, score in _trades(said):
        if tidy := _nouns(value):
            yield said.found(tidy, score)


def _of_people(said: Said) -> Iterator[Found]:
    """Trades that are named by who practises them: "a firm of accountants", or staff's "estate agents mostly"."""
    if said.place < 0.5:
        firms = (m["v"] for m in said.matches(_FIRM_OF) if _specific(m["v"]) or m["v"].split()[-1].rstrip("s") in JOBS)
        yield from (said.found(value, 1.0 + said.early) for value in firms if _uncounted(value) == value)
    if said.others and _SOLD_TO.search(said.statement.question) and said.statement.before == "":
        first = re.split(r"[,.;]|\bmostly\b|\bmainly\b", said.text)[0]
        if len(first.split()) <= _LONGEST and not _has_verb(said, first):
            yield said.found(first, 1.0)


def _trades(said: Said) -> Iterator[tuple[str, float]]:
    if said.place > 0.5:
        yield from ((m["v"], 0.9) for m in said.matches(_MY_PLACE))
        return
    asked = bool(said.asked & {"role", "company"})
    bonus = 0.8 * said.early + 0.4 * asked
    sectors = (m for m in said.matches(_SECTOR) if _specific(m["v"]) and not _PAST.search(said.text[: m.start()]))
    yield from ((m["v"], 0.8 + bonus) for m in sectors)
    yield from ((m["v"], 0.9 + bonus) for m in said.matches(_MY_PLACE))
    if asked or said.place < 0.1:
        places = (m for m in said.matches(_PLACE_OF_WORK) if not _PAST.search(said.text[: m.start()]))
        yield from ((m["v"], 0.6 + bonus) for m in places)
    if asked or said.place < 0.2:
        trades = (_uncounted(m["v"]) for m in said.matches(_WITH_JOB) if "retired" not in said.text and _names(said, m))
        yield from ((value, 0.5 + bonus) for value in trades if _specific(value))
    yield from ((value, 0.9 + bonus) for value in _kind_asked(said))
    if asked:
        yield from ((value, 0.6 + bonus) for value in _from_name(said))
        yield from ((m["v"], 0.9 + bonus) for m in said.matches(_WE_DO))
        yield from ((value, 0.8 + bonus) for value in (_listed(said), _only_noun(said)) if value)


def _names(said: Said, match: re.Match[str]) -> bool:
    """Whether the words name people of a trade: in "drafting artist statements" and "a pdf reader app" they do not."""
    kind, who = match["v"].split()[-1], match[0].split()[-1]
    return not any(
        (t.text == kind and t.pos_ in ("VERB", "ADV")) or (t.text == who and t.dep_ == "compound" and t.head.i > t.i)
        for t in said.doc
    )


def _uncounted(value: str) -> str:
    """ "twenty-two lift" is "lift"."""
    return " ".join(word for word in value.split() if value_of(word) is None)


def _kind_asked(said: Said) -> Iterator[str]:
    """ "What kind of farm?" "Dairy"."""
    kind, first = _WHAT_KIND.search(said.statement.question), re.split(r"[,.;]", said.text)[0]
    if kind and len(first.split()) <= 4 and said.statement.before == "":
        yield f"{first} {kind['v']}" if kind["v"] in said.text.casefold() else first


def _listed(said: Said) -> str:
    """ "Cash registers, card terminals, label printers": an answer that begins with a list and no verb."""
    match = _LIST.match(said.text)
    items = itertools.takewhile(lambda item: not _has_verb(said, item), match["v"].split(",") if match else [])
    found = _nouns(",".join(items))
    return found if "," in found else ""


def _only_noun(said: Said) -> str:
    """ "What is it that you do?" "Heating."."""
    said_words = [t for t in said.doc if not t.is_punct]
    one = said.statement.before == "" and len(said_words) <= 2 and all(t.pos_ in ("NOUN", "ADJ") for t in said_words)
    return said.text if one and not re.search(rf"\b(?:{JOB})s?\b", said.text, re.I) else ""


def _from_name(said: Said) -> Iterator[str]:
    """The last word of a firm's name where it is an everyday word to the person: "Northmarch Lifts"."""
    for m in said.matches(_FIRM):
        word = m["v"].casefold()
        forms = [form for form in (word.rstrip("s") + "s", word, word.rstrip("s")) if form in said.vocabulary]
        yield from forms[:1]


def _has_verb(said: Said, text: str) -> bool:
    inside = set(text.split())
    return any(t.pos_ in ("VERB", "AUX") for t in said.doc if t.text in inside)


def _nouns(value: str) -> str:
    """The items of a list that name things, at most four and each once, up to a first "for hotels" or "in Bremen"."""
    items = itertools.takewhile(lambda item: not _FOR_WHOM.match(item), value.split(","))
    return ", ".join(list(dict.fromkeys(noun for item in items if (noun := _noun(item))))[:_ITEMS])


def _noun(item: str) -> str:
    """ "and now heat pumps" is "heat pumps"; a clause, a count, people or somebody's own is ""."""
    bare = _LEAD.sub("", _TAIL.split(item.strip(" .;:!?"))[0]).strip()
    named = re.search(r"\s[A-ZÀ-Þ]", bare) or any(value_of(word) is not None for word in bare.split())
    return "" if named or bare in _EMPTY or len(bare.split()) > _LONGEST or _NO_TRADE.search(bare) else bare


def _specific(value: str) -> bool:
    said = value.casefold().split()
    return bool(said) and said[0] not in _VAGUE and value_of(said[0]) is None and said[-1].rstrip("s") not in _ANYWHERE
