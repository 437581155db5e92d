"""How many keys a decision takes in the terminal: two at most, and the text typed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "review"))
from review_study import Small, study_of, write

from interview2persona.cli.terminal import KeySession
from interview2persona.reports.saved import Saved
from interview2persona.review import draft, log
from interview2persona.review.questions import Scope


def pressed(
    folder: Path, scope: Scope, keys: str, typed: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[str], list[str]]:
    """Kinds of the decisions made by these keys (then q), and the keys that were not needed."""
    left = [*keys, "q"]
    text: Iterator[str] = iter([typed])
    monkeypatch.setattr(click, "getchar", lambda *_: left.pop(0))
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(text))
    kept = log.Log(folder)
    KeySession(draft.load(Saved(folder)), kept, "ana", scope).run()
    return [d.kind for d in kept.read().decisions], left


@pytest.mark.parametrize(
    ("only", "keys", "typed", "kind"),
    [
        ("themes", "a", "", "theme-status"),
        ("themes", "\r", "", "theme-status"),
        ("themes", "n", "Ringing all day", "theme-title"),
        ("themes", "m1", "", "theme-merge"),
        ("themes", "x", "", "theme-status"),
        ("roles", "i", "", "role"),
        ("statements", "m2", "", "statement-move"),
        ("statements", "l", "pg", "labels"),
        ("participants", "m1", "", "participant-move"),
        ("claims", "e2", "", "promote-quote"),
        ("personas", "n", "Sandy Shore", "persona-name"),
    ],
)
def test_two_keys_at_most(
    only: str, keys: str, typed: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(study_of(Small(tuple(range(6)))), tmp_path / "out")
    assert pressed(folder, Scope(only=only), keys, typed, monkeypatch) == ([kind], [])


def test_interrupting_at_any_key_keeps_what_was_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(study_of(Small(tuple(range(6)))), tmp_path / "out")
    keys = iter("am")

    def getchar(*_: object) -> str:
        key = next(keys, "")
        if not key:
            raise KeyboardInterrupt
        return key

    monkeypatch.setattr(click, "getchar", getchar)
    with pytest.raises(KeyboardInterrupt):
        KeySession(draft.load(Saved(folder)), log.Log(folder), "ana", Scope(only="themes")).run()
    assert [d.kind for d in log.Log(folder).read().decisions] == ["theme-status"]


@pytest.mark.parametrize("key", ["\x1b[A", "\x00", "ä", "9", " "])
def test_a_key_that_means_nothing_does_nothing(key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(study_of(Small(tuple(range(6)))), tmp_path / "out")
    keys = [key, "m", key, "q"]
    monkeypatch.setattr(click, "getchar", lambda *_: keys.pop(0))
    KeySession(draft.load(Saved(folder)), log.Log(folder), "ana", Scope(only="themes")).run()
    assert log.Log(folder).read().decisions == ()
    assert keys == []
