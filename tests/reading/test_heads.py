"""What is made of the states of tokens, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from interview2persona.reading.heads import Heads

STATES = np.random.default_rng(0).normal(size=(9, 6)).astype(np.float32)  # nine tokens, three layers of two dimensions
SPANS = [(1, 3), (4, 8)]


def layers(states: np.ndarray) -> list[np.ndarray]:
    return [np.ascontiguousarray(states[:, start : start + 2]) for start in (0, 2, 4)]


def heads(**changes: object) -> Heads:
    """Vectors are means of the last layer, nothing is told; two queries that find all tokens alike."""
    given = {
        "vector": np.eye(2), "query": np.zeros((2, 2)), "inner": np.zeros((3, 10)), "inner_bias": np.zeros(3),
        "outer": np.zeros((1, 3)), "skip": np.zeros((1, 10)), "bias": np.zeros(1), "words": np.zeros((1, 6)),
        "words_bias": np.zeros(1),
    }  # fmt: skip
    return Heads(**{name: np.asarray(part, dtype=np.float32) for name, part in (given | changes).items()})


def test_a_row_begins_with_the_mean_of_its_own_tokens_of_length_one() -> None:
    found = heads()(layers(STATES), SPANS)
    assert found.shape == (2, heads().size) == (2, 2 + 1 + 3)
    for row, (start, end) in zip(found, SPANS, strict=True):
        mean = STATES[start:end, 4:].mean(0)
        assert row[:2] == pytest.approx(mean / np.linalg.norm(mean), abs=1e-6)


@pytest.mark.parametrize("column", range(10))
def test_what_is_told_is_read_from_three_layers_and_from_what_matters(column: int) -> None:
    """Means of three layers, then one weighted mean of the last for each query."""
    skip, query = np.zeros((1, 10)), np.array([[0, 0], [1, -2]])
    skip[0, column] = 1
    found = heads(skip=skip, query=query, bias=[0.5])(layers(STATES), SPANS)[:, 2]
    for told, (start, end) in zip(found, SPANS, strict=True):
        own = STATES[start:end]
        matters = np.exp(own[:, 4:] @ query[(column - 6) // 2] if column >= 6 else np.zeros(len(own)))
        of = 4 + column % 2 if column >= 6 else column
        assert told == pytest.approx((own[:, of] * matters).sum() / matters.sum() + 0.5, abs=1e-4)


def test_units_inside_are_gaussian_error_linear_units() -> None:
    told = heads(inner_bias=[1, -1, 0], outer=[[1, 1, 1]])(layers(STATES), SPANS)[:, 2]
    assert told == pytest.approx([0.8413 - 0.1587] * 2, abs=1e-4)


def test_words_are_those_of_the_surest_token() -> None:
    """Tokens of others do not count, however sure."""
    states = np.zeros((9, 6), dtype=np.float32)
    states[:, 4:], states[0, 3], states[6, 3] = 1, 99, 5
    found = heads(words=np.eye(6)[[3]], words_bias=[-3])(layers(states), SPANS)[:, 3:]
    assert found[1].tolist() == [2, 2, 3]
    assert found[0, 0] == -3


def test_a_row_is_the_same_among_others() -> None:
    """Bit for bit."""
    made = heads(skip=np.ones((1, 10)), query=np.ones((2, 2)))
    assert (made(layers(STATES), SPANS)[1] == made(layers(STATES), SPANS[1:])[0]).all()
