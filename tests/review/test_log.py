"""The log: nothing that was kept is lost, and a torn line harms no other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from interview2persona.errors import DecisionError, WorkspaceError
from interview2persona.model import Decision
from interview2persona.review import log


def made(number: int) -> Decision:
    return log.make("theme-title", [f"s1-{number:06x}"], f"Title {number}", "ana", machine={"title": "before"})


def test_what_is_appended_is_read_in_order(tmp_path: Path) -> None:
    kept = log.Log(tmp_path)
    decisions = [made(n) for n in range(5)]
    assert kept.append(decisions[:2]) == 2
    assert kept.append(decisions[2:]) == 3
    assert list(kept.read().decisions) == decisions


def test_a_decision_is_kept_once(tmp_path: Path) -> None:
    kept, decision = log.Log(tmp_path), made(1)
    kept.append([decision])
    assert kept.append([decision]) == 0
    assert len(kept.path.read_text().splitlines()) == 1


@pytest.mark.parametrize("cut", [1, 20, 150])
def test_a_torn_last_line_is_set_aside_and_the_rest_works(tmp_path: Path, cut: int) -> None:
    """Whatever is left of a line after a crash, the lines before it count, and the next one starts on its own line."""
    kept, decisions = log.Log(tmp_path), [made(n) for n in range(3)]
    kept.append(decisions)
    data = kept.path.read_bytes()
    start = data.rindex(b"\n", 0, len(data) - 1) + 1
    kept.path.write_bytes(data[: start + cut])
    assert list(kept.read().decisions) == decisions[:2]
    assert len(kept.read().damaged) == 1
    kept.append([made(9)])
    assert [d.value for d in kept.read().decisions] == ["Title 0", "Title 1", "Title 9"]
    assert kept.read().damaged == ()
    assert (kept.path.parent / log.TORN).read_bytes() == data[start : start + cut] + b"\n"


def test_a_last_line_that_lacks_only_its_end_counts(tmp_path: Path) -> None:
    kept = log.Log(tmp_path)
    kept.append([made(1)])
    kept.path.write_bytes(kept.path.read_bytes().rstrip(b"\n"))
    kept.append([made(2)])
    assert [d.value for d in kept.read().decisions] == ["Title 1", "Title 2"]


def test_an_altered_line_is_not_taken_for_what_was_decided(tmp_path: Path) -> None:
    """The identifier is made from everything the decision says; who changes the words by hand loses the line."""
    kept = log.Log(tmp_path)
    kept.append([made(1), made(2)])
    kept.path.write_text(kept.path.read_text().replace("Title 1", "Title X"))
    assert [d.value for d in kept.read().decisions] == ["Title 2"]
    assert len(kept.read().damaged) == 1


@pytest.mark.parametrize("line", ["[]", "{}", "null", '{"decision_id": 3}', "\x00\x00", "¬ json"])
def test_no_line_breaks_the_reader(tmp_path: Path, line: str) -> None:
    kept = log.Log(tmp_path)
    kept.append([made(1)])
    with kept.path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    assert [d.value for d in kept.read().decisions] == ["Title 1"]


def test_a_folder_that_cannot_be_written_is_said_and_nothing_pretended(tmp_path: Path) -> None:
    (tmp_path / "review").write_text("a file where the folder should be")
    with pytest.raises(WorkspaceError, match="NOT kept"):
        log.Log(tmp_path).append([made(1)])


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("role", "boss", "participant, interviewer, other"),
        ("labels", "joy", "no such label"),
        ("theme-title", "  ", "A text is needed"),
        ("theme-merge", {"parts": [["a"]]}, "Two or more groups"),
        ("attribute", "job_title", "NAME=VALUE"),
        ("claim-order", "0", "position"),
        ("wish", "x", "can be decided"),
    ],
)
def test_a_value_that_is_not_possible_is_refused_with_what_is(kind: str, value: object, words: str) -> None:
    with pytest.raises(DecisionError, match=words):
        log.make(kind, ["s1-aaaaaa"], value, "ana")


def test_lines_are_plain_json_that_says_who_when_and_what_the_machine_said(tmp_path: Path) -> None:
    kept = log.Log(tmp_path)
    kept.append([made(1)])
    data = json.loads(kept.path.read_text())
    assert set(data) == {"decision_id", "kind", "targets", "value", "who", "when", "note", "machine"}
    assert data["machine"] == {"title": "before"}


WRITER = """
import sys
from pathlib import Path
from interview2persona.review import log
kept = log.Log(Path(sys.argv[1]))
for n in range(int(sys.argv[2])):
    d = log.make("note", ["s1-aaaaaa"], f"{sys.argv[3]} {n}", sys.argv[3])
    kept.append([d])
"""


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), "15", who]) for who in ("ana", "ben")]
    assert [w.wait(60) for w in writers] == [0, 0]
    contents = log.Log(tmp_path).read()
    assert sorted((d.who, d.value) for d in contents.decisions) == sorted(
        (who, f"{who} {n}") for who in ("ana", "ben") for n in range(15)
    )
    assert contents.damaged == ()


@pytest.mark.skipif(os.name != "posix", reason="needs /dev/full")
def test_a_full_disk_leaves_no_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk refuses the bytes, the caller hears it and the file is as it was."""
    kept = log.Log(tmp_path)
    kept.append([made(1)])
    before = kept.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(log.os, "fsync", full)
    with pytest.raises(WorkspaceError, match="No space left"):
        kept.append([made(2)])
    assert kept.path.read_bytes() == before
