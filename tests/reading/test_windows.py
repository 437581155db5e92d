"""An answer becomes sequences of tokens that a network can read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interview2persona.encoder import END, START, UNKNOWN
from interview2persona.reading.windows import BEFORE, QUESTION, ROOM, STATEMENT, windows

ids = st.lists(st.integers(1000, 30000), max_size=150)


@given(ids, ids, st.lists(ids, max_size=12))
def test_every_statement_is_in_one_window_and_its_span_holds_its_tokens(
    question: list[int], before: list[int], statements: list[list[int]]
) -> None:
    """In order, cut at its end where it is long; no window has more tokens than the network has places for."""
    found = list(windows(question, before, statements))
    spans = [window.ids[start:end] for window in found for start, end in window.spans]
    assert spans == [statement[:STATEMENT] or [UNKNOWN] for statement in statements]
    for window in found:
        assert window.ids[0] == START and window.ids[-1] == END
        assert len(window.ids) == len(window.types) <= QUESTION + BEFORE + ROOM + 3 < 512
        assert window.types == sorted(window.types)


def test_the_question_is_cut_at_its_start_and_stands_before_every_window() -> None:
    """Pleasantries come first; a second window begins with the statement before it."""
    question, statements = list(range(1000, 1060)), [[2000 + n] * STATEMENT for n in range(2)]
    first, second = windows(question, [5], statements)
    asked = question[-QUESTION:]
    assert first.ids == [START, *asked, END, 5, *statements[0], END]
    assert second.ids == [START, *asked, END, *statements[0][-BEFORE:], *statements[1], END]
    assert second.types.index(1) == QUESTION + 2
