"""Which words of a statement state something: the surest token and neighbours that are nearly as sure."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from interview2persona.reading.words import HARDLY, NEARLY, in_characters, strongest

Logits = NDArray[np.float64]


@st.composite
def statements(draw: st.DrawFn) -> tuple[Logits, list[tuple[int, int]]]:
    """Logits of two things for the tokens of some statements, one behind the other."""
    spans, begin = [], 0
    for _ in range(draw(st.integers(1, 4))):
        end = begin + draw(st.integers(1, 6))
        spans.append((begin, end))
        begin = end
    values = st.integers(-6, 6).map(float)
    return np.array(draw(st.lists(st.tuples(values, values), min_size=end, max_size=end))), spans


def one_by_one(logits: Logits) -> list[tuple[float, int, int]]:
    """The same for one statement, a thing at a time, as the docstring says it."""
    found = []
    for column in logits.T:
        likely = 1 / (1 + np.exp(-column))
        surest = int(column.argmax())
        begin = end = surest
        while begin > 0 and likely[begin - 1] >= NEARLY * likely[surest]:
            begin -= 1
        while end + 1 < len(likely) and likely[end + 1] >= NEARLY * likely[surest]:
            end += 1
        found.append((float(column[surest]), begin, end + 1))
    return found


@given(statements())
def test_words_are_the_surest_token_and_what_is_nearly_as_sure_beside_it(
    drawn: tuple[Logits, list[tuple[int, int]]],
) -> None:
    """Whatever lies around a statement, and however many there are."""
    logits, spans = drawn
    begins, ends = np.array(spans).T
    told = strongest(logits, begins, ends - begins)
    for row, (begin, end) in zip(told, spans, strict=True):
        assert list(zip(row[:2], row[2:4], row[4:], strict=True)) == one_by_one(logits[begin:end])


def test_tokens_become_characters_and_what_is_hardly_stated_has_none() -> None:
    told = np.array([[2.0, HARDLY, 1, 0, 3, 1], [HARDLY - 1, HARDLY, 0, 0, 1, 1]], dtype=np.float32)
    said = [SimpleNamespace(offsets=[(0, 2), (3, 9), (9, 12)]), SimpleNamespace(offsets=[(0, 4)])]
    in_characters(told, said)  # type: ignore[arg-type]
    assert told[:, 2:].tolist() == [[3, 0, 12, 0], [0, 0, 0, 0]]


def test_a_statement_without_a_token_of_its_own_states_nothing() -> None:
    told = np.array([[2.0, 0, 1]], dtype=np.float32)
    in_characters(told, [SimpleNamespace(offsets=[])])  # type: ignore[list-item]
    assert told[0, 1:].tolist() == [0, 0]
