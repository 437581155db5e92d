"""What was found of every row of a table, and of the table as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interview2persona.customers.assigner import Assigner
from interview2persona.customers.reasons import reason
from interview2persona.customers.records import Numbers, Records, joined
from interview2persona.customers.study import Finished
from interview2persona.customers.texts import Counts

NONE = "none"
LIKELY_NOBODY = 0.2  # from here on none is said: a wrong persona does four times the harm of a missing one
_REMEMBERED, _MOST_STRANGERS = 20_000, 3_000


@dataclass(frozen=True, slots=True)
class Assignment:
    """One customer. `persona` and `second` are positions in the study; `persona` is None for nobody."""

    row: int  # from 1, without the line of names
    ident: str
    persona: int | None
    probability: float  # of that persona, or that no persona is about them
    second: int  # the likeliest other persona; the same where there is only one
    second_probability: float
    reasons: str


@dataclass(frozen=True)
class Results:
    """A whole table."""

    study: Finished
    assignments: tuple[Assignment, ...]
    expected: tuple[float, ...]  # customers per persona, and of nobody: sums of probabilities
    records: Records  # without texts
    with_text: int

    @property
    def assigned(self) -> int:
        return sum(a.persona is not None for a in self.assignments)

    def of(self, persona: int | None) -> list[Assignment]:
        return [a for a in self.assignments if a.persona == persona]

    def known(self, name: str) -> int:
        """Rows that say anything about a data point."""
        return self.with_text if name == "text" else int(self.records.known(name).sum())


class Collector:
    """Weighs a table chunk by chunk; what is kept of a chunk are numbers, not its texts."""

    def __init__(self, study: Finished, assigner: Assigner) -> None:
        self._study, self._assigner = study, assigner
        self._idents: list[str] = []
        self._records: list[Records] = []
        self._weights: list[Numbers] = []
        self._topics: list[Counts] = []
        self._with_text = 0
        self._words: list[str] = []  # of the first customers, in case nobody resembles them

    def add(self, records: Records, idents: Sequence[str]) -> None:
        """`idents` are the ids as the table has them, "" where it has none."""
        self._idents += idents
        self._records.append(records.without_texts())
        self._weights.append(self._assigner.weigh(records).astype(np.float32))
        self._topics.append(self._assigner.text.topics(records))
        self._with_text += int(records.known("text").sum())
        if len(self._words) < _REMEMBERED:
            said = zip(*records.phrases.values(), records.texts, strict=True)
            self._words += [" ".join([*phrases, *texts]).strip() for *phrases, texts in said]

    def results(self) -> Results:
        """Assigns everybody, which needs the whole table."""
        weights, topics = np.concatenate(self._weights, axis=1).astype(float), np.concatenate(self._topics)
        records, probabilities = joined(self._records), self._assigner.probabilities(weights)
        known = np.any(weights != 0, axis=(0, 2))
        names = [e.attribute for e in self._assigner.evidence]
        found = []
        for row, ident in enumerate(self._idents):
            best, other = _best(probabilities[row], bool(known[row]))
            why = reason(self._study, names, records, weights[:, row], topics[row], row, best)
            why = f"was interviewed for the study itself; {why}" if ident in self._study.people.ids else why
            nobody = best == len(self._study.names)
            found.append(
                Assignment(
                    row + 1,
                    ident,
                    None if nobody else best,
                    float(probabilities[row, best]),
                    other,
                    float(probabilities[row, other]),
                    why,
                )
            )
        expected = tuple(float(v) for v in probabilities[known].sum(axis=0))
        return Results(self._study, tuple(found), expected, records, self._with_text)

    def strangers(self, results: Results) -> list[tuple[str, str]]:
        """Id and words of the first of those whom no persona is about."""
        pairs = zip(results.assignments, self._words, strict=False)
        found = [(a.ident or f"row {a.row}", words) for a, words in pairs if a.persona is None and words]
        return found[:_MOST_STRANGERS]


def _best(probabilities: Numbers, known: bool) -> tuple[int, int]:
    """The likeliest, or nobody where nobody is likely enough or nothing is known; and the likeliest other persona."""
    nobody = len(probabilities) - 1
    order = [int(k) for k in np.argsort(-probabilities, kind="stable")]
    best = order[0] if known and probabilities[nobody] < LIKELY_NOBODY else nobody
    return best, next((k for k in order if k not in (best, nobody)), best)
