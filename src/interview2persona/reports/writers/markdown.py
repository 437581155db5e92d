"""`personas/<name>.md`, a page per persona, and `personas.md`, the overview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interview2persona.model import Claim, Persona, Study
from interview2persona.reports import overview, sections
from interview2persona.reports.pages import page_name, people, places, quoted, safe
from interview2persona.settings import Settings

_AT_LEAST = 3  # claims in the open
_SEVERITY = {3: "severe", 2: "noticeable"}


def render(study: Study, settings: Settings) -> dict[str, str | bytes]:
    where = places(study)
    files: dict[str, str | bytes] = {
        page_name(p): "\n".join(_page(p, study, where, settings.personas.max_claims)) + "\n"
        for p in study.personas.personas
    }
    files["personas.md"] = "\n".join(overview.lines(study)) + "\n"
    return files


def _page(persona: Persona, study: Study, where: Mapping[str, str], shown: int) -> Iterator[str]:
    yield f"# {safe(persona.name)}: {safe(persona.title)}"
    yield ""
    yield _standing(persona, study)
    yield ""
    if persona.quotes:
        yield "## In their own words"
        yield ""
        for evidence in persona.quotes:
            yield f"> {quoted(evidence, where)}"
            yield ">"
        yield ""
    yield from _facts(persona)
    for section, claims in sections.in_order(persona):
        yield f"## {section.title}"
        yield ""
        numbered = [(f"{section.word}-{n}", c) for n, c in enumerate(claims, 1)]
        front = _front(claims, shown)
        for code, claim in numbered[:front]:
            yield from _claim(code, claim, where)
        if numbered[front:]:
            yield from _folded(numbered[front:], where)
        yield ""
    yield from overview.canvas(persona)
    yield from overview.journey(persona)
    yield from _questions(persona)
    yield from _card(persona, study)


def _standing(persona: Persona, study: Study) -> str:
    total = sum(p.counts for p in study.participants)
    parts = [
        f"{persona.kind.capitalize()} persona",
        f"{len(persona.participants)} of {total} people interviewed",
        f"{persona.evidence_kind} evidence",
    ]
    if persona.stability is not None:
        parts.append(f"grouping recurs in {persona.stability:.0%} of resamples")
    return f"*{' · '.join(parts)}. A hypothesis: every line below rests on what people said.*"


def _facts(persona: Persona) -> Iterator[str]:
    yield "## Who they are"
    yield ""
    if not persona.facts:
        yield "The interviews do not say."
    for name, value in persona.facts.items():
        yield f"- **{safe(name.replace('_', ' ').capitalize())}:** {safe(value)}"
    yield ""


def _front(claims: Sequence[Claim], shown: int) -> int:
    """How many claims stand in the open: those of several people first, and never so few that a section looks empty."""
    shared = sum(len(c.participants) > 1 for c in claims[:shown])
    return max(shared, min(_AT_LEAST, len(claims)))


def _claim(code: str, claim: Claim, where: Mapping[str, str]) -> Iterator[str]:
    notes = [people(claim)]
    if claim.severity in _SEVERITY:
        reason = f": “{safe(claim.severity_reason)}”" if claim.severity_reason else ""
        notes.append(f"{_SEVERITY[claim.severity]}{reason}")
    if claim.distinct:
        notes.append("typical of this persona")
    yield f"- **{safe(claim.text)}** — {'; '.join(notes)} `{code}`"
    for evidence in claim.evidence[: claim.quotes or None]:
        yield f"  - {quoted(evidence, where)}"
    for evidence in claim.counter_evidence:
        yield f"  - *But:* {quoted(evidence, where)}"
    for evidence in claim.second_hand:
        yield f"  - *Sales or service, not counted:* {quoted(evidence, where)}"


def _folded(numbered: list[tuple[str, Claim]], where: Mapping[str, str]) -> Iterator[str]:
    yield ""
    yield "<details>"
    single = sum(len(c.participants) == 1 for _, c in numbered)
    words = f"Also mentioned: {len(numbered)} more" + (f", {single} of them by one person" if single else "")
    yield f"<summary>{words}</summary>"
    yield ""
    for code, claim in numbered:
        yield from _claim(code, claim, where)
    yield ""
    yield "</details>"


def _questions(persona: Persona) -> Iterator[str]:
    if not persona.open_questions:
        return
    yield "## What we do not know yet"
    yield ""
    for question in persona.open_questions:
        whom = f" (ask {safe(question.whom)})" if question.whom else ""
        title = sections.of(question.section).title
        yield f"- **{safe(title)}:** {safe(question.question)}{whom}"
    yield ""


def _card(persona: Persona, study: Study) -> Iterator[str]:
    """Where the persona comes from, for those who ask."""
    mine = {p.participant_id: p.transcript for p in study.participants if p.participant_id in persona.participants}
    transcripts = [t for t in study.transcripts if t.path in set(mine.values())]
    dates = sorted(t.date for t in transcripts if t.date)
    said = [s for s in study.statements if s.participant_id in mine]
    words = sum(len(s.text.split()) for s in said)
    span = f", {dates[0]} to {dates[-1]}" if dates and dates[0] != dates[-1] else f", {dates[0]}" if dates else ""
    yield "## Where this comes from"
    yield ""
    yield f"{len(transcripts)} interviews{span}; {len(said):,} statements, {words:,} words."
    yield ""
    yield "Participants: " + ", ".join(f"{pid} ({safe(path)})" for pid, path in sorted(mine.items())) + "."
