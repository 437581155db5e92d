"""What replaying decisions gives: the corrected things, and what could not be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar

from interview2persona.model import Decision

T = TypeVar("T")
State = Literal["conflict", "waiting"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A decision that is not in force as it was made. `now` and `reason` hold ids and counts only, no names.

    ``waiting``: what it is about is not in the study (any more); it is in force again once that comes back.
    ``conflict``: it is there, but not so that the decision can be applied; a person has to decide again.
    """

    decision: Decision
    state: State
    reason: str
    now: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def as_data(self) -> dict[str, Any]:
        """The shape of `review/conflicts.json`: both sides, what was decided and what the machine has now."""
        d = self.decision
        return {
            "decision_id": d.decision_id, "kind": d.kind, "targets": list(d.targets), "decided": d.value, "who": d.who,
            "when": d.when, "machine_then": dict(d.machine), "machine_now": dict(self.now), "state": self.state,
            "reason": self.reason,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Applied(Generic[T]):
    """`result` after decisions; `touched` says which things (by id) each decision in force is about now.

    `typed` holds what people worded themselves, by kind of decision and id of the thing.
    """

    result: T
    conflicts: tuple[Conflict, ...] = ()
    touched: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    typed: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    changed: frozenset[str] = frozenset()  # ids of things whose members are others than the machine's


class Notes:
    """Collects what happens while decisions are applied one after another."""

    def __init__(self) -> None:
        self.conflicts: list[Conflict] = []
        self.touched: dict[str, tuple[str, ...]] = {}
        self.typed: dict[tuple[str, str], str] = {}
        self.changed: set[str] = set()

    def waiting(self, decision: Decision, what: str) -> None:
        self.conflicts.append(Conflict(decision, "waiting", f"{what} is not in the study now."))

    def conflict(self, decision: Decision, reason: str, **now: Any) -> None:
        self.conflicts.append(Conflict(decision, "conflict", reason, now))

    def done(self, decision: Decision, *things: str) -> None:
        self.touched[decision.decision_id] = (*self.touched.get(decision.decision_id, ()), *things)

    def applied(self, result: T) -> Applied[T]:
        return Applied(result, tuple(self.conflicts), self.touched, self.typed, frozenset(self.changed))
