"""`method.md`: how the personas came about, in the order in which reviewers ask (COREQ), from what the run recorded.

What a program cannot know is left open and marked for the researcher; nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from interview2persona.model import Persona, Study, Theme
from interview2persona.reports import sections
from interview2persona.reports.coreq import TOPICS
from interview2persona.reports.pages import clock, safe

OPEN = "*for the researcher*"
_MINOR = 3  # people below which a theme is a minor one


def lines(study: Study) -> Iterator[str]:
    """The page, as Markdown."""
    yield "# Method"
    yield ""
    yield "Written by the program from what it recorded: what was done, not whether it was right for your study."
    yield ""
    yield from _checklist(study)
    yield from _provenance(study)
    yield from _record(study.manifest)


def _checklist(study: Study) -> Iterator[str]:
    known = answers(study)
    yield "## Reporting checklist (COREQ, Tong et al. 2007)"
    yield ""
    yield f"{len(known)} of {len(TOPICS)} topics can be answered from the data; the others are {OPEN}."
    yield ""
    yield "| No. | Topic | Answer |"
    yield "|---|---|---|"
    for number, topic in TOPICS.items():
        yield f"| {number} | {topic} | {known.get(number, OPEN)} |"
    yield ""


def answers(study: Study) -> dict[int, str]:
    """What the data say to a topic, by its number; safe for Markdown."""
    found = {
        12: _sample(study),
        16: _described(study),
        21: _duration(study),
        22: safe(str(study.saturation.get("sentence", ""))),
        24: _coders(study),
        25: _tree(study.themes),
        26: _derivation(study),
        27: _software(study.manifest),
        29: _quotations(study),
        30: "Every quote stands letter for letter in its transcript; `interview2persona verify` checks all of them.",
        31: _themes([t for t in study.themes if len(t.participant_ids) >= _MINOR], f"{_MINOR} people or more"),
        32: _themes([t for t in study.themes if len(t.participant_ids) < _MINOR], f"fewer than {_MINOR} people"),
    }
    return {number: answer for number, answer in found.items() if answer}


def _sample(study: Study) -> str:
    counted = [p for p in study.participants if p.counts]
    others = Counter(p.kind for p in study.participants if not p.counts)
    used = [t for t in study.transcripts if t.usable]
    more = "".join(f"; {n} from {kind}, who speak about customers and are never counted" for kind, n in others.items())
    skipped = len(study.transcripts) - len(used)
    lost = f" {skipped} files could not be used." if skipped else ""
    return f"{len(counted)} participants in {len(used)} transcripts{more}.{lost}"


def _described(study: Study) -> str:
    counts = Counter(name for p in study.participants for name in p.attributes)
    if not counts:
        return ""
    told = ", ".join(
        f"{safe(name.replace('_', ' '))} ({n})" for name, n in sorted(counts.items(), key=lambda i: (-i[1], i[0]))
    )
    dates = sorted({t.date for t in study.transcripts if t.date})
    span = f" Interviews from {dates[0]} to {dates[-1]}." if dates else ""
    return f"Stated by participants: {told} (`data/participants.csv`).{span}"


def _duration(study: Study) -> str:
    ends = [max(ends) for t in study.transcripts if (ends := [u.end_time for u in t.turns if u.end_time])]
    if not ends:
        return ""
    return f"{clock(min(ends))} to {clock(max(ends))} in the {len(ends)} transcripts with time stamps."


def _coders(study: Study) -> str:
    checked = sum(c.status != "draft" for p in study.personas.personas for _, c in sections.codes(p))
    total = sum(1 for p in study.personas.personas for _ in sections.codes(p))
    themes = sum(t.status != "draft" for t in study.themes)
    return (
        f"Coded by the program. People have decided on {checked} of {total} claims and {themes} of {len(study.themes)} "
        "themes; the rest is a draft (`review/decisions.jsonl` says who decided what)."
    )


def _tree(themes: tuple[Theme, ...]) -> str:
    topics = {t.topic for t in themes if t.topic}
    broader = f" under {len(topics)} topics" if topics else ""
    return (
        f"{len(themes)} themes{broader}, with keywords and definitions (`data/themes.csv`; `export qdc`)."
        if themes
        else ""
    )


def _derivation(study: Study) -> str:
    how = _facts(study.manifest.get("themes", {}))
    labelled = sum(bool(s.labels) for s in study.statements)
    counts = f"{len(study.statements):,} statements, {labelled:,} of them labelled"
    return f"From the data: {counts}, were embedded and clustered{f' ({how})' if how else ''}."


def _software(manifest: Mapping[str, Any]) -> str:
    program = manifest.get("program", {})
    models = _facts(manifest.get("models", {}))
    seed = manifest.get("settings", {}).get("seed", "")
    return f"{safe(str(program.get('name', '')))} {safe(str(program.get('version', '')))}; {models}; seed {seed}."


def _quotations(study: Study) -> str:
    quotes = sum(len(c.evidence) for p in study.personas.personas for _, c in sections.codes(p))
    people = {e.participant_id for p in study.personas.personas for _, c in sections.codes(p) for e in c.evidence}
    return (
        f"{quotes:,} quotes of {len(people)} participants, each with participant, transcript and turn."
        if quotes
        else ""
    )


def _themes(themes: list[Theme], who: str) -> str:
    if not themes:
        return ""
    titles = "; ".join(f"{safe(t.title)} ({len(t.participant_ids)})" for t in themes[:12])
    return f"{len(themes)} themes of {who}: {titles}" + ("; ..." if themes[12:] else "") + "."


def _provenance(study: Study) -> Iterator[str]:
    yield "## Where each persona comes from"
    yield ""
    yield "| Persona | People | Interviews | Dates | Words | Quotes | Decided by people |"
    yield "|---|---|---|---|---|---|---|"
    for p in study.personas.personas:
        claims = [c for _, c in sections.codes(p)]
        decided = sum(c.status != "draft" for c in claims)
        quotes = sum(len(c.evidence) for c in claims)
        cells = (
            safe(p.name), _people(p), str(p.interviews), " to ".join(dict.fromkeys(p.dates)) or "unknown",
            f"{p.words:,}", f"{quotes:,}", f"{decided} of {len(claims)} claims",
        )  # fmt: skip
        yield "| " + " | ".join(cells) + " |"
    yield ""


def _people(p: Persona) -> str:
    return f"{len(p.participants)}: {', '.join(map(safe, p.participants))}"


def _record(manifest: Mapping[str, Any]) -> Iterator[str]:
    """The choices that the program made, as it recorded them."""
    for key, title in (("themes", "How themes were found"), ("personas", "How personas were found")):
        facts = {k: v for k, v in manifest.get(key, {}).items() if isinstance(v, str | int | float | bool)}
        if facts:
            yield f"## {title}"
            yield ""
            for name, value in facts.items():
                yield f"- **{safe(name.replace('_', ' ').capitalize())}:** {safe(str(value))}"
            yield ""


def _facts(values: Mapping[str, Any]) -> str:
    short = {k: v for k, v in values.items() if isinstance(v, str | int | float) and len(str(v)) < 60}
    return ", ".join(f"{safe(k.replace('_', ' '))}: {safe(str(v))}" for k, v in short.items())
