"""Vectors of statements, as the stages ask for them."""

from __future__ import annotations

import numpy as np

from interview2persona.meanings import Meaning


def test_what_all_statements_mean_is_no_copy() -> None:
    """Of a large study it is a third of a gigabyte."""
    whole = Meaning(np.eye(3, dtype=np.float32), None)
    assert whole.of(np.arange(3)) is whole
    assert whole.of(range(3)) is whole
    assert whole.of([0, 2]).vectors.tolist() == [[1, 0, 0], [0, 0, 1]]
    assert whole.of([2, 1, 0]).vectors[0].tolist() == [0, 0, 1]
