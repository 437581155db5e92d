"""The bundled encoder gives what the libraries give that can run any model, whatever is computed beside a text."""

from __future__ import annotations

import numpy as np
import pytest

from interview2persona import encoder
from interview2persona.encoder import Encoder

TEXTS = ["The invoice is wrong.", "I lose an hour a day to it.", "Yes.", "What slows me down is the old plan, always."]


def states(texts: list[str]) -> np.ndarray:
    """The mean state of each text."""
    return Encoder(encoder.bundled_folder(), 64).rows(texts, 384, lambda hidden, _: hidden.mean(1))


def test_batches_hold_texts_of_one_length_and_no_more_than_fit() -> None:
    lengths = [3, 5, 3, 5, 3] + [600] * 3
    batches = encoder._batches(lengths)
    assert [[lengths[i] for i in batch] for batch in batches] == [[600, 600], [600], [5, 5], [3, 3, 3]]
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))


@pytest.mark.models
def test_a_text_has_the_same_states_alone_and_among_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bit for bit, on one thread and on several: caches and clusters of machines rest on it."""
    together = states(TEXTS * 5)
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    for text, row in zip(TEXTS, together, strict=False):
        assert (states([text])[0] == row).all()


@pytest.mark.models
def test_sentence_transformers_gives_the_same_vectors() -> None:
    from sentence_transformers import SentenceTransformer

    from interview2persona.settings import Settings
    from interview2persona.themes.embedders import sentence_transformer

    library = SentenceTransformer(str(encoder.bundled_folder()), device="cpu").encode(TEXTS)
    assert np.allclose(sentence_transformer.make(Settings()).encode(TEXTS), library, atol=1e-6)
