"""The file of the reader: what fine-tuning changed of the bundled encoder, the heads of what it tells, the thresholds.

A changed matrix is stored as the difference to the encoder's, as 8-bit numbers with one scale per row, which keeps the
file a quarter of the size; what the rounding costs is in the model card.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from interview2persona.errors import ModelError
from interview2persona.reading.heads import Heads
from interview2persona.reading.packing import checksum, packed, unpacked

SHIPPED = Path(__file__).parent / "network" / "reader.safetensors"
FORMAT = "interview2persona-reader-6"
Floats = NDArray[np.float32]
_PER_NAME = ("slopes", "shifts", "word_slopes", "thresholds")
_HEADS = ("vector", "query", "inner", "inner_bias", "outer", "skip", "bias", "words", "words_bias")
_LARGE = ("inner",)  # of the heads, stored as changes of the encoder are


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """All that reading needs beside the encoder.

    L things that it tells of a statement, W of these also of its words. The calibrated probability (Platt 1999) is
    sigmoid(slope * logit + word slope * largest logit of the words + shift).
    """

    names: tuple[str, ...]  # labels, attributes of the speaker, qualities
    word_names: tuple[str, ...]
    deltas: dict[str, Floats]  # parameter of the encoder -> what to add to it
    heads: Heads
    slopes: Floats  # (L,)
    shifts: Floats  # (L,)
    word_slopes: Floats  # (L,), 0 for what is not told of words
    thresholds: Floats  # (L,): probability from which it is said
    base_sha256: str  # of the encoder's weights that the differences belong to
    fingerprint: str = ""  # of the file, "" before it was saved

    def places(self, names: Sequence[str]) -> list[int]:
        """Where these are among all that is told."""
        return [self.names.index(name) for name in names]


def save(weights: ReaderWeights, path: Path) -> None:
    from safetensors.numpy import save_file

    parts = {name: getattr(weights.heads, name) for name in _HEADS}
    changed = weights.deltas | {f"heads.{name}": parts.pop(name) for name in _LARGE}
    tensors = packed(changed)
    parts |= {name: getattr(weights, name) for name in _PER_NAME}
    tensors |= {name: np.ascontiguousarray(part, dtype=np.float32) for name, part in parts.items()}
    metadata = {"format": FORMAT, "base_sha256": weights.base_sha256}
    metadata |= {"names": json.dumps(weights.names), "word_names": json.dumps(weights.word_names)}
    metadata["sha256"] = checksum(tensors)
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
    if metadata.get("sha256") != checksum(tensors):
        raise ModelError(f"{path}: the reader's file is damaged. Install interview2persona anew.")
    deltas = unpacked(tensors)
    parts = {name: deltas.pop(f"heads.{name}") if name in _LARGE else tensors[name] for name in _HEADS}
    return ReaderWeights(
        names=tuple(json.loads(metadata["names"])),
        word_names=tuple(json.loads(metadata["word_names"])),
        heads=Heads(**parts),
        **{name: tensors[name] for name in _PER_NAME},
        deltas=deltas,
        base_sha256=metadata["base_sha256"],
        fingerprint=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


@lru_cache(maxsize=1)
def shipped() -> ReaderWeights:
    """The file that comes with the package, read once."""
    return load(SHIPPED)
