"""Decisions about who belongs to which persona, applied to groups of participants before personas are written."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from interview2persona.model import Decision
from interview2persona.review import anchors
from interview2persona.review.ids import participant_key
from interview2persona.review.outcome import Applied, Notes

KINDS = ("persona-merge", "persona-split", "participant-move", "persona-status")
Groups = tuple[tuple[str, ...], ...]


def regroup(groups: Sequence[Sequence[str]], decisions: Sequence[Decision]) -> Applied[Groups]:
    """Groups of participants after merges, splits, moves and rejections, largest first.

    People of a rejected persona are in none; they still count among all.
    """
    work = _Work(groups)
    for d in decisions:
        if d.kind in KINDS:
            work.apply(d)
    return work.notes.applied(work.result())


class _Work:
    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self.notes = Notes()
        self.ids = {participant_key(p): p for group in groups for p in group}
        self.groups = {str(n): [participant_key(p) for p in group] for n, group in enumerate(groups)}
        self.rejected: set[str] = set()

    def apply(self, d: Decision) -> None:
        {
            "persona-merge": self._merge, "persona-split": self._split, "participant-move": self._move,
            "persona-status": self._status,
        }[d.kind](d)  # fmt: skip

    def result(self) -> Groups:
        alive = [g for key, g in self.groups.items() if g and key not in self.rejected]
        named = [tuple(sorted(self.ids[p] for p in g)) for g in alive]
        return tuple(sorted(named, key=lambda g: (-len(g), g)))

    def _find(self, d: Decision, people: Collection[str]) -> str:
        found = anchors.find(people, self.groups, self.ids)
        if found.absent:
            self.notes.waiting(d, "The persona's people")
        elif not found.key:
            now = {f"group {int(k) + 1}": n for k, n in found.shares}
            self.notes.conflict(d, f"Its {found.present} people are spread over several personas now.", personas=now)
        return found.key

    def _merge(self, d: Decision) -> None:
        keys = [self._find(d, part) for part in anchors.parts_of(d.value)]
        if not all(keys):
            return
        best, *others = dict.fromkeys(keys)
        for other in others:
            self.groups[best] += self.groups.pop(other)
        self.notes.done(d, *self.groups[best])

    def _split(self, d: Decision) -> None:
        parts = [[p for p in part if p in self.ids] for part in anchors.parts_of(d.value)]
        parts = [p for p in parts if p]
        if len(parts) < 2:
            self.notes.waiting(d, "All but one of the example groups")
            return
        homes = [anchors.find(p, self.groups, self.ids).key for p in parts]
        if not (all(homes) and len(set(homes)) == len(homes)):
            for part in parts[1:]:
                self._take(part)
                self._new(part)
        self.notes.done(d, *(p for part in parts for p in part))

    def _move(self, d: Decision) -> None:
        moved = [p for p in d.targets if p in self.ids]
        if not moved:
            self.notes.waiting(d, "The participant")
            return
        to = [p for p in d.value["to"] if p not in moved]
        key = self._find(d, to) if to else ""
        if key:
            for person in moved:
                if person not in self.groups[key]:
                    self._take([person])
                    self.groups[key].append(person)
            self.notes.done(d, *moved)
        elif not to:
            self.notes.done(d, *moved)

    def _status(self, d: Decision) -> None:
        present = [p for p in d.targets if p in self.ids]
        if d.value == "accepted" and present and not anchors.holds(d.targets, self.groups, self.ids):
            self._take(present)  # an accepted persona keeps its people, wherever the machine has them now
            self._new(present)
        key = self._find(d, d.targets)
        if key:
            (self.rejected.add if d.value == "rejected" else self.rejected.discard)(key)
            self.notes.done(d, *self.groups[key])

    def _new(self, people: Sequence[str]) -> None:
        self.groups[str(max(map(int, self.groups), default=-1) + 1)] = list(people)

    def _take(self, people: Sequence[str]) -> None:
        for group in self.groups.values():
            group[:] = [p for p in group if p not in people]
