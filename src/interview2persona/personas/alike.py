"""Statements that say the same: a count of people holds for a line only when they said that, not just near it."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from interview2persona.context import sums
from interview2persona.model import Statement
from interview2persona.personas.affinity import Matrix

ALIKE = 0.52  # cosine with the statement in the middle of a line from which what somebody says is counted for it
SAME_THEME = 0.1  # what a common theme adds to the cosine of what somebody else says beside a line
LARGEST = 3000  # statements of which all pairs are compared


def points(
    statements: Sequence[Statement], places: Mapping[str, Matrix], settled: frozenset[str] = frozenset()
) -> list[list[Statement]]:
    """Groups of statements of one label that make one point each, those of most people first.

    Each group is one statement and those as alike as `ALIKE` to it: a count of people is then of those who say what one
    of them says, where links from one to the next would lead on to something else. The statement that most people are
    near makes the first group, then the next among those left: greedy maximum coverage (Nemhauser et al. 1978), on the
    cosines of what statements mean in their place (`places`, unit rows by statement id); without those, themes are the
    groups. Themes in `settled`, which a person has decided on, are groups as they are.
    """
    by_theme: dict[str, list[Statement]] = {}
    free = []
    for s in statements:
        if s.theme_id and (s.theme_id in settled or not places):
            by_theme.setdefault(s.theme_id, []).append(s)
        else:
            free.append(s)
    return sorted([*by_theme.values(), *_linked(free, places)], key=_rank)


def _linked(statements: Sequence[Statement], places: Mapping[str, Matrix]) -> list[list[Statement]]:
    if len(statements) < 2 or not places:
        return [[s] for s in statements]
    if len(statements) > LARGEST:
        return _joined(statements, places)
    ordered = sorted(statements, key=lambda s: s.statement_id)
    rows = np.array([places[s.statement_id] for s in ordered])
    cosine = np.round(rows @ rows.T, 6)  # the last bits depend on what stands beside a row
    np.fill_diagonal(cosine, 1)
    people = np.unique([s.participant_id for s in ordered], return_inverse=True)[1]
    return [[ordered[i] for i in group] for group in _around_middles(cosine, people)]


def _around_middles(cosine: Matrix, people: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Rows of each group, its middle first. What a row covers only shrinks, so that old values are upper bounds."""
    near = cosine >= ALIKE
    left = np.ones(len(cosine), dtype=bool)

    def covered(middle: int) -> tuple[int, float, int]:
        inside = near[middle] & left
        return -len(np.unique(people[inside])), -round(float(cosine[middle, inside].sum()), 4), middle

    waiting = [covered(i) for i in range(len(cosine))]
    heapq.heapify(waiting)
    while waiting:
        middle = heapq.heappop(waiting)[2]
        if not left[middle]:
            continue
        now = covered(middle)
        if waiting and now > waiting[0]:
            heapq.heappush(waiting, now)
            continue
        inside = np.flatnonzero(near[middle] & left)
        left[inside] = False
        yield np.concatenate([[middle], inside[inside != middle]])


def _joined(statements: Sequence[Statement], places: Mapping[str, Matrix]) -> list[list[Statement]]:
    """The groups of a sample; each of the others joins the group whose middle it is alike, or stays on its own.

    All pairs of very many statements would take more time and memory than there is.
    """
    ordered = sorted(statements, key=lambda s: s.statement_id)
    chosen = {int(i) for i in np.random.default_rng(len(ordered)).permutation(len(ordered))[:LARGEST]}
    groups = _linked([s for i, s in enumerate(ordered) if i in chosen], places)
    middle = np.array([places[group[0].statement_id] for group in groups])
    alone = []
    for s in (s for i, s in enumerate(ordered) if i not in chosen):
        cosine = middle @ places[s.statement_id]
        best = int(cosine.argmax())
        if cosine[best] >= ALIKE:
            groups[best].append(s)
        else:
            alone.append([s])
    return groups + alone


