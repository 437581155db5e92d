"""Dates and languages where a file states them."""

from __future__ import annotations

import datetime
import re

_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october"]
_MONTHS += ["november", "december"]
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_NAMES = "|".join(f"{month}|{month[:3]}" for month in _MONTHS)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|\.)?[ -](?:of )?({_NAMES})\.?,?[ -](\d{{4}})", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b({_NAMES})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.IGNORECASE)
_LANGUAGES = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es"}
_LANGUAGES |= {
    "español": "es",
    "italian": "it",
    "italiano": "it",
    "dutch": "nl",
    "nederlands": "nl",
    "portuguese": "pt",
}


def find_date(text: str) -> str:
    """The first date in `text` that can be read in one way only, as YYYY-MM-DD; "" if there is none."""
    if match := _ISO.search(text):
        return _valid(match[1], match[3], match[4])
    if match := _DAY_FIRST.search(text):
        return _valid(match[3], _month(match[2]), match[1])
    if match := _MONTH_FIRST.search(text):
        return _valid(match[3], _month(match[1]), match[2])
    return ""


def language_code(stated: object) -> str:
    """ISO 639-1 code of `en`, `en-US`, `en_us`, `English`; "" if it is none of these."""
    text = stated.strip().casefold() if isinstance(stated, str) else ""
    if text in _LANGUAGES:
        return _LANGUAGES[text]
    match = re.fullmatch(r"([a-z]{2})(?:[-_][a-z0-9]{2,8})*", text)
    return match[1] if match else ""


def _month(name: str) -> str:
    return str(next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.casefold()[:3])))


def _valid(year: str, month: str, day: str) -> str:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
