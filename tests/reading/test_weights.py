"""The file of the reader: what it must be, and that nothing damaged is used."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from interview2persona.errors import ModelError
from interview2persona.model import LABELS
from interview2persona.reading import weights as files
from interview2persona.reading.heads import Heads
from interview2persona.reading.weights import ReaderWeights


def heads() -> Heads:
    """Two dimensions, one query, three units inside, a word or two."""
    rng = np.random.default_rng(2)
    shapes = {
        "vector": (2, 2), "query": (1, 2), "inner": (3, 8), "inner_bias": (3,), "outer": (len(LABELS), 3),
        "skip": (len(LABELS), 8), "bias": (len(LABELS),), "words": (1, 6), "words_bias": (1,),
    }  # fmt: skip
    return Heads(**{name: rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()})


def weights(**changes: object) -> ReaderWeights:
    ones = np.ones(len(LABELS), dtype=np.float32)
    given: dict[str, object] = {
        "names": LABELS,
        "word_names": ("age",),
        "deltas": {},
        "heads": heads(),
        "slopes": ones,
        "shifts": ones,
        "word_slopes": ones * 0,
        "thresholds": ones / 2,
        "base_sha256": "0" * 64,
        "fingerprint": "f",
    }
    return ReaderWeights(**{**given, **changes})  # type: ignore[arg-type]


def test_weights_survive_being_saved_and_loaded(tmp_path: Path) -> None:
    """Eight-bit rounding moves no difference by more than half a step of its row; the rest is exact."""
    rng = np.random.default_rng(1)
    deltas = {
        "a.weight": rng.normal(0, 0.01, (5, 8)).astype(np.float32),
        "a.bias": rng.normal(0, 1, 8).astype(np.float32),
    }
    path = tmp_path / "weights" / "reader.safetensors"
    files.save(weights(deltas=deltas), path)
    loaded = files.load(path)
    step = np.abs(deltas["a.weight"]).max(1, keepdims=True) / 127
    assert (np.abs(loaded.deltas["a.weight"] - deltas["a.weight"]) <= step * 0.51).all()
    assert (loaded.deltas["a.bias"] == deltas["a.bias"]).all()
    assert loaded.names == LABELS
    assert loaded.word_names == ("age",)
    assert (loaded.heads.skip == heads().skip).all()
    assert np.allclose(loaded.heads.inner, heads().inner, atol=np.abs(heads().inner).max() / 127)
    assert len(loaded.fingerprint) == 64


@pytest.mark.parametrize("content", [b"", b"not safetensors at all, but long enough to be tried"])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    """A truncated or foreign file is an error a person can act on."""
    path = tmp_path / "reader.safetensors"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"reader\.safetensors.*anew"):
        files.load(path)


def test_one_changed_bit_of_the_weights_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "reader.safetensors"
    files.save(weights(), path)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"reader\.safetensors.*damaged"):
        files.load(path)


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    """Safetensors alone is not enough."""
    from safetensors.numpy import save_file

    save_file({"x": np.zeros(1)}, tmp_path / "x.safetensors")
    with pytest.raises(ModelError, match="not a reader"):
        files.load(tmp_path / "x.safetensors")


def test_the_shipped_file_is_small() -> None:
    """Under 15 MB."""
    assert files.SHIPPED.stat().st_size < 15_000_000
