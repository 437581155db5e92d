"""Decisions about themes, applied one after another to the themes that the machine found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from interview2persona.model import Decision, Statement, Theme, Themes, Vectors
from interview2persona.review import anchors, splitting
from interview2persona.review.outcome import Applied, Notes

KINDS = ("theme-title", "theme-status", "theme-merge", "theme-apart", "theme-split", "statement-move")
KEPT = 0.8  # share of members that a theme must keep for its stability to still mean something


def apply_to_themes(found: Themes, decisions: Sequence[Decision], vectors: Vectors | None = None) -> Applied[Themes]:
    """Themes with decided members, titles and states; statements say where they are now.

    `changed` has the ids of themes whose members or titles are others than the machine's: their words, order and ids
    are to be made anew from their members. `vectors` has one row per statement of `found`, in that order; without it a
    split gives only the examples a theme of their own.
    """
    work = _Work(found, vectors)
    for d in decisions:
        if d.kind in KINDS:
            work.apply(d)
    for d in learned(found, decisions, vectors) if vectors is not None else ():
        if d.decision_id.split("/")[0] in work.notes.touched:
            work.apply(d)
    return work.applied()


def learned(found: Themes, decisions: Sequence[Decision], vectors: Vectors) -> list[Decision]:
    """Moves that follow from moves: a statement goes with the corrected one that it is nearest to.

    A statement of the theme that a statement was moved out of follows it when they are nearly the same (cosine of at
    least `splitting.ALIKE`) and nothing else in that theme is nearer to it, so that a correction is not needed twice.
    """
    moves = {t: d for d in decisions if d.kind == "statement-move" for t in d.targets}
    groups = {t.theme_id: list(t.statement_ids) for t in found.themes}
    row = {s.statement_id: i for i, s in enumerate(found.statements)}
    decided = {t for d in decisions if d.kind in ("statement-move", "discount") for t in d.targets}
    out = []
    for moved, d in sorted(moves.items()):
        old = anchors.find(d.machine.get("from", ()), groups, row).key
        if moved in row and old:
            alike = splitting.followers(moved, [s for s in groups[old] if s not in decided], row, vectors)
            out += [replace(d, targets=(s,), decision_id=f"{d.decision_id}/{s}") for s in alike]
    return out


@dataclass
class _Work:
    """The themes while decisions are applied."""

    found: Themes
    vectors: Vectors | None
    notes: Notes = field(default_factory=Notes)

    def __post_init__(self) -> None:
        self.themes = {t.theme_id: t for t in self.found.themes}
        self.members = {t.theme_id: list(t.statement_ids) for t in self.found.themes}
        self.statements = {s.statement_id: s for s in self.found.statements}
        self.named: dict[tuple[str, str], Decision] = {}  # (kind, theme) -> who had the last word

    def apply(self, d: Decision) -> None:
        steps = {
            "theme-title": self._named_or_set, "theme-status": self._named_or_set, "theme-merge": self._merge,
            "theme-apart": self._apart, "theme-split": self._split, "statement-move": self._move,
        }  # fmt: skip
        steps[d.kind](d)

    def _find(self, d: Decision, ids: Sequence[str], what: str = "The theme") -> str:
        """The theme that holds the ids; "" after noting why there is none."""
        found = anchors.find(ids, self.members, self.statements)
        if found.absent:
            self.notes.waiting(d, what)
        elif not found.key:
            reason = f"Of its {found.present} statements no theme holds more than another."
            self.notes.conflict(d, reason, themes=anchors.where(found))
        return found.key

    def _named_or_set(self, d: Decision) -> None:
        key = self._find(d, d.targets)
        if not key:
            return
        before = self.named.get((d.kind, key))
        if before and not set(before.targets) & set(d.targets) and before.value != d.value:
            reason = f"Two themes that were decided apart are one now; decision {before.decision_id} is about it too."
            self.notes.conflict(d, reason, themes={key: len(self.members[key])})
            return
        self.named[d.kind, key] = d
        self.notes.done(d, key)
        if d.kind == "theme-status":
            self.themes[key] = replace(self.themes[key], status=d.value)
        else:
            self._title(key, d.value)

    def _title(self, key: str, title: str) -> None:
        self.themes[key] = replace(self.themes[key], title=title)
        self.notes.typed["theme-title", key] = title

    def _merge(self, d: Decision) -> None:
        parts = [self._find(d, part) for part in anchors.parts_of(d.value)]
        keys = [k for k in dict.fromkeys(parts) if k]
        if not keys or not all(parts):
            return
        best = min(keys, key=lambda k: (-len(self.members[k]), k))
        typed = [k for k in sorted(keys, key=lambda k: -len(self.members[k])) if ("theme-title", k) in self.notes.typed]
        for other in keys:
            if other != best:
                self.members[best] += self.members.pop(other)
                del self.themes[other]
                self.notes.changed.add(best)
                self.notes.changed.discard(other)
        self._gathered(best, {i for part in anchors.parts_of(d.value) for i in part})
        title = d.value.get("title") or (self.notes.typed["theme-title", typed[0]] if typed else "")
        if title:
            self._title(best, title)
        self._renamed(keys, best)
        self.notes.done(d, best)

    def _gathered(self, best: str, named: set[str]) -> None:
        """The few named statements that the machine has elsewhere now come back: what was joined stays together."""
        for home, members in self.members.items():
            strays = [i for i in members if i in named] if home != best else []
            if strays:
                members[:] = [i for i in members if i not in named]
                self.members[best] += strays
                self.notes.changed |= {home, best}

    def _renamed(self, keys: Sequence[str], best: str) -> None:
        """What was decided about the merged themes is now about the one that they became."""
        gone = set(keys) - {best}
        self.notes.touched = {i: tuple(best if t in gone else t for t in ts) for i, ts in self.notes.touched.items()}
        self.notes.typed = {(k, t): text for (k, t), text in self.notes.typed.items() if t not in gone}

    def _apart(self, d: Decision) -> None:
        keys = [self._find(d, part) for part in anchors.parts_of(d.value)]
        if all(keys):
            if len(set(keys)) < len(keys):
                reason = "Themes that were decided to be different are one now."
                self.notes.conflict(d, reason, themes={keys[0]: len(self.members[keys[0]])})
            else:
                self.notes.done(d, *keys)

    def _split(self, d: Decision) -> None:
        parts = [[i for i in p if i in self.statements] for p in anchors.parts_of(d.value)]
        parts = [p for p in parts if p]
        if len(parts) < 2:
            self.notes.waiting(d, "All but one of the example groups")
            return
        homes = [anchors.find(p, self.members, self.statements).key for p in parts]
        if all(homes) and len(set(homes)) == len(homes):
            self.notes.done(d, *homes)
            return
        key = self._find(d, [i for p in parts for i in p])
        if key:
            self._divide(d, key, parts)

    def _divide(self, d: Decision, key: str, parts: list[list[str]]) -> None:
        inside = [i for i in self.members[key] if not any(i in p for p in parts)]
        row = {s.statement_id: i for i, s in enumerate(self.found.statements)}
        examples = {i for p in parts for i in p}
        for name, home in self.members.items():
            if examples & set(home):
                home[:] = [i for i in home if i not in examples]
                self.notes.changed.add(name)
        groups = splitting.divide(inside, parts, row, self.vectors)
        names = [key] + [f"{key}/{n}" for n in range(2, len(groups) + 1)]
        source = self.themes[key]
        for name, group in zip(names, groups, strict=True):
            self.members[name] = group
            self.themes[name] = replace(
                source, theme_id=name, status="draft", stability=None, stability_class="unknown"
            )
        self.notes.typed.pop(("theme-title", key), None)
        self.notes.changed.update(names)
        self.notes.done(d, *names)

    def _move(self, d: Decision) -> None:
        to = [i for i in d.value["to"] if i not in d.targets]
        key = self._find(d, to, "The theme it was moved to") if to else ""
        if to and not key:
            return
        for target in d.targets:
            if target not in self.statements:
                self.notes.waiting(d, "The statement")
                continue
            for home, members in self.members.items():
                if target in members and home != key:
                    members.remove(target)
                    self.notes.changed.add(home)
            if key and target not in self.members[key]:
                self.members[key].append(target)
                self.notes.changed.add(key)
            self.notes.done(d, target)

    def applied(self) -> Applied[Themes]:
        alive = {k: m for k, m in self.members.items() if m}
        home = {i: k for k, members in alive.items() for i in members}
        statements = tuple(_placed(s, home.get(s.statement_id, ""), alive) for s in self.found.statements)
        themes = tuple(self._theme(k, m) for k, m in alive.items())
        self.notes.changed &= set(alive)
        return self.notes.applied(replace(self.found, themes=themes, statements=statements))

    def _theme(self, key: str, members: list[str]) -> Theme:
        theme = self.themes[key]
        if list(theme.statement_ids) == members:
            return theme
        people = tuple(sorted({self.statements[i].participant_id for i in members}))
        kept = len(set(theme.statement_ids) & set(members)) >= KEPT * max(len(theme.statement_ids), len(members))
        theme = replace(theme, statement_ids=tuple(members), participant_ids=people)
        return theme if kept else replace(theme, stability=None, stability_class="unknown")


def _placed(statement: Statement, key: str, alive: Mapping[str, list[str]]) -> Statement:
    nearest = statement.nearest_theme_id if statement.nearest_theme_id in alive else ""
    if statement.theme_id == key:
        return replace(statement, nearest_theme_id=nearest)
    return replace(statement, theme_id=key, nearest_theme_id=key or nearest, strength=1.0 if key else 0.0)
