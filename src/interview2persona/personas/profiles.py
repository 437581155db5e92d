"""What is known of each participant, ready to be compared: passages and a table of people by themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from interview2persona.model import Participant, Statement, Theme, Vectors
from interview2persona.personas import affinity
from interview2persona.personas.segments import Bags


@dataclass(frozen=True, slots=True)
class Profiles:
    """People that count, sorted by id, with what they said."""

    people: tuple[str, ...]
    bags: Bags
    attributes: Mapping[str, Mapping[str, str]]  # participant -> attribute -> value


def profiles_of(
    people: Sequence[Participant], statements: Sequence[Statement], themes: Sequence[Theme], vectors: Vectors | None
) -> Profiles:
    ids = tuple(p.participant_id for p in people)
    if vectors is None:
        vectors = np.zeros((len(statements), 1), dtype=np.float32)
    rows, owner = affinity.passages(ids, statements, vectors)
    known = {p.participant_id: {name: a.value for name, a in p.attributes.items()} for p in people}
    return Profiles(ids, Bags(rows, owner, _table(ids, statements, themes)), known)


def _table(ids: Sequence[str], statements: Sequence[Statement], themes: Sequence[Theme]) -> affinity.Matrix:
    """Statements per participant and theme, shape (people, themes)."""
    row, column = {p: i for i, p in enumerate(ids)}, {t.theme_id: i for i, t in enumerate(themes)}
    table = np.zeros((len(ids), len(column)))
    for s in statements:
        if s.participant_id in row and s.theme_id in column:
            table[row[s.participant_id], column[s.theme_id]] += 1
    return table
