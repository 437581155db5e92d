"""Units become clusters: what people pinned first, then the codebook, then what the clusterer finds in the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interview2persona.model import Statement
from interview2persona.settings import Settings
from interview2persona.themes import Clustering
from interview2persona.themes.cluster import cluster, stability
from interview2persona.themes.codebook import Codebook
from interview2persona.themes.constraints import Constraints
from interview2persona.themes.geometry import Matrix, Numbers, centres, nearest
from interview2persona.themes.units import Units

LARGEST = 6000  # units clustered at once; of more a sample is, and the others join the nearest centre
JOINS_PINNED = 25.0  # per cent: who is nearer to a pinned theme than its outer quarter joins it


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a cluster before it has words."""

    title: str = ""
    definition: str = ""
    status: str = "draft"


@dataclass(frozen=True, slots=True)
class Partition:
    """`labels` per unit, -1 for units in no cluster; `given` per cluster; `stability` per cluster, nan if unknown."""

    labels: Numbers
    fixed: NDArray[np.bool_]  # units a person placed
    given: tuple[Given, ...]
    stability: NDArray[np.float64]
    method: Mapping[str, Any] = field(default_factory=dict)
    alone: tuple[frozenset[str], ...] = ()  # people of each cluster that was dissolved, being of too few people


def partition(
    units: Units,
    statements: Sequence[Statement],
    settings: Settings,
    constraints: Constraints,
    codebook: Codebook | None,
) -> Partition:
    """Clusters of the substantive units, numbered pinned first, then seeded, then found."""
    place = {s.statement_id: int(u) for s, u in zip(statements, units.unit_of, strict=True)}
    labels, given = _pinned(len(units.people), constraints, place)
    fixed = labels >= 0
    labels = _joined(units, labels)
    if codebook:
        if units.plain is None:
            raise ValueError("A codebook is filled by plain vectors: units.build(plain_too=True).")
        filled = codebook.fill(units.plain, settings.themes.codebook_similarity)
        labels, given = _seeded(units, labels, given, filled, codebook)
    rest = np.flatnonzero(units.substantive & (labels < 0))
    found, result, jaccard = _found(units, rest, settings)
    labels[rest] = np.where(found >= 0, found + len(given), -1)
    count = int(found.max(initial=-1)) + 1
    labels = _apart(units.points, labels, fixed, constraints, place)
    unknown = np.full(len(given), np.nan)
    method = {"units": len(rest), "clustered": len(result.labels), **result.method}
    return Partition(
        labels, fixed, (*given, *[Given()] * count), np.concatenate([unknown, jaccard]), method, result.alone
    )


def _pinned(size: int, constraints: Constraints, place: Mapping[str, int]) -> tuple[Numbers, list[Given]]:
    given: list[Given] = []
    labels = np.full(size, -1, dtype=np.int64)
    for group in sorted(constraints.pinned, key=sorted):
        inside = [place[i] for i in sorted(group) if i in place and labels[place[i]] < 0]
        if inside:
            labels[inside] = len(given)
            given.append(Given(status="pinned"))
    return labels, given


def _joined(units: Units, labels: Numbers) -> Numbers:
    """Pinned themes with the substantive units that are as near to them as their own."""
    middle = centres(units.points, labels)
    near, cosine = nearest(units.points, middle)
    for number in range(len(middle)):
        own = cosine[labels == number]
        joins = (labels < 0) & (near == number) & units.substantive & (cosine >= np.percentile(own, JOINS_PINNED))
        labels = np.where(joins, number, labels)
    return labels


def _seeded(
    units: Units, labels: Numbers, given: Sequence[Given], filled: Numbers, codebook: Codebook
) -> tuple[Numbers, list[Given]]:
    out = list(given)
    for number, code in enumerate(codebook.codes):
        inside = (filled == number) & (labels < 0) & units.substantive
        if inside.any():
            labels = np.where(inside, len(out), labels)
            out.append(Given(code.title, code.description, "seeded"))
    return labels, out


def _found(units: Units, rest: Numbers, settings: Settings) -> tuple[Numbers, Clustering, NDArray[np.float64]]:
    """Clusters 0 .. k-1 of the units in `rest`, how they were found (in a sample), and their stability."""
    if not len(rest):
        return rest, Clustering(rest, {}), np.empty(0)
    least = min(settings.themes.min_participants, len(frozenset().union(*units.people)))
    settings = settings.with_changes({"themes.min_participants": least})
    chosen = np.random.default_rng(settings.seed).permutation(len(rest))[:LARGEST]
    sample = rest[np.sort(chosen)]
    points, people = units.points[sample], [units.people[i] for i in sample]
    result = cluster(points, units.context[sample], people, settings)
    jaccard = stability(points, people, result, settings)
    joined, _cosine = nearest(units.points, centres(points, result.labels), rest)
    joined[np.searchsorted(rest, sample)] = result.labels
    return joined, result, jaccard


def _apart(
    points: Matrix, labels: Numbers, fixed: NDArray[np.bool_], constraints: Constraints, place: Mapping[str, int]
) -> Numbers:
    """Labels with the less typical unit of every cannot-link pair moved to its second nearest cluster."""
    middle = centres(points, labels)
    for left, right in sorted(constraints.cannot_link):
        pair = [place[i] for i in (left, right) if i in place]
        if len(pair) < 2 or pair[0] == pair[1] or labels[pair[0]] != labels[pair[1]] or labels[pair[0]] < 0:
            continue
        loose = [i for i in pair if not fixed[i]]
        if loose:
            mover = min(loose, key=lambda i: float(points[i] @ middle[labels[i]]))
            order = [int(k) for k in np.argsort(-(points[mover] @ middle.T), kind="stable") if k != labels[mover]]
            labels[mover] = order[0] if order else -1
    return labels
