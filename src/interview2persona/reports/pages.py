"""What all pages share: file names, safe text, and how a place in a transcript and a count of people are written."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping

from interview2persona.model import OFF_RECORD, Claim, Evidence, Persona, Statement, Study

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$]|(?<=%)%|(?<==)=|^[-+](?=[\s+-]|$))")  # %% and == are Obsidian's
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")  # what would begin a list


SHORT_ANSWER = 8  # words of a statement that mostly means what its question asks
HARDLY_ALONE = 0.45  # how well a statement is understood alone, below which its question is shown, too
LONGEST_QUESTION = 100  # characters
REQUEST = 5  # words of what is no question and still asks for something
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=\S)")
NAMED = 5  # transcripts that were not used
WEAK = 0.7  # share of resampled studies in which a group is found again, below which nobody should rely on it
_SEVERITY = {"pains": {3: "severe", 2: "noticeable"}, "gains": {3: "strong"}}


def not_used(study: Study) -> tuple[list[tuple[str, str]], int]:
    """The first transcripts that were not used, each with the reason, and how many more there are."""
    skipped = [t for t in study.transcripts if not t.usable]
    named = [(t.path, str(t.problems[0]) if t.problems else "nothing said") for t in skipped[:NAMED]]
    return named, len(skipped) - len(named)


def left_out(study: Study) -> str:
    """A sentence on what became no statement; "" where everything did."""
    lost = sum(sum(reasons.values()) for reasons in study.filtered.values())
    kept_back = sum(reasons.get(OFF_RECORD, 0) for reasons in study.filtered.values())
    if not lost:
        return ""
    asked = f"; {kept_back:,} of them because somebody asked not to pass them on" if kept_back else ""
    return f"{lost:,} remarks were left out as greetings, thanks or mere listening{asked}."


def standing(persona: Persona, total: int) -> tuple[str, ...]:
    """What a page says first: what kind of persona it is, of how many of the `total` people, and how sure."""
    parts = [
        f"{persona.kind.capitalize()} persona",
        f"{len(persona.participants)} of {total} people interviewed",
        f"{persona.evidence_kind} evidence",
    ]
    if persona.stability is not None:
        weak = "weak grouping, " if persona.stability < WEAK else ""
        parts.append(f"{weak}found again in {persona.stability:.0%} of resampled studies")
    return tuple(parts)


def severity(claim: Claim) -> str:
    """How bad a pain is, or how strong a gain; "" for nothing out of the ordinary and in other sections."""
    return _SEVERITY.get(claim.section, {}).get(claim.severity, "")


def page_name(persona: Persona) -> str:
    """Path of a persona's page below OUTPUT."""
    return f"personas/{slug(persona.name) or persona.persona_id}.md"


def slug(text: str) -> str:
    """Lower-case letters, digits and hyphens only, so that no name can leave the folder."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def safe(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, one line."""
    escaped = _SPECIAL.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))
    return _NUMBERED.sub(r"\1\\\2", escaped)


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


def spots(study: Study) -> Mapping[str, str]:
    """The same, as short as a wall needs it: "A01.vtt, 3:20"; who it was where several people speak in a transcript."""
    turns = {(t.path, turn.number): turn for t in study.transcripts for turn in t.turns}
    voices: dict[str, set[str]] = {}
    for s in study.statements:
        voices.setdefault(s.transcript, set()).add(s.participant_id)
    found = {}
    for s in study.statements:
        turn = turns.get((s.transcript, s.turn))
        at = (clock(turn.start_time) if turn else "") or f"turn {s.turn + 1}"
        who = [s.participant_id] if len(voices[s.transcript]) > 1 else []
        found[s.statement_id] = ", ".join((*who, s.transcript, at))
    return found


def asked(study: Study) -> Mapping[str, str]:
    """The question, by id of a statement that is short or hardly understood without it: "So you charge at home?"."""
    found = {s.statement_id: _asked(s.question) for s in study.statements if s.question and _needs_question(s)}
    return {statement_id: question for statement_id, question in found.items() if question}


def _needs_question(said: Statement) -> bool:
    hardly = said.qualities is not None and said.qualities.alone < HARDLY_ALONE
    return hardly or len(said.text.split()) <= SHORT_ANSWER


def _asked(question: str) -> str:
    """The last question of what was said before, its end where it is long; "" where it was a mere remark."""
    sentences = _SENTENCES.split(" ".join(question.split()))
    last = sentences[-1] if len(sentences[-1].split()) >= REQUEST else ""  # "Tell me about your week."
    sentence = next((each for each in reversed(sentences) if each.endswith("?")), last)
    if len(sentence) <= LONGEST_QUESTION:
        return sentence
    return "…" + sentence[-LONGEST_QUESTION:].partition(" ")[2]


def worded(model: str) -> str:
    """The mark of a line that a language model worded; "" where the words are people's own."""
    return f"worded by {' '.join(model.split())}, checked against the quotes" if model else ""


def people(claim: Claim) -> str:
    """ "5 of 6 people (44-97 %)": a count over the persona's people with its 95 % Wilson interval."""
    low, high = claim.interval
    return f"{len(claim.participants)} of {claim.of} people ({low:.0%}–{high:.0%})".replace("%–", "–")


def quoted(evidence: Evidence, where: Mapping[str, str]) -> str:
    """A verbatim quote with who said it and where, on one line."""
    place = safe(where.get(evidence.statement_id, evidence.transcript))
    return f"“{safe(evidence.quote)}” ({evidence.participant_id}, {place})"
