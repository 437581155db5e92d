"""Personal data with a form of its own: e-mail addresses, phone numbers, accounts, addresses; written or spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from interview2persona.statements.privacy.words import fold


@dataclass(frozen=True, slots=True)
class Found:
    """A span of a text, what it is, and the form under which spellings of it are the same."""

    start: int
    end: int
    kind: str
    normal: str


_EMAIL = re.compile(r"(?:mailto:)?[\w.+'%-]+\s?@\s?(?:[\w-]+\.)*[\w-]+(?:\.[^\W\d_]{2,24})?", re.I)
_SPOKEN_EMAIL = re.compile(
    r"\b[\w.-]+(?:\s+(?:dot|underscore|dash|hyphen|minus)\s+[\w-]+){0,4}\s+at\s+[\w-]+(?:\s+(?:dash|hyphen|minus)\s+[\w-]+){0,3}"
    r"(?:\s*(?:\s+dot\s+|\.)[^\W\d_]{2,24}){1,3}\b"
    r"|\b[\w.-]+\s*[\[(]\s*at\s*[\])]\s*[\w-]+(?:\s*(?:[\[(]\s*dot\s*[\])]|\.)\s*[\w-]+)+",
    re.I,
)
_NO_HOST = frozenset(
    [
        "the",
        "this",
        "that",
        "one",
        "a",
        "my",
        "your",
        "our",
        "his",
        "her",
        "on",
        "of",
        "in",
        "and",
        "for",
        "with",
        "by",
        "it",
        "all",
        "least",
    ]
)
_DOMAIN = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'\])]+|\b(?:[\w-]+\.)+(?:com|org|net|info|biz|io|ai|app|dev|co|eu|uk|ie|de|at|ch|nl|be|fr|lu|"
    r"es|pt|it|pl|cz|sk|hu|ro|bg|gr|dk|se|no|fi|is|us|ca|mx|br|ar|au|nz|za|in|cn|jp|kr|ru|ua|tr|example|test|local|shop|"
    r"online|site|tech|cloud|agency|group|berlin|london)\b(?:/[^\s<>\"'\])]*)?",
    re.I,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?\b", re.I)
_CARD = re.compile(r"(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d])")
_SOCIAL = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")
_NETWORK = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)|\b(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}\b", re.I)
_DIGITS = re.compile(
    r"(?<![\w.,€$£#])(?:\+|\(\+?|00)?\d[\d\s().\-–/]{5,24}\d(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?!\w|[.,]\d|\s?[%€])"
)
_DATE = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})+")
_AMOUNT = re.compile(r"(?:[€$£]|EUR|USD|GBP|euros?|dollars?|pounds?|order|version|serial)\s*$", re.I)
_SPOKEN_DIGIT = r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|\d{1,4})"
_SPOKEN_PHONE = re.compile(rf"\b{_SPOKEN_DIGIT}(?:[\s,.\-–]+{_SPOKEN_DIGIT}){{6,19}}\b", re.I)
_VALUES = dict(
    zip(
        ["zero", "oh", "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
        "000123456789",
        strict=True,
    )
)
_ROAD = (
    r"(?:Street|St\.?|Road|Rd\.?|Lane|Ln\.?|Avenue|Ave\.?|Drive|Dr\.|Close|Court|Ct\.?|Crescent|Terrace|Gardens|Grove|Way|Place|"
    r"Square|Boulevard|Blvd\.?|Highway|Hwy|Parade|Row|Hill|Yard|Wharf|Quay|Mews|Park|Circle|Parkway|Route|Estate|House|Alley)"
)
_CAPITAL = r"[^\W\d_a-z][\w'’.-]*"
_FLAT = r"(?:Flat|Unit|Apt\.?|Apartment|Suite|P\.?O\.? Box|PSC|Box)"
_ADDRESS = re.compile(
    rf"(?:\b(?:Flat|Unit|Apt\.?|Apartment|Suite|Floor)\s+\w{{1,4}},?\s+)?\b\d{{1,5}}[a-zA-Z]?,?\s+(?:{_CAPITAL}\s+){{1,4}}{_ROAD}(?!\w)"
    rf"|\b(?:Flat|Unit|Apt\.?|Apartment|Suite)\s+\d{{1,4}}[a-zA-Z]?,?\s+(?:{_CAPITAL}\s+){{1,3}}{_ROAD}(?!\w)"
    rf"|\b\d{{1,5}}\s+{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}}\s+\d{{1,4}}[a-zA-Z]?\b(?:[,\s]+{_FLAT}\s+\d+\w?)*|\b{_FLAT}\s+\d{{1,5}}\b"
    rf"|\b{_CAPITAL}(?:(?:\s+{_CAPITAL}){{0,2}}\s+|-)?(?<=\w)(?:stra(?:ß|ss)e|str\.|gasse|weg|allee|platz|ring|ufer|damm|straat|laan|plein|kade|"
    rf"gracht|dijk|singel|gatan|vägen|veien|vej|gade|katu|tie|utca|út)\s+\d{{1,4}}\s?[a-zA-Z]?\b"
    rf"|\b\d{{1,4}}(?:\s?bis|\s?ter)?,?\s+(?:rue|avenue|boulevard|place|chemin|impasse|quai|allée|route)\s+(?:(?:de|du|des|la|le|les|l'|d')\s*)*{_CAPITAL}(?:[\s-]{_CAPITAL}){{0,3}}"
    rf"|\b(?:Calle|C/|Avenida|Avda\.?|Plaza|Paseo|Rua|Via|Viale|Piazza|Corso|ul\.|ulica)\s+(?:(?:de|del|la|los|da|do|dos|dei)\s+)*{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}},?\s+\d{{1,4}}\b"
)
_POSTCODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b[1-9]\d{3}\s?[A-Z]{2}\b(?=\s+[A-Z])|\b[ABCEGHJ-NPRSTVXY]\d[A-Z]\s\d[A-Z]\d\b"
    r"|\b(?:[A-Z]{1,2}-)?\d{4,5}(?=\s+[A-ZÄÖÜ][a-zäöüß]{2,}(?:\s*[,.;\n]|$))|\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b"
)
_ABOUT_PHONES = re.compile(r"phone|mobile|cell|number|call|ring|reach|text|whatsapp|fax|tel|handy|dial", re.I)


def find(text: str) -> list[Found]:
    """All personal data of a fixed form in `text`, in order, none overlapping another."""
    found: list[Found] = []
    for candidate in _all(text):
        if all(candidate.end <= f.start or candidate.start >= f.end for f in found):
            found.append(candidate)
    return sorted(found, key=lambda f: f.start)


def _all(text: str) -> Iterator[Found]:
    """In order of precedence: what comes first wins where two overlap."""
    if "@" in text:
        yield from (_made(m, "EMAIL", re.sub(r"\s|mailto:", "", m.group().casefold())) for m in _EMAIL.finditer(text))
    if re.search(r"\bat\b", text, re.I) and re.search(r"\bdot\b|\.\w", text, re.I):
        yield from _spoken_emails(text)
    yield from (_made(m, "ADDRESS", fold(m.group())) for m in _ADDRESS.finditer(text))
    if any(c.isdigit() for c in text):
        yield from _numbers(text)
    yield from _spoken_phones(text)


def domains(text: str) -> Iterator[Found]:
    """Web addresses: they name a company."""
    for match in _DOMAIN.finditer(text):
        yield _made(match, "ORG", re.sub(r"https?://|www\.|/.*", "", match.group().casefold()))


def _made(match: re.Match[str], kind: str, normal: str) -> Found:
    start, end = match.span()
    while end > start + 1 and match.string[end - 1] in ".,' \n-–(/":
        end -= 1
    return Found(start, end, kind, normal.rstrip(".,' \n-–"))


def _spoken_emails(text: str) -> Iterator[Found]:
    for match in _SPOKEN_EMAIL.finditer(text):
        said = re.sub(r"\s*[\[(]?\bat\b[\])]?\s*", "@", match.group().casefold(), count=1)
        said = re.sub(r"\s*[\[(]?\bdot\b[\])]?\s*", ".", said)
        said = re.sub(r"\s*\bunderscore\b\s*", "_", said)
        said = re.sub(r"\s*\b(?:dash|hyphen|minus)\b\s*", "-", said)
        host = said.rpartition("@")[2].split(".")
        spoken = re.search(r"\bdot\b", match.group(), re.I)
        if spoken and re.fullmatch(r"[\w.-]+@[\w-]+(?:\.[\w-]+)+", said) and not _NO_HOST & {host[0], host[-1]}:
            yield _made(match, "EMAIL", said)


def _numbers(text: str) -> Iterator[Found]:
    yield from (
        _made(m, "ACCOUNT", re.sub(r"[\s-]", "", m.group())) for m in _IBAN.finditer(text) if _is_iban(m.group())
    )
    yield from _phones(text)
    yield from (_made(m, "ACCOUNT", re.sub(r"\D", "", m.group())) for m in _CARD.finditer(text))
    yield from (_made(m, "ACCOUNT", m.group()) for m in _SOCIAL.finditer(text))
    yield from (_made(m, "ACCOUNT", m.group()) for m in _NETWORK.finditer(text))
    for match in _DIGITS.finditer(text):
        if _is_phone(match.group(), text[max(0, match.start() - 60) : match.start()]):
            yield _made(match, "PHONE", re.sub(r"\D", "", match.group()))
    yield from (_made(m, "ADDRESS", fold(m.group())) for m in _POSTCODE.finditer(text))


def _phones(text: str) -> Iterator[Found]:
    """Numbers with a country code, as `phonenumbers` (Google's libphonenumber) reads them."""
    if "+" not in text or sum(c.isdigit() for c in text) < 7:
        return
    import phonenumbers

    for match in phonenumbers.PhoneNumberMatcher(text, None, phonenumbers.Leniency.POSSIBLE):
        yield Found(match.start, match.end, "PHONE", re.sub(r"\D", "", match.raw_string))


def _is_phone(number: str, before: str) -> bool:
    plain = re.split(r"\s?[xe]", number.strip())[0]
    groups = re.findall(r"\d+", plain)
    count = sum(map(len, groups))
    if not 7 <= count <= 15 or _DATE.fullmatch(plain) or _AMOUNT.search(before):
        return False
    if plain.lstrip("(")[0] in "0+" or "(" in plain or _ABOUT_PHONES.search(before):
        return True
    if plain.endswith("000") and _THOUSANDS.fullmatch(plain):
        return False
    return (
        len(groups) == 1
        or len(groups) >= 4
        or (len(groups) == 3 and len(groups[-1]) >= 3)
        or list(map(len, groups)) == [3, 4]
    )


def _spoken_phones(text: str) -> Iterator[Found]:
    for match in _SPOKEN_PHONE.finditer(text):
        digits, times = "", 1
        for word in re.findall(r"[^\W_]+", match.group().casefold()):
            if word in ("double", "triple"):
                times = 2 if word == "double" else 3
                continue
            digits += _VALUES.get(word, word) * times
            times = 1
        if 7 <= len(digits) <= 15 and not match.group().replace(" ", "").isdigit():
            yield _made(match, "PHONE", digits)


@lru_cache(maxsize=4096)
def _is_iban(text: str) -> bool:
    """Length and check digits of ISO 13616 (ISO 7064, MOD 97-10); misheard ones are still accounts when spaced so."""
    plain = re.sub(r"[\s-]", "", text)
    moved = plain[4:] + plain[:4]
    value = int("".join(str(int(c, 36)) for c in moved))
    return 15 <= len(plain) <= 34 and (value % 97 == 1 or " " in text)
