"""Listening, greetings and thanks are told from content."""

from __future__ import annotations

import pytest

from interview2persona import language
from interview2persona.statements.filler import is_backchannel, reason_to_leave_out, words


@pytest.mark.parametrize("text", ["Mm-hm.", "Yeah, yeah.", "Right, okay, so...", "[laughs] Exactly.", "Ah, no."])
def test_listening_is_a_backchannel(text: str) -> None:
    assert is_backchannel(text)


@pytest.mark.parametrize("text", ["Twice a week.", "Yes, the export.", "It crashed.", "Never again."])
def test_short_answers_are_not(text: str) -> None:
    assert not is_backchannel(text)


def test_words_leave_stage_directions_out() -> None:
    assert words("[laughs] It's 12-year-old stuff") == ["it's", "12-year-old", "stuff"]


@pytest.mark.parametrize(
    ("text", "answers", "reason"),
    [("Fourteen months?", True, ""), ("Fourteen months?", False, "echo"), ("The export?", True, "echo")],
)
def test_a_number_with_a_rising_voice_is_an_answer(text: str, answers: bool, reason: str) -> None:
    """Other questions of two words repeat what was asked."""
    (doc,) = language.load().parse([text])
    found = reason_to_leave_out(doc[:], answers=answers, min_words=1)
    assert found.startswith(reason) and bool(found) == bool(reason)
