"""Every format, read from small files: who speaks, how often, what is in and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview2persona.errors import TranscriptError
from interview2persona.settings import Settings
from interview2persona.transcripts import Source
from interview2persona.transcripts.sources import read_one

NORA_PAUL = ("Nora", "Paul")
FULL = ("Nora Field", "Paul Reyes")
NOTEBOOK = "On Sunday evening, with a notebook."

# file, reader, speakers in order of appearance, number of turns, said (whole turn or part), not said
TABLE = [
    ("zoom.vtt", "webvtt", FULL, 3, "with a notebook and a pot of tea.", "Paul"),
    ("teams.vtt", "webvtt", ("Nora Field", "Reyes, Paul"), 2, "evening & with a notebook and a pot of tea.", "<i>"),
    ("youtube.vtt", "webvtt", ("",), 1, "so tell me about the morning shift well it starts early", "shift the"),
    ("meet.sbv", "sbv", NORA_PAUL, 2, "with a notebook and a pot of tea.", "0:00"),
    ("film.srt", "srt", ("",), 4, "With a notebook?", "- "),
    ("named.srt", "srt", ("NORA", "PAUL"), 4, "My rule: never on Monday, at 10:30 it is too late.", "PAUL"),
    ("broken.srt", "srt", ("NORA", "PAUL"), 4, "Why then?", "-->"),
    ("colon.txt", "text", ("Nora", "Paul", "Carla"), 5, "It is quiet. Note: my neighbours are away.", "Paul:"),
    ("bracket_time.txt", "text", NORA_PAUL, 3, "with a notebook.\n\nI write three things.", "00:00"),
    ("bare_time.txt", "text", NORA_PAUL, 4, "Bread, bills and bicycles.", "00:00"),
    ("zoom_lines.txt", "text", NORA_PAUL, 3, "On Sunday evening, with a notebook and a pot of tea.", "00:00"),
    ("otter.txt", "text", FULL, 3, NOTEBOOK, "otter.ai"),
    ("rev.txt", "text", ("Speaker 1", "Speaker 2"), 3, "with a notebook.\nI write three things.", "00:00"),
    ("sonix.txt", "text", ("Speaker1", "Speaker2"), 3, NOTEBOOK, "interview"),
    ("qa.txt", "text", ("Q", "A"), 4, "On Sunday evening.\n\nWith a notebook.", "A:"),
    ("qa_dots.txt", "text", ("Q", "A"), 4, "Bread, bills and bicycles.", "A."),
    ("numbered_qa.txt", "text", ("Q", "A"), 4, "Which three things?", "Q2"),
    ("focus_group.txt", "text", ("I", "P1", "P2", "P3"), 6, "She has a husband who plans.", "P1"),
    ("caps_wrapped.txt", "text", ("NORA FIELD", "PAUL REYES"), 4, "wrong:\nDeliveries: never on time.", "PAUL"),
    ("own_line.txt", "text", ("Interviewer", "Paul"), 4, "with a notebook.\n\nI write three things.", "Paul"),
    ("own_line_colon.txt", "text", ("Interviewer", "P7"), 3, "I write three things.", "2019"),
    ("ranges.txt", "text", NORA_PAUL, 3, NOTEBOOK, "00:00"),
    ("header_block.txt", "text", ("Interviewer", "Participant"), 4, "Bread, bills and bicycles.", "Field"),
    ("prose.txt", "text", ("",), 1, "Budget: I never look at it.", "\x00"),
    ("whisper_lines.txt", "text", ("",), 1, "I plan my week on Sunday evening with a notebook. Perfect.", "-->"),
    ("youtube_copy.txt", "text", ("",), 1, "so tell me about the morning shift well it starts early", "0:0"),
    ("teams_copy.txt", "text", FULL, 3, NOTEBOOK, "0:0"),
    ("f4.txt", "text", NORA_PAUL, 3, NOTEBOOK, "#"),
    ("whatsapp.txt", "text", ("Nora", "Paul Reyes"), 3, NOTEBOOK, "2024"),
    ("roles_in_brackets.txt", "text", ("Nora (Interviewer)", "Paul"), 4, "and bicycles. (inaudible)", "laughing"),
    ("bold.md", "markdown", NORA_PAUL, 4, "with a *notebook*.\n\nI write three things.", "Later"),
    ("bold_outside.md", "markdown", NORA_PAUL, 3, "On Sunday evening. **Important:** no work after ten.", "Paul"),
    ("bold_time.md", "markdown", NORA_PAUL, 3, NOTEBOOK, "00:"),
    ("headings.md", "markdown", NORA_PAUL, 3, NOTEBOOK, "#"),
    ("sections.md", "markdown", NORA_PAUL, 4, "Bread, bills and bicycles.", "nobody's"),
    ("table.md", "markdown", NORA_PAUL, 3, NOTEBOOK, "|"),
    ("rows.csv", "csv_table", NORA_PAUL, 3, "On Sunday evening, with a notebook, and a pot of tea.", "00:00"),
    ("no_header.csv", "csv_table", NORA_PAUL, 4, "Bread, bills and bicycles.", ";"),
    ("rows.tsv", "csv_table", NORA_PAUL, 3, NOTEBOOK, "6.5"),
    ("whisper.json", "whisper", ("SPEAKER_00", "SPEAKER_01"), 2, NOTEBOOK, "6.5"),
    ("aws.json", "aws_transcribe", ("spk_0", "spk_1"), 2, "On Sunday.", "Sunday ."),
    ("aws_channels.json", "aws_transcribe", ("ch_0", "ch_1"), 2, "Sunday.", "How ?"),
    ("call_analytics.json", "aws_call_analytics", ("Agent", "Customer"), 2, "My card fell into the water.", "AGENT"),
    ("deepgram.json", "deepgram", ("Speaker 0", "Speaker 1"), 2, "On Sunday.", "sunday"),
    ("assemblyai.json", "assemblyai", ("Speaker A", "Speaker B"), 2, "On Sunday.", "3000"),
    ("revai.json", "revai", ("Nora", "Speaker 1"), 2, "On Sunday.", "  "),
    ("google.json", "google_stt", ("Speaker 1", "Speaker 2"), 2, "On Sunday.", "How? How?"),
    ("speechmatics.json", "speechmatics", ("S1", "S2"), 2, "Sunday.", "How ?"),
    ("kaldi.json", "bbc_kaldi", ("S0", "S1"), 2, "On Sunday.", "sunday"),
    ("paper_edit.json", "digital_paper_edit", ("NORA", "PAUL"), 2, "On Sunday.", "6.3"),
    ("fireflies.json", "fireflies", NORA_PAUL, 2, "On Sunday.", "Planning"),
    ("list.json", "json_list", NORA_PAUL, 2, "On Sunday. With tea.", "{"),
    ("synonyms.json", "json_list", NORA_PAUL, 2, "On Sunday.", "00:00"),
    ("lines.jsonl", "json_list", ("assistant", "user"), 2, "On Sunday.", "role"),
    ("word.docx", "docx", FULL, 4, NOTEBOOK, "Interview 12"),
    ("teams.docx", "docx", FULL, 4, NOTEBOOK, "0:01"),
    ("otter.docx", "docx", FULL, 4, "Bread, bills and bicycles.", "otter.ai"),
    ("table.docx", "docx", FULL, 4, NOTEBOOK, "0:0"),
    ("talk.pdf", "pdf", FULL, 12, "2 Bread, bills and bicycles.", "Confidential"),
    ("talk.xlsx", "xlsx", FULL, 4, NOTEBOOK, "Study"),
    ("utf16.txt", "text", NORA_PAUL, 4, "À Sète — “là-bas”.", "\r"),
    ("utf16_no_bom.txt", "text", NORA_PAUL, 4, "À Sète — “là-bas”.", "\r"),
    ("utf8_bom.txt", "text", NORA_PAUL, 4, "À Sète — “là-bas”.", "\ufeff"),
    ("cp1252.txt", "text", NORA_PAUL, 4, "À Sète — “là-bas”.", "\ufffd"),
]


@pytest.mark.parametrize(
    ("name", "reader", "speakers", "count", "said", "unsaid"), TABLE, ids=[row[0] for row in TABLE]
)
def test_who_says_what(
    files: Path, name: str, reader: str, speakers: tuple[str, ...], count: int, said: str, unsaid: str
) -> None:
    """The right reader finds all speakers and turns; names, times and headings are no part of what is said."""
    transcript = read_one(files / name, Settings())
    words = "\n".join(transcript.text_of(turn) for turn in transcript.turns)
    assert transcript.format == reader
    assert tuple(dict.fromkeys(turn.speaker for turn in transcript.turns)) == speakers
    assert len(transcript.turns) == count
    assert said in words
    assert unsaid not in words


@pytest.mark.parametrize("name", [row[0] for row in TABLE])
def test_turns_are_spans_of_the_reading_text(files: Path, name: str) -> None:
    """Turns are numbered, in order, apart from each other, and begin and end with what is said."""
    transcript = read_one(files / name, Settings())
    last = 0
    for number, turn in enumerate(transcript.turns):
        assert turn.number == number
        assert last <= turn.start < turn.end <= len(transcript.text)
        assert transcript.text_of(turn) == transcript.text_of(turn).strip()
        last = turn.end


@pytest.mark.parametrize("name", ["colon.txt", "otter.txt", "bold.md", "prose.txt"])
def test_the_reading_text_of_plain_text_is_the_file_itself(files: Path, name: str) -> None:
    assert read_one(files / name, Settings()).text == (files / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["zoom.vtt", "whisper.json", "word.docx", "rows.csv", "talk.pdf", "talk.xlsx"])
def test_a_built_reading_text_can_be_read(files: Path, name: str) -> None:
    """It consists of blocks "Speaker: words" with blank lines between."""
    transcript = read_one(files / name, Settings())
    blocks = transcript.text.strip().split("\n\n")
    assert blocks == [f"{turn.speaker}: {transcript.text_of(turn)}" for turn in transcript.turns]


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("zoom.vtt", 6.5, 12.0),
        ("meet.sbv", 6.5, 12.0),
        ("bracket_time.txt", 6.0, None),
        ("ranges.txt", 6.0, 12.0),
        ("otter.txt", 6.0, None),
        ("teams_copy.txt", 6.0, None),
        ("zoom_lines.txt", 6.0, None),
        ("rows.csv", 6.0, None),
        ("rows.tsv", 6.5, 12.0),
        ("whisper.json", 6.5, 12.0),
        ("aws.json", 6.0, 7.0),
        ("assemblyai.json", 6.0, 7.0),
        ("call_analytics.json", 6.31, 10.45),
        ("google.json", 6.0, 7.0),
        ("revai.json", 6.0, 7.0),
        ("synonyms.json", 6.0, None),
    ],
)
def test_times_are_kept(files: Path, name: str, start: float, end: float | None) -> None:
    """In seconds, for the second turn of each file."""
    turn = read_one(files / name, Settings()).turns[1]
    assert (turn.start_time, turn.end_time) == (start, end)


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("bold.md", "2024-03-05"),
        ("header_block.txt", "2024-03-05"),
        ("own_line_colon.txt", "2019-05-31"),
        ("teams.docx", "2024-03-05"),
        ("table.docx", "2024-03-05"),
        ("fireflies.json", "2024-03-05"),
        ("deepgram.json", "2024-03-05"),
        ("colon.txt", ""),
    ],
)
def test_a_stated_date_is_found(files: Path, name: str, date: str) -> None:
    assert read_one(files / name, Settings()).date == date


def test_front_matter_becomes_metadata(files: Path) -> None:
    transcript = read_one(files / "bold.md", Settings())
    assert transcript.kind == "customer"
    assert transcript.language == "en"
    assert transcript.metadata["title"] == "Planning"


def test_the_head_of_a_file_becomes_metadata(files: Path) -> None:
    """ "Interviewer: Nora Field" above the conversation says who she is; it is not said by her."""
    assert read_one(files / "header_block.txt", Settings()).metadata["interviewer"] == "Nora Field"


def test_lines_of_the_file_are_kept(files: Path) -> None:
    assert [turn.line for turn in read_one(files / "colon.txt", Settings()).turns] == [1, 2, 3, 4, 5]
    assert [turn.line for turn in read_one(files / "zoom.vtt", Settings()).turns] == [4, 8, 16]


def test_what_a_damaged_subtitle_file_still_holds_is_read(files: Path) -> None:
    """Each thing that is wrong is reported with its line, and nothing that was said is lost."""
    problems = read_one(files / "broken.srt", Settings()).problems
    assert [problem.line for problem in problems] == [5, 9]
    assert not any(problem.fatal for problem in problems)


def test_named_columns_win() -> None:
    """Settings name the columns where guessing cannot."""
    rows = "a,b,c\nx,Nora,How do you plan your week?\ny,Paul,On Sunday evening.\nx,Nora,Which three?\n"
    source = Source("t.csv", rows.encode(), speaker_column="B", text_column="c")
    assert [turn.speaker for turn in read_one(source, Settings()).turns] == ["Nora", "Paul", "Nora"]


def test_a_named_column_that_is_missing_is_named_with_those_that_exist() -> None:
    source = Source("t.csv", b"a,b\nNora,How do you plan your week?\n", text_column="words")
    with pytest.raises(TranscriptError, match=r"no column 'words'.*'a', 'b'"):
        read_one(source, Settings())
