"""What the sections of a persona are called, in the order of a page; the names are also the codes of claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interview2persona.model import Claim, Persona

_FEWEST = 3  # lines that lead a section, if that many claims exist


@dataclass(frozen=True, slots=True)
class Section:
    """`word` is the singular that numbers its claims: "pain-2"."""

    key: str
    title: str
    word: str


CUSTOMER = (
    Section("goals", "Goals", "goal"),
    Section("pains", "Pain points", "pain"),
    Section("gains", "Gains", "gain"),
    Section("behaviours", "Jobs and behaviours", "behaviour"),
    Section("attitudes", "Motivations and values", "attitude"),
    Section("preferences", "Preferences and channels", "preference"),
)
BUYER = (
    Section("decision", "How they decide", "decision"),
    Section("trigger", "What sets a purchase off", "trigger"),
    Section("success_factors", "What success means to them", "success"),
    Section("barriers", "What holds them back", "barrier"),
    Section("criteria", "What they decide by", "criterion"),
    Section("process", "How the decision is made, and by whom", "process"),
    Section("budget", "Budget", "budget"),
    Section("sources", "Where they look for information", "source"),
    Section("risk", "Attitude to risk", "risk"),
)
ALSO = Section("also_mentioned", "Also mentioned by one person", "also")
KNOWN = {s.key: s for s in (*CUSTOMER, *BUYER, ALSO)}


def of(key: str) -> Section:
    """The section of that key; a key that is new here is shown under its own name."""
    return KNOWN.get(key) or Section(key, key.replace("_", " ").capitalize(), key.rstrip("s"))


def in_order(persona: Persona) -> Iterator[tuple[Section, tuple[Claim, ...]]]:
    """The sections that the persona has claims in, as they stand on its page."""
    known = [s.key for s in (*CUSTOMER, *BUYER)]
    others = [k for k in persona.sections if k not in known and k != ALSO.key]
    for key in (*known, *others, ALSO.key):
        if persona.sections.get(key):
            yield of(key), persona.sections[key]


def headlines(claims: Sequence[Claim], most: int) -> int:
    """How many claims lead a section: those that several people stand behind, never so few that it looks empty."""
    return min(max(sum(len(c.participants) > 1 for c in claims[:most]), _FEWEST), most, len(claims))


def codes(persona: Persona) -> Iterator[tuple[str, Claim]]:
    """Every claim with its short code ("pain-2"), in the order of the page."""
    for section, claims in in_order(persona):
        for number, claim in enumerate(claims, 1):
            yield f"{section.word}-{number}", claim
