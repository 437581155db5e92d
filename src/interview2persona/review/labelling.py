"""Decisions about single statements: their labels, and whether they count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from types import MappingProxyType

from interview2persona.model import LABELS, Decision, Label, Statement
from interview2persona.review.outcome import Applied, Notes


def apply_to_statements(
    statements: Sequence[Statement], decisions: Sequence[Decision]
) -> Applied[tuple[Statement, ...]]:
    """Statements with decided labels, in the order given; a statement that does not count has none."""
    notes = Notes()
    found = {s.statement_id: s for s in statements}
    for d in decisions:
        if d.kind == "labels":
            for target in d.targets:
                if target in found:
                    found[target] = _labelled(found[target], d.value)
                    notes.done(d, target)
                else:
                    notes.waiting(d, "The statement")
    for key in _discounted(decisions, found, notes):
        found[key] = _labelled(found[key], ())
    return notes.applied(tuple(found[s.statement_id] for s in statements))


def discounted(statements: Sequence[Statement], decisions: Sequence[Decision]) -> frozenset[str]:
    """Ids of the statements that do not count."""
    return frozenset(_discounted(decisions, {s.statement_id for s in statements}, Notes()))


def _discounted(decisions: Sequence[Decision], existing: Collection[str], notes: Notes) -> list[str]:
    out: dict[str, bool] = {}
    for d in decisions:
        if d.kind == "discount":
            for target in d.targets:
                if target in existing:
                    out[target] = bool(d.value)
                    notes.done(d, target)
                else:
                    notes.waiting(d, "The statement")
    return [key for key, left_out in out.items() if left_out]


def _labelled(statement: Statement, labels: Sequence[Label]) -> Statement:
    """Where a person decided, the probability is 1 or 0; a severity stays only with what can be severe."""
    chosen = tuple(label for label in LABELS if label in labels)
    severe = bool({"pain", "gain"} & set(chosen))
    return replace(
        statement,
        labels=chosen,
        probabilities=MappingProxyType({label: float(label in chosen) for label in statement.probabilities or LABELS}),
        severity=(statement.severity or 1) if severe else 0,
        severity_reason=statement.severity_reason if severe else "",
    )
