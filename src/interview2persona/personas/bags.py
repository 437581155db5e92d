"""What people said, as bags of statements and of passages (the statements of one turn), ready to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from interview2persona.personas.affinity import (
    Cosines,
    Matrix,
    Numbers,
    best_matches,
    kernel_means,
    kernel_of,
    shared_features,
    unit,
)

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MOST = 2500  # statements that are compared one by one; of more, passages alone


@dataclass(frozen=True, slots=True)
class Bags:
    """`rows` are unit vectors of statements (s, d), `passage` says which passage each belongs to, `owner` which person
    each passage; `themes` (s, t) counts per statement.
    """

    people: int
    rows: Matrix
    passage: Numbers
    owner: Numbers
    themes: csr_matrix

    def of(self, chosen: Sequence[int]) -> Bags:
        """The bags of some people only, in the order given."""
        place = np.full(self.people, -1)
        place[list(chosen)] = np.arange(len(chosen))
        bags = self._keeping(place[self.owner] >= 0)
        return Bags(len(chosen), bags.rows, bags.passage, place[bags.owner], bags.themes)

    def resampled(self, share: float, rng: np.random.Generator) -> Bags:
        """Some of the passages of every person, drawn without replacement."""
        kept = np.zeros(len(self.owner), dtype=bool)
        for person in range(self.people):
            own = np.flatnonzero(self.owner == person)
            if len(own):
                kept[rng.choice(own, max(1, round(share * len(own))), replace=False)] = True
        return self._keeping(kept)

    def _keeping(self, kept: NDArray[np.bool_]) -> Bags:
        inside = kept[self.passage]
        number = np.cumsum(kept) - 1
        return Bags(
            self.people,
            self.rows[inside],
            number[self.passage[inside]],
            self.owner[kept],
            self.themes[inside],
        )

    def compared(self) -> Compared:
        """Cosines around the mean of these people: what all of them talk about does not count."""
        from scipy.sparse import csc_matrix

        number = len(self.rows)
        member = csc_matrix((np.ones(number), self.passage, np.arange(number + 1)), (len(self.owner), number))
        sums = member @ self.rows
        statements = _cosines(self.rows) if number <= MOST else None
        passages = _cosines(unit(sums))
        return Compared(self, statements, passages, kernel_of(passages))


@dataclass(frozen=True, slots=True)
class Compared:
    """Bags with the cosines among their statements (None when too many) and passages."""

    bags: Bags
    statements: Cosines | None
    passages: Cosines
    kernel: Cosines

    def views(self, owner: Numbers | None = None) -> list[Matrix]:
        """Tables of people in natural units; `owner` deals the passages to other people (a study without groups)."""
        bags = self.bags
        owner = bags.owner if owner is None else owner
        speaker = owner[bags.passage]
        by_passage = best_matches(self.passages, owner, bags.people)
        return [
            by_passage,
            by_passage if self.statements is None else best_matches(self.statements, speaker, bags.people),
            kernel_means(self.kernel, owner, bags.people),
            shared_features(bags.themes, speaker, bags.people),
        ]


def _cosines(rows: Matrix) -> Cosines:
    around = np.asarray(unit(rows - rows.mean(axis=0)) if len(rows) else rows, dtype=np.float32)
    return around @ around.T
