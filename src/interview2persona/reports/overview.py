"""`personas.md`: personas side by side, what they share, what the study cannot say; and tables of single personas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter

from interview2persona.model import JOURNEY_STAGES, Claim, Membership, Persona, Study
from interview2persona.reports import sections
from interview2persona.reports.pages import left_out, not_used, page_name, people, safe

_THEMES_SHOWN = 20


def lines(study: Study) -> Iterator[str]:
    """The overview page."""
    yield "# Personas"
    yield ""
    yield from _study(study)
    yield from _personas(study)
    yield from _shared(study)
    yield from _coverage(study)
    yield from _questions(study)
    yield from _matrix(study)


def canvas(persona: Persona) -> Iterator[str]:
    """The customer side of the value proposition canvas (Osterwalder et al. 2014): jobs, pains, gains."""
    columns = [persona.sections.get(key, ())[:5] for key in ("behaviours", "pains", "gains")]
    if not any(columns):
        return
    yield "## Value proposition canvas (customer side)"
    yield ""
    yield "| Jobs | Pains | Gains |"
    yield "|---|---|---|"
    for row in range(max(map(len, columns))):
        yield "| " + " | ".join(_cell(column[row]) if row < len(column) else "" for column in columns) + " |"
    yield ""


def journey(persona: Persona) -> Iterator[str]:
    """Stages that people spoke of, with what went badly and well there."""
    stages = [s for s in JOURNEY_STAGES if persona.journey.get(s)]
    if not stages:
        return
    yield "## Journey"
    yield ""
    yield "| Stage | Pains | Gains | What they do and decide |"
    yield "|---|---|---|---|"
    for stage in stages:
        claims = persona.journey[stage]
        pains = _cells(c for c in claims if c.section == "pains")
        gains = _cells(c for c in claims if c.section == "gains")
        rest = _cells(c for c in claims if c.section not in {"pains", "gains"})
        yield f"| {stage.capitalize()} | {pains} | {gains} | {rest} |"
    silent = [s for s in JOURNEY_STAGES if s not in stages]
    yield ""
    if silent:
        yield f"Nothing was placed in: {', '.join(silent)}."
        yield ""


def _cells(claims: Iterator[Claim]) -> str:
    return "<br>".join(_cell(c) for c in list(claims)[:3])


def _cell(claim: Claim) -> str:
    return f"{safe(claim.text)} ({len(claim.participants)} of {claim.of})"


def _study(study: Study) -> Iterator[str]:
    used = [t for t in study.transcripts if t.usable]
    counted = sum(p.counts for p in study.participants)
    informants = len(study.participants) - counted
    yield (
        f"{len(used)} transcripts, {counted} people"
        + (f" and {informants} from sales or service who speak about them (never counted)" if informants else "")
        + f", {len(study.statements):,} statements, {len(study.themes)} themes."
    )
    yield ""
    skipped, more = not_used(study)
    if skipped:
        named = "; ".join(f"{safe(path)} ({safe(reason)})" for path, reason in skipped)
        yield f"**Not used:** {named}" + (f"; {more} more: see `data/transcripts.csv`." if more else ".")
        yield ""
    if reason := study.personas.method.get("reason"):
        yield f"**How many personas.** {safe(str(reason)).rstrip('.')}."
        yield ""
    if sentence := study.saturation.get("sentence"):
        yield f"**Were these interviews enough?** {safe(str(sentence))}"
        yield ""


def _personas(study: Study) -> Iterator[str]:
    total = sum(p.counts for p in study.participants)
    cells: dict[str, Callable[[Persona], str]] = {
        "Persona": lambda p: f"[{safe(p.name)}]({page_name(p)})",
        "In one line": lambda p: safe(p.title),
        "People": lambda p: f"{len(p.participants)} of {total}",
    }
    for name, told in (("Kind", "kind"), ("Evidence", "evidence_kind")):
        if len({getattr(p, told) for p in study.personas.personas}) > 1:  # the same everywhere, it says nothing
            cells[name] = attrgetter(told)
    yield "| " + " | ".join(cells) + " |"
    yield "|---" * len(cells) + "|"
    for p in study.personas.personas:
        yield "| " + " | ".join(cell(p) for cell in cells.values()) + " |"
    yield ""


def _matrix(study: Study) -> Iterator[str]:
    """Themes by persona: how many people of each persona spoke of it."""
    personas = study.personas.personas
    counts: dict[str, list[int]] = {}
    for theme in study.themes:
        said = set(theme.participant_ids)
        counts[theme.theme_id] = [len(said & set(p.participants)) for p in personas]
    ranked = sorted(study.themes, key=lambda t: (-sum(counts[t.theme_id]), t.title))
    ranked = [t for t in ranked if sum(counts[t.theme_id])]
    if not ranked or not personas:
        return
    yield "## Who speaks of what"
    yield ""
    yield "People of each persona who spoke of a theme."
    yield ""
    yield "| Theme | " + " | ".join(f"{safe(p.name)} ({len(p.participants)})" for p in personas) + " | Stability |"
    yield "|---" * (len(personas) + 2) + "|"
    for theme in ranked[:_THEMES_SHOWN]:
        row = " | ".join(str(n) if n else "·" for n in counts[theme.theme_id])
        yield f"| {safe(theme.title)} | {row} | {theme.stability_class} |"
    if ranked[_THEMES_SHOWN:]:
        yield ""
        yield f"{len(ranked) - _THEMES_SHOWN} smaller themes are in `data/themes.csv`."
    yield ""


def _shared(study: Study) -> Iterator[str]:
    if study.personas.shared:
        yield "## What they share"
        yield ""
        yield "Themes of which a third or more of the people of most personas speak, each in the words of one of them."
        yield ""
        for claim in study.personas.shared:
            yield f"- {safe(claim.text)} — {people(claim)}"
        yield ""
    if study.personas.tensions:
        yield "## Where they pull in different directions"
        yield ""
        yield from (f"- {safe(tension)}" for tension in study.personas.tensions)
        yield ""


def _coverage(study: Study) -> Iterator[str]:
    yield "## What is not represented"
    yield ""
    outside = [s for s in study.statements if s.labels and not s.theme_id]
    labelled = sum(bool(s.labels) for s in study.statements)
    yield f"- {len(outside)} of {labelled} labelled statements are in no theme (`data/statements.csv` has the nearest)."
    if lost := left_out(study):
        yield f"- {lost}"
    members = {m.participant_id for m in study.personas.memberships if m.persona_id}
    alone = [p.participant_id for p in study.participants if p.counts and p.participant_id not in members]
    if alone:
        yield f"- In no persona: {', '.join(alone)}."
    between = [m for m in study.personas.memberships if m.second_persona_id]
    names = {p.persona_id: p.name for p in study.personas.personas}
    if between:
        told = (f"{m.participant_id} ({_pair(m, names)}, fit {m.fit:.2f})" for m in between)
        yield f"- Between two personas: {'; '.join(told)}."
    for name, value in study.personas.coverage.items():
        if isinstance(value, str):
            yield f"- {safe(name.replace('_', ' ').capitalize())}: {safe(value)}"
    yield ""


def _pair(m: Membership, names: Mapping[str, str]) -> str:
    return f"{safe(names.get(m.persona_id, ''))}, also {safe(names.get(m.second_persona_id, ''))}"


def _questions(study: Study) -> Iterator[str]:
    """What is open, section by section; the sections that are open for most personas come first."""
    asked: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for persona in study.personas.personas:
        for q in persona.open_questions:
            asked[q.section][q.question].append(persona.name)
    if not asked:
        return
    yield "## Open questions for the next interviews"
    yield ""
    for section, questions in sorted(asked.items(), key=lambda item: -_personas_of(item[1])):
        names = dict.fromkeys(name for found in questions.values() for name in found)
        words = " ".join(map(safe, questions))
        yield f"- **{safe(sections.of(section).title)}** ({', '.join(map(safe, names))}): {words}"
    yield ""


def _personas_of(questions: Mapping[str, Sequence[str]]) -> int:
    return len({name for found in questions.values() for name in found})
