"""Clock times as transcripts write them, in seconds from the start of the recording."""

from __future__ import annotations

import math
import re

CLOCK = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,6})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_DATE = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+)?"
STAMP = rf"[\[(<#]?\s?{_DATE}{CLOCK}(?:-\d)?(?:\s?(?:-->|->|[-–—~]|to)\s?{CLOCK})?\s?[\])>#]?"
_LONGEST = 60  # characters of a text that may be a time
_CLOCK = re.compile(CLOCK)
_WORDS = re.compile(
    r"(?:(\d+)\s*h(?:ours?)?\s*)?(?:(\d+)\s*m(?:in(?:utes?)?)?\s*)?(?:(\d+(?:\.\d+)?)\s*s(?:ec(?:onds?)?)?)?"
)


def seconds(text: str) -> float | None:
    """Seconds of `1:02`, `01:02:03.5`, `1:02,5`, `1m 2s` or `62.0`; None if it is no time."""
    text = text.strip()[:_LONGEST].strip("[]()<># ")
    if match := _CLOCK.fullmatch(text):
        return _clock(match.group())
    text = text.removeprefix("PT").casefold()  # ISO 8601 durations
    if (match := _WORDS.fullmatch(text)) and any(match.groups()):
        hours, minutes, rest = (float(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + rest
    return number(text)


def span(stamp: str) -> tuple[float | None, float | None]:
    """Start and end of `[00:03 - 00:10]`; the end is None for a single time."""
    times = [_clock(match.group()) for match in _CLOCK.finditer(stamp[:_LONGEST])]
    return (times[0] if times else None, times[1] if len(times) > 1 else None)


def number(value: object, scale: float = 1.0) -> float | None:
    """A finite, non-negative number times `scale`; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        result = float(value) * scale
    except (ValueError, OverflowError):
        return None
    return round(result, 3) if math.isfinite(result) and 0 <= result < 1e7 else None


def _clock(text: str) -> float:
    digits = re.sub(r"\s?[AaPp]\.?[Mm]\.?$", "", text).replace(",", ".")
    total = 0.0
    for part in digits.split(":"):
        total = total * 60 + float(part)
    return round(total, 3)
