"""The networks from which the one that ships learns: one of labels, one of points.

Each is the encoder with its last layers fine-tuned. ``train.py`` makes them, ``teach.py`` listens to them.

A file holds the *difference* to the encoder, as 8-bit numbers with one scale per row.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import save_file

from interview2persona.encoder import Encoder, Means, Text, bundled_folder
from interview2persona.model import ATTRIBUTES
from interview2persona.reading.inputs import InPlace
from interview2persona.reading.packing import checksum, packed, unpacked
from interview2persona.reading.reference import windows_of

FOLDER = Path(__file__).parent / "teachers"
LABELS_FILE, POINTS_FILE = FOLDER / "labels.safetensors", FOLDER / "points.safetensors"
FORMAT = "interview2persona-reader-5"
DIMENSIONS = 384  # of the encoder
Floats = NDArray[np.float32]
_PER_NAME = ("head", "bias", "slopes", "shifts", "word_slopes", "thresholds")
_OF_WORDS = ("words", "words_bias")


@dataclass(frozen=True, slots=True)
class Teacher:
    """L things that it tells of a statement, none for points, and the attributes also of its words.

    The calibrated probability (Platt 1999) is sigmoid(slope * logit + word slope * largest logit of the words + shift).
    """

    names: tuple[str, ...]
    deltas: dict[str, Floats]  # parameter of the encoder -> what to add to it
    head: Floats  # (L, D), of unit vectors
    bias: Floats  # (L,)
    slopes: Floats  # (L,)
    shifts: Floats  # (L,)
    word_slopes: Floats  # (L,), 0 for what is not told of words
    thresholds: Floats  # (L,): probability from which it is said
    words: Floats  # (attributes, D), of states of tokens
    words_bias: Floats  # (attributes,)

    def rows(self, windows: Sequence[Text], precision: str = "auto") -> Floats:
        """The unit state of each statement and the largest logits of its words: shape (statements, D + attributes)."""
        made = Encoder(bundled_folder(), precision=precision, changes=self.deltas, head=_Told(self))
        return made.rows(windows)

    def words_of(self, windows: Sequence[Text]) -> Floats:
        """How probable it is that each token of the statements states an attribute: shape (tokens, attributes)."""
        alone = [w._replace(spans=[(n, n + 1) for begin, end in w.spans for n in range(begin, end)]) for w in windows]
        made = Encoder(bundled_folder(), changes=self.deltas, head=_Told(self, means=False))
        found: Floats = 1 / (1 + np.exp(-made.rows(alone)))
        return found

    def probabilities(self, rows: Floats) -> NDArray[np.float64]:
        """Calibrated, of what `rows` gave: shape (statements, L)."""
        width = self.head.shape[1]
        logits = (rows[:, :width].astype(np.float64) @ self.head.T + self.bias) * self.slopes + self.shifts
        places = [self.names.index(name) for name in ATTRIBUTES]
        logits[:, places] += rows[:, width:] * self.word_slopes[places]
        return np.asarray(1 / (1 + np.exp(-logits)))


def of_points(deltas: dict[str, Floats]) -> Teacher:
    """A network whose states are only compared with each other."""
    none, empty = np.zeros(0, dtype=np.float32), np.zeros((0, 0), dtype=np.float32)
    return Teacher((), deltas, empty, none, none, none, none, none, empty, none)


@dataclass(frozen=True, slots=True)
class _Told:
    """Satisfies `encoder.Head`."""

    of: Teacher
    means: bool = True
    layers: int = 1

    @property
    def size(self) -> int:
        return DIMENSIONS * self.means + len(self.of.words_bias)

    def __call__(self, states: Sequence[Floats], spans: Sequence[tuple[int, int]]) -> Floats:
        parts = [Means(DIMENSIONS)(states, spans)] if self.means else []
        if len(self.of.words_bias):
            words = states[-1].astype(np.float64) @ self.of.words.T + self.of.words_bias
            parts.append(np.array([words[begin:end].max(0) for begin, end in spans], dtype=np.float32))
        return np.hstack(parts)


def windows_for(tokenizer: object, inputs: Sequence[InPlace]) -> tuple[list[Text], NDArray[np.int64]]:
    """What is read of some statements, and which of the rows read so is that of each."""
    every = list(dict.fromkeys(given.answer for given in inputs))
    first = dict(zip(every, np.cumsum([0, *(len(answer.statements) for answer in every)]).tolist(), strict=False))
    rows = np.array([first[given.answer] + given.number for given in inputs], dtype=np.int64)
    return windows_of(tokenizer, every), rows


def save(teacher: Teacher, path: Path) -> None:
    tensors = packed(teacher.deltas)
    for name in (*_PER_NAME, *_OF_WORDS):
        tensors[name] = np.ascontiguousarray(getattr(teacher, name), dtype=np.float32)
    metadata = {"format": FORMAT, "names": json.dumps(teacher.names), "sha256": checksum(tensors)}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, path, metadata=metadata)


def load(path: Path) -> Teacher:
    with safe_open(path, framework="numpy") as file:
        metadata = file.metadata() or {}
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dict
    if metadata.get("format") != FORMAT or metadata.get("sha256") != checksum(tensors):
        raise SystemExit(f"{path}: damaged, or not a teacher. Run training/train.py.")
    parts = {name: tensors[name] for name in (*_PER_NAME, *_OF_WORDS)}
    return Teacher(tuple(json.loads(metadata["names"])), unpacked(tensors), **parts)
