"""More ways in which people and programs write down who speaks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from interview2persona.model import Transcript
from interview2persona.settings import Settings
from interview2persona.transcripts.sources import read_folder

Read = Callable[..., Transcript]
ASKED = "How do you plan your week?"
TOLD = "On Sunday evening, with a notebook."
AGAIN = "Which three?"
LAST = "Bread, bills and bicycles."


def fill(pattern: str, first: str = "Nora", second: str = "Paul") -> str:
    """A conversation of four turns, each written as `pattern` says."""
    turns = [(first, ASKED), (second, TOLD), (first, AGAIN), (second, LAST)]
    return "".join(
        pattern.format(name=name, words=words, at=f"00:0{n}:05", short=f"{n}:05", n=n + 1)
        for n, (name, words) in enumerate(turns)
    )


STYLES = [
    "{name} — {words}\n\n",
    "{name} - {words}\n",
    "{name}\t{words}\n",
    "{name}:\t{words}\n",
    "{name}:{words}\n",
    "{name}：{words}\n",
    "{n}. {name}: {words}\n",
    "{n}\t{name}: {words}\n",
    "> {name}: {words}\n\n",
    "- **{name}:** {words}\n",
    "{name} [{at}]: {words}\n\n",
    "{name} ({short}): {words}\n\n",
    "{name}: [{at}] {words}\n\n",
    "{name} [{at}] {words}\n\n",
    "{name}: ({short}) {words}\n\n",
    "({at}) {name}: {words}\n\n",
    "{at} - {name}: {words}\n",
    "{short} | {name}\n{words}\n\n",
    "{name} | {short}\n{words}\n\n",
    "{name}, {short}\n{words}\n\n",
    "{at} {name}\n{words}\n\n",
    "[{name}] {at}\n{words}\n\n",
    "**{name}** [{at}]: {words}\n\n",
    "__{name}:__ {words}\n\n",
    "*{name}:* {words}\n\n",
    "**{name}**\n\n{words}\n\n",
    "**{name}**  \n{words}\n\n",
    "## {name} ({at})\n\n{words}\n\n",
    "{name}:\n\n{words}\n\n",
    "{at}\n\n{name}: {words}\n\n",
    "{name}: {words} [{at}]\n\n",
    "{name} (M, 34): {words}\n\n",
]


@pytest.mark.parametrize("suffix", ["txt", "md"])
@pytest.mark.parametrize("style", STYLES)
def test_a_style(read: Read, style: str, suffix: str) -> None:
    """Four turns, their words without names and times."""
    transcript = read(f"talk.{suffix}", fill(style))
    assert [transcript.text_of(turn) for turn in transcript.turns] == [ASKED, TOLD, AGAIN, LAST]
    assert [turn.speaker.split(" (")[0] for turn in transcript.turns] == ["Nora", "Paul", "Nora", "Paul"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("INTERVIEWER", "PARTICIPANT 4"),
        ("I", "P4"),
        ("Int", "R"),
        ("Dr. Field", "J. R. Reyes"),
        ("Speaker 1", "Speaker 2"),
        ("SPEAKER_00", "SPEAKER_01"),
        ("nora", "paul"),
        ("Nora van der Veld", "Anne-Marie O’Neil"),
        ("Moderatorin", "Übersetzer"),
        ("ИВАН", "Мария"),
        ("田中", "鈴木"),
        ("Field, Nora", "Reyes, Paul"),
        ("Unknown Speaker", "Paul Reyes (Acme Ltd)"),
    ],
)
def test_names(read: Read, first: str, second: str) -> None:
    text = fill("{name}: {words}\n", first, second) + fill("{name}: Indeed, {words}\n", first, second)
    assert len(read("talk.txt", text).turns) == 8


def test_a_label_that_begins_much_of_the_file_is_a_speaker_whatever_it_is_called(read: Read) -> None:
    """Service desks write down who answers in many words; taken for talk, what they ask would be the customer's."""
    desk = "Larkhome customer care, Dale"
    turns = "".join(f"{desk}: And the {thing}?\n\nNora Tal: The {thing} is fine.\n\n" for thing in "abcde")
    assert [turn.speaker for turn in read("call.txt", turns).turns] == [desk, "Nora Tal"] * 5


def test_fields_of_a_form_that_come_again_and_again_are_no_speakers(read: Read) -> None:
    """A note that every answer has is part of the answer."""
    turns = "".join(f"Ida: The {thing}?\n\nNora: Fine.\nNote: she laughs.\n\n" for thing in "abcde")
    assert {turn.speaker for turn in read("call.txt", turns).turns} == {"Ida", "Nora"}


