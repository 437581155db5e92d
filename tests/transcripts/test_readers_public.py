"""Real transcripts that are kept outside the project; skipped where they are absent."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from interview2persona.settings import Settings
from interview2persona.transcripts.sources import read_folder, read_one

PUBLIC = Path(__file__).parents[3] / "shared" / "data" / "public"
pytestmark = pytest.mark.skipif(not PUBLIC.is_dir(), reason="the public transcripts are not here")


def shares(path: str) -> dict[str, int]:
    transcript = read_one(PUBLIC / path, Settings())
    words: Counter[str] = Counter()
    for turn in transcript.turns:
        words[turn.speaker] += len(transcript.text_of(turn).split())
    return dict(words)


def test_a_table_of_interviews_is_as_many_transcripts() -> None:
    transcripts = read_folder(PUBLIC / "creatives" / "creatives_transcripts.csv", Settings())
    assert len(transcripts) == 125
    assert all({turn.speaker for turn in t.turns} == {"Assistant", "AI", "User"} for t in transcripts)


@pytest.mark.parametrize("number", range(1, 6))
def test_names_on_their_own_line(number: int) -> None:
    assert set(shares(f"managers/ESTR{number}.txt")) == {"Interviewer", f"ES{number}"}


def test_real_output_of_speech_to_text() -> None:
    speakers = {
        path.name: set(shares(f"speech-to-text/{path.name}")) for path in (PUBLIC / "speech-to-text").glob("*.json")
    }
    assert speakers == {
        "bbcKaldiTranscriptWithSpeakerSegments.sample.json": {"S10", "S12"},
        "digitalPaperEdit.sample.json": {"F_S10", "F_S12"},
        "example-call.json": {"Agent", "Customer"},
        "gcpSttPunctuation.sample.json": {""},
        "speechmaticsTedTalkTranscript.sample.json": {"F2", "F3", "F4"},
        "todayinfocus.sample.json": {"spk_0", "spk_1"},
    }


def test_a_word_document_of_call_analytics() -> None:
    """The conversation is one of its eight tables."""
    assert shares("speech-to-text/example-call.docx") == pytest.approx({"Agent": 327, "Customer": 140}, abs=5)


def test_panels_have_their_speakers_and_not_their_summaries() -> None:
    found = {
        path.name[:8]: {turn.speaker for turn in read_one(path, Settings()).turns}
        for path in (PUBLIC / "panels").glob("*.md")
    }
    assert found["20230702"] == {"Host", "Jacob"}
    assert found["20240119"] == {"", "Adriana", "Amy", "Charity"}
    assert found["20240305"] == {"", "Adriana", "Greg", "Iris", "Joel", "Juraj"}
    assert {"Hazel", "Interviewer", "Rees", "Ted"} <= found["20241115"]


def test_malformed_subtitles_are_salvaged() -> None:
    transcripts = read_folder(PUBLIC / "subtitles", Settings())
    useless = {t.path for t in transcripts if not t.turns}
    assert useless == {"empty.vtt", "no_captions.vtt", "invalid_format1.srt", "invalid_format4.srt"}
    lines = {t.path: [p.line for p in t.problems if p.line] for t in transcripts}
    assert lines["missing_timeframe.vtt"] == [6]
    assert lines["invalid_timeframe.vtt"] == [6]
    assert lines["invalid_timeframe.sbv"] == [7]
