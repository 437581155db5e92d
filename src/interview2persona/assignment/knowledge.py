"""What an output folder knows, ready to assign by; sentence vectors are remembered beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from interview2persona.customers.assigner import Assigner
from interview2persona.customers.evidence import background
from interview2persona.customers.study import Finished, finished
from interview2persona.model import Vectors
from interview2persona.reports.saved import Saved
from interview2persona.settings import Settings
from interview2persona.themes import embedding
from interview2persona.workspace import Workspace

_RECENT = 20_000  # vectors of customers' words held in memory


class Encoder:
    """Sentence vectors: those of the study are kept, those of customers are forgotten soon and never written."""

    def __init__(self, settings: Settings, workspace: Workspace) -> None:
        self._embedder = embedding.for_texts(settings)
        self._workspace = workspace
        self._kept: dict[str, Vectors] = {}
        self._recent: dict[str, Vectors] = {}

    def learn(self, texts: Sequence[str]) -> None:
        """Computes vectors to be kept, with the help of the cache of the output folder."""
        distinct = sorted(set(texts))
        kind = f"embedding {self._embedder.fingerprint}"
        rows = self._workspace.vectors(
            kind, distinct, lambda missing: self._embedder.encode([distinct[i] for i in missing])
        )
        self._kept |= dict(zip(distinct, rows, strict=True))

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimensions)."""
        new = [t for t in dict.fromkeys(texts) if t not in self._kept and t not in self._recent]
        if len(self._recent) + len(new) > _RECENT:
            new = [t for t in dict.fromkeys(texts) if t not in self._kept]
            self._recent = {}
        self._recent |= dict(zip(new, self._embedder.encode(new), strict=True)) if new else {}
        if not texts:
            return np.zeros((0, self._embedder.dimensions), dtype=np.float32)
        return np.stack([self._kept[t] if t in self._kept else self._recent[t] for t in texts])


@dataclass(frozen=True)
class Knowledge:
    """A study that customers can be assigned to."""

    study: Finished
    assigner: Assigner
    encode: Encoder


def learn(workspace: Workspace, settings: Settings) -> Knowledge:
    """Reads a finished output folder.

    Raises:
        WorkspaceError: there are no personas in it.
    """
    saved = Saved(workspace.root)
    study = finished(
        saved.personas,
        saved.table("participants"),
        saved.table("statements"),
        saved.table("themes"),
        [row["date"] for row in saved.table("transcripts")],
        datetime.now(UTC).year,
    )
    encode = Encoder(settings, workspace)
    phrases = [p for values in study.people.phrases.values() for p in values if p]
    encode.learn([*study.spoken.texts, *phrases, *background("industries"), *background("comments")])
    return Knowledge(study, Assigner.fit(study, encode), encode)
