"""What is a speaker and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interview2persona.model import Transcript
from interview2persona.transcripts.parsing.words import is_role, looks_like_speaker

Read = Callable[..., Transcript]
TALK = "Nora: How do you plan?\n\nPaul: {words}\n\nNora: Which three?\n\nPaul: Bread and bills.\n"


def speakers(transcript: Transcript) -> list[str]:
    return list(dict.fromkeys(turn.speaker for turn in transcript.turns))


@pytest.mark.parametrize(
    "words",
    [
        "On Sunday.\nNote: never on Monday.",
        "On Sunday.\n10:30 is too late.",
        "On Sunday.\nhttps://example.org/plan says why.",
        "On Sunday.\nRe: the notebook, it is old.",
        "On Sunday.\nSummary: three things.",
        "On Sunday.\nBread: never.\nBills: always.",
        "On Sunday.\nMy rule: no work.",
        "On Sunday.\nWhat I mean is: no work.",
        "On Sunday.\nEmail: paul@example.org",
        "On Sunday.\nMonday: rest. Tuesday: work.",
        "On Sunday.\nSo: no work.",
        "On Sunday.\n- Bread: never\n- Bills: always",
        "On Sunday.\n\nTwo of us. Our motto: no work.",
        "I said to her, Carla: no work.",
        "On Sunday.\nJohn 3:16 hangs above my desk.",
    ],
)
def test_what_stands_before_a_colon_inside_a_turn_is_no_speaker(read: Read, words: str) -> None:
    transcript = read("talk.txt", TALK.format(words=words))
    assert speakers(transcript) == ["Nora", "Paul"]
    assert transcript.text_of(transcript.turns[1]) == words


@pytest.mark.parametrize(
    "text",
    [
        "I like mornings.\n\nBudget: none.\n\nThat is all.",
        "10:00 I got up and had tea.\n\nThen I went to work for eight hours and came home late.\n\nIt was a long day.",
        "Dear Nora,\n\nthanks for the talk. Re: plans, I have none.\n\nBest: Paul",
        "https://example.org\n\nI read it every day.\n\nhttps://example.com\n\nThat one, too.",
        "Why I like tea: it is warm.\n\nWhy I like coffee: it is strong.",
    ],
)
def test_prose_is_one_voice_without_a_name(read: Read, text: str) -> None:
    assert speakers(read("prose.txt", text)) == [""]


def test_a_third_person_who_speaks_once_is_heard(read: Read) -> None:
    text = TALK.format(words="On Sunday.") + "\nCarla Diaz: Tea, anyone?\n\nPaul: Yes please.\n"
    assert speakers(read("talk.txt", text)) == ["Nora", "Paul", "Carla Diaz"]


def test_a_conversation_of_two_lines_has_two_speakers(read: Read) -> None:
    assert speakers(read("talk.txt", "Nora: How do you plan?\nPaul: On Sunday.")) == ["Nora", "Paul"]


def test_a_remark_between_turns_is_nobodys(read: Read) -> None:
    """ "Note: ..." in a paragraph of its own is the transcriber's."""
    text = TALK.format(words="On Sunday.\n\nNote: the line dropped here.\n\nAs I said, on Sunday.")
    said = [t.text_of(turn) for t in [read("talk.txt", text)] for turn in t.turns]
    assert said[1:3] == ["On Sunday.", "As I said, on Sunday."]


def test_what_follows_a_heading_without_a_name_is_given_to_nobody(read: Read) -> None:
    """Better to lose a speaker than to put the host's words into a participant's mouth."""
    text = "**Nora:** How?\n\n**Paul:** On Sunday.\n\n## Tea\n\nLet us talk about tea.\n\n**Nora:** Why tea?\n"
    transcript = read("talk.md", text)
    assert [turn.speaker for turn in transcript.turns] == ["Nora", "Paul", "", "Nora"]


def test_words_before_the_first_name_are_left_out_and_reported(read: Read) -> None:
    text = "This talk is about plans and plans only. " * 10 + "\n\n" + TALK.format(words="On Sunday.")
    transcript = read("talk.txt", text)
    assert speakers(transcript) == ["Nora", "Paul"]
    assert "before the first speaker's name" in str(transcript.problems[0])


@pytest.mark.parametrize(
    "name", ["Interviewer", "P1", "Speaker 2", "SPEAKER_00", "spk_1", "Q", "respondent 12", "Participant #3", "ES1"]
)
def test_roles_are_known(name: str) -> None:
    assert is_role(name)
    assert looks_like_speaker(name)


@pytest.mark.parametrize("name", ["Nora", "Nora Field", "Dr. Ada O'Neil", "Ruud van der Heijde", "Marc-André", "李雷"])
def test_names_look_like_speakers(name: str) -> None:
    assert looks_like_speaker(name)


@pytest.mark.parametrize(
    "name", ["Note", "Monday", "my rule", "The one thing I would change about this", "e.g", "https", "Key takeaways"]
)
def test_other_words_do_not(name: str) -> None:
    assert not looks_like_speaker(name)
