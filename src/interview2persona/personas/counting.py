"""Intervals and probabilities for numbers counted over people."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np

Z95 = 1.959963984540054


def wilson(said: int, of: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson, Journal of the American Statistical Association 22, 1927).

    Holds its level at the very small numbers of an interview study, where the usual interval does not.
    """
    if of == 0:
        return (0.0, 1.0)
    share, extra = said / of, Z95 * Z95 / of
    centre = share + extra / 2
    half = Z95 * sqrt(share * (1 - share) / of + extra / (4 * of))
    return (max(0.0, (centre - half) / (1 + extra)), min(1.0, (centre + half) / (1 + extra)))


def at_least_half(probabilities: Sequence[float]) -> float:
    """Probability that half or more of independent events happen (Poisson binomial distribution)."""
    odds = np.array([1.0])
    for p in probabilities:
        odds = np.convolve(odds, [1 - p, p])
    return float(odds[(len(probabilities) + 1) // 2 :].sum())
