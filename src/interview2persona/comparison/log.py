"""A comparison as a change log in Markdown for the team, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from interview2persona.changes import Change
from interview2persona.changes.testing import LEVEL
from interview2persona.comparison import Comparison
from interview2persona.reports.pages import safe

MOST = 15  # lines of a table in the open; the rest is folded
_KINDS = {"theme": "Themes", "persona": "Personas", "claim": "Claims"}


def lines(found: Comparison) -> Iterator[str]:
    """The log, without the age of the evidence."""
    yield f"# What changed: {safe(found.before)} → {safe(found.after)}"
    yield ""
    yield " ".join([f"{found.people[0]} people before, {found.people[1]} after.", *map(safe, found.notes)])
    yield ""
    if found.people[1]:
        yield from _shown(found)
    if found.personas:
        yield from _personas(found)
    if found.people[1]:
        yield from _unheard(found)
        yield from _drift(found)
        yield from _method(found)


def as_data(found: Comparison) -> dict[str, Any]:
    """The same for programs, every subject included."""
    return {
        "before": found.before,
        "after": found.after,
        "people": list(found.people),
        "notes": list(found.notes),
        "level": LEVEL,
        "personas": [{"before": m.before, "after": m.after, "similarity": m.similarity} for m in found.personas],
        "changes": [_change(c) for c in found.changes],
    }


def _change(c: Change) -> dict[str, Any]:
    return {
        "kind": c.subject.kind,
        "key": c.subject.key,
        "title": c.subject.title,
        "persona": c.subject.persona,
        "change": c.word,
        "before": list(c.before),
        "after": list(c.after),
        "difference": round(c.difference, 4),
        "interval": [round(v, 4) for v in c.interval],
        "p": round(c.p, 6),
        "adjusted": round(c.adjusted, 6),
        "able": c.able,
    }


def _shown(found: Comparison) -> Iterator[str]:
    yield "## What changed"
    yield ""
    if not found.shown:
        yield "Nothing differs by more than chance alone would make it differ among so few people."
        yield ""
    for kind, title in _KINDS.items():
        of_kind = [c for c in found.shown if c.subject.kind == kind]
        if of_kind:
            yield f"### {title}"
            yield ""
            for c in sorted(of_kind, key=lambda c: (c.p, c.subject.key)):
                yield f"- **{c.word.capitalize()}: {_title(c)}** — {_count(c)}"
                for s in (found.quotes or {}).get(c.subject.key, ()):
                    yield f"  - “{safe(s.text)}” ({s.participant_id}, {safe(s.transcript)})"
            yield ""


def _personas(found: Comparison) -> Iterator[str]:
    yield "## Which persona is which"
    yield ""
    yield "| before | after | similarity |"
    yield "|---|---|---|"
    for m in found.personas:
        near = f"{m.similarity:.2f}" if m.before and m.after else ""
        yield f"| {safe(m.before) or 'no counterpart'} | {safe(m.after) or 'no counterpart'} | {near} |"
    yield ""
    yield (
        "Similarity is the share of common people (Jaccard), or, where the two studies share nobody, the correlation "
        "of what their people speak of. A persona without counterpart may be a matter of grouping: only what stands "
        "under “What changed” is shown to be more."
    )
    yield ""


def _unheard(found: Comparison) -> Iterator[str]:
    silent = [c for c in found.changes if c.subject.kind == "claim" and c.before[0] and c.after[1] and not c.after[0]]
    yield "## Claims not heard again"
    yield ""
    if not silent:
        yield "Every claim of several people was heard again from at least one of the later people of its persona."
        yield ""
        return
    yield (
        "Claims that nobody of their persona's later people made. One counts as no longer borne out only when that is "
        "more than chance; for the others, ask next time."
    )
    yield ""
    ordered = sorted(silent, key=lambda c: (not c.word, c.p, c.subject.key))
    yield from _folded([f"- {_title(c)} — {_verdict(c)}; {_count(c)}" for c in ordered])


def _verdict(c: Change) -> str:
    return "**no longer borne out**" if c.word == "gone" else "may be chance"


def _drift(found: Comparison) -> Iterator[str]:
    themes = [c for c in found.changes if c.subject.kind == "theme"]
    able = [c for c in themes if c.able or c.word]
    few = [c for c in themes if not (c.able or c.word)]
    yield "## Drift of themes"
    yield ""
    yield "Difference in the share of people who speak of a theme, in percentage points, with its 95 % interval."
    yield ""
    if able:
        yield from _table(able)
    if few:
        yield f"<details><summary>{len(few)} of too few people, or of nearly all, to show a change</summary>"
        yield ""
        yield from _table(few)
        yield "</details>"
        yield ""


def _table(themes: Sequence[Change]) -> Iterator[str]:
    yield "| theme | before | after | difference | |"
    yield "|---|---|---|---|---|"
    for c in sorted(themes, key=lambda c: (c.p, -abs(c.difference), c.subject.key)):
        before, after, points = _parts(c)
        yield f"| {safe(c.subject.title)} | {before} | {after} | {points} | {c.word} |"
    yield ""


def _method(found: Comparison) -> Iterator[str]:
    tested = sum(c.able for c in found.changes)
    yield "## How this was decided"
    yield ""
    yield (
        f"{len(found.changes)} themes, personas and claims were compared by Fisher's exact test over people; {tested} "
        "are of enough people that a change could have been shown at all. They are corrected together (Holm, Šidák, "
        f"Tarone): if nothing had changed, in about {LEVEL:.0%} of such comparisons or fewer anything at all would be "
        "listed. Intervals of differences are Newcombe's, one by one. Counted are people with a statement clearly in "
        "the theme, for a claim one of its kind too, so that counts can differ from those on other pages. With groups "
        "as small as this, only large changes can be shown: what is not listed may still have changed."
    )
    yield ""


def _folded(items: Sequence[str]) -> Iterator[str]:
    yield from items[:MOST]
    if items[MOST:]:
        yield ""
        yield f"<details><summary>{len(items) - MOST} more</summary>"
        yield ""
        yield from items[MOST:]
        yield ""
        yield "</details>"
    yield ""


def _title(c: Change) -> str:
    owner = f"{safe(c.subject.persona)}: " if c.subject.persona else ""
    return owner + safe(c.subject.title)


def _count(c: Change) -> str:
    before, after, points = _parts(c)
    return f"{before} before, {after} after; points: {points}"


def _parts(c: Change) -> tuple[str, str, str]:
    """Counts before and after, and the difference in percentage points with its interval."""
    low, high = (round(100 * bound) for bound in c.interval)
    points = f"{round(100 * c.difference):+d} ({low:+d} to {high:+d})"
    return f"{c.before[0]} of {c.before[1]}", f"{c.after[0]} of {c.after[1]}", points
