"""Two groups of people who were asked about the same things become the list of what changed between them.

Nothing here knows where the groups come from: two dates, two markets, or two states of a study.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["theme", "claim", "persona"]
Word = Literal["new", "gone", "stronger", "weaker", ""]


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that people say, or are: which of those who could have said it did."""

    kind: Kind
    key: str
    title: str
    said: frozenset[str]  # participant ids
    of: frozenset[str]
    persona: str = ""  # name of the persona whose claim it is


@dataclass(frozen=True, slots=True)
class Change:
    """How often a subject was met on both sides, and whether the difference is more than chance."""

    subject: Subject
    before: tuple[int, int]  # people who said it, people who could have
    after: tuple[int, int]
    interval: tuple[float, float]  # of the difference of shares, after - before, 95 %
    p: float  # Fisher's exact test, two-sided
    adjusted: float = 1.0  # p corrected for everything else that was tested
    able: bool = False  # whether any result could have shown a change, with so few people
    word: Word = ""  # "": no change is shown

    @property
    def difference(self) -> float:
        """Share after less share before, -1 to 1; 0 when one side has nobody."""
        if not self.before[1] or not self.after[1]:
            return 0.0
        return self.after[0] / self.after[1] - self.before[0] / self.before[1]


@dataclass(frozen=True, slots=True)
class Match:
    """Two personas taken for the same one; "" where one has no counterpart."""

    before: str
    after: str
    similarity: float  # shared people (Jaccard), or correlation of what their people speak of
