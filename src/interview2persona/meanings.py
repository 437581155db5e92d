"""The vectors of a study's statements: computed by whom the executor says, each once, and kept by content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from interview2persona.model import Statement, Vectors
from interview2persona.settings import Settings
from interview2persona.spread import SpreadEmbedder
from interview2persona.themes import Embedder, embedding
from interview2persona.workspace import EVERY, PIECE, Workspace


@dataclass(frozen=True, slots=True)
class Meaning:
    """One row per statement; `questions` of what was asked before it, zeros where nothing was, or None.

    Vectors that were made from a statement in its place know the question already.
    """

    vectors: Vectors
    questions: Vectors | None

    def of(self, rows: Any) -> Meaning:
        """That of some statements, by their numbers; of all of them it is no copy."""
        if np.array_equal(rows, np.arange(len(self.vectors))):
            return self
        return Meaning(self.vectors[rows], None if self.questions is None else self.questions[rows])


@dataclass(frozen=True)
class Meanings:
    """Makes them; `done` hears how many there are."""

    settings: Settings
    executor: Executor
    workspace: Workspace | None
    done: Callable[[int], None]
    _last: dict[str, tuple[list[str], Vectors]] = field(default_factory=dict)  # by embedder, where nothing is kept

    def embedder(self) -> Embedder:
        """That of the themes."""
        return self._spread(embedding.for_statements(self.settings), self.settings.themes.embedder)

    def points(self, statements: Sequence[Statement], embedder: Embedder) -> Meaning:
        """By which statements are compared with each other: for themes, people, and lines of personas."""
        if embedding.tells_labels(self.settings):
            return Meaning(self._of(statements, self._reader, slice(embedder.dimensions)), None)
        return Meaning(self._of(statements, embedder), self._asked(statements, embedder))

    def told(self, statements: Sequence[Statement]) -> Vectors:
        """What labels are made of."""
        return self._of(statements, self._reader, slice(embedding.for_labels(self.settings).told_from, None))

    def read(self, statements: Sequence[Statement]) -> None:
        """Makes `points` and `told`, to be kept."""
        self.points(statements, self.embedder())
        self.told(statements)

    def prepare(self) -> None:
        """Loads what makes them: models are loaded with the first text."""
        (self._reader if embedding.tells_labels(self.settings) else self.embedder()).encode(["Yes."])

    @cached_property
    def _reader(self) -> Embedder:
        return self._spread(embedding.for_labels(self.settings), embedding.READING)

    def _asked(self, statements: Sequence[Statement], embedder: Embedder) -> Vectors | None:
        """Each question embedded once; None where the embedder reads it with the statement."""
        if embedding.reads_context(embedder):
            return None
        texts = sorted({s.question for s in statements} - {""})
        nothing = np.zeros((1, embedder.dimensions), dtype=np.float32)
        rows = np.vstack([self._encoded(texts, embedder), nothing]) if texts else nothing
        place = {text: number for number, text in enumerate(texts)}
        return np.asarray(rows[[place.get(s.question, -1) for s in statements]])

    def _of(self, statements: Sequence[Statement], embedder: Embedder, columns: slice = EVERY) -> Vectors:
        return self._encoded(embedding.inputs(statements, embedder), embedder, columns)

    def _encoded(self, texts: Sequence[Any], embedder: Embedder, columns: slice = EVERY) -> Vectors:
        def compute(rows: list[int]) -> Vectors:
            encoded: Vectors = embedder.encode([texts[i] for i in rows])
            self.done(rows[-1] + 1)
            return encoded

        keys = embedding.keys(texts)
        if self.workspace is None:
            return self._unkept(keys, embedder, compute)[:, columns]
        # Enough before it is kept that all workers have something to do.
        piece = PIECE if self.settings.executor == "serial" else 32 * PIECE
        return self.workspace.vectors(f"embedding {embedder.fingerprint}", keys, compute, piece, columns)

    def _unkept(self, keys: list[str], embedder: Embedder, compute: Callable[[list[int]], Vectors]) -> Vectors:
        before, vectors = self._last.get(embedder.fingerprint, (None, None))
        if vectors is None or before != keys:
            vectors = compute(list(range(len(keys)))) if keys else np.zeros((0, embedder.dimensions), dtype=np.float32)
            self._last[embedder.fingerprint] = keys, vectors
        return vectors

    def _spread(self, made: Embedder, name: str) -> Embedder:
        if self.settings.executor == "serial":
            return made
        # Another machine may be fastest with other numbers; all use those of this one.
        changes = {"themes.embedder": name, "themes.precision": getattr(made, "precision", "auto")}
        return SpreadEmbedder(made, self.executor, self.settings.with_changes(changes))
