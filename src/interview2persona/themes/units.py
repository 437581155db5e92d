"""What is clustered: statements with their context, those that must stay together joined into one unit."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interview2persona.context import BLOCK, placed, shorten, steady
from interview2persona.model import LABELS, Statement, Vectors
from interview2persona.themes.constraints import Constraints
from interview2persona.themes.filler import substantive
from interview2persona.themes.geometry import Matrix, Numbers, unit

LABEL_WEIGHT = 0.4  # a pain and a goal about the same thing are two findings, but near to each other


@dataclass(frozen=True, slots=True)
class Units:
    """`points` and `plain` have one unit row per unit; `unit_of` says which unit each statement belongs to."""

    points: Matrix  # with context and labels: what is clustered
    context: Matrix  # with context alone: what membership is measured by, as labels may be missing
    plain: Matrix | None  # before neighbours are mixed in, where that is asked for: what a codebook is filled by
    unit_of: Numbers  # shape (statements,)
    people: tuple[frozenset[str], ...]
    filler: NDArray[np.bool_]  # says nothing
    substantive: NDArray[np.bool_]  # says something about a theme; the others never found one


def build(
    statements: Sequence[Statement],
    vectors: Vectors,
    filler: NDArray[np.bool_],
    constraints: Constraints,
    questions: Vectors | None = None,
    *,
    plain_too: bool = False,
) -> Units:
    """Units of `statements`: those with the same words, and those that must be together, become one."""
    plain = steady(vectors)  # of a large study this is half a gigabyte, as are points and context
    founding = substantive(statements, filler)
    unit_of = _groups(statements, plain, constraints)
    context = placed(statements, plain, founding, questions)
    kept = _pool(plain, unit_of) if plain_too else None
    del plain
    points = _pool(with_labels(statements, context), unit_of)
    count = int(unit_of.max(initial=-1)) + 1
    people: list[set[str]] = [set() for _ in range(count)]
    empty, says = np.ones(count, dtype=bool), np.zeros(count, dtype=bool)
    for number, (statement, owner) in enumerate(zip(statements, unit_of, strict=True)):
        people[owner].add(statement.participant_id)
        says[owner] |= founding[number]
        empty[owner] &= filler[number]
    return Units(points, _pool(context, unit_of), kept, unit_of, tuple(map(frozenset, people)), empty, says)


def with_labels(statements: Sequence[Statement], rows: Matrix) -> Matrix:
    """Rows with the labels, by their probability where that is known, as further coordinates of a small weight."""
    marks = np.array([[s.probabilities.get(x, float(x in s.labels)) for x in LABELS] for s in statements])
    both = np.hstack([rows, LABEL_WEIGHT * unit(marks.reshape(len(rows), len(LABELS)))])
    shorten(both)
    return both


def _pool(rows: Matrix, unit_of: Numbers) -> Matrix:
    """The unit sum of the rows of each unit, in the place of `rows`. Units are numbered as they first appear."""
    first = np.unique(unit_of, return_index=True)[1]
    further = np.ones(len(rows), dtype=bool)
    further[first] = False
    for row in np.flatnonzero(further):
        rows[first[unit_of[row]]] += rows[row]
    for start in range(0, len(first), BLOCK):  # a unit's first row never stands before its number
        some = first[start : start + BLOCK]
        rows[start : start + len(some)] = rows[some]
    pooled = rows[: len(first)]
    shorten(pooled)
    return pooled


def _groups(statements: Sequence[Statement], plain: Matrix, constraints: Constraints) -> Numbers:
    """Number of the unit of each statement, in order of first appearance."""
    words: dict[str, str] = {}
    seen: dict[bytes, str] = {}  # by a digest: the vectors themselves would be half a gigabyte of a large study
    links = [(words.setdefault(same_words(s.text), s.statement_id), s.statement_id) for s in statements]
    digests = (hashlib.blake2b(row.tobytes(), digest_size=16).digest() for row in plain)
    links += [(seen.setdefault(d, s.statement_id), s.statement_id) for s, d in zip(statements, digests, strict=True)]
    root = constraints.roots([s.statement_id for s in statements], links)
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(root[s.statement_id], len(numbers)) for s in statements], dtype=np.int64)


def same_words(text: str) -> str:
    """Key under which texts count as identical: letters and digits alone, without case."""
    return "".join(c for c in text.casefold() if c.isalnum()) or text