def test_bold_questions_without_names(read: Read) -> None:
    """The structure tells who asks; the reading says that it was taken so."""
    text = f"# Interview\n\n**{ASKED}**\n\n{TOLD}\n\nI write three things.\n\n**{AGAIN}**\n\n{LAST}\n"
    transcript = read("talk.md", text)
    assert [turn.speaker for turn in transcript.turns] == ["Q", "A", "Q", "A"]
    assert transcript.text_of(transcript.turns[0]).strip("*") == ASKED
    assert any("bold questions" in problem.message for problem in transcript.problems)


def test_lines_of_the_recorder_are_not_said(read: Read) -> None:
    text = "Nora Field started transcription\n\n" + fill("{name}: {words}\n\n") + "Nora Field stopped transcription\n"
    transcript = read("talk.txt", text)
    assert transcript.text_of(transcript.turns[-1]) == LAST
    assert len(transcript.turns) == 4


def test_a_table_with_titles_above_its_headings(read: Read) -> None:
    rows = "Study 7,,\nExported,2024-03-05,\nTime,Speaker Name,Text\n"
    rows += f'0:03,Nora,{ASKED}\n0:06,Paul,"{TOLD}"\n0:09,Nora,{AGAIN}\n'
    transcript = read("talk.csv", rows)
    assert [(turn.speaker, turn.start_time) for turn in transcript.turns] == [("Nora", 3), ("Paul", 6), ("Nora", 9)]


def test_a_table_of_questions_and_answers(read: Read) -> None:
    transcript = read("talk.csv", f'Question,Answer\n{ASKED},"{TOLD}"\n{AGAIN},"{LAST}"\n')
    assert [transcript.text_of(turn) for turn in transcript.turns] == [ASKED, TOLD, AGAIN, LAST]
    assert [turn.speaker for turn in transcript.turns] == ["Q", "A", "Q", "A"]


JSONS = {
    "azure": {
        "recognizedPhrases": [
            {"speaker": 1, "offset": "PT3.0S", "nBest": [{"display": ASKED}, {"display": "How?"}]},
            {"speaker": 2, "offset": "PT1M6.5S", "nBest": [{"display": TOLD}]},
        ]
    },
    "gong": {
        "callTranscripts": [
            {
                "transcript": [
                    {"speakerId": "1", "sentences": [{"start": 3, "text": "How do you plan"}, {"text": "your week?"}]},
                    {
                        "speakerId": "2",
                        "sentences": [{"start": 6, "text": "On Sunday evening,"}, {"text": "with a notebook."}],
                    },
                ]
            }
        ]
    },
    "elevenlabs": {
        "language_code": "en",
        "words": [
            {"text": word, "type": "word", "start": n, "end": n + 1, "speaker_id": f"Speaker {1 + (n > 5)}"}
            for n, word in enumerate(f"{ASKED} {TOLD}".split())
        ],
    },
    "gladia": {
        "result": {"transcription": {"utterances": [{"text": ASKED, "speaker": 1}, {"text": TOLD, "speaker": 2}]}}
    },
    "symbl": {
        "messages": [{"text": ASKED, "from": {"name": "Speaker 1"}}, {"text": TOLD, "from": {"name": "Speaker 2"}}]
    },
    "strings": [f"Speaker 1: {ASKED}", f"Speaker 2: {TOLD}"],
    "one string": {
        "transcript": f"Speaker 1: {ASKED}\nSpeaker 2: {TOLD} I write three things and then three more of them."
    },
}


@pytest.mark.parametrize("name", JSONS)
def test_json_of_other_makers(read: Read, name: str) -> None:
    transcript = read("talk.json", json.dumps(JSONS[name]))
    assert [turn.speaker for turn in transcript.turns] == ["Speaker 1", "Speaker 2"]
    assert transcript.text_of(transcript.turns[0]) == ASKED
    assert transcript.text_of(transcript.turns[1]).startswith(TOLD)


def test_a_list_of_conversations_in_json_is_several_transcripts(tmp_path: Path) -> None:
    talks = [
        {"id": f"T{n}", "transcript": fill("{name}: {words}\n", "Nora", name)} for n, name in enumerate(("Paul", "Ada"))
    ]
    (tmp_path / "all.json").write_text(json.dumps(talks))
    assert [t.path for t in read_folder(tmp_path, Settings())] == ["all.json#T0", "all.json#T1"]
