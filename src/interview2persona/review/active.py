"""Which decisions are in force: those that nobody took back, in the order in which they were made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from interview2persona.model import Decision

BOOKKEEPING = ("undo", "differ")


def active(decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions in force, oldest first. An undo may itself be undone; what two people decided at one moment is
    ordered by identifier, so that merging logs in any order gives the same."""
    back = _taken_back(decisions)
    kept = (d for d in decisions if d.kind not in BOOKKEEPING and d.decision_id not in back)
    return sorted(kept, key=lambda d: (d.when, d.decision_id))


def _taken_back(decisions: Sequence[Decision]) -> set[str]:
    undos: dict[str, list[str]] = {}
    for d in decisions:
        if d.kind == "undo":
            for target in d.targets:
                undos.setdefault(target, []).append(d.decision_id)

    @cache
    def gone(key: str) -> bool:
        return any(not gone(undo) for undo in undos.get(key, ()))  # ends: an undo names what was there before it

    return {d.decision_id for d in decisions if gone(d.decision_id)}


def differences(decisions: Sequence[Decision]) -> list[tuple[Decision, Decision]]:
    """Pairs on which reviewers differ (found when their logs were merged) and that nobody has settled since."""
    by_id = {d.decision_id: d for d in active(decisions)}
    back = _taken_back(decisions)
    settled = {str(key) for d in by_id.values() for key in d.machine.get("settles", ())}
    out = []
    for mark in sorted(decisions, key=lambda d: (d.when, d.decision_id)):
        if mark.kind == "differ" and mark.decision_id not in back and not set(mark.targets) <= settled:
            pair = [by_id[t] for t in mark.targets if t in by_id]
            if len(pair) == 2:
                out.append((pair[0], pair[1]))
    return out
