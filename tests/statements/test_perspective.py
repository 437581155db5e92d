"""Own experience and what is told of others are kept apart."""

import pytest

from interview2persona import language
from interview2persona.model import Kind, Statement
from interview2persona.statements import perspective

pipeline = language.load()


def of(text: str, kind: Kind = "customer", *labels: str) -> str:
    statement = Statement("s", "t", 0, 0, len(text), "p", text, labels=labels)  # type: ignore[arg-type]
    return perspective.of(statement, kind, pipeline.parse([text])[0])


@pytest.mark.parametrize(
    "text",
    ["I export it every Friday.", "We never know who is where.", "It takes hours.", "Up to five thousand I sign alone.",
     "When he calls I have to stop my work.", "The app loses my notes."],
)  # fmt: skip
def test_customers_speak_of_themselves(text: str) -> None:
    assert of(text) == "first-hand"


@pytest.mark.parametrize(
    "text",
    ['My boss always says "time is money".', "She hates the new screen.", "My son wants a better tablet.",
     "They think it is a toy."],
)  # fmt: skip
def test_what_somebody_else_says_or_wants_is_second_hand(text: str) -> None:
    assert of(text) == "second-hand"


@pytest.mark.parametrize("kind", ["sales", "service"])
@pytest.mark.parametrize(
    "text", ["They always ask for a discount.", "Most customers want one invoice.", "It has to be done by seven."]
)
def test_staff_speaks_of_customers(kind: Kind, text: str) -> None:
    """Whoever sells or serves is taken to speak of customers, even where no subject says so."""
    assert of(text, kind, "pain") == "second-hand"


@pytest.mark.parametrize("text", ["I sell kitchens since I was twenty.", "I take ninety calls."])
def test_staff_may_speak_of_themselves(text: str) -> None:
    assert of(text, "sales", "profile") == "first-hand"


@pytest.mark.parametrize("text", ["Mm, yeah.", "Exactly.", "Right, yes.", "Absolutely", "I suppose so.", "That's it."])
def test_a_nod_to_a_leading_remark_is_no_statement(text: str) -> None:
    assert perspective.merely_acknowledged(text, "So the new screen saves you hours, doesn't it?")


@pytest.mark.parametrize("text", ["Twice a week.", "Yes, the export.", "Declan.", "No, it cost me hours."])
def test_an_answer_with_a_word_of_its_own_is_a_statement(text: str) -> None:
    assert not perspective.merely_acknowledged(text, "How often do you export?")


def test_without_a_question_there_is_nothing_to_acknowledge() -> None:
    assert not perspective.merely_acknowledged("Exactly.", "")
