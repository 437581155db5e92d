"""People and customers in one shape, a column per characteristic, so that one is compared with the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from interview2persona import characteristics

PHRASES = ("industry",)
WORDS = ("job_title", *characteristics.LISTS)
ATTRIBUTES = (*WORDS[:1], *PHRASES, *characteristics.NUMBERS, *WORDS[1:])
OTHER_JOB = frozenset({"other"})
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Records:
    """`ids` in order; every other field has a value per id. Empty sets, empty texts and NaN mean: not known."""

    ids: tuple[str, ...]
    numbers: Mapping[str, Numbers]
    words: Mapping[str, tuple[frozenset[str], ...]]
    phrases: Mapping[str, tuple[str, ...]]
    texts: tuple[tuple[str, ...], ...]

    def known(self, attribute: str) -> NDArray[np.bool_]:
        """Who of them says anything about an attribute, or "text"."""
        if attribute in self.numbers:
            return ~np.isnan(self.numbers[attribute])
        values = self.texts if attribute == "text" else self.words.get(attribute) or self.phrases.get(attribute)
        return np.array([bool(v) for v in values or [()] * len(self.ids)], dtype=bool)

    def without_texts(self) -> Records:
        return replace(self, texts=((),) * len(self.ids))


def records(
    ids: Sequence[str], cells: Mapping[str, Sequence[str]], texts: Sequence[Sequence[str]], year: int, *, titles: bool
) -> Records:
    """Records from cells of text by attribute; attributes without cells are known of nobody.

    Args:
        titles: cells of job_title are titles, so that one of no known kind is a job of another kind; participants
            rather describe what they do, and an unknown description says nothing.
    """
    count = len(ids)
    return Records(
        tuple(ids),
        {
            name: np.array([_number(name, cell, year) for cell in cells.get(name, [""] * count)], dtype=np.float64)
            for name in characteristics.NUMBERS
        },
        {name: tuple(_words(name, cell, titles) for cell in cells.get(name, [""] * count)) for name in WORDS},
        {name: tuple(characteristics.phrase(cell) for cell in cells.get(name, [""] * count)) for name in PHRASES},
        tuple(tuple(t for text in row if (t := characteristics.phrase(text))) for row in texts),
    )


def _number(name: str, cell: str, year: int) -> float:
    value = characteristics.number(name, cell, year)
    return np.nan if value is None else value


def _words(name: str, cell: str, titles: bool) -> frozenset[str]:
    if name != "job_title":
        return characteristics.items(cell)
    found = characteristics.jobs(cell)
    return found or (OTHER_JOB if titles and cell.strip() else frozenset())


def joined(parts: Sequence[Records]) -> Records:
    """The records of several chunks as one."""
    first = parts[0]
    return Records(
        tuple(i for p in parts for i in p.ids),
        {name: np.concatenate([p.numbers[name] for p in parts]) for name in first.numbers},
        {name: tuple(v for p in parts for v in p.words[name]) for name in first.words},
        {name: tuple(v for p in parts for v in p.phrases[name]) for name in first.phrases},
        tuple(t for p in parts for t in p.texts),
    )
