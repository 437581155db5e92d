"""No matter what a file holds: a transcript whose turns are sound, or an error for people."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview2persona.errors import TranscriptError
from interview2persona.model import Transcript
from interview2persona.settings import Settings
from interview2persona.transcripts import Source
from interview2persona.transcripts.sources import read_one

SUFFIXES = ("txt", "md", "vtt", "srt", "sbv", "json", "jsonl", "csv", "tsv", "xlsx", "docx", "pdf", "zip", "odd", "")
PIECES = (
    "Nora: ",
    "**Paul:** ",
    "[00:00:03] ",
    "0:12",
    "\n\n",
    "\n",
    " --> ",
    "00:00:03.000 --> 00:00:06.000\n",
    "Q: ",
    "# ",
)
PIECES += (
    "| a | b |\n",
    "---\n",
    "WEBVTT\n\n",
    "<v Nora>",
    "{",
    "}",
    "[",
    "]",
    '"speaker": ',
    '"text": "hello there"',
    ",",
)
PIECES += (
    "1\n",
    "say something. ",
    "\u202e",
    "é",
    "\x00",
    "Note: ",
    "0:00:03.000,0:00:06.000\n",
    "#00:00:05-3#",
    ": ",
    "\t",
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def sound(transcript: Transcript) -> None:
    last = 0
    for number, turn in enumerate(transcript.turns):
        words = transcript.text_of(turn)
        assert turn.number == number
        assert last <= turn.start < turn.end <= len(transcript.text)
        assert words and words == words.strip()
        last = turn.end
    transcript.text.encode()


def attempt(name: str, data: bytes) -> None:
    try:
        transcript = read_one(Source(name, data), Settings())
    except TranscriptError as error:
        assert str(error)
    else:
        sound(transcript)


@QUICK
@given(data=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES))
def test_any_bytes(data: bytes, suffix: str) -> None:
    attempt(f"a.{suffix}", data)


@QUICK
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40), suffix=st.sampled_from(SUFFIXES))
def test_any_mixture_of_what_transcripts_are_made_of(pieces: list[str], suffix: str) -> None:
    attempt(f"a.{suffix}", "".join(pieces).encode())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "results",
                    "items",
                    "segments",
                    "words",
                    "utterances",
                    "monologues",
                    "transcript",
                    "sentences",
                    "speaker",
                    "text",
                    "start",
                    "end",
                    "alternatives",
                    "content",
                    "type",
                    "channels",
                    "elements",
                    "value",
                    "speakers",
                    "paragraphs",
                    "Transcript",
                    "ParticipantRole",
                    "Content",
                    "time",
                    "name",
                    "punct",
                    "status",
                    "speaker_labels",
                    "channel_labels",
                    "transcripts",
                    "data",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@QUICK
@given(value=json_values)
def test_any_json(value: object) -> None:
    """Every dialect may find its keys holding something else entirely."""
    import json

    attempt("a.json", json.dumps(value).encode())


@pytest.mark.parametrize("seed", range(4))
def test_damaged_files(files: Path, seed: int) -> None:
    """Bytes changed, dropped or doubled in files of all formats."""
    chance = random.Random(seed)
    for path in sorted(files.iterdir()):
        data = bytearray(path.read_bytes())
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(data))
            match chance.randrange(3):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randint(1, 30)]
                case _:
                    data[at:at] = data[max(0, at - 20) : at]
            if not data:
                break
        attempt(path.name, bytes(data))


HOSTILE = {
    "a.txt": [
        "Nora" + " " * 300_000 + ":",
        "* " * 100_000,
        "A: b" + " " * 300_000 + "c\n",
        "[00:00:03] " * 20_000,
        "(" * 200_000,
    ],
    "a.vtt": [
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + part * 20_000 for part in ("<v ", "<c.aa ", "-->", "a\n", "- a\n")
    ],
    "a.srt": ["1\n00:00:01,000 --> 00:00:02,000\n" + "a\n" * 50_000, "1\n" * 100_000 + "-->"],
    "a.json": [
        '[{"speaker": "' + ":" * 300_000 + 'x", "start": "' + "1" * 300_000 + '", "text": "a b"}]',
        "[[]," * 900 + "1",
    ],
    "a.md": ["---\n" + "[" * 5_000 + "\n---\na b", "|a|b|\n" * 20_000, "**" * 200_000],
    "a.tsv": ["\t" * 120_000 + "\n" + "a\tb c d\n" * 500],
    "a.csv": ['"a' * 200_000, "," * 200_000],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_files_made_to_keep_a_reader_busy(name: str) -> None:
    """Each once took time that grows with the square of its length."""
    for text in HOSTILE[name]:
        attempt(name, text.encode())


def test_the_reader_in_the_guide_works(tmp_path: Path) -> None:
    """The example of docs/add-a-reader.md, word for word."""
    guide = (Path(__file__).parents[2] / "docs" / "add-a-reader.md").read_text(encoding="utf-8")
    (tmp_path / "chat.py").write_text(guide.split("```python\n")[1].split("```")[0], encoding="utf-8")
    spec = importlib.util.spec_from_file_location("chat_reader_of_the_guide", tmp_path / "chat.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    source = Source("a.chat", b"", "nora> How?\npaul> On Sunday.\npaul> With tea.\n")
    assert module.accepts(source)
    assert module.read(source).text == "nora: How?\n\npaul: On Sunday. With tea.\n"
