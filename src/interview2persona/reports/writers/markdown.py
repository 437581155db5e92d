"""`personas/<name>.md`, a page per persona, and `personas.md`, the overview.

A page begins with what goes on the wall: a line, how many people stand behind it, and the words it rests on. Tables for
the workshop and all the evidence are folded below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from interview2persona.model import Claim, Evidence, Persona, Study
from interview2persona.reports import datapoints, facts, overview, sections
from interview2persona.reports.pages import (
    asked,
    page_name,
    people,
    places,
    quoted,
    safe,
    severity,
    spots,
    standing,
    worded,
)
from interview2persona.settings import Settings

_AT_MOST = 5  # lines of a section on the wall
_QUESTIONS = 6  # on the page; `personas.md` has them all
_SAME = 0.6  # share of a quote's words that a line has, from which the quote adds nothing on the wall
_WORD = re.compile(r"\w+")
Numbered = Sequence[tuple[str, Claim]]
Places = Mapping[str, str]


def render(study: Study, settings: Settings) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {
        page_name(p): "\n".join(_page(p, study, settings)) + "\n" for p in study.personas.personas
    }
    files["personas.md"] = "\n".join(overview.lines(study)) + "\n"
    return files


def _page(persona: Persona, study: Study, settings: Settings) -> Iterator[str]:
    where = places(study)
    numbered = [
        (section, [(f"{section.word}-{n}", claim) for n, claim in enumerate(claims, 1)])
        for section, claims in sections.in_order(persona)
    ]
    yield from _wall(persona, study, numbered, min(settings.personas.max_claims, _AT_MOST))
    yield from _folded("Value proposition canvas (customer side)", overview.canvas(persona))
    yield from _folded("Journey", overview.journey(persona))
    yield from _folded("Buying, question by question", _buying([pair for _, claims in numbered for pair in claims]))
    yield from _folded(datapoints.TITLE, datapoints.lines(persona.data_points, settings.privacy.smallest_cell))
    yield from _evidence(numbered, where)
    yield from _card(persona, study)


def _wall(
    persona: Persona, study: Study, numbered: Sequence[tuple[sections.Section, Numbered]], most: int
) -> Iterator[str]:
    """What is read from two metres away, and nothing else."""
    short, questions = spots(study), asked(study)
    yield f"# {safe(persona.name)}" + (f": {safe(persona.title)}" if persona.title else "")
    yield ""
    if persona.opening:
        yield f"{safe(persona.opening)} *({safe(worded(persona.worded_by))})*"
        yield ""
    yield _standing(persona, study)
    yield ""
    for evidence in persona.quotes:
        yield f"> {_spot(evidence, short)}"
        yield ""
    yield from _facts(persona)
    for section, claims in numbered:
        yield f"## {section.title}"
        yield ""
        for code, claim in claims[: sections.headlines([c for _, c in claims], most)]:
            yield f"- {_headline(claim, short)}{_question(claim, questions)} — {_count(claim)} `{code}`"
            yield from (f"  {_spot(e, short)}" for e in _spoken(claim))
        yield ""
    yield from _questions(persona)


def _standing(persona: Persona, study: Study) -> str:
    size = len(persona.participants)
    return (
        f"*{' · '.join(standing(persona, sum(p.counts for p in study.participants)))}. A draft: “1 of {size}” is how "
        f"many of these {size} people said this or something near it. The words are one person's; the code behind them "
        "leads to everybody's, below.*"
    )


def _facts(persona: Persona) -> Iterator[str]:
    yield "## Who they are"
    yield ""
    known = facts.told(persona.facts)
    if not known:
        yield "The interviews do not say."
    for fact in known:
        yield f"- **{safe(fact.name)}:** {safe(fact.value)}" + (f" — {safe(fact.count)}" if fact.count else "")
    yield ""
    if missing := facts.not_told(persona.facts):
        yield f"*{safe(missing)}*"
        yield ""


def _spot(evidence: Evidence, short: Places) -> str:
    """A verbatim quote with the shortest place that finds it."""
    return f"“{safe(evidence.quote)}” ({_short(evidence, short)})"


def _short(evidence: Evidence, short: Places) -> str:
    return safe(short.get(evidence.statement_id, evidence.transcript))


def _spoken(claim: Claim) -> Sequence[Evidence]:
    """The words behind a line of the wall: its own, and another person's where there is one; none twice."""
    own, others = claim.evidence[: not _says_it_all(claim)], claim.evidence[1:2] if claim.quotes > 1 else ()
    return (*own, *others)


