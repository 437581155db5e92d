"""What all pages share: file names, safe text, and how a place in a transcript and a count of people are written."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping

from interview2persona.model import Claim, Evidence, Persona, Study

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$])")


def page_name(persona: Persona) -> str:
    """Path of a persona's page below OUTPUT."""
    return f"personas/{slug(persona.name) or persona.persona_id}.md"


def slug(text: str) -> str:
    """Lower-case letters, digits and hyphens only, so that no name can leave the folder."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def safe(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, one line."""
    return _SPECIAL.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))


def clock(seconds: float | None) -> str:
    """Seconds as H:MM:SS or M:SS; "" when unknown."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def places(study: Study) -> Mapping[str, str]:
    """Where each statement was said, by statement id: "A01.vtt, turn 12, 3:20"."""
    turns = {(t.path, turn.number): turn for t in study.transcripts for turn in t.turns}
    found = {}
    for s in study.statements:
        turn = turns.get((s.transcript, s.turn))
        at = clock(turn.start_time) if turn else ""
        found[s.statement_id] = f"{s.transcript}, turn {s.turn + 1}" + (f", {at}" if at else "")
    return found


def people(claim: Claim) -> str:
    """ "5 of 6 people (44-97 %)": a count over the persona's people with its 95 % Wilson interval."""
    low, high = claim.interval
    return f"{len(claim.participants)} of {claim.of} people ({low:.0%}–{high:.0%})".replace("%–", "–")


def quoted(evidence: Evidence, where: Mapping[str, str]) -> str:
    """A verbatim quote with who said it and where, on one line."""
    place = safe(where.get(evidence.statement_id, evidence.transcript))
    return f"“{safe(evidence.quote)}” ({evidence.participant_id}, {place})"
