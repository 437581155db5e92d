"""Folders, archives and files that are not what they should be."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.reduction import ForkingPickler
from pathlib import Path

import pytest

from interview2persona.errors import SourceError, TranscriptError, UnsupportedFormat
from interview2persona.model import Transcript
from interview2persona.settings import Settings
from interview2persona.transcripts.sources import read_folder, read_one

Read = Callable[..., Transcript]
TALK = "Nora: How do you plan?\nPaul: On Sunday.\nNora: Why then?\nPaul: It is quiet.\n"


def folder_of(tmp_path: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = tmp_path / name.replace("__", ".")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return tmp_path


def fatal(transcript: Transcript) -> str:
    return " ".join(problem.message for problem in transcript.problems if problem.fatal)


def test_a_folder_is_read_in_order_of_its_paths(files: Path) -> None:
    """Every file gives a transcript, archives and tables of interviews give several."""
    transcripts = read_folder(files, Settings())
    paths = [transcript.path for transcript in transcripts]
    assert paths == sorted(paths)
    assert {"both.zip/inner/zoom.vtt", "both.zip/otter.txt", "interviews.csv#I-01", "interviews.csv#I-02"} <= set(paths)
    assert not any("__MACOSX" in path for path in paths)


def test_an_executor_changes_nothing(files: Path) -> None:
    with ThreadPoolExecutor(3) as executor:
        assert read_folder(files, Settings(), executor) == read_folder(files, Settings())


def test_transcripts_can_be_sent_to_other_processes(files: Path) -> None:
    transcripts = read_folder(files, Settings())
    assert ForkingPickler.loads(ForkingPickler.dumps(transcripts)) == transcripts


def test_a_single_file_is_enough(files: Path) -> None:
    assert [t.path for t in read_folder(files / "colon.txt", Settings())] == ["colon.txt"]


def test_subfolders_are_read_and_earlier_output_is_not(tmp_path: Path) -> None:
    (tmp_path / "wave 2").mkdir()
    (tmp_path / "wave 2" / "a.txt").write_text(TALK)
    output = tmp_path / "output"
    (output / "data").mkdir(parents=True)
    (output / "manifest.json").write_text("{}")
    (output / "personas.md").write_text("# Personas\n\nA page that is no transcript.")
    assert [t.path for t in read_folder(tmp_path, Settings())] == ["wave 2/a.txt"]


def test_what_lies_beside_transcripts_is_left_alone(tmp_path: Path) -> None:
    junk = ("participants.csv", "README.md", ".DS_Store", "photo.JPG", "call.mp3", "~$a.docx", "study.toml")
    for name in junk:
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "a.txt").write_text(TALK)
    assert [t.path for t in read_folder(tmp_path, Settings())] == ["a.txt"]


@pytest.mark.parametrize("make", [lambda p: p / "missing", lambda p: p], ids=["missing", "empty"])
def test_a_folder_without_transcripts_is_refused(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with pytest.raises(SourceError, match=r"no such folder|no transcripts in this folder"):
        read_folder(make(tmp_path), Settings())


def test_the_same_conversation_counts_once(tmp_path: Path) -> None:
    """Whether it is a copy or the same words in another format."""
    rows = [{"speaker": line.split(": ")[0], "text": line.split(": ")[1]} for line in TALK.splitlines()]
    folder = folder_of(tmp_path, a__txt=TALK, b__txt=TALK, c__json=json.dumps(rows))
    first, *others = read_folder(folder, Settings())
    assert first.usable
    assert [fatal(t) for t in others] == ["Same content as a.txt; each conversation is used once."] * 2


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = {"empty__txt": b"", "binary__txt": bytes(range(256)) * 50, "cut__docx": b"PK\x03\x04rest", "odd__json": b"{"}
    transcripts = read_folder(folder_of(tmp_path, good__txt=TALK, **bad), Settings())
    assert {t.path: t.usable for t in transcripts} == {
        "good.txt": True,
        "empty.txt": False,
        "binary.txt": False,
        "cut.docx": False,
        "odd.json": False,
    }
    assert all(t.usable or fatal(t) for t in transcripts)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "is empty"),
        ("a.txt", bytes(range(256)) * 9, "not text"),
        ("a.vtt", b"WEBVTT\n\n", "no captions"),
        ("a.json", b'{"a": 1', "not valid JSON"),
        ("a.json", b'{"a": {"b": [1, 2]}}', "shape that is not known"),
        ("a.json", b"[" * 200_000, "JSON"),
        ("a.json", b'{"a": ' * 50_000 + b"1" + b"}" * 50_000, "too deep"),
        ("a.csv", b"a,b\n1,2\n3,4\n", "No column holds what was said"),
        ("a.docx", b"PK\x03\x04 cut off", "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0old", "damaged or misnamed"),
        ("a.pdf", b"%PDF-1.7 cut off", "cannot be opened"),
        ("a.doc", b"\xd0\xcf\x11\xe0old", "old format. Save it as DOCX"),
        ("a.rtf", rb"{\rtf1 Hello}", "RTF is not read"),
        ("a.md", b"---\ntitle: x\n---\n", "Nothing that anybody says"),
    ],
)
def test_useless_files_say_why_and_what_to_do(read: Read, name: str, data: bytes, message: str) -> None:
    with pytest.raises(TranscriptError, match=message):
        read(name, data)


def test_an_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of(tmp_path, a__txt=TALK)

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (transcript,) = read_folder(tmp_path, Settings())
    assert "Permission denied" in fatal(transcript)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TALK)
    inside = tmp_path / "study"
    inside.mkdir()
    (inside / "a.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "b.txt").write_text(TALK)
    (inside / "c.txt").symlink_to(inside / "nowhere.txt")
    first, second, third = read_folder(inside, Settings())
    assert "leads out of the folder" in fatal(first)
    assert second.usable
    assert "link to nothing" in fatal(third)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "no ordinary file" in fatal(read_folder(tmp_path, Settings())[0])


def test_large_files_are_refused_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TALK * 1000)
    settings = Settings().with_changes({"transcripts.max_megabytes": 0.01})
    assert "transcripts.max_megabytes" in fatal(read_folder(tmp_path, settings)[0])


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def test_archives_that_are_bombs_are_refused(tmp_path: Path) -> None:
    folder_of(
        tmp_path, big__zip=archive(**{"a.txt": b"a" * 80_000_000}), dense__zip=archive(**{"a.txt": b"a" * 9_000_000})
    )
    big, dense = read_folder(tmp_path, Settings())
    assert "unpacks to" in fatal(big)
    assert "ZIP bomb" in fatal(dense)


def test_members_of_archives_stay_inside(tmp_path: Path) -> None:
    members = {
        "../../evil.txt": TALK.encode(),
        "/abs.txt": TALK.encode(),
        "C:/x.txt": TALK.encode(),
        "ok.txt": TALK.encode(),
    }
    inner = archive(**{"x.txt": TALK.encode()})
    folder_of(tmp_path, a__zip=archive(**members, **{"nested.zip": inner}))
    result = {t.path: t.usable for t in read_folder(tmp_path, Settings())}
    assert result.pop("a.zip/ok.txt")
    assert not any(result.values())
    assert len(result) == 4
    assert not any(".." in path for path in result)
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


BOMB = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w>&b;</w>"""
EXTERNAL = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>"""


@pytest.mark.parametrize("xml", [BOMB, EXTERNAL], ids=["billion laughs", "external entity"])
@pytest.mark.parametrize(("name", "part"), [("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml")])
def test_documents_that_declare_entities_are_not_opened(read: Read, name: str, part: str, xml: bytes) -> None:
    with pytest.raises(TranscriptError, match="not safe to open"):
        read(name, archive(**{part: xml}))


def test_control_and_direction_characters_are_removed_and_reported(read: Read) -> None:
    transcript = read("a.txt", TALK.replace("plan", "pl\u202ean\x07"))
    assert transcript.text == TALK
    assert "2 control or text-direction characters" in str(transcript.problems[0])


def test_half_characters_of_json_do_not_get_through(read: Read) -> None:
    """Lone surrogates could not be written as UTF-8."""
    transcript = read(
        "a.json", '[{"speaker": "A\\ud800", "text": "one \\ud800 two"}, {"speaker": "B", "text": "three"}]'
    )
    assert transcript.text.encode() and transcript.text_of(transcript.turns[0]) == "one two"


def test_a_huge_line_is_no_trouble(read: Read) -> None:
    transcript = read("a.txt", TALK + "Nora: " + "so it goes, " * 200_000 + "\n")
    assert [turn.speaker for turn in transcript.turns] == ["Nora", "Paul", "Nora", "Paul", "Nora"]


def test_formulas_are_words(read: Read) -> None:
    """A cell that a spreadsheet would compute is text here."""
    transcript = read(
        "a.csv", "speaker,text\nNora,\"=cmd|' /C calc'!A0 is what she wrote\"\nPaul,Really?\nNora,Really.\n"
    )
    assert transcript.text_of(transcript.turns[0]).startswith("=cmd|")


def test_yaml_front_matter_cannot_grow_or_make_objects(read: Read) -> None:
    bomb = "---\na: &a [x, x]\nb: [*a, *a]\n---\n" + TALK
    assert any("anchors" in problem.message for problem in read("a.md", bomb).problems)
    evil = "---\na: !!python/object/apply:os.system ['true']\n---\n" + TALK
    assert read("b.md", evil).usable


def test_content_wins_over_the_name(read: Read) -> None:
    """A subtitle file called `.txt`, JSON without a suffix."""
    assert read("a.txt", "WEBVTT\n\n00:03.000 --> 00:04.000\nNora: How?\n").format == "webvtt"
    assert (
        read("export", '[{"speaker": "A", "text": "one two"}, {"speaker": "B", "text": "three"}]').format == "json_list"
    )


def test_the_date_may_stand_in_the_name(read: Read) -> None:
    assert read("2024-03-05 Nora.txt", TALK).date == "2024-03-05"
    assert read("20240305T101112Z-nora.txt", TALK).date == "2024-03-05"
    assert read("room 20241399.txt", TALK).date == ""


def test_an_unknown_binary_kind_is_unsupported(read: Read) -> None:
    with pytest.raises(UnsupportedFormat, match="No reader knows"):
        read("a.sketch", archive(**{"document.json": b"{}"}))


def test_no_file_no_transcript(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_one(tmp_path / "x.txt", Settings())
