"""Which of the statements behind a line is quoted first."""

from __future__ import annotations

from interview2persona import language
from interview2persona.model import Qualities, Statement
from interview2persona.personas.evidence import clarity, ranked, reads

pipeline = language.load()


def said(text: str, qualities: Qualities | None = None, person: str = "p") -> Statement:
    return Statement(text, "t.txt", 1, 0, len(text), person, text, labels=("pain",), qualities=qualities)


def first(*statements: Statement) -> str:
    return ranked(statements, "pain", {}, pipeline)[0].text


def test_what_is_understood_alone_is_quoted_first() -> None:
    """The network knows that a whole sentence of good form may hang on what was asked."""
    clear = said("Nobody knows where the vans are.", Qualities(0.9, 0.5))
    hanging = said("The technician took the other one to the station on Monday.", Qualities(0.2, 0.5))
    assert first(hanging, clear) == clear.text


def test_of_two_that_are_understood_the_one_that_tells_more_is_quoted_first() -> None:
    need = said("Nobody knows where the vans are.", Qualities(0.8, 0.9))
    detail = said("The planner has a green folder.", Qualities(0.85, 0.2))
    assert first(detail, need) == need.text


def test_where_no_network_has_read_them_the_form_of_the_sentence_decides() -> None:
    clear, hanging = said("The planner rings every driver in the morning."), said("It was that, then.")
    assert first(hanging, clear) == clear.text
    doc = pipeline.parse([clear.text])[0]
    assert reads(clear, doc) == clarity(doc)
