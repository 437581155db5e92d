"""Blind double coding: a sample of statements that a second person labels without seeing what anybody said of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from interview2persona.errors import DecisionError, WorkspaceError
from interview2persona.model import LABELS, Statement
from interview2persona.review import acts, log
from interview2persona.review.active import active
from interview2persona.review.kinds import KINDS

COLUMNS = ("statement_id", "question", "text", "labels")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sample(statements: Sequence[Statement], size: int, seed: int) -> list[Statement]:
    """Statements to label, in random order: half of them spread over the labels, half drawn from all.

    Without the first half rare labels would hardly occur; without the second nothing could be said of what has none.
    Depends on ids alone, not on the order given.
    """
    order = sorted(statements, key=lambda s: s.statement_id)
    chance = np.random.default_rng(seed)
    shuffled = [order[int(i)] for i in chance.permutation(len(order))]
    size = min(size, len(shuffled))
    chosen: dict[str, Statement] = {}
    queues = {label: [s for s in shuffled if label in s.labels] for label in LABELS}
    while len(chosen) < size // 2 and any(queues.values()):
        for queue in queues.values():
            if queue and len(chosen) < size // 2:
                s = queue.pop(0)
                chosen.setdefault(s.statement_id, s)
    for s in shuffled:
        if len(chosen) < size:
            chosen.setdefault(s.statement_id, s)
    picked = list(chosen.values())
    return [picked[int(i)] for i in chance.permutation(len(picked))]


class Coding:
    """The labels of one coder, in a log of its own: `review/coding-NAME.jsonl`. They change nothing in the draft."""

    def __init__(self, output: Path, who: str) -> None:
        name = re.sub(r"[^a-z0-9]+", "-", who.casefold()).strip("-")
        if not name:
            raise DecisionError(f"{who!r} cannot name a coder. Use letters or digits, as in --who ana.")
        self.who = who
        self.log = log.Log(output)
        self.log.path = self.log.path.with_name(f"coding-{name}.jsonl")

    def keep(self, statement_id: str, labels: object) -> str:
        """Keeps the labels of a statement (letters or names) and returns the decision's id."""
        decision = log.make("labels", [statement_id], acts.labels_of(labels), self.who)
        self.log.append([decision])
        return decision.decision_id

    def undo(self) -> str:
        """Takes the last labels back; returns the statement, "" when there is none."""
        mine = active(self.log.read().decisions)
        if not mine:
            return ""
        self.log.append([log.make("undo", [mine[-1].decision_id], None, self.who)])
        return mine[-1].targets[0]

    def labels(self) -> dict[str, list[str]]:
        """By statement; the last word counts."""
        return {t: d.value for d in active(self.log.read().decisions) if d.kind == "labels" for t in d.targets}


def coders(output: Path) -> list[str]:
    """Names (as in file names) of those who labelled."""
    found = sorted((output / "review").glob("coding-*.jsonl"))
    return [p.stem.removeprefix("coding-") for p in found]


def write(path: Path, chosen: Sequence[Statement]) -> None:
    """A CSV file to fill in: what was said and asked, and an empty column for labels. No machine's or other's labels.

    Raises:
        WorkspaceError: it cannot be written.
    """
    rows = [[s.statement_id, s.question, " ".join(s.text.split()), ""] for s in chosen]
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows([f"'{c}" if c.startswith(_FORMULA) else c for c in row] for row in rows)
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be written ({error.strerror}). Name another file.") from error


def take(path: Path, coding: Coding, known: Mapping[str, Statement]) -> tuple[int, list[str]]:
    """Keeps the labels of a filled-in file ("none" for none); how many, and what is wrong by row. Empty: not labelled.

    Raises:
        WorkspaceError: it cannot be read or is no such file.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be read ({error.strerror}).") from error
    header = text.split("\n", 1)[0]
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=max(",;\t", key=header.count))
    if not {"statement_id", "labels"} <= set(reader.fieldnames or ()):
        raise WorkspaceError(f"{path}: it has no columns 'statement_id' and 'labels'. Fill in a file of --export.")
    before, taken, problems = coding.labels(), 0, []
    for number, row in enumerate(reader, 2):
        ident, given = (row["statement_id"] or "").strip(), (row["labels"] or "").strip()
        try:
            if given and ident not in known:
                raise DecisionError(f"{ident!r} is no statement of this study.")
            if given and before.get(ident) != KINDS["labels"].check(acts.labels_of(given)):
                coding.keep(ident, given)
                taken += 1
        except DecisionError as error:
            problems.append(f"row {number}: {error}")
    return taken, problems
