"""What is known of each participant, ready to be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from interview2persona.context import shorten
from interview2persona.model import Participant, Statement, Theme
from interview2persona.personas.affinity import Numbers
from interview2persona.personas.bags import Bags

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

DIGITS = 5  # vectors are rounded: their last bits differ between machines


@dataclass(frozen=True, slots=True)
class Profiles:
    """People that count, sorted by id, with what they said."""

    people: tuple[str, ...]
    bags: Bags
    attributes: Mapping[str, Mapping[str, str]]  # participant -> attribute -> value
    words: Mapping[str, int]  # participant -> words in statements


def profiles_of(
    people: Sequence[Participant],
    statements: Sequence[Statement],
    themes: Sequence[Theme],
    vectors: NDArray[np.floating] | None,
) -> Profiles:
    """Profiles from the labelled statements of `people`, facts about themselves among them."""
    ids = tuple(p.participant_id for p in people)
    known = {p.participant_id: {name: a.value for name, a in p.attributes.items()} for p in people}
    used = [i for i, s in enumerate(statements) if s.participant_id in known and s.labels]
    used.sort(key=lambda i: (statements[i].transcript, statements[i].start, statements[i].statement_id))
    own = [statements[i] for i in used]
    passage, owner = _passages(own, ids)
    rows = np.zeros((len(own), 1)) if vectors is None else vectors[used].astype(np.float64, copy=False)
    np.round(rows, DIGITS, out=rows)
    shorten(rows)  # in place: of a large study they are half a gigabyte
    bags = Bags(
        people=len(ids),
        rows=rows,
        passage=passage,
        owner=owner,
        themes=_themes(own, themes),
    )
    spoken = dict.fromkeys(ids, 0)
    for s in statements:
        if s.participant_id in spoken:
            spoken[s.participant_id] += len(s.text.split())
    return Profiles(ids, bags, known, spoken)


def _passages(statements: Sequence[Statement], ids: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Number of the passage of each statement, and the person of each passage."""
    row = {person: i for i, person in enumerate(ids)}
    numbers: dict[tuple[str, str, int], int] = {}
    passage = [numbers.setdefault((s.participant_id, s.transcript, s.turn), len(numbers)) for s in statements]
    return np.array(passage, dtype=np.int64), np.array([row[key[0]] for key in numbers], dtype=np.int64)


def _themes(statements: Sequence[Statement], themes: Sequence[Theme]) -> csr_matrix:
    from scipy.sparse import csr_matrix

    column = {t.theme_id: i for i, t in enumerate(themes)}
    cells = [(row, column[s.theme_id]) for row, s in enumerate(statements) if s.theme_id in column]
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    return csr_matrix((np.ones(len(cells)), (rows, columns)), (len(statements), len(column)))
