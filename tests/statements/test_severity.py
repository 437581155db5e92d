"""Severity rests on words that a reader can see."""

import pytest

from interview2persona import language
from interview2persona.statements import severity

pipeline = language.load()


def rate(text: str, *labels: str) -> tuple[int, str]:
    return severity.rate(text, labels or ("pain",), pipeline.parse([text])[0])


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("The button is in the wrong corner.", 1),
        ("It is a bit slow, sometimes.", 1),
        ("It takes me four hours to sort out.", 2),
        ("I have to type it in again every week.", 2),
        ("I hate that screen.", 2),
        ("I nearly quit over it.", 3),
        ("We lost a customer because of that.", 3),
        ("Every single week it costs me half a day and I am exhausted.", 3),
    ],
)
def test_pains_are_graded_by_cost_frequency_strength_and_consequence(text: str, level: int) -> None:
    assert rate(text)[0] == level


@pytest.mark.parametrize(("text", "level"), [("It looks tidy.", 1), ("It saves me two hours.", 2), ("I love it.", 2)])
def test_gains_have_an_intensity_too(text: str, level: int) -> None:
    assert rate(text, "gain")[0] == level


@pytest.mark.parametrize("labels", [("goal",), ("behaviour",), ("profile", "decision"), ("attitude",)])
def test_only_pains_and_gains_are_rated(labels: tuple[str, ...]) -> None:
    assert rate("I nearly quit over it.", *labels) == (0, "")


def test_no_label_no_severity() -> None:
    assert severity.rate("I nearly quit.", (), pipeline.parse(["I nearly quit."])[0]) == (0, "")


def test_the_reason_is_in_the_words_of_the_statement() -> None:
    """Every part of the reason stands in the text, each once."""
    text = "It takes hours, every week it takes hours of my time, and every week I am furious."
    _, reason = rate(text)
    parts = reason.split("; ")
    assert parts and all(part in text for part in parts)
    assert len(parts) == len(set(parts))


def test_downtoners_lower_and_are_the_reason() -> None:
    strong, _ = rate("It takes two hours.")
    level, reason = rate("It takes two hours sometimes, no big deal.")
    assert level < strong
    assert "no big deal" in reason


def test_negated_words_do_not_count() -> None:
    assert rate("I do not hate it.")[0] == 1


def test_an_age_is_no_cost() -> None:
    assert rate("The eight-year-old could not log in.")[0] == 1
