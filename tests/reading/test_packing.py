"""Matrices survive being packed, within half a step of their rows."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from interview2persona.reading.packing import checksum, packed, unpacked

floats = st.floats(-100, 100, width=32)


@given(arrays(np.float32, (3, 4), elements=floats), arrays(np.float32, 4, elements=floats))
def test_rounding_moves_nothing_by_more_than_half_a_step(matrix: np.ndarray, bias: np.ndarray) -> None:
    """What has one dimension is exact; other tensors of a file are left alone."""
    tensors = packed({"layer.weight": matrix, "layer.bias": bias}) | {"slopes": bias}
    found = unpacked(tensors)
    assert list(found) == ["layer.bias", "layer.weight"]
    assert (found["layer.bias"] == bias).all()
    step = np.abs(matrix).max(1, keepdims=True) / 127
    assert (np.abs(found["layer.weight"] - matrix) <= step * 0.51 + 1e-12).all()


def test_the_sum_changes_with_a_name_and_with_a_number() -> None:
    one = {"a": np.zeros(2)}
    assert checksum(one) == checksum({"a": np.zeros(2)})
    assert len({checksum(some) for some in (one, {"b": np.zeros(2)}, {"a": np.ones(2)})}) == 3
