"""The questions as a CSV file to answer in a spreadsheet, and the answers taken back as decisions."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interview2persona.errors import DecisionError, WorkspaceError
from interview2persona.model import Decision
from interview2persona.review import acts, log, view
from interview2persona.review.active import active
from interview2persona.review.cards import ACTIONS, Action, card
from interview2persona.review.draft import Draft
from interview2persona.review.questions import Question, Scope, worklist

COLUMNS = (
    "question", "about", "why", "what", "machine", "quotes", "possible_answers", "choices", "answer", "value", "note",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
CHOICES = 12  # themes or personas listed per question


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of an import. `problems` name the line and what to do."""

    made: int
    known: int
    problems: tuple[str, ...]


def write(path: Path, draft: Draft, kept: log.Log, scope: Scope) -> int:
    """Writes a row per open question; returns how many.

    Raises:
        WorkspaceError: the file cannot be written.
    """
    decisions = kept.read().decisions
    now = view.of(draft, decisions)
    rows = [_row(q, now) for q in worklist(now, decisions, scope) if not q.answered]
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:  # the mark tells Excel that it is UTF-8
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be written ({error.strerror}). Name another file.") from error
    return len(rows)


def _row(question: Question, now: view.View) -> dict[str, str]:
    shown = card(question, now)
    row = {
        "question": question.key,
        "about": question.about,
        "why": question.reason,
        "what": shown.heading,
        "machine": "; ".join(shown.facts),
        "quotes": "\n".join(f"{n}. [{q.ident}] {q.text}" for n, q in enumerate(shown.quotes, 1)),
        "possible_answers": ", ".join(
            a.name + (" + value" if a.needs else "") for a in shown.actions if a.name != "open"
        ),
        "choices": "\n".join(f"{c.ident}: {c.text}" for c in shown.choices[:CHOICES]),
    }
    return {name: _safe(text) for name, text in row.items()}


def _safe(text: str) -> str:
    """No cell that a spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def take(path: Path, draft: Draft, kept: log.Log, who: str) -> Taken:
    """Makes decisions of the answered rows. Answers taken before are not taken twice; wrong ones are refused by line.

    Raises:
        WorkspaceError: the file cannot be read, or has no columns 'question' and 'answer'.
    """
    made = known = 0
    problems = []
    fresh_draft = view.of(draft, ())  # answers are about what was exported, whatever was decided since
    for number, row in enumerate(_rows(path), 2):
        if not row.get("answer") and not row.get("note"):
            continue
        decisions = kept.read().decisions
        try:
            new = _decided(row, fresh_draft, view.of(draft, decisions), who)
        except DecisionError as error:
            problems.append(f"row {number}: {error}")
            continue
        fresh = [d for d in new if not _is_known(d, active(decisions))]
        known += len(new) - len(fresh)
        made += kept.append(fresh) if fresh else 0
    return Taken(made, known, tuple(problems))


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be read ({error.strerror}).") from error
    header = text.split("\n", 1)[0]
    rows = list(csv.DictReader(text.splitlines(keepends=True), delimiter=max(",;\t", key=header.count)))
    if rows and not {"question", "answer"} <= set(rows[0]):
        raise WorkspaceError(f"{path}: it has no columns 'question' and 'answer'. Fill in a file made by --export.")
    return [
        {k: (v or "").strip() for k, v in row.items() if isinstance(k, str) and not isinstance(v, list)} for row in rows
    ]


def _decided(row: Mapping[str, str], machine: view.View, now: view.View, who: str) -> list[Decision]:
    question, now = _question(row["question"].removeprefix("'"), machine, now)
    note = row.get("note", "")
    if not row.get("answer"):
        return [log.make("note", _targets(question, now), note, who)]
    action = _action(question, row["answer"])
    value = _value(action, row, question, now)
    done = acts.acts(question, action.name, value, now)
    return [log.make(a.kind, a.targets, a.value, who, note=note, machine=a.machine) for a in done]


def _question(key: str, *views: view.View) -> tuple[Question, view.View]:
    """The question of an exported row, and the first of the views that it can be asked of."""
    about, _, rest = key.partition(":")
    ident, _, other = rest.partition(":")
    if about not in ACTIONS:
        raise DecisionError(f"{key!r} is not a question of an exported file.")
    question = Question(about, ident, "", other)  # type: ignore[arg-type]
    for now in views:
        try:
            card(question, now)
        except (KeyError, StopIteration):
            continue
        return question, now
    raise DecisionError(f"{key} is not in the draft any more. Export again.")


def _action(question: Question, answer: str) -> Action:
    word = answer.casefold()
    for action in ACTIONS[question.about]:
        if word in (action.name, action.does, action.key) and action.name not in ("open", "again"):
            return action
    possible = ", ".join(a.name for a in ACTIONS[question.about] if a.name != "open")
    raise DecisionError(f"{answer!r} is not an answer to it. Possible: {possible}.")


def _value(action: Action, row: Mapping[str, str], question: Question, now: view.View) -> Any:
    if not action.needs:
        return None
    typed = row.get("value", "").removeprefix("'")
    if not typed:
        raise DecisionError(f"{action.name!r} needs something in 'value'.")
    if action.needs == "choice":
        return _chosen(typed, [(c.ident, c.text) for c in card(question, now).choices])
    if action.needs in ("quote", "quotes", "persons"):
        listed = re.findall(r"^(\d+)\. \[([^\]]+)\]", row.get("quotes", ""), re.MULTILINE)
        picked = [ident for number, ident in listed if number in typed.replace(",", " ").split()]
        if not picked:
            raise DecisionError(f"{action.name!r} needs numbers of quotes in 'value', 1 to {len(listed)}.")
        return picked[0] if action.needs == "quote" else picked
    return typed


def _chosen(typed: str, choices: Sequence[tuple[str, str]]) -> str:
    """A choice by its id, or by the beginning of its words."""
    exact = [ident for ident, _ in choices if ident == typed]
    found = exact or [ident for ident, text in choices if text.casefold().startswith(typed.casefold())]
    if len(found) != 1:
        raise DecisionError(f"{typed!r} is {'several' if found else 'none'} of the choices; give an id.")
    return found[0]


def _targets(question: Question, now: view.View) -> list[str]:
    if question.about in ("theme", "pair"):
        return acts.theme_ids(now, question.ident)
    if question.about == "claim":
        return acts.claim_ids(now.claims[question.ident][1])
    return [question.ident]


def _is_known(new: Decision, old: Sequence[Decision]) -> bool:
    return any(
        (d.kind, d.who, d.value, d.note) == (new.kind, new.who, new.value, new.note)
        and set(d.targets) == set(new.targets)
        for d in old
    )
