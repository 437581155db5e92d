"""Where a person is: the country and the kind of place that they say, else the town by its name.

A town points to a person and is replaced for others; a country or "a small town" points to nobody and can stay.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from interview2persona.statements.attributes._said import Found, Said
from interview2persona.statements.attributes._words import NUMBER, words

_PLACE = (
    r"(?P<v>(?:Sankt\s+|St\.?\s+|San\s+|Santa\s+|Port\s+|New\s+|North\s+|South\s+|East\s+|West\s+|Bad\s+|"
    r"Mount\s+|Lake\s+)?[A-ZÀ-Þ][\w'’.à-ÿ-]{2,}(?:[ -](?:[A-ZÀ-Þ][\wà-ÿ'’-]+|(?:am|an\sder|an|der|upon|de|la|sur|on|"
    r"under)[ -][A-ZÀ-Þ][\wà-ÿ'’-]+)){0,2})"
)
_LIVE = re.compile(
    r"\b(?:live[sd]?|living|based|located|grew up|moved|here|office|depot|headquarters|shop|plant|branch|"
    r"workshop|we(?:['’]re| are)|I(?:['’]?m| am))"
    r"(?:\s+(?:out|up|down|over|just|right|all|both))*\s+(?:in|on|near|outside|around|at|to|from)\s+(?:the\s+)?"
    + _PLACE
)
_BARE = re.compile(r"^(?:(?i:well|so|yes|in|near|from|uh|um)[,\s]+)*" + _PLACE + r"(?=[.,]|$)")
_IN = re.compile(
    r"\b(?:(?i:up|down|over|out|here|back)\s+)?(?i:in|near|outside|around|half of|whole of|"
    r"from)\s+(?:the\s+middle\s+of\s+)?" + _PLACE
)
_WHERE = re.compile(r"\bwhere\b|\bwhich (?:regions?|areas?|country|countries|town|city|part|markets?)\b", re.I)
_ORIGIN = re.compile(
    r"\b(?:came|come|comes|coming|moved|originally|born|grew up|studied|trained|before|"
    r"back)\b[^.;]{0,15}(?!\w)$",
    re.I,
)
_NO_PLACE = words(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday christmas easter english german french dutch spanish italian excel whatsapp
    outlook google facebook instagram youtube slack teams zoom word powerpoint god black friday datev sap iso gdpr
    pdf internet"""
)
_ADJECTIVE = re.compile(r"[A-Z]\w+(?:ish|ese)$")  # of a nation
_HANDLED = re.compile(
    r"\b(?:puts?|enter\w*|typ(?:e|es|ed|ing)|log(?:ged)?|looks?|looked|sees?|saw|works?|export\w*|writ\w+|"
    r"wrote|keeps?|kept|book\w*|trust|interested|believe|editing|drawing|drafting|degree|master['’]?s|ph\.?d|"
    r"major\w*)\s+(?:\w+\s+){0,2}$",
    re.I,
)

