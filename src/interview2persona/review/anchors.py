"""Finds again what a decision is about by the ids that it names: a theme by its statements, a persona by its people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

HELD = 0.8  # share of a group's anchors that must still be together for it to be the same group
FILLED = 0.4  # and share of the members that they make up; a group that was swallowed by a larger one is another


@dataclass(frozen=True, slots=True)
class Found:
    """`key` of the group that holds most anchors, "" when none holds half of them or two hold as many."""

    key: str
    present: int  # anchors that exist, in a group or not
    shares: tuple[tuple[str, int], ...]  # (group, anchors in it), most first

    @property
    def absent(self) -> bool:
        return not self.present


def find(anchors: Iterable[str], groups: Mapping[str, Collection[str]], existing: Collection[str]) -> Found:
    """The group that holds the anchors; `existing` are the ids of the study, in a group or not."""
    wanted = {a for a in anchors if a in existing}
    counted = Counter({key: n for key, members in groups.items() if (n := len(wanted.intersection(members)))})
    shares = tuple(sorted(counted.items(), key=lambda item: (-item[1], len(groups[item[0]]), item[0])))
    best = shares[0] if shares else ("", 0)
    clear = 2 * best[1] >= len(wanted) and (len(shares) < 2 or shares[1][1] < best[1])
    return Found(best[0] if clear else "", len(wanted), shares)


def holds(anchors: Collection[str], groups: Mapping[str, Collection[str]], existing: Collection[str]) -> bool:
    """Whether a group is still itself: most anchors together, and not a small part of something else.

    When fewer than half of the anchors exist, only their being together counts.
    """
    found = find(anchors, groups, existing)
    if found.absent:
        return True  # nothing to hold; the decision waits
    if not found.key:
        return False
    together = found.shares[0][1]
    filled = together >= FILLED * len(groups[found.key]) or 2 * found.present < len(anchors)
    return together >= HELD * found.present and filled


def overlap(left: Collection[str], right: Collection[str]) -> float:
    """Shared ids as a share of the smaller group (overlap coefficient, Szymkiewicz 1934)."""
    return len(set(left) & set(right)) / max(1, min(len(left), len(right)))


def where(found: Found) -> dict[str, int]:
    """For a conflict: how many anchors are where now, the five largest."""
    return dict(found.shares[:5])


def parts_of(value: object) -> list[list[str]]:
    """The groups of ids in the value of a merge or split; none when it has another shape."""
    parts: Sequence[Sequence[str]] = value.get("parts", ()) if isinstance(value, dict) else ()
    return [list(p) for p in parts]
