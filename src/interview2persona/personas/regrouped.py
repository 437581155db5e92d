"""Groups of participants as people changed them: what was estimated of a group holds as long as its members stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from interview2persona.personas.segments import Segmentation


def regrouped(found: Segmentation, groups: Sequence[Sequence[str]]) -> Segmentation:
    """The segmentation with these groups; fit, second group and stability stay where they still say something."""
    new = tuple(tuple(g) for g in groups)
    if new == found.groups:
        return found
    known = dict(zip(found.groups, found.stability, strict=True))
    home = {person: number for number, group in enumerate(new) for person in group}
    moved_to = [_largest([home[p] for p in group if p in home]) for group in found.groups]
    second = {p: moved_to[n] for p, n in found.second.items() if p in home and moved_to[n] not in (-1, home[p])}
    same = {p for g in found.groups if g in new for p in g}
    reason = "; ".join(filter(None, (str(found.method.get("reason", "")), "changed in review")))
    return replace(
        found,
        groups=new,
        fit={p: value for p, value in found.fit.items() if p in same},
        second=second,
        stability=tuple(known.get(g) for g in new),
        method={**found.method, "count": len(new), "found": len(found.groups), "reason": reason},
    )


def _largest(numbers: Sequence[int]) -> int:
    counted = Counter(numbers)
    return min(counted, key=lambda n: (-counted[n], n)) if counted else -1
