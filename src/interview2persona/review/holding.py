"""What decisions ask of the clusterer: statements together, apart, and themes that must not be lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from interview2persona.model import Decision, Themes
from interview2persona.review import anchors

SAME = 0.5  # overlap from which two decisions are about the same theme
Pair = tuple[str, str]


@dataclass
class _Wanted:
    """A theme that people want: its statements, and the groups that were joined to make it."""

    ids: set[str]
    parts: list[set[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wishes:
    """In the terms of `themes.constraints.Constraints`."""

    must_link: frozenset[Pair] = frozenset()
    cannot_link: frozenset[Pair] = frozenset()
    pinned: tuple[frozenset[str], ...] = ()


def constraints(found: Themes, decisions: Sequence[Decision]) -> Wishes:
    """What the clusterer must be told so that no decided theme is lost; nothing when `found` holds them all.

    Nothing is pinned as long as all are found again. Once one is lost all are pinned, as a pin moves its neighbours.
    """
    groups = {t.theme_id: t.statement_ids for t in found.themes}
    existing = {s.statement_id for s in found.statements}
    wanted = [w for w in _wanted(decisions) if w.ids & existing]
    if all(_held(w, groups, existing) for w in wanted):
        return Wishes()
    pinned = tuple(sorted((frozenset(w.ids & existing) for w in wanted), key=sorted))
    return Wishes(frozenset(_together(decisions)), frozenset(_apart(decisions)), pinned)


def _held(wanted: _Wanted, groups: Mapping[str, Sequence[str]], existing: set[str]) -> bool:
    return all(anchors.holds(part, groups, existing) for part in wanted.parts or [wanted.ids])


def _wanted(decisions: Sequence[Decision]) -> list[_Wanted]:
    """The themes that people want after all their decisions."""
    out: list[_Wanted] = []
    for d in decisions:
        if d.kind in ("theme-title", "theme-status"):
            _keep(out, set(d.targets))
        elif d.kind == "theme-apart":
            for part in anchors.parts_of(d.value):
                _keep(out, set(part))
        elif d.kind == "theme-merge":
            _join(out, [set(p) for p in anchors.parts_of(d.value)])
        elif d.kind == "theme-split":
            examples = {i for p in anchors.parts_of(d.value) for i in p}
            out[:] = [w for w in out if anchors.overlap(w.ids, examples) < SAME]
        elif d.kind == "statement-move":
            _shift(out, set(d.targets), set(d.value["to"]))
    return out


def _keep(out: list[_Wanted], ids: set[str]) -> None:
    if not any(anchors.overlap(w.ids, ids) >= SAME for w in out):
        taken = {i for w in out for i in w.ids}
        if ids - taken:
            out.append(_Wanted(ids - taken))


def _join(out: list[_Wanted], parts: list[set[str]]) -> None:
    joined = [w for w in out if any(anchors.overlap(w.ids, p) >= SAME for p in parts)]
    out[:] = [w for w in out if w not in joined]
    taken = {i for w in out for i in w.ids}
    whole = [p for w in joined for p in (w.parts or [w.ids])]
    parts = [p - taken for p in [*parts, *whole] if p - taken]
    if parts:
        out.append(_Wanted(set().union(*parts), parts))


def _shift(out: list[_Wanted], moved: set[str], to: set[str]) -> None:
    for w in out:
        w.ids -= moved
        w.parts = [part - moved for part in w.parts]
    for w in out:
        if to - moved and anchors.overlap(w.ids, to - moved) >= SAME:
            w.ids |= moved
            break


def _together(decisions: Sequence[Decision]) -> set[Pair]:
    moves = [d for d in decisions if d.kind == "statement-move"]
    return {(t, to) for d in moves for t in d.targets for to in d.value["to"][:1] if to != t}


def _apart(decisions: Sequence[Decision]) -> set[Pair]:
    moves = [d for d in decisions if d.kind == "statement-move"]
    pairs = {(t, old) for d in moves for t in d.targets for old in d.machine.get("from", ())[:1]}
    for d in decisions:
        if d.kind in ("theme-apart", "theme-split"):
            first, second, *_ = anchors.parts_of(d.value)
            pairs.add((first[0], second[0]))
    return {p for p in pairs if p[0] != p[1]}
