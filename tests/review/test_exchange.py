"""Reviewing in a spreadsheet: questions out, answers in; and two reviewers' logs made one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from review_study import Scripted, one_by_one

from interview2persona.errors import WorkspaceError
from interview2persona.review import exchange, log, merging
from interview2persona.review.active import active, differences
from interview2persona.review.draft import Draft
from interview2persona.review.questions import Scope
from interview2persona.review.session import Answer


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fill(path: Path, filled: list[dict[str, str]], delimiter: str = ",") -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, exchange.COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(filled)


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_answers_in_a_spreadsheet_become_decisions_once(
    draft: Draft, kept: log.Log, tmp_path: Path, delimiter: str
) -> None:
    """A European Excel saves with semicolons; importing the same file again changes nothing."""
    path = tmp_path / "todo.csv"
    assert exchange.write(path, draft, kept, Scope(everything=True)) > 30
    todo = rows(path)
    first = {about: next(r for r in todo if r["about"] == about) for about in ("voice", "theme", "statement", "claim")}
    first["voice"]["answer"] = "interviewer"
    first["theme"] |= {"answer": "name", "value": "Ringing", "note": "better"}
    first["statement"] |= {"answer": "labels", "value": "pain, goal"}
    first["claim"] |= {"answer": "promote", "value": "2"}
    fill(path, todo, delimiter)
    taken = exchange.take(path, draft, kept, "ana")
    assert (taken.made, taken.known, taken.problems) == (4, 0, ())
    made = {d.kind: d for d in kept.read().decisions}
    assert made["role"].value == "interviewer"
    assert (made["theme-title"].value, made["theme-title"].note) == ("Ringing", "better")
    assert made["labels"].value == ["goal", "pain"]
    assert made["promote-quote"].value == made["promote-quote"].targets[1]
    again = exchange.take(path, draft, kept, "ana")
    assert (again.made, again.known) == (0, 4)


def test_a_merge_names_the_other_theme_by_id_or_words(draft: Draft, kept: log.Log, tmp_path: Path) -> None:
    path = tmp_path / "todo.csv"
    exchange.write(path, draft, kept, Scope(only="themes"))
    todo = rows(path)
    other = todo[0]["choices"].splitlines()[0].split(": ")[0]
    todo[0] |= {"answer": "merge", "value": other}
    fill(path, todo)
    exchange.take(path, draft, kept, "ana")
    (decision,) = kept.read().decisions
    assert decision.kind == "theme-merge"
    assert len(decision.value["parts"]) == 2


def test_wrong_answers_are_refused_by_row_and_the_rest_is_taken(draft: Draft, kept: log.Log, tmp_path: Path) -> None:
    path = tmp_path / "todo.csv"
    exchange.write(path, draft, kept, Scope(everything=True))
    todo = rows(path)
    todo[0]["answer"] = "perhaps"
    todo[1]["answer"] = "accept"
    todo[2] |= {"question": "theme:t1-ffffffffffff", "about": "theme", "answer": "accept"}
    fill(path, todo)
    taken = exchange.take(path, draft, kept, "ana")
    assert taken.made == 1
    assert [p.split(":")[0] for p in taken.problems] == ["row 2", "row 4"]
    assert "Possible: accept" in taken.problems[0]
    with pytest.raises(WorkspaceError, match="no columns"):
        (tmp_path / "other.csv").write_text("a,b\n1,2\n")
        exchange.take(tmp_path / "other.csv", draft, kept, "ana")


def test_no_cell_is_a_formula(draft: Draft, kept: log.Log, tmp_path: Path) -> None:
    """What somebody said in an interview never runs in the reviewer's spreadsheet."""
    from dataclasses import replace

    evil = tuple(replace(t, title="=HYPERLINK(1)") for t in draft.themes.themes)
    path = tmp_path / "todo.csv"
    exchange.write(path, replace(draft, themes=replace(draft.themes, themes=evil)), kept, Scope(everything=True))
    cells = [cell for row in rows(path) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def reviewed(draft: Draft, folder: Path, who: str, *answers: Answer) -> log.Log:
    kept = log.Log(folder)
    Scripted(draft, kept, who, Scope(only="themes"), answer=one_by_one(*answers)).run()
    return kept


def test_two_reviewers_logs_merge_and_their_differences_are_asked(draft: Draft, tmp_path: Path) -> None:
    """Where they agree there is nothing to ask; where they differ somebody decides, and then it is settled."""
    ours = reviewed(draft, tmp_path / "a", "ana", Answer("accept"), Answer("name", "Ringing"), Answer("accept"))
    theirs = reviewed(draft, tmp_path / "b", "ben", Answer("accept"), Answer("name", "Phones"), Answer("reject"))
    added, differ = merging.merge(ours, theirs.path, "ana")
    assert (added, differ) == (3, 2)
    assert merging.merge(ours, theirs.path, "ana") == (0, 0), "merging again adds nothing"
    made = Scripted(draft, ours, "ana", answer=one_by_one(Answer("first"), Answer("second")))
    made.run()
    assert [shown.question.about for shown in made.cards[:2]] == ["difference", "difference"]
    assert "ana: theme-title = Ringing" in made.cards[0].facts[0]
    assert differences(ours.read().decisions) == []
    last = {d.kind: d.value for d in active(ours.read().decisions)}
    assert (last["theme-title"], last["theme-status"]) == ("Ringing", "rejected")


def test_merging_in_either_direction_gives_the_same_decisions(draft: Draft, tmp_path: Path) -> None:
    a = reviewed(draft, tmp_path / "a", "ana", Answer("accept"), Answer("name", "Ringing"))
    b = reviewed(draft, tmp_path / "b", "ben", Answer("reject"), Answer("name", "Phones"))
    first = a.path.read_bytes()
    merging.merge(a, b.path, "ana")
    (tmp_path / "a.jsonl").write_bytes(first)
    merging.merge(b, tmp_path / "a.jsonl", "ben")
    assert active(a.read().decisions) == active(b.read().decisions)


def test_a_log_that_is_not_there_or_empty_is_said(draft: Draft, kept: log.Log, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no such file"):
        merging.merge(kept, tmp_path / "none.jsonl", "ana")
    (tmp_path / "empty.jsonl").write_text("not a log\n")
    with pytest.raises(WorkspaceError, match="no decision can be read"):
        merging.merge(kept, tmp_path / "empty.jsonl", "ana")
