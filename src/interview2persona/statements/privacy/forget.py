"""Removes a person who withdrew consent from an output folder, and proves by search that nothing is left."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from interview2persona.errors import WorkspaceError
from interview2persona.statements.privacy import inventory
from interview2persona.statements.privacy import key as keys
from interview2persona.workspace import open_workspace

_HARMLESS = ("lock", "CACHEDIR.TAG")  # of the cache


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done; `left` must be empty."""

    participant_id: str
    source: str  # the transcript to remove, relative to the folder of transcripts
    removed: tuple[str, ...]  # files of the last run: all of them, since every count rests on this person, too
    decisions: int  # lines of decisions about this person or their statements that were taken out
    left: tuple[tuple[str, str], ...]  # file and what still stands in it


def forget(output: Path, who: str) -> Forgotten:
    """Takes a participant, given by id or by a name that the key knows, out of everything under `output`.

    Raises:
        WorkspaceError: nobody is meant by `who`, several are, or the folder is in use.
    """
    with open_workspace(output) as workspace:
        key_file = workspace.private / "key.json"
        key = keys.load(key_file)
        ident = _meant(output, key, who)
        person = key.participants.pop(ident, {"transcript": "", "speaker": "", "placeholder": ""})
        traces = {ident, *_statements(output, ident)}
        marks = {person["placeholder"], *_only_theirs(output, ident)} & set(key.forms)
        names = [name for mark in sorted(marks) for name in key.drop(mark)]
        traces |= {name for name in [*names, person["speaker"]] if len(name) > 2}
        if key_file.is_file():
            keys.save(key, key_file)
        decisions = sum(_without(path, traces) for path in sorted(output.glob("review/*.jsonl*")))
        removed = [*sorted(workspace.written()), "manifest.json"]
        stale = [output / name for name in removed]
        stale += [p for p in workspace.cache.rglob("*") if p.name not in _HARMLESS]
        stale += [p for p in workspace.private.rglob("*") if p != key_file]
        stale += (output / "exports").rglob("*")
        for path in stale:
            if path.is_file() and path.resolve().is_relative_to(output.resolve()):
                path.unlink()
        left = tuple(sorted(inventory.search(output, traces)))
        return Forgotten(ident, person["transcript"], tuple(removed), decisions, left)


def _meant(output: Path, key: keys.Key, who: str) -> str:
    ids = {*key.participants, *_participants(output)}
    if who in ids:
        return who
    same = sorted(i for i, p in key.participants.items() if p["speaker"].casefold() == who.casefold() and who)
    if len(same) == 1:
        return same[0]
    known = ", ".join(sorted(ids)) or "none"
    problem = f"{len(same)} participants are called {who!r}: {', '.join(same)}" if same else f"nobody is called {who!r}"
    raise WorkspaceError(f"{output}: {problem}. Name one by id; those that exist: {known}.")


def _participants(output: Path) -> set[str]:
    return {row.get("participant_id", "") for row in _rows(output, "participants")} - {""}


def _statements(output: Path, ident: str) -> set[str]:
    return {row["statement_id"] for row in _rows(output, "statements") if row.get("participant_id") == ident}


def _only_theirs(output: Path, ident: str) -> set[str]:
    """Placeholders that stand in no transcript but those of this person: their own name, and whom they spoke of."""
    rows = _rows(output, "turns")
    theirs = {row["transcript"] for row in rows if row.get("participant_id") == ident}
    marks: dict[bool, set[str]] = {True: set(), False: set()}
    for row in rows:
        marks[row["transcript"] in theirs] |= {m.group() for m in inventory.MARK.finditer(row["text"])}
    return marks[True] - marks[False]


def _rows(output: Path, name: str) -> list[dict[str, str]]:
    path = output / "data" / f"{name}.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _without(path: Path, traces: Iterable[str]) -> int:
    """Rewrites a log of JSON lines without those that name any of `traces`; returns how many went."""
    wanted = tuple(traces)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not _names(line, wanted)]
    if len(kept) < len(lines):
        new = path.with_name(f".{path.name}.tmp")
        new.write_text("".join(kept), encoding="utf-8")
        new.replace(path)
    return len(lines) - len(kept)


def _names(line: str, traces: tuple[str, ...]) -> bool:
    try:
        plain = json.dumps(json.loads(line), ensure_ascii=False)
    except ValueError:
        plain = line
    return any(re.search(rf"(?<!\w){re.escape(trace)}(?!\w)", plain) for trace in traces)
