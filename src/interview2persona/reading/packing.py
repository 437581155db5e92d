"""Matrices as 8-bit numbers with one scale per row: a quarter of the size, for what rounding may touch."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Tensors = dict[str, NDArray[Any]]
_STEPS, _LEAST = 127, 1e-12


def packed(matrices: Mapping[str, Floats]) -> Tensors:
    """The tensors of a file; what has one dimension stays exact."""
    tensors: Tensors = {}
    for name, values in sorted(matrices.items()):
        if values.ndim < 2:
            tensors[f"exact.{name}"] = values.astype(np.float32)
            continue
        scale = np.maximum(np.abs(values).max(axis=1, keepdims=True), _LEAST) / _STEPS
        tensors[f"delta.{name}"] = np.round(values / scale).astype(np.int8)
        tensors[f"scale.{name}"] = scale.astype(np.float32)
    return tensors


def unpacked(tensors: Mapping[str, NDArray[Any]]) -> dict[str, Floats]:
    """What `packed` was given, within half a step; other tensors are left out."""
    found = {name.removeprefix("exact."): tensor for name, tensor in tensors.items() if name.startswith("exact.")}
    for name in (key.removeprefix("delta.") for key in tensors if key.startswith("delta.")):
        found[name] = tensors[f"delta.{name}"].astype(np.float32) * tensors[f"scale.{name}"]
    return dict(sorted(found.items()))


def checksum(tensors: Mapping[str, NDArray[Any]]) -> str:
    """SHA-256 of names and contents."""
    digest = hashlib.sha256()
    for name, tensor in sorted(tensors.items()):
        digest.update(name.encode() + np.ascontiguousarray(tensor).tobytes())
    return digest.hexdigest()
