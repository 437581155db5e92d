"""Parts of a theme that say the same: a count of people holds for a line only when they said that, not just near it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from interview2persona.model import Statement
from interview2persona.personas.affinity import Matrix

ALIKE = 0.35  # mean cosine from which statements of one theme and label are one line


def parts(statements: Sequence[Statement], vectors: Mapping[str, Matrix]) -> list[list[Statement]]:
    """Groups by average linkage on cosines, the one with most people first; one group when there are no vectors."""
    if len(statements) < 2 or any(s.statement_id not in vectors for s in statements):
        return [list(statements)] if statements else []
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    rows = np.array([vectors[s.statement_id] for s in statements])
    distance = np.round(np.clip(1 - rows @ rows.T, 0, 2), 6)
    np.fill_diagonal(distance, 0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1 - ALIKE, "distance")
    found: dict[int, list[Statement]] = {}
    for statement, label in zip(statements, labels.tolist(), strict=True):
        found.setdefault(label, []).append(statement)
    return sorted(found.values(), key=_rank)


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
