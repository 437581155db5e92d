"""Free text (tickets, survey comments, interviews) held against the themes of a study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from interview2persona.customers.evidence import PRIOR, SHARPNESS, Encode, background, kernels, logs, spread_out
from interview2persona.customers.records import Numbers, Records
from interview2persona.model import Vectors

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Spoken:
    """What the people of a study said, by theme."""

    texts: tuple[str, ...]
    themes: tuple[int, ...]  # theme of each text
    people: tuple[int, ...]  # who said it, as a position among the people
    titles: tuple[str, ...]  # of the themes


@dataclass(frozen=True)
class TextEvidence:
    """A text is drawn from a theme, a theme from a persona by how many of its people speak of it.

    Densities of themes are kernel densities of their statements; several texts of one record count as their mean times
    the root of their number, because what one person says is not independent.
    """

    spoken: Spoken
    vectors: Vectors
    shares: Numbers  # of themes per persona, shape (personas, themes), rows sum to one
    anybody: Vectors
    level: float  # density of nobody
    encode: Encode
    attribute: str = "text"

    @classmethod
    def fit(
        cls, spoken: Spoken, groups: Sequence[int], personas: int, encode: Encode, *, without: int | None = None
    ) -> TextEvidence:
        """`without` leaves out what one person said."""
        kept = [i for i, person in enumerate(spoken.people) if person != without]
        some = Spoken(
            tuple(spoken.texts[i] for i in kept),
            tuple(spoken.themes[i] for i in kept),
            tuple(spoken.people[i] for i in kept),
            spoken.titles,
        )
        speakers = np.zeros((personas, len(spoken.titles)))
        for person, theme in sorted({(some.people[i], some.themes[i]) for i in range(len(kept))}):
            speakers[groups[person], theme] += 1
        overall = speakers.sum(axis=0) / max(1.0, speakers.sum())
        size = np.array([sum(g == k for n, g in enumerate(groups) if n != without) for k in range(personas)])
        weight = speakers + PRIOR * overall * speakers.sum() / max(1, size.sum())
        shares = weight / np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)
        unlevelled = cls(some, encode(some.texts), shares, encode(background("comments")), 1.0, encode)
        return replace(unlevelled, level=spread_out(unlevelled.own(unlevelled.anybody))) if kept else unlevelled

    def densities(self, records: Records) -> Numbers:
        result = np.zeros((len(records.ids), len(self.shares) + 1))
        owners = _owners(records)
        if owners and len(self.vectors):
            np.add.at(result, owners, self.of([text for texts in records.texts for text in texts]))
            count = np.bincount(owners, minlength=len(records.ids))
            result /= np.sqrt(np.maximum(count, 1))[:, None]
        return result

    def of(self, texts: Sequence[str]) -> Numbers:
        """Log densities of single texts, shape (texts, personas + 1)."""
        return logs(self.own(self.encode(texts)), self.level)

    def outsiders(self) -> Numbers:
        """Log densities of comments of people at large."""
        return logs(self.own(self.anybody), self.level) if len(self.vectors) else np.zeros((0, len(self.shares) + 1))

    def topics(self, records: Records) -> Counts:
        """The theme that each record most likely speaks of were it of a persona, shape (records, personas)."""
        density = np.zeros((len(records.ids), len(self.spoken.titles)))
        owners = _owners(records)
        if owners and len(self.vectors):
            x = self.encode([text for texts in records.texts for text in texts])
            np.add.at(density, owners, self._by_theme(x))
        return np.column_stack([(density * share).argmax(axis=1) for share in self.shares])

    def own(self, x: Vectors) -> Numbers:
        """Densities of the personas at unit vectors, shape (len(x), personas)."""
        density: Numbers = self._by_theme(x) @ self.shares.T
        return density

    def _by_theme(self, x: Vectors) -> Numbers:
        """Kernel densities of the themes at unit vectors, shape (len(x), themes)."""
        member = np.zeros((len(self.vectors), len(self.spoken.titles)))
        member[np.arange(len(self.vectors)), list(self.spoken.themes)] = 1
        density: Numbers = kernels(x, self.vectors, SHARPNESS["text"]) @ (member / np.maximum(member.sum(axis=0), 1))
        return density


def _owners(records: Records) -> list[int]:
    """The record of each text."""
    return [row for row, texts in enumerate(records.texts) for _ in texts]
