"""Turns are cut into statements that say one thing, with exact spans."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview2persona import language
from interview2persona.model import Transcript, Turn
from interview2persona.settings import Settings
from interview2persona.statements.segment import Segmented, segment

pytestmark = pytest.mark.models


def transcript(*turns: tuple[str, str], path: str = "a.txt") -> Transcript:
    """Turns as (role, words), written one below the other."""
    text, made = "", []
    for number, (role, words) in enumerate(turns):
        start = len(text) + 3
        text += f"{role[0].upper()}: {words}\n\n"
        made.append(Turn(number, role[0].upper(), start, start + len(words), role=role, participant_id="p"))  # type: ignore[arg-type]
    return Transcript(path, "text", text, tuple(made))


def cut(*turns: tuple[str, str]) -> Segmented:
    return segment([transcript(*turns)], language.load(), Settings())


def texts(*turns: tuple[str, str]) -> list[str]:
    return [s.text for s in cut(*turns).statements]


def test_one_statement_per_sentence() -> None:
    """Each sentence becomes a statement, word for word."""
    said = "I plan the day for eleven engineers. The phone rings all morning."
    assert texts(("participant", said)) == ["I plan the day for eleven engineers.", "The phone rings all morning."]


def test_a_sentence_that_says_two_things_is_split() -> None:
    """An independent clause of some length behind ", and" is a statement of its own."""
    first = "In the spring I did the whole list of our customers by hand with my brother,"
    then = "and in November it took the two of us three long weekends to find all the mistakes."
    assert texts(("participant", f"{first} {then}")) == [first, then]


def test_a_short_sentence_that_says_two_things_is_one_statement() -> None:
    said = "I did the whole customer list by hand, and it took us three long weekends in November."
    assert texts(("participant", said)) == [said]


def test_a_condition_stays_with_what_follows_from_it() -> None:
    said = (
        "If you write to one of our customers that the man will be with them at ten-twenty in the morning, "
        "then they call the office at ten twenty-one and tell us on the phone that we have promised it."
    )
    assert texts(("participant", said)) == [said]


def test_a_list_is_not_split() -> None:
    """Commas between things do not make statements."""
    said = "We use the phone, the sheet, the board, and sometimes a fax machine from nineteen ninety."
    assert texts(("participant", said)) == [said]


def test_a_fragment_is_joined_to_what_it_completes() -> None:
    said = "WhatsApp, the phone, the sheet and the board. And sticky notes."
    assert texts(("participant", said)) == [said]


def test_a_quotation_stays_together() -> None:
    said = 'He said "Where are you? Are you coming?" and then he hung up on me.'
    assert texts(("participant", said)) == [said]


def test_what_an_interviewer_says_is_never_a_statement() -> None:
    found = texts(("interviewer", "You must hate the invoices."), ("participant", "I like the tea in the office."))
    assert found == ["I like the tea in the office."]


def test_fillers_are_left_out_and_counted() -> None:
    """Nothing is dropped silently: each reason is counted for the transcript."""
    result = cut(("participant", "Mm-hm. Right, okay. Thank you very much. I export the list every Friday."))
    assert [s.text for s in result.statements] == ["I export the list every Friday."]
    assert result.filtered == {"a.txt": {"back-channel": 2, "thanks": 1}}


def test_a_short_answer_keeps_its_question() -> None:
    """ "Twice a week." means nothing without what was asked; a mere "mm-hm" in between does not hide the question."""
    result = cut(
        ("interviewer", "How often do you order?"),
        ("participant", "Twice a week."),
        ("interviewer", "Mm-hm."),
        ("participant", "Mostly bread."),
    )
    assert [(s.text, s.question) for s in result.statements] == [
        ("Twice a week.", "How often do you order?"),
        ("Mostly bread.", "How often do you order?"),
    ]
    assert result.statements[0].in_context == "How often do you order? Twice a week."


def test_stage_directions_are_not_part_of_a_statement() -> None:
    assert texts(("participant", "[laughs] I lost two invoices last week. (sighs)")) == [
        "I lost two invoices last week."
    ]


def test_ids_depend_on_words_alone() -> None:
    """A turn more at the top shifts offsets and turn numbers, but no id."""
    short = cut(("participant", "I lost two invoices last week."))
    longer = cut(("interviewer", "Go on, then."), ("participant", "I lost two invoices last week."))
    assert short.statements[0].statement_id == longer.statements[0].statement_id
    assert short.statements[0].start != longer.statements[0].start


def test_the_same_words_twice_get_two_ids() -> None:
    result = cut(("participant", "I hate that queue. It is cold there. I hate that queue."))
    assert len({s.statement_id for s in result.statements}) == 3


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=4))
def test_spans_are_exact_for_any_words(said: list[str]) -> None:
    """Whatever people say, `reading_text[start:end]` is the statement, in order and inside its turn."""
    source = transcript(*[("participant", words) for words in said])
    last = -1
    for s in segment([source], language.load(), Settings()).statements:
        turn = source.turns[s.turn]
        assert source.text[s.start : s.end] == s.text
        assert turn.start <= s.start < s.end <= turn.end
        assert s.start >= last
        last = s.end
