"""What a speaker's label says about the role: "Interviewer", "Q", "P3", "Moderator", "Anna Berg (Customer)"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Hint = Literal["interviewer", "participant", "staff", "customer", "other", ""]

_WORDS: dict[Hint, str] = {
    "interviewer": "interviewer interviewers moderator moderators facilitator researcher investigator host ux uxr "
    "questioner question int iv ivr intv mod chair",
    "participant": "participant participants respondent interviewee interviewed informant subject answer guest member "
    "panelist panellist resp part ptcp expert",
    "customer": "customer client caller prospect buyer patient tenant shopper subscriber lead",
    "staff": "agent rep representative salesperson salesman saleswoman seller sales support operator advisor adviser "
    "csr consultant bot assistant ai helpdesk claude chatbot",
    "other": "observer notetaker note-taker translator transcriber narrator system recording automated music silence "
    "crosstalk unknown unidentified inaudible background everyone all several group voices announcer",
}
_BY_WORD: dict[str, Hint] = {word: hint for hint, words in _WORDS.items() for word in words.split()}
_SINGLE: dict[str, Hint] = {"i": "interviewer", "q": "interviewer", "m": "interviewer", "p": "participant"}
_PAIRED: dict[str, tuple[str, Hint]] = {"a": ("q", "participant"), "r": ("i", "participant"), "e": ("i", "participant")}
_GENERIC = re.compile(r"(?:speaker|spk|sprecher|locuteur|person|voice|channel|ch|s)?[\s_:.#-]*(?:\d{1,3}|[a-z])?", re.I)


def is_generic(label: str) -> bool:
    """Whether a label only numbers the speakers ("Speaker 1", "SPEAKER_00", "spk_1", "B")."""
    return bool(_GENERIC.fullmatch(label.strip()))


def hints(labels: Iterable[str]) -> dict[str, Hint]:
    """Label -> what it says, "" where it says nothing. Single letters are read together: "A" answers a "Q"."""
    names = list(labels)
    letters = {stem for label in names if len(stem := _stem(label)) == 1}
    found = {label: _hint(label, letters) for label in names}
    if "interviewer" in found.values():  # then an agent or adviser is the one who is asked
        return {label: "participant" if hint == "staff" else hint for label, hint in found.items()}
    return found


def _stem(label: str) -> str:
    return re.sub(r"[\s\d_.#-]+$", "", label.strip().casefold())


def _hint(label: str, letters: set[str]) -> Hint:
    stem = _stem(label)
    if len(stem) == 1:
        partner, hint = _PAIRED.get(stem, ("", ""))
        if partner in letters:
            return hint
        return _SINGLE.get(stem, "") if letters & {"i", "q", "p"} else ""
    words = re.findall(r"[a-z]+(?:-[a-z]+)?", label.casefold())
    inside = re.findall(r"[(\[,/–-]\s*([^)\]]+)", label.casefold())  # "Anna Berg (Customer)", "Anna Berg, researcher"
    for word in [w for part in inside for w in part.split()] + (words if len(words) <= 3 else []):
        if word.strip(".") in _BY_WORD:
            return _BY_WORD[word.strip(".")]
    return ""
