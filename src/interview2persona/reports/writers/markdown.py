"""`personas/<name>.md`, a page per persona, and `personas.md`, the overview.

A page begins with what goes on the wall: a line, how many people stand behind it, and the words it rests on. Tables for
the workshop and all the evidence are folded below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interview2persona.model import Claim, Evidence, Persona, Study
from interview2persona.reports import overview, sections
from interview2persona.reports.facts import readable
from interview2persona.reports.pages import page_name, people, places, quoted, safe
from interview2persona.settings import Settings

_AT_LEAST = 3  # lines of a section, if that many claims exist
_AT_MOST = 5  # lines of a section on the wall
_QUESTIONS = 6  # on the page; `personas.md` has them all
_SEVERITY = {3: "severe", 2: "noticeable"}
Numbered = Sequence[tuple[str, Claim]]
Places = Mapping[str, str]


def render(study: Study, settings: Settings) -> dict[str, str | bytes]:
    where = places(study)
    shown = min(settings.personas.max_claims, _AT_MOST)
    files: dict[str, str | bytes] = {
        page_name(p): "\n".join(_page(p, study, where, shown)) + "\n" for p in study.personas.personas
    }
    files["personas.md"] = "\n".join(overview.lines(study)) + "\n"
    return files


def _page(persona: Persona, study: Study, where: Places, shown: int) -> Iterator[str]:
    yield f"# {safe(persona.name)}" + (f": {safe(persona.title)}" if persona.title else "")
    yield ""
    yield _standing(persona, study)
    yield ""
    for evidence in persona.quotes:
        yield f"> {quoted(evidence, where)}"
        yield ""
    yield from _facts(persona)
    numbered = [
        (section, [(f"{section.word}-{n}", claim) for n, claim in enumerate(claims, 1)])
        for section, claims in sections.in_order(persona)
    ]
    for section, claims in numbered:
        yield f"## {section.title}"
        yield ""
        yield from _wall(claims, where, shown)
        yield ""
    yield from _buying([pair for _, claims in numbered for pair in claims])
    yield from _questions(persona)
    yield from _folded("Value proposition canvas (customer side)", overview.canvas(persona))
    yield from _folded("Journey", overview.journey(persona))
    yield from _evidence(numbered, where)
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
    return (
        f"*{' · '.join(parts)}. A hypothesis: every line rests on what people said, and the number after it is how "
        "many of them said so.*"
    )


def _facts(persona: Persona) -> Iterator[str]:
    yield "## Who they are"
    yield ""
    known = readable(persona.facts)
    if not known:
        yield "The interviews do not say."
    for name, value in known.items():
        yield f"- **{safe(name)}:** {safe(value)}"
    yield ""


def _wall(numbered: Numbered, where: Places, shown: int) -> Iterator[str]:
    """The lines that several people stand behind, and never so few that a section looks empty."""
    shared = sum(len(c.participants) > 1 for _, c in numbered[:shown])
    for code, claim in numbered[: max(shared, _AT_LEAST)]:
        yield f"- {_said(claim, where)} — {_count(claim)} `{code}`"
        yield from (f"  {quoted(e, where)}" for e in _spoken(claim))


def _spoken(claim: Claim) -> Sequence[Evidence]:
    """The words behind a line of the wall: its own, and another person's where there is one; none twice."""
    own, others = claim.evidence[: not _is_quote(claim)], claim.evidence[1:2] if claim.quotes > 1 else ()
    return (*own, *others)


def _said(claim: Claim, where: Places) -> str:
    """The claim's text; a text that is a quote stands with its place."""
    if not (_is_quote(claim) and claim.evidence):
        return f"**{safe(claim.text)}**"
    return f"**{safe(claim.text)}** ({_place(claim.evidence[0], where)})"


def _is_quote(claim: Claim) -> bool:
    return claim.text.startswith("“")


def _place(evidence: Evidence, where: Places) -> str:
    return f"{evidence.participant_id}, {safe(where.get(evidence.statement_id, evidence.transcript))}"


def _count(claim: Claim) -> str:
    notes = [f"{len(claim.participants)} of {claim.of}"]
    if claim.severity in _SEVERITY:
        notes.append(_SEVERITY[claim.severity])
    if claim.distinct:
        notes.append("typical of this persona")
    return ", ".join(notes)


def _buying(numbered: Numbered) -> Iterator[str]:
    """The buyer's view: what was said, in whatever section it stands, by what it tells of the decision."""
    rows = []
    for section in sections.BUYER[1:]:
        found = [(code, c) for code, c in numbered if c.aspect == section.key]
        found.sort(key=lambda pair: -len(pair[1].participants))
        rows += (
            [f"- *{section.title}:* " + "; ".join(f"{safe(c.text)} `{code}`" for code, c in found[:2])] if found else []
        )
    if rows and any(code.startswith("decision") for code, _ in numbered):
        yield "## The decision, step by step"
        yield ""
        yield from rows
        yield ""


def _questions(persona: Persona) -> Iterator[str]:
    if not persona.open_questions:
        return
    first = {q.section: q for q in reversed(persona.open_questions)}
    asked = [q for q in persona.open_questions if first[q.section] is q]
    whom = f" (ask {safe(asked[0].whom)})" if asked[0].whom else ""
    yield f"## What we do not know yet{whom}"
    yield ""
    yield from (f"- **{safe(sections.of(q.section).title)}:** {safe(q.question)}" for q in asked[:_QUESTIONS])
    yield ""


def _folded(title: str, lines: Iterator[str]) -> Iterator[str]:
    """Lines under a summary that opens, without a heading of their own."""
    inside = [line for line in lines if not line.startswith("## ")]
    if inside:
        yield f"<details><summary><b>{title}</b></summary>"
        yield ""
        yield from inside
        yield "</details>"
        yield ""


def _evidence(numbered: Sequence[tuple[sections.Section, Numbered]], where: Places) -> Iterator[str]:
    """Every claim with its quotes and what speaks against it."""
    for section, claims in numbered:
        alone = sum(len(c.participants) == 1 for _, c in claims)
        words = f"Evidence: {section.title.lower()}, {len(claims)} lines" + (
            f", {alone} of one person" if alone else ""
        )
        yield from _folded(words, (line for code, claim in claims for line in _claim(code, claim, where)))


def _claim(code: str, claim: Claim, where: Places) -> Iterator[str]:
    severity = f", {_SEVERITY[claim.severity]}" if claim.severity in _SEVERITY else ""
    reason = f" (“{safe(claim.severity_reason)}”)" if severity and claim.severity_reason else ""
    yield f"- `{code}` {_said(claim, where)} — {people(claim)}{severity}{reason}"
    for evidence in claim.evidence[_is_quote(claim) : claim.quotes or None]:
        yield f"  - {quoted(evidence, where)}"
    for evidence in claim.counter_evidence:
        yield f"  - *But:* {quoted(evidence, where)}"
    for evidence in claim.second_hand:
        yield f"  - *Sales or service, not counted:* {quoted(evidence, where)}"


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
