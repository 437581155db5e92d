"""The bundled encoder gives what the libraries give that can run any model, whatever is computed beside a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from interview2persona import bert, encoder
from interview2persona.encoder import Encoder, Text
from interview2persona.errors import ModelError

TEXTS = ["The invoice is wrong.", "I lose an hour a day to it.", "Yes.", "What slows me down is the old plan, always."]


def states(texts: list[str], precision: str = "auto") -> np.ndarray:
    """The mean state of each text, of length one."""
    return rows_of(Encoder(encoder.bundled_folder(), precision=precision), texts)


@dataclass(frozen=True)
class Last:
    """A head: means of the last layers."""

    layers: int

    @property
    def size(self) -> int:
        return self.layers * 384

    def __call__(self, states: Sequence[np.ndarray], spans: Sequence[tuple[int, int]]) -> np.ndarray:
        return np.stack([np.hstack([layer[start:end].mean(0) for layer in states]) for start, end in spans])


def needs(precision: str) -> None:
    if precision == "int8" and precision not in bert._fast():
        pytest.skip("this processor multiplies no bytes")


def rows_of(made: Encoder, texts: list[str]) -> np.ndarray:
    return made.rows([Text(ids, [0] * len(ids), [(0, len(ids))]) for ids in made.tokens(texts)])


def test_batches_go_from_long_texts_to_short_ones_and_hold_about_as_many_tokens() -> None:
    lengths = [3, 5, 3, 5, 3] + [600] * 3
    batches = encoder._batches(lengths)
    assert [[lengths[i] for i in batch] for batch in batches] == [[600, 600], [600, 5, 5, 3, 3, 3]]
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))


@pytest.mark.models
@pytest.mark.parametrize("precision", ["float32", "bfloat16", "int8"])
def test_a_text_has_the_same_states_alone_and_among_others(monkeypatch: pytest.MonkeyPatch, precision: str) -> None:
    """Bit for bit, on one thread and on several: caches and clusters of machines rest on it."""
    needs(precision)
    some = [*TEXTS, " ".join(TEXTS)]
    together = states(some * 60, precision)
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    for text, row in zip(some, together, strict=False):
        assert (states([text], precision)[0] == row).all()
        assert (states([text] * 11, precision)[-1] == row).all()


@pytest.mark.models
@pytest.mark.parametrize(("precision", "least"), [("bfloat16", 0.999), ("int8", 0.997)])
def test_smaller_numbers_are_near_32_bits_and_the_fingerprint_says_so(precision: str, least: float) -> None:
    needs(precision)
    near, exact = states(TEXTS, precision), states(TEXTS, "float32")
    assert least < (near * exact).sum(1).min() < 1 - 1e-7
    assert str(encoder.how("", precision)) == f" in {precision}"
    assert str(encoder.how("", "float32")) == ""


@pytest.mark.models
def test_every_span_of_a_text_has_a_row() -> None:
    """The mean of its tokens, in the order of texts and spans, whichever texts a batch holds."""
    made = Encoder(encoder.bundled_folder(), precision="float32")
    ids = made.tokens(TEXTS)[3]
    kinds = [0] * len(ids)
    halves = Text(ids, kinds, [(0, 4), (4, len(ids))])
    rows = made.rows([Text(ids[:3], kinds[:3], [(0, 3)]), halves, Text(ids, kinds, [(0, len(ids))])])
    first, second = rows[1:3]
    assert len(rows) == 4
    assert not np.allclose(first, second, atol=0.1)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)
    beside = rows[3] - (rows[3] @ first) * first  # the mean of all lies in the plane of both
    assert beside @ second == pytest.approx(np.linalg.norm(beside) * np.sqrt(1 - (first @ second) ** 2), abs=1e-3)


def test_a_precision_that_does_not_exist_is_named() -> None:
    with pytest.raises(ModelError, match="no precision 'half'"):
        encoder.how("", "half")


@pytest.mark.models
def test_a_head_gets_the_states_of_the_last_layers_side_by_side() -> None:
    """The last layer last; what is added to a layer changes it and those after it alone."""
    change = {"encoder.layer.5.output.LayerNorm.bias": np.full(384, 0.5, dtype=np.float32)}
    plain, changed = (
        rows_of(Encoder(encoder.bundled_folder(), precision="float32", changes=some, head=Last(2)), TEXTS)
        for some in ({}, change)
    )
    assert plain.shape == (len(TEXTS), 768)
    assert (plain[:, :384] == changed[:, :384]).all()
    assert np.allclose(plain[:, 384:] + 0.5, changed[:, 384:], atol=1e-5)
    means = plain[:, 384:] / np.linalg.norm(plain[:, 384:], axis=1, keepdims=True)
    assert np.allclose(means, states(TEXTS, "float32"), atol=1e-6)


def test_changes_below_the_layers_are_refused() -> None:
    with pytest.raises(ModelError, match="only layers"):
        Encoder(encoder.bundled_folder(), changes={"embeddings.word_embeddings.weight": np.zeros(1, dtype=np.float32)})


@pytest.mark.models
def test_sentence_transformers_gives_the_same_vectors() -> None:
    from sentence_transformers import SentenceTransformer

    from interview2persona.settings import Settings
    from interview2persona.themes.embedders import sentence_transformer

    exact = Settings().with_changes({"themes.precision": "float32"})
    library = SentenceTransformer(str(encoder.bundled_folder()), device="cpu").encode(TEXTS)
    assert np.allclose(sentence_transformer.make(exact).encode(TEXTS), library, atol=1e-6)


@pytest.mark.models
def test_weights_are_loaded_with_the_first_text() -> None:
    """Where every vector is known, a run need not wait for them."""
    made = Encoder(encoder.bundled_folder())
    assert made.rows([]).shape == (0, 384)
    assert "_loaded" not in vars(made)
    rows_of(made, TEXTS[:1])
    assert "_loaded" in vars(made)