_ALSO = (
    *("UK", "U.K.", "USA", "U.S.", "Britain", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    *(
        "Holland",
        "the Netherlands",
        "Czech Republic",
        "Czechia",
        "Benelux",
        "Scandinavia",
        "the Nordics",
        "the Baltics",
    ),
    *("Europe", "Africa", "South America", "North America", "Asia", "the Balkans", "the Middle East"),
)
_TOWN_NAMES = frozenset(
    {"Georgia", "Jersey", "Jordan", "Chad", "Monaco", "Singapore", "Gibraltar", "Macao", "Guernsey"}
)
_KIND = re.compile(
    r"\b(?:live|living|lives|based|located|grew up|moved|(?:I|we)(?:['’]?m|['’]re|\s+am|\s+are)|it['’]s|here|farm|"
    r"shop|office|house|firm|company|practice)\b(?:[\s,]+[\w'’]+){0,4}?[\s,]+(?:in|on|it['’]s|which\s+is)\s+(?P<v>(?:an?|the)\s+(?:(?:very|quite|really)\s+)?"
    r"(?:(?:small|little|tiny|big|large|quiet|rural|remote|coastal|industrial|old|mid-sized|medium-sized)\s+)*"
    r"(?:(?:mountain|market|fishing|university|harbour|port|seaside|coal|mining|farming)\s+)?"
    r"(?:town|village|city|suburbs?|island|countryside|hamlet|valley|mountains|coast|outskirts|capital))\b",
    re.I,
)
_KIND_ANSWERED = re.compile(
    r"^(?:(?:well|so|oh|uh|um|it['’]s|in|on)[,\s]+)*(?P<v>an?\s+(?:(?:very|quite|small|little|tiny|big|large|quiet|"
    r"rural)\s+)*(?:town|village|city|suburb|island|hamlet))\b",
    re.I,
)
_ISLAND = re.compile(r"\b(?P<v>island\s+of)\s+[A-ZÀ-Þ]|\b(?:on|of)\s+(?:the|an|this|our)\s+(?P<w>island)\b")
_OTHER_TIMES = re.compile(
    r"\b(?:was|were|had|year|years|holidays?|used to|studied|trained|born|originally|before|customers?|made|"
    r"visit\w*|suppliers?|competitors?|sold|sell|ship\w*|import\w*|export\w*)\b",
    re.I,
)
_HERE = re.compile(
    r"\b(?:live|living|based|located|moved\s+to|here|office|farm|shop|firm|company|work(?:ing)?|(?:I|we)(?:['’]?m|['’]re|"
    r"\s+am|\s+are))\b[^.;!?]{0,60}\b(?:in|to|across|throughout|of)\s+(?:the\s+)?(?:\w+\s+of\s+)?$",
    re.I,
)
_REGION_ASKED = re.compile(
    r"\b(?:regions?|areas?|countr(?:y|ies)|markets?|territor(?:y|ies))\b|\bwhere (?:are|do|is)\b|\bwho do you sell\b|"
    r"\bwho are (?:they|your)\b|\bwhat (?:do|is it) you (?:do|sell)\b",
    re.I,
)


@lru_cache(maxsize=1)
def _countries() -> re.Pattern[str]:
    """Every country by its English name (ISO 3166, as `phonenumbers` lists them) and usual names of larger regions."""
    names = {_in_english(by_language) for by_language in _locales().values()} - _TOWN_NAMES
    longest = sorted({n.removeprefix("the ") for n in (*names, *_ALSO) if len(n) > 1}, key=lambda n: (-len(n), n))
    return re.compile(rf"\b(?P<v>{'|'.join(map(re.escape, longest))})(?![\w-])")


def _locales() -> Mapping[str, Mapping[str, str]]:
    """Those of `phonenumbers.geodata.locale`, without the numbers of all towns that its package loads at length.

    Raises:
        ImportError: the library does not have them where it had.
    """
    import phonenumbers

    file = Path(phonenumbers.__file__).parent / "geodata" / "locale.py"
    spec = importlib.util.spec_from_file_location("phonenumbers.geodata.locale", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} cannot be loaded.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Mapping[str, Mapping[str, str]] = module.LOCALE_DATA
    return found


def _in_english(by_language: Mapping[str, str]) -> str:
    name = by_language.get("en", "")
    return by_language.get(name[1:], "") if name.startswith("*") else name


def country(text: str) -> str:
    """The countries that a text names, joined by commas; "" when it names none."""
    return ", ".join(dict.fromkeys(m["v"] for m in _countries().finditer(text)))


def location(said: Said) -> Iterator[Found]:
    """Where the person lives or works, when they say so; of staff, the countries whose customers they speak of."""
    if named := _named(said):
        yield said.found(named, 2.6 + said.early)
    if said.others or said.person == "other":
        return
    yield from _town(said)


def _named(said: Said) -> str:
    """ "a small town, Germany": what can be told of a place without its name, with the island or country first."""
    kinds = [] if said.others or said.person == "other" else _kinds(said)
    return ", ".join([*kinds, *([found] if (found := _country_of(said)) else [])])


def _kinds(said: Said) -> list[str]:
    asked = [m["v"] for m in said.matches(_KIND_ANSWERED) if _WHERE.search(said.statement.question)]
    lived = [m["v"] for m in said.matches(_KIND) if not _OTHER_TIMES.search(said.text[: m.start("v")])]
    found = [re.sub(r"^(?:an?|the)\s+", "", kind, flags=re.I) for kind in (*asked, *lived)]
    return found[:1]


def _country_of(said: Said) -> str:
    hits = list(said.matches(_countries()))
    if not hits:
        return ""
    asked = bool(_REGION_ASKED.search(said.statement.question))
    if said.others:
        several = said.early and len(hits) > 1
        return country(said.text) if asked or several else ""
    head = said.text[: hits[0].start()]
    if said.person == "other" or _OTHER_TIMES.search(head) or "from" in head.casefold().split()[-2:]:
        return ""
    here = _HERE.search(head) and (
        said.early or "where" in said.asked or re.search(r"\b(?:live|living|based|work(?:ing)? from home)\b", head)
    )
    return country(said.text) if here or _WHERE.search(said.statement.question) else ""


def _town(said: Said) -> Iterator[Found]:
    """A town by its name; one that is named early in passing counts less."""
    for pattern, score in ((_LIVE, 1.2), (_IN, 0.5)):
        for m in said.matches(pattern):
            if _is_place(said, m, sure=score > 1):
                island = "island of " if said.text[: m.start("v")].endswith("island of ") else ""
                asked = 0.4 * bool(said.asked & {"where", "company", "role"})
                yield said.found(island + m["v"].removesuffix("'s"), score + said.early + asked)
    for m in said.matches(_ISLAND):
        if m["w"] and said.place < 0.3:
            yield said.found("island", 1.1 + said.early)
    if _WHERE.search(said.statement.question):
        yield from (said.found(m["v"], 1.4 + said.early) for m in said.matches(_BARE) if _is_place(said, m, sure=True))


def _is_place(said: Said, match: re.Match[str], sure: bool) -> bool:
    words, name = match["v"].casefold().split(), match["v"].strip(".")
    if words[0].strip(".") in _NO_PLACE or _ADJECTIVE.fullmatch(name) or _countries().fullmatch(name):
        return False
    if re.search(r"(?:road|street|avenue|lane|square)$|^(?:" + NUMBER + r")", match["v"], re.I):
        return False
    first = [t for t in said.doc if t.text == match["v"].split()[0]]
    if any(t.ent_type_ in ("NORP", "LANGUAGE") or t.pos_ in ("ADV", "INTJ") for t in first):
        return False
    if not sure and (_HANDLED.search(said.text[max(0, match.start() - 30) : match.start()]) or match["v"].isupper()):
        return False
    if re.search(r"\bfrom\b", match[0], re.I) and _ORIGIN.search(
        said.text[: match.start("v")].casefold().replace("from", "")
    ):
        return False
    if match[0].casefold().startswith("from"):
        return not any(t.ent_type_ == "PERSON" for t in said.doc if t.text == match["v"].split()[0])
    return True
