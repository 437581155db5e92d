"""The study as a whole: its size, what its personas share, and what it cannot say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from interview2persona.model import Study
from interview2persona.reports import sections
from interview2persona.reports.pages import left_out, not_used

_LISTED = 8  # participants named in a sentence


@dataclass(frozen=True, slots=True)
class Figure:
    value: str
    name: str
    note: str = ""


def figures(study: Study) -> tuple[Figure, ...]:
    """The numbers at the top of the page; sales and service staff are told apart from the people counted."""
    used = sum(t.usable for t in study.transcripts)
    counted = sum(p.counts for p in study.participants)
    informants = len(study.participants) - counted
    labelled = sum(bool(s.labels) for s in study.statements)
    second = sum(s.perspective == "second-hand" for s in study.statements)
    return (
        Figure(f"{used}", "interviews", _dates(study)),
        Figure(f"{counted}", "people", f"and {informants} from sales or service, never counted" if informants else ""),
        Figure(f"{len(study.statements):,}", "statements", f"{labelled:,} with a label, {second:,} second-hand"),
        Figure(f"{len(study.themes)}", "themes", _themes(study)),
        Figure(f"{len(study.personas.personas)}", "personas", "hypotheses, drafted from quotes"),
    )


def limits(study: Study) -> Iterator[tuple[str, str]]:
    """What a reader must know before trusting the page: a heading and a sentence each."""
    if reason := study.personas.method.get("reason"):
        yield "How many personas", str(reason)
    if sentence := study.saturation.get("sentence"):
        yield "Were these interviews enough?", str(sentence)
    skipped, more = not_used(study)
    for path, reason in skipped:
        yield "Not used", f"{path}: {reason}"
    if more:
        yield "Not used", f"{more} more: see data/transcripts.csv."
    yield "In no theme", _outside(study)
    if lost := left_out(study):
        yield "Left out", lost
    members = {m.participant_id for m in study.personas.memberships if m.persona_id}
    alone = [p.participant_id for p in study.participants if p.counts and p.participant_id not in members]
    if alone:
        yield "In no persona", ", ".join(alone)
    if between := _between(study):
        yield "Between two personas", between
    if silent := _silent(study):
        yield "Nobody was heard on", silent
    yield (
        "Hypotheses",
        "Shares come with 95 % intervals; with few people they are wide. Check before you build on them.",
    )


def questions(study: Study) -> list[tuple[str, str, str]]:
    """Section, question and the names it is open for; what is open for most comes first."""
    asked: dict[tuple[str, str], list[str]] = {}
    for persona in study.personas.personas:
        for q in persona.open_questions:
            asked.setdefault((q.section, q.question), []).append(persona.name)
    ranked = sorted(asked.items(), key=lambda item: -len(item[1]))
    return [(sections.of(section).title, question, ", ".join(names)) for (section, question), names in ranked]


def _dates(study: Study) -> str:
    dates = sorted({t.date for t in study.transcripts if t.usable and t.date})
    return "" if not dates else dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"


def _themes(study: Study) -> str:
    classes = Counter(t.stability_class for t in study.themes)
    return ", ".join(f"{classes[c]} {c}" for c in ("stable", "doubtful", "fragile") if classes[c])


def _outside(study: Study) -> str:
    labelled = [s for s in study.statements if s.labels]
    outside = sum(not s.theme_id for s in labelled)
    return f"{outside:,} of {len(labelled):,} labelled statements belong to no theme; filter for them under Statements."


def _between(study: Study) -> str:
    names = {p.persona_id: p.name for p in study.personas.personas}
    found = [
        f"{m.participant_id} ({names.get(m.persona_id)}, fit {m.fit:.2f}; also {names.get(m.second_persona_id)})"
        for m in sorted(study.personas.memberships, key=lambda m: (m.fit, m.participant_id))
        if m.second_persona_id
    ]
    more = f"; and {len(found) - _LISTED} more" if found[_LISTED:] else ""
    return "; ".join(found[:_LISTED]) + more


def _silent(study: Study) -> str:
    """Sections that are open for every persona."""
    asked = [{q.section for q in p.open_questions} for p in study.personas.personas]
    common = set.intersection(*asked) if asked else set()
    return ", ".join(sorted(sections.of(key).title.lower() for key in common))
