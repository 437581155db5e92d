"""Bytes become text: encodings, line ends, and characters that must not get any further."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from interview2persona.errors import UnreadableTranscript
from interview2persona.model import Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Controls, marks that reorder or hide text (Unicode TR 36 and "Trojan Source", CVE-2021-42574), lone surrogates, tags.
_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_TYPICAL_1252 = frozenset("‘’‚“”„–—…•€£§°«»¿¡©®™´·½¼¾ªº\xa0×÷±²³µ¢¥‰†‹›")
_SAMPLE = 200_000  # bytes, enough to tell an encoding


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with `\\n` line ends, and what had to be mended in it."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text in `data`.

    Raises:
        UnreadableTranscript: it is no text in any encoding.
    """
    raw, encoding = _decode(data)
    problems = []
    if lost := raw.count("\ufffd"):
        problems.append(Problem(f"{lost} characters could not be read as {encoding}; the file may be damaged."))
    text, harmful = _HARMFUL.subn("", _LINE_ENDS.sub("\n", raw))
    if harmful:
        problems.append(Problem(f"{harmful} control or text-direction characters were removed."))
    return Decoded(_INVISIBLE.sub("", text), encoding, tuple(problems))


def clean(text: str) -> str:
    """`text` without the characters that `decode` removes, with `\\n` line ends."""
    return _INVISIBLE.sub("", _HARMFUL.sub("", _LINE_ENDS.sub("\n", text)))


def fold(text: str) -> str:
    """Cleaned text in one line, with single spaces."""
    return " ".join(clean(text).split())


def _decode(data: bytes) -> tuple[str, str]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    if name := _wide(data):
        return data.decode(name, "replace"), name
    try:
        text = data.decode("utf-8")
        if _is_binary(data):
            raise UnreadableTranscript("This is not text. Save the transcript as text, DOCX, PDF, VTT or CSV.")
        return text, "utf-8"
    except UnicodeDecodeError:
        return _legacy(data)


def _wide(data: bytes) -> str:
    """UTF-16 without a byte order mark shows as every other byte being zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2:
        return ""
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else ""


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    odd = sum(sample.count(byte) for byte in range(32) if byte not in (9, 10, 11, 12, 13, 27, 30))
    return odd > 4 + len(sample) / 50


def _legacy(data: bytes) -> tuple[str, str]:
    if _is_binary(data):
        raise UnreadableTranscript("This is not text. Save the transcript as text, DOCX, PDF, VTT or CSV.")
    damaged = data.decode("utf-8", "replace")
    bad = damaged.count("\ufffd")
    if sum(not c.isascii() for c in damaged) - bad >= 3 * bad:
        return damaged, "utf-8"
    if _plausible_1252(data):
        return data.decode("cp1252", "replace"), "cp1252"
    return _guessed(data)


def _plausible_1252(data: bytes) -> bool:
    text = data[:_SAMPLE].decode("cp1252", "replace")
    high = [(before, c) for before, c in zip(" " + text, text, strict=False) if not c.isascii()]
    letters = sum(c.isalpha() for c in text)
    fits = sum(c in _TYPICAL_1252 or (c.isalpha() and not (c.isupper() and before.islower())) for before, c in high)
    foreign = sum(c.isalpha() for _, c in high)
    return fits >= 0.95 * len(high) and foreign <= 0.3 * max(1, letters)


def _guessed(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise UnreadableTranscript("The encoding of this file is not recognised. Save it as UTF-8 and try again.")
    return data.decode(best.encoding, "replace"), best.encoding