def _says_it_all(claim: Claim) -> bool:
    """Whether the text is its first quote, or that quote but for a few words."""
    if _is_quote(claim) or not claim.evidence:
        return _is_quote(claim)
    own, quote = (set(_WORD.findall(t.casefold())) for t in (claim.text, claim.evidence[0].quote))
    return len(own & quote) >= _SAME * len(quote)


def _said(claim: Claim, where: Places) -> str:
    """The claim's text; a text that is a quote stands with its place."""
    at = f" ({_place(claim.evidence[0], where)})" if _is_quote(claim) and claim.evidence else ""
    return f"**{safe(claim.text)}**{at}"


def _headline(claim: Claim, short: Places) -> str:
    """A line of the wall, with its place where its quote does not follow."""
    at = f" ({_short(claim.evidence[0], short)})" if claim.evidence and _says_it_all(claim) else ""
    return f"**{safe(claim.text)}**{at}"


def _question(claim: Claim, questions: Places) -> str:
    """What a line answers that is hardly understood without it."""
    found = questions.get(claim.evidence[0].statement_id, "") if claim.evidence else ""
    return f" *asked: {safe(found)}*" if found else ""


def _is_quote(claim: Claim) -> bool:
    return claim.text.startswith("“")


def _place(evidence: Evidence, where: Places) -> str:
    return f"{evidence.participant_id}, {safe(where.get(evidence.statement_id, evidence.transcript))}"


def _count(claim: Claim) -> str:
    notes = [f"{len(claim.participants)} of {claim.of}"]
    if felt := severity(claim):
        notes.append(felt)
    if claim.distinct:
        notes.append("typical of this persona")
    if claim.worded_by:
        notes.append(f"*{safe(worded(claim.worded_by))}*")
    return ", ".join(notes)


def _buying(numbered: Numbered) -> Iterator[str]:
    """The buyer's view: what was said, in whatever section it stands, by what it tells of the decision."""
    if not any(code.startswith("decision") for code, _ in numbered):
        return
    for section in sections.BUYER[1:]:
        found = [(code, c) for code, c in numbered if c.aspect == section.key]
        found.sort(key=lambda pair: -len(pair[1].participants))
        if found:
            yield f"- *{section.title}:* " + "; ".join(f"{safe(c.text)} `{code}`" for code, c in found[:2])


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
    inside = "\n".join(line for line in lines if not line.startswith("## ")).strip("\n")
    if inside:
        yield f"<details><summary><b>{title}</b></summary>"
        yield ""
        yield inside
        yield ""
        yield "</details>"
        yield ""


def _evidence(numbered: Sequence[tuple[sections.Section, Numbered]], where: Places) -> Iterator[str]:
    """Every claim with its quotes and what speaks against it."""
    for section, claims in numbered:
        alone = sum(len(c.participants) == 1 for _, c in claims)
        size = f"{len(claims)} {'line' if len(claims) == 1 else 'lines'}"
        words = f"Evidence: {section.title.lower()}, {size}" + (f", {alone} of one person" if alone else "")
        yield from _folded(words, (line for code, claim in claims for line in _claim(code, claim, where)))


def _claim(code: str, claim: Claim, where: Places) -> Iterator[str]:
    felt = f", {word}" if (word := severity(claim)) else ""
    reason = f" (“{safe(claim.severity_reason)}”)" if felt and claim.severity_reason else ""
    mark = f", *{safe(worded(claim.worded_by))}*" if claim.worded_by else ""
    yield f"- `{code}` {_said(claim, where)} — {people(claim)}{felt}{reason}{mark}"
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
