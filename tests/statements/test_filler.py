"""Listening, greetings and thanks are told from content."""

from __future__ import annotations

import pytest

from interview2persona.statements.filler import is_backchannel, words


@pytest.mark.parametrize("text", ["Mm-hm.", "Yeah, yeah.", "Right, okay, so...", "[laughs] Exactly.", "Ah, no."])
def test_listening_is_a_backchannel(text: str) -> None:
    assert is_backchannel(text)


@pytest.mark.parametrize("text", ["Twice a week.", "Yes, the export.", "It crashed.", "Never again."])
def test_short_answers_are_not(text: str) -> None:
    assert not is_backchannel(text)


def test_words_leave_stage_directions_out() -> None:
    assert words("[laughs] It's 12-year-old stuff") == ["it's", "12-year-old", "stuff"]
