"""The file of the reader: what fine-tuning changed of the bundled encoder, the head of what it tells, the thresholds.

A changed matrix is stored as the difference to the encoder's, as 8-bit numbers with one scale per row, which keeps the
file a quarter of the size; what the rounding costs is in the model card.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interview2persona.errors import ModelError

FOLDER = Path(__file__).parent / "network"
LABELS, POINTS = "labels.safetensors", "points.safetensors"
FORMAT = "interview2persona-reader-5"
Floats = NDArray[np.float32]
_PER_NAME = ("head", "bias", "slopes", "shifts", "word_slopes", "thresholds")
_OF_WORDS = ("words", "words_bias")


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """All that reading needs beside the encoder.

    L things that it tells of a statement, W of these also of its words, D dimensions of the encoder. The calibrated
    probability (Platt 1999) is sigmoid(slope * logit + word slope * largest logit of the words + shift).
    """

    names: tuple[str, ...]  # labels, attributes of the speaker, qualities
    deltas: dict[str, Floats]  # parameter of the encoder -> what to add to it
    head: Floats  # (L, D), of unit vectors
    bias: Floats  # (L,)
    slopes: Floats  # (L,)
    shifts: Floats  # (L,)
    word_slopes: Floats  # (L,), 0 for what is not told of words
    thresholds: Floats  # (L,): probability from which it is said
    base_sha256: str  # of the encoder's weights that the differences belong to
    word_names: tuple[str, ...] = ()
    words: Floats = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))  # (W, D), of states of tokens
    words_bias: Floats = field(default_factory=lambda: np.zeros(0, dtype=np.float32))  # (W,)
    fingerprint: str = ""  # of the file, "" before it was saved

    def only(self, names: Sequence[str]) -> ReaderWeights:
        """The same for some of the names, in the order given."""
        rows = [self.names.index(name) for name in names]
        parts = {name: getattr(self, name)[rows] for name in _PER_NAME}
        return replace(self, names=tuple(names), **parts)


def without_labels(deltas: dict[str, Floats], base_sha256: str) -> ReaderWeights:
    """A network whose states are only compared with each other."""
    none = np.zeros(0, dtype=np.float32)
    return ReaderWeights((), deltas, np.zeros((0, 0), dtype=np.float32), none, none, none, none, none, base_sha256)


def save(weights: ReaderWeights, path: Path) -> None:
    from safetensors.numpy import save_file

    tensors: dict[str, NDArray[Any]] = {}
    for name, delta in sorted(weights.deltas.items()):
        if delta.ndim < 2:
            tensors[f"exact.{name}"] = delta.astype(np.float32)
            continue
        scale = np.maximum(np.abs(delta).max(axis=1, keepdims=True), 1e-12) / 127
        tensors[f"delta.{name}"] = np.round(delta / scale).astype(np.int8)
        tensors[f"scale.{name}"] = scale.astype(np.float32)
    for name in (*_PER_NAME, *_OF_WORDS):
        tensors[name] = np.ascontiguousarray(getattr(weights, name), dtype=np.float32)
    metadata = {"format": FORMAT, "base_sha256": weights.base_sha256}
    metadata |= {"names": json.dumps(weights.names), "word_names": json.dumps(weights.word_names)}
    metadata["sha256"] = _sum(tensors)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, path, metadata=metadata)


def load(path: Path) -> ReaderWeights:
    """Read a file that `save` wrote.

    Raises:
        ModelError: the file is missing, damaged or of another format.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dict
    except (OSError, SafetensorError) as error:
        raise ModelError(f"{path}: unreadable ({error}). Install interview2persona anew.") from error
    if metadata.get("format") != FORMAT:
        raise ModelError(f"{path}: not a reader of format {FORMAT}. Train it anew: python training/train.py")
    if metadata.get("sha256", _sum(tensors)) != _sum(tensors):  # files written before there was a sum have none
        raise ModelError(f"{path}: the reader's file is damaged. Install interview2persona anew.")
    return ReaderWeights(
        names=tuple(json.loads(metadata["names"])),
        word_names=tuple(json.loads(metadata["word_names"])),
        **{name: tensors[name] for name in (*_PER_NAME, *_OF_WORDS)},
        deltas=_deltas(tensors),
        base_sha256=metadata["base_sha256"],
        fingerprint=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


@lru_cache(maxsize=2)
def shipped(name: str) -> ReaderWeights:
    """A file that comes with the package (`LABELS` or `POINTS`), read once."""
    return load(FOLDER / name)


def _sum(tensors: Mapping[str, NDArray[Any]]) -> str:
    """SHA-256 of names and contents."""
    digest = hashlib.sha256()
    for name, tensor in sorted(tensors.items()):
        digest.update(name.encode() + np.ascontiguousarray(tensor).tobytes())
    return digest.hexdigest()


def _deltas(tensors: dict[str, NDArray[Any]]) -> dict[str, Floats]:
    deltas = {name.removeprefix("exact."): tensor for name, tensor in tensors.items() if name.startswith("exact.")}
    for name in (key.removeprefix("delta.") for key in tensors if key.startswith("delta.")):
        deltas[name] = tensors[f"delta.{name}"].astype(np.float32) * tensors[f"scale.{name}"]
    return dict(sorted(deltas.items()))
