"""How far two who label the same statements agree, beyond chance, with intervals and prevalence.

For two raters and one label (given or not) everything follows from four counts: both, only the first, only the second,
neither.

- Cohen's kappa (Cohen 1960, *A coefficient of agreement for nominal scales*): chance from each rater's own marginals.
- Gwet's AC1 (Gwet 2008, *Computing inter-rater reliability and its variance in the presence of high agreement*): chance
  from the mean prevalence; does not collapse when a label is rare, as kappa does (Feinstein and Cicchetti 1990).
- Krippendorff's alpha for nominal data (Krippendorff 2011, *Computing Krippendorff's alpha-reliability*): disagreement
  observed over disagreement expected; corrects for small samples, and takes more raters and gaps (`alpha`).

Intervals are percentiles of a bootstrap over statements (Efron and Tibshirani 1993).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]  # (..., 4): both, first only, second only, neither
RESAMPLES = 2000
LEVEL = 95.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A coefficient with its interval; nan where it is not defined (nobody, or everybody, gave the label)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of two raters on one label."""

    label: str
    statements: int
    prevalence: tuple[float, float]  # share of the statements that each rater gave the label
    observed: float  # share of statements on which both say the same
    kappa: Figure
    ac1: Figure
    alpha: Figure


def agreement(label: str, first: Sequence[bool], second: Sequence[bool], seed: int) -> Agreement:
    """Agreement of two raters on the same statements.

    Raises:
        ValueError: there are no statements, or not as many from both.
    """
    if len(first) != len(second) or not first:
        raise ValueError(f"two raters need the same statements, one at least (here {len(first)} and {len(second)})")
    a, b = np.array(first, dtype=bool), np.array(second, dtype=bool)
    counts = np.array([(a & b).sum(), (a & ~b).sum(), (~a & b).sum(), (~a & ~b).sum()], dtype=np.float64)
    total = int(counts.sum())
    drawn = np.random.default_rng(seed).multinomial(total, counts / total, size=RESAMPLES).astype(np.float64)
    return Agreement(
        label,
        total,
        (float(a.mean()), float(b.mean())),
        float((counts[0] + counts[3]) / total),
        _figure(kappas(counts), kappas(drawn)),
        _figure(ac1s(counts), ac1s(drawn)),
        _figure(alphas(counts), alphas(drawn)),
    )


def kappas(counts: Counts) -> Counts:
    """Cohen's kappa for each row of counts."""
    shares = counts / counts.sum(axis=-1, keepdims=True)
    first, second = shares[..., 0] + shares[..., 1], shares[..., 0] + shares[..., 2]
    return _beyond(shares[..., 0] + shares[..., 3], first * second + (1 - first) * (1 - second))


def ac1s(counts: Counts) -> Counts:
    """Gwet's AC1 for each row of counts."""
    shares = counts / counts.sum(axis=-1, keepdims=True)
    mean = shares[..., 0] + (shares[..., 1] + shares[..., 2]) / 2
    return _beyond(shares[..., 0] + shares[..., 3], 2 * mean * (1 - mean))


def alphas(counts: Counts) -> Counts:
    """Krippendorff's alpha (nominal, two raters, no gaps) for each row of counts."""
    values = 2 * counts.sum(axis=-1)
    given = 2 * counts[..., 0] + counts[..., 1] + counts[..., 2]
    expected = 2 * given * (values - given) / (values - 1) / values
    observed = (counts[..., 1] + counts[..., 2]) / counts.sum(axis=-1)
    return _ratio(expected - observed, expected)


def alpha(ratings: Sequence[Sequence[Hashable | None]]) -> float:
    """Krippendorff's alpha for nominal data: one row per unit, one value per rater, None for a gap.

    nan where fewer than two values can be compared or all are the same.
    """
    units = [[v for v in row if v is not None] for row in ratings]
    units = [u for u in units if len(u) > 1]
    names = sorted({v for u in units for v in u}, key=repr)
    table = np.array([[u.count(n) for n in names] for u in units], dtype=np.float64).reshape(len(units), len(names))
    if len(names) < 2:
        return float("nan")
    size = table.sum(axis=1)
    observed = ((size**2 - (table**2).sum(axis=1)) / (size - 1)).sum()
    totals, everything = table.sum(axis=0), table.sum()
    expected = (everything**2 - (totals**2).sum()) / (everything - 1)
    return float(1 - observed / expected)


def by_label(
    first: Mapping[str, Sequence[str]], second: Mapping[str, Sequence[str]], labels: Sequence[str], seed: int
) -> list[Agreement]:
    """Agreement per label on the statements (by id) that both labelled; none when there are none."""
    both = sorted(set(first) & set(second))
    if not both:
        return []
    return [
        agreement(label, [label in first[s] for s in both], [label in second[s] for s in both], seed)
        for label in labels
    ]


def _beyond(observed: Counts, chance: Counts) -> Counts:
    return _ratio(observed - chance, 1 - chance)


def _ratio(over: Counts, under: Counts) -> Counts:
    over, under = np.asarray(over), np.asarray(under)
    known = np.abs(under) > 1e-12
    return np.asarray(np.divide(over, under, out=np.full(over.shape, np.nan), where=known), dtype=np.float64)


def _figure(value: Counts, drawn: Counts) -> Figure:
    known = drawn[~np.isnan(drawn)]
    if np.isnan(value) or not len(known):
        return Figure(float("nan"), float("nan"), float("nan"))
    low, high = np.percentile(known, [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    return Figure(float(value), float(low), float(high))