class Others:
    """Statements among which those about the same thing as a group are looked for, one group after the other."""

    def __init__(self, statements: Sequence[Statement], places: Mapping[str, Matrix]) -> None:
        self._all, self._places = statements, places
        self._known = [s for s in statements if s.statement_id in places]
        self._rows = np.array([places[s.statement_id] for s in self._known])

    def nearest(self, group: Sequence[Statement], least: float) -> list[Statement]:
        """Those about the same thing as `group`, nearest first: as near its centre as `least`, a cosine.

        Where no place of the group is known, those with one of its themes.
        """
        themes = {s.theme_id for s in group} - {""}
        known = [self._places[s.statement_id] for s in group if s.statement_id in self._places]
        if not known:
            return [s for s in self._all if s.theme_id in themes]
        if not self._known:
            return []
        centre = np.mean(known, axis=0)
        centre /= max(float(np.linalg.norm(centre)), 1e-12)
        values = self._rows @ centre + SAME_THEME * np.array([s.theme_id in themes for s in self._known])
        values = np.round(values, 6)  # the last bits depend on what stands beside a row
        near = [(float(values[i]), self._known[i]) for i in np.flatnonzero(values >= least)]
        return [s for _, s in sorted(near, key=lambda n: (-n[0], n[1].statement_id))]


def near_most(statements: Sequence[Statement], places: Mapping[str, Matrix]) -> list[Statement]:
    """Those near which (`ALIKE`) are most of the people, in their order: fit to speak for them all.

    "Most" are two thirds of the people whom the best placed of the statements is near.
    """
    rows = _placed(statements, places)
    if rows is None or len(rows) > LARGEST:
        return list(statements)
    near = (np.round(rows @ rows.T, 6) >= ALIKE).astype(np.float32)
    owner = np.unique([s.participant_id for s in statements], return_inverse=True)[1]
    people = (near @ np.eye(owner.max() + 1, dtype=np.float32)[owner] > 0).sum(axis=1)
    return [s for s, count in zip(statements, people.tolist(), strict=True) if 3 * count >= 2 * people.max()]


def nearest_of_each(first: Statement, statements: Sequence[Statement], places: Mapping[str, Matrix]) -> list[Statement]:
    """`first`, of everybody else what is most alike to it, the most alike first, and then the rest in their order."""
    rows = _placed(statements, places)
    others = [s for s in statements if s.participant_id != first.participant_id]
    if rows is not None:
        alike = dict(
            zip([s.statement_id for s in statements], np.round(rows @ places[first.statement_id], 6), strict=True)
        )
        others.sort(key=lambda s: -alike[s.statement_id])
    chosen = {s.participant_id: s for s in reversed(others)}
    begin = [first, *(s for s in others if chosen[s.participant_id] is s)]
    placed = {s.statement_id for s in begin}
    return begin + [s for s in statements if s.statement_id not in placed]


def _placed(statements: Sequence[Statement], places: Mapping[str, Matrix]) -> Matrix | None:
    """Their rows, None where one of them has no place."""
    known = all(s.statement_id in places for s in statements)
    return np.array([places[s.statement_id] for s in statements]) if known else None


def centrality(statements: Sequence[Statement], vectors: Mapping[str, Matrix]) -> dict[str, float]:
    """Mean cosine of each statement with those of other people, 0 without vectors or other people."""
    out = {s.statement_id: 0.0 for s in statements}
    known = [s for s in statements if s.statement_id in vectors]
    _, owner, said = np.unique([s.participant_id for s in known], return_inverse=True, return_counts=True)
    if len(said) < 2:
        return out
    rows = np.array([vectors[s.statement_id] for s in known])
    own = sums(rows, owner)
    means = np.einsum("ij,ij->i", rows, own.sum(axis=0) - own[owner]) / (len(known) - said[owner])
    return out | {s.statement_id: value for s, value in zip(known, means.tolist(), strict=True)}


def _rank(group: Sequence[Statement]) -> tuple[int, int, str]:
    return (-len({s.participant_id for s in group}), -len(group), min(s.statement_id for s in group))
