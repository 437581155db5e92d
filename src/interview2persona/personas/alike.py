"""Statements that say the same: a count of people holds for a line only when they said that, not just near it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from interview2persona.model import Statement
from interview2persona.personas.affinity import Matrix, unit

ALIKE = 0.36  # mean cosine from which statements of one label are one line
SAME_THEME = 0.1  # what a common theme adds to the cosine of what somebody else says beside a line
LARGEST = 3000  # statements of which all pairs are compared


def points(
    statements: Sequence[Statement], places: Mapping[str, Matrix], settled: frozenset[str] = frozenset()
) -> list[list[Statement]]:
    """Groups of statements of one label that make one point each, those of most people first.

    Average linkage on the cosines of what statements mean in their place (`places`, unit rows by statement id); without
    those, themes are the groups. Themes in `settled`, which a person has decided on, are groups as they are.
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
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    rows = np.array([places[s.statement_id] for s in statements])
    distance = np.round(np.clip(1 - rows @ rows.T, 0, 2), 6)
    np.fill_diagonal(distance, 0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1 - ALIKE, "distance")
    found: dict[int, list[Statement]] = {}
    for statement, label in zip(statements, labels.tolist(), strict=True):
        found.setdefault(label, []).append(statement)
    return list(found.values())


def _joined(statements: Sequence[Statement], places: Mapping[str, Matrix]) -> list[list[Statement]]:
    """The groups of a sample; each of the others joins the group whose centre it is alike, or stays on its own.

    All pairs of very many statements would take more time and memory than there is.
    """
    ordered = sorted(statements, key=lambda s: s.statement_id)
    chosen = {int(i) for i in np.random.default_rng(len(ordered)).permutation(len(ordered))[:LARGEST]}
    groups = _linked([s for i, s in enumerate(ordered) if i in chosen], places)
    middle = unit(np.array([np.mean([places[s.statement_id] for s in group], axis=0) for group in groups]))
    alone = []
    for s in (s for i, s in enumerate(ordered) if i not in chosen):
        cosine = middle @ places[s.statement_id]
        best = int(cosine.argmax())
        if cosine[best] >= ALIKE:
            groups[best].append(s)
        else:
            alone.append([s])
    return groups + alone


def nearest(
    group: Sequence[Statement], others: Sequence[Statement], places: Mapping[str, Matrix], least: float
) -> list[Statement]:
    """Those of `others` about the same thing as `group`, nearest first: as near its centre as `least`, a cosine.

    A statement of which no place is known is about the same thing when it has a theme of the group.
    """
    themes = {s.theme_id for s in group} - {""}
    known = [places[s.statement_id] for s in group if s.statement_id in places]
    if not known:
        return [s for s in others if s.theme_id in themes]
    centre = np.mean(known, axis=0)
    centre /= max(float(np.linalg.norm(centre)), 1e-12)
    valued = [
        (float(places[s.statement_id] @ centre) + SAME_THEME * (s.theme_id in themes), s)
        for s in others
        if s.statement_id in places
    ]
    near = [(value, s) for value, s in valued if value >= least]
    return [s for _, s in sorted(near, key=lambda n: (-round(n[0], 6), n[1].statement_id))]


def centrality(statements: Sequence[Statement], vectors: Mapping[str, Matrix]) -> dict[str, float]:
    """Mean cosine of each statement with those of other people, 0 without vectors or other people."""
    out = {}
    for s in statements:
        others = [
            float(vectors[s.statement_id] @ vectors[o.statement_id])
            for o in statements
            if o.participant_id != s.participant_id and o.statement_id in vectors and s.statement_id in vectors
        ]
        out[s.statement_id] = float(np.mean(others)) if others else 0.0
    return out


def _rank(group: Sequence[Statement]) -> tuple[int, int, str]:
    return (-len({s.participant_id for s in group}), -len(group), min(s.statement_id for s in group))
