"""What a statement means in its place: its vector mixed with its neighbours and its question, freed of what all share.

People stay with a thing for a few sentences, and an answer is about what was asked. All statements of a study speak of
its subject, and all of a person's of that person's work; neither says which of them are about the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from interview2persona.model import Statement

Matrix = NDArray[np.float64]

NEAR = (0.5, 0.25, 0.12)  # weights of the next statements of the turn on either side
QUESTION_WEIGHT = 0.35
OWN_WEIGHT = 0.5  # how much of what a person's statements have in common is taken away, for one who said very much
FEW = 10  # statements of a person from which half of that weight holds
DIGITS = 5  # vectors are rounded: the last bits differ between machines and thread counts
BLOCK = 4096  # rows at a time
FEWEST_PEOPLE = 3  # below, what all share cannot be told from what one says


def in_place(
    statements: Sequence[Statement],
    rows: NDArray[np.floating],
    substantive: NDArray[np.bool_],
    questions: NDArray[np.floating] | None = None,
    own_weight: float = OWN_WEIGHT,
    near: Sequence[float] = NEAR,
) -> Matrix:
    """Unit rows, shape (statements, dimensions), from the vectors of what was said and, aligned, what was asked.

    `substantive` says which statements count as neighbours; rows of zeros in `questions` stand for no question. With an
    `own_weight` of 0 what is a person's own is kept: for comparing people. `near` are the weights of the neighbours.
    """
    return placed(statements, steady(rows), substantive, questions, own_weight, near)


def placed(
    statements: Sequence[Statement],
    rows: Matrix,
    substantive: NDArray[np.bool_],
    questions: NDArray[np.floating] | None = None,
    own_weight: float = OWN_WEIGHT,
    near: Sequence[float] = NEAR,
) -> Matrix:
    """The same from `steady` rows."""
    mixed = with_neighbours(statements, rows, substantive, near)
    if questions is not None:
        asked = steady(questions)
        asked *= QUESTION_WEIGHT
        mixed += asked
        shorten(mixed)
    _centre(statements, mixed, own_weight)
    return mixed


def with_neighbours(
    statements: Sequence[Statement], rows: Matrix, substantive: NDArray[np.bool_], near: Sequence[float] = NEAR
) -> Matrix:
    """Each row mixed with its substantive neighbours of the same turn, others being passed over."""
    turns: dict[tuple[str, int], list[int]] = {}
    for number in sorted(range(len(statements)), key=lambda i: (statements[i].start, statements[i].statement_id)):
        turns.setdefault((statements[number].transcript, statements[number].turn), []).append(number)
    mixed = rows.copy()
    for inside in turns.values():
        for place, number in enumerate(inside):
            before = [i for i in inside[:place][::-1] if substantive[i]][: len(near)]
            after = [i for i in inside[place + 1 :] if substantive[i]][: len(near)]
            for others in (before, after):
                for other, weight in zip(others, near, strict=False):
                    mixed[number] += weight * rows[other]
    shorten(mixed)
    return mixed


def _centre(statements: Sequence[Statement], rows: Matrix, own_weight: float) -> None:
    """Takes from rows the mean of the study and part of the mean of each person's (the former: Mu and Viswanath 2018).

    In place: at 200,000 statements a copy of the rows is 600 MB.
    """
    owners = np.array([s.participant_id for s in statements])
    people, owner, said = np.unique(owners, return_inverse=True, return_counts=True)
    if len(people) < FEWEST_PEOPLE:
        return
    rows -= rows.mean(axis=0)
    own = sums(rows, owner)
    own *= (own_weight * said / (said + FEW) / said)[:, None]
    for start in range(0, len(rows), BLOCK):
        rows[start : start + BLOCK] -= own[owner[start : start + BLOCK]]
    shorten(rows)


def sums(rows: Matrix, labels: NDArray[np.int64]) -> Matrix:
    """The rows of each label 0 .. max(labels) added up in their order; rows labelled -1 do not count."""
    from scipy.sparse import csr_matrix

    inside = np.flatnonzero(labels >= 0)
    shape = int(labels.max(initial=-1)) + 1, len(rows)
    member = csr_matrix((np.ones(len(inside)), (labels[inside], inside)), shape)
    return np.asarray(member @ rows)


def steady(rows: NDArray[np.floating]) -> Matrix:
    """Unit rows that are the same on every machine."""
    own = np.round(rows, DIGITS).astype(np.float64)
    shorten(own)
    return own


def shorten(rows: Matrix) -> None:
    """To length one, in place; rows of zeros stay."""
    for start in range(0, len(rows), BLOCK):
        some = rows[start : start + BLOCK]
        some /= np.maximum(np.linalg.norm(some, axis=-1, keepdims=True), 1e-12)
