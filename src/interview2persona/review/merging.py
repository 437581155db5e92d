"""The logs of two reviewers become one; where they decided differently, that is marked and asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interview2persona.errors import WorkspaceError
from interview2persona.model import Decision
from interview2persona.review import anchors, kinds, log
from interview2persona.review.active import active

SAME = 0.5  # overlap of targets from which two decisions are about the same theme, persona or claim
_EXACT = {"voice", "participant", "statement"}
_STRUCTURE = {"theme-merge": "theme-apart", "theme-apart": "theme-merge"}


def merge(kept: log.Log, other: Path, who: str) -> tuple[int, int]:
    """Adds another log's decisions; returns how many were new, and how many differ between the two.

    Raises:
        WorkspaceError: the other log is not there or holds nothing that can be read.
    """
    if not other.is_file():
        raise WorkspaceError(f"{other}: there is no such file. Name the decisions.jsonl of the other reviewer.")
    theirs, ours = log.read(other).decisions, kept.read().decisions
    if not theirs:
        raise WorkspaceError(f"{other}: no decision can be read from it.")
    known, there = {d.decision_id for d in ours}, {d.decision_id for d in theirs}
    new = [d for d in theirs if d.decision_id not in known]
    together = active([*ours, *new])
    alone = [d for d in together if d.decision_id not in there]
    added = [d for d in together if d.decision_id not in known]
    marks = [log.make("differ", pair, None, who) for pair in differing(alone, added)]
    kept.append([*new, *marks])
    return len(new), len(marks)


def differing(ours: Sequence[Decision], theirs: Sequence[Decision]) -> list[tuple[str, str]]:
    """Pairs of last words on the same thing that say different things."""
    mine, others = last_words(ours), last_words(theirs)
    return [
        (a.decision_id, b.decision_id)
        for a in mine
        for b in others
        if a.who != b.who and same_thing(a, b) and not agree(a, b)
    ]


def last_words(decisions: Sequence[Decision]) -> list[Decision]:
    """Without those that a later one of the same kind on the same thing replaced."""
    out: list[Decision] = []
    for d in decisions:
        if d.kind != "note":
            out = [o for o in out if not (o.kind == d.kind and o.who == d.who and same_thing(o, d))]
            out.append(d)
    return out


def same_thing(a: Decision, b: Decision) -> bool:
    """Whether two decisions answer the same question."""
    if a.kind != b.kind and _STRUCTURE.get(a.kind) != b.kind:
        return False
    if kinds.of(a.kind).about in _EXACT:
        named = a.kind != "attribute" or a.value["name"] == b.value["name"]
        return named and bool(set(a.targets) & set(b.targets))
    sections = a.machine.get("section", "") == b.machine.get("section", "")
    return sections and anchors.overlap(a.targets, b.targets) >= SAME


def agree(a: Decision, b: Decision) -> bool:
    """Whether two decisions on the same thing ask for the same."""
    if a.kind != b.kind:
        return False
    if a.kind in ("statement-move", "participant-move"):
        return not a.value["to"] == [] != b.value["to"] and anchors.overlap(a.value["to"], b.value["to"]) >= SAME
    if a.kind in ("theme-merge", "theme-apart", "theme-split", "persona-merge", "persona-split"):
        left, right = anchors.parts_of(a.value), anchors.parts_of(b.value)
        return all(any(anchors.overlap(p, q) >= SAME for q in right) for p in left)
    return bool(a.value == b.value)
