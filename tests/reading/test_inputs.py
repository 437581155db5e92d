"""What is read at once."""

from __future__ import annotations

from interview2persona.model import Statement
from interview2persona.reading import inputs
from interview2persona.reading.inputs import Answer


def said(text: str, turn: int, start: int, before: str = "", question: str = "How often?") -> Statement:
    return Statement("", "t.txt", turn, start, start + len(text), "p", text, question=question, before=before)


def test_statements_of_one_turn_are_one_answer_in_the_order_in_which_they_were_said() -> None:
    """Each knows its place, whatever the order they are given in; white space is folded."""
    some = [said("I export it.", 1, 20), said("Twice a  week.", 1, 4, before="Well."), said("No.", 3, 0)]
    first = Answer("How often?", "Well.", ("Twice a week.", "I export it."))
    found = inputs.of_statements(some)
    assert found == [(first, 1), (first, 0), (Answer("How often?", "", ("No.",)), 0)]


def test_what_is_read_of_a_statement_changes_with_what_was_said_around_it() -> None:
    alone = inputs.of_statements([said("Twice a week.", 1, 0)])
    among = inputs.of_statements([said("Twice a week.", 1, 0), said("I export it.", 1, 20)])
    assert alone[0] == inputs.alone("Twice a week.", "How often?") != among[0]
