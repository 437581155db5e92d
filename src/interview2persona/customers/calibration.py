"""How far a likelihood may be trusted, found on people of the study who were left out when it was fitted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interview2persona.customers.records import Numbers

Groups = NDArray[np.int64]
AS_IT_IS = (0.0, 1.0)
_TEMPERS = np.arange(0.0, 1.51, 0.1)
_USUAL, _WEIGHT = 0.75, 10  # what is believed of a temper before anybody is seen, and for how many people it counts
_LEAST = 8  # people held out from which belonging is calibrated


def temper(weights: Numbers, groups: Groups, people: int) -> float:
    """Temperature scaling (Guo et al. 2017): the exponent under which people held out are foretold best.

    Shrunk towards the usual one where they are few; 0 where there is nobody.

    Args:
        weights: log densities, shape (rows, personas + 1).
        groups: the true persona of each row.
        people: whom the rows are of.
    """
    if not len(groups):
        return 0.0
    rows = np.arange(len(groups))
    losses = [-np.log(_posterior(weights, t)[rows, groups]).mean() for t in _TEMPERS]
    best = float(_TEMPERS[int(np.argmin(losses))])
    return (people * best + _WEIGHT * _USUAL) / (people + _WEIGHT)


def bits(weights: Numbers, groups: Groups, exponent: float) -> float:
    """How much a data point tells of the persona: mean log2 of the probability of the true one, against a guess.

    Estimates the information from below (Barber and Agakov 2003); negative where the data point misleads.
    """
    told = _posterior(weights, exponent)[np.arange(len(groups)), groups]
    return float(np.log2(told).mean() + np.log2(weights.shape[1] - 1))


def belonging(inside: Numbers, outside: Numbers, steepest: float) -> tuple[float, float]:
    """Platt's scaling (1999) between people held out and a list of people at large; as it is where few are known.

    Returns:
        Offset and slope from a log ratio of densities to that of being one of them.
    """
    from sklearn.linear_model import LogisticRegression

    if min(len(inside), len(outside)) < _LEAST:
        return AS_IT_IS
    x = np.concatenate([ratio(inside), ratio(outside)])[:, None]
    y = np.repeat([1, 0], [len(inside), len(outside)])
    model = LogisticRegression(class_weight="balanced").fit(x, y)
    offset, slope = float(model.intercept_[0]), float(model.coef_[0, 0])
    flatter = min(1.0, steepest / max(slope, 1e-9))
    return offset * flatter, slope * flatter


def ratio(weights: Numbers) -> Numbers:
    """Log density of any persona, all alike, against that of nobody."""
    from scipy.special import logsumexp

    found: Numbers = logsumexp(weights[..., :-1], axis=-1) - np.log(weights.shape[-1] - 1) - weights[..., -1]
    return found


def _posterior(weights: Numbers, exponent: float) -> Numbers:
    """Of each persona, given that it is one of them; equally likely beforehand."""
    from scipy.special import softmax

    found: Numbers = softmax(exponent * weights[:, :-1], axis=1)
    return found
