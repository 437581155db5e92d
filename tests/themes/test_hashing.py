"""The embedder without a model."""

from __future__ import annotations

import numpy as np

from interview2persona.settings import Settings
from interview2persona.themes.embedders import hashing


def test_rows_are_unit_vectors_in_order() -> None:
    """Every text gets a unit vector, even one without words; the same text gets the same one."""
    embedder = hashing.make(Settings())
    rows = embedder.encode(["late invoices", "…", "late invoices"])
    assert rows.shape == (3, embedder.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert np.array_equal(rows[0], rows[2])


def test_shared_words_bring_texts_closer() -> None:
    a, b, c = hashing.make(Settings()).encode(["late invoices again", "the invoices come late", "I love my bicycle"])
    assert a @ b > a @ c
