"""Statements are read by a process beside; whatever becomes of it, the vectors are the same."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from interview2persona import ahead
from interview2persona.executors import serial
from interview2persona.meanings import Meanings
from interview2persona.model import Statement
from interview2persona.settings import Settings
from interview2persona.workspace import Workspace

SAID = [
    Statement("", "a.txt", 3, 7, 20, "p1", "The old plan.", question="What slows you down?"),
    Statement(
        "", "a.txt", 3, 21, 38, "p1", "I print it daily.", question="What slows you down?", before="The old plan."
    ),
    Statement("", "b.txt", 1, 0, 8, "p2", "Nothing.", question="What slows you down?"),
]
TOLD = [ahead._told(said) for said in SAID]


def meanings(root: Path | None, heard: list[int] | None = None, **changes: object) -> Meanings:
    settings = Settings().with_changes(dict(changes))
    if root:
        (root / ".cache").mkdir(parents=True, exist_ok=True)
    counts = [] if heard is None else heard
    return Meanings(settings, serial.make(1), Workspace(root) if root else None, counts.append)


def refuse(*_: object) -> None:
    raise AssertionError("nothing is left to be computed")


@pytest.mark.models
def test_all_that_a_run_asks_for_is_kept_by_the_process_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers each line of statements; afterwards no network is asked, and the vectors are those made here."""
    expected = meanings(None)
    vectors, states = expected.points(SAID, expected.embedder()).vectors, expected.told(SAID)
    answers = io.StringIO()
    (tmp_path / ".cache").mkdir()
    lines = [json.dumps(some) for some in (TOLD[:2], [], TOLD[2:])]
    ahead.main(str(tmp_path), Settings().model_dump_json(), lines, answers)
    assert answers.getvalue() == "\n" * 3
    monkeypatch.setattr("interview2persona.encoder.Encoder.rows", refuse)
    made = meanings(tmp_path)
    points = made.points(SAID, made.embedder())
    assert (points.vectors == vectors).all()
    assert (made.told(SAID) == states).all()


@pytest.mark.models
def test_the_process_beside_reads_and_tells_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    made = meanings(tmp_path, heard)
    with ahead.ahead(made) as beside:
        beside.read(SAID[:2])
        beside.read(SAID[2:])
        beside.finish()
        assert beside._beside is not None
        assert beside._beside.wait(60) == 0  # what it held is free for what comes next
    assert heard == [2, 3]
    monkeypatch.setattr("interview2persona.encoder.Encoder.rows", refuse)
    assert len(made.told(SAID)) == len(made.points(SAID, made.embedder()).vectors) == len(SAID)


def test_a_process_that_died_is_done_without(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    dead.wait()
    heard: list[int] = []
    beside = ahead.Ahead(meanings(tmp_path, heard), dead)
    beside.read(SAID)
    beside.finish()
    dead.communicate()
    assert heard == []


@pytest.mark.parametrize("changes", [{}, {"executor": "processes"}])
def test_nothing_is_started_where_vectors_are_not_kept_or_others_make_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, str]
) -> None:
    monkeypatch.setattr(subprocess, "Popen", refuse)
    with ahead.ahead(meanings(tmp_path if changes else None, **changes)) as beside:
        beside.read(SAID)
        beside.finish()


def test_a_line_becomes_the_statement_that_was_sent() -> None:
    assert [ahead._statement(told) for told in json.loads(json.dumps(TOLD))] == SAID
