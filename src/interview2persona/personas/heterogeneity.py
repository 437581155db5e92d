"""Are some of these people alike in what they say, more than chance makes them?

The null model deals all passages out to the same people at random, as many to each as before: a study in which
everybody draws from one stock. If the similarities of pairs spread wider than in such studies, there are groups. The
spread over all pairs is tested, not the quality of some partition, which in a study of ten people chance reaches too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interview2persona import threads
from interview2persona.personas.affinity import Matrix, scaled, spread, with_friends
from interview2persona.personas.bags import Bags, Compared

WEIGHTS = (0.3, 2.0, 0.3, 2.0)  # of the views: passages, statements, kernel means, themes
LOOK = 60  # permutations after which the test is looked at: most are decided by then
DOUBTFUL = (0.0165, 0.3)  # p-values that need more permutations, a third and three times those that decide something
ROLES = 0.5  # weight of stated roles beside what was said; they help to divide, never to decide that there are groups


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """`excess` is the spread of similarities in units of the null model's; `p_value` its share that spreads so wide."""

    excess: float
    p_value: float
    similarity: Matrix  # people by people, unit spread, what was said together with stated roles


def heterogeneity(bags: Bags, permutations: int, seed: int) -> Heterogeneity:
    """Tests the people of `bags`. With no permutations the views count as they are, and the p-value is 1.

    As many permutations are made as the p-value needs to be clear, at most `permutations` (sequential Monte Carlo
    p-values, Besag and Clifford 1991).
    """
    rng = np.random.default_rng(seed)
    compared = bags.compared()
    views = compared.views()
    nulls: list[list[Matrix]] = []
    while True:
        more = min(LOOK, permutations - len(nulls))
        nulls += threads.each(compared.views, [rng.permutation(bags.owner) for _ in range(more)])
        result = _tested(compared, views, nulls)
        if len(nulls) == permutations or not DOUBTFUL[0] < result.p_value < DOUBTFUL[1]:
            return result


def _tested(compared: Compared, views: list[Matrix], nulls: list[list[Matrix]]) -> Heterogeneity:
    noise = [_noise([null[k] for null in nulls], view) for k, view in enumerate(views)]
    found = _sum(views, noise)
    chance = [spread(_sum(null, noise)) for null in nulls]
    typical = float(np.sqrt(np.mean(np.square(chance)))) if chance else 1.0
    p_value = (1 + sum(c >= spread(found) for c in chance)) / (1 + len(chance))
    return Heterogeneity(spread(found) / max(typical, 1e-9), p_value, _similarity(found, compared))


def _noise(nulls: list[Matrix], view: Matrix) -> float:
    """Spread of a view under the null model: views that chance moves much weigh little."""
    size = float(np.sqrt(np.mean([spread(null) ** 2 for null in nulls]))) if nulls else spread(view)
    return size if size > 1e-9 else np.inf


def _sum(views: list[Matrix], noise: list[float]) -> Matrix:
    return np.asarray(sum(w * view / size for w, view, size in zip(WEIGHTS, views, noise, strict=True)))


def _similarity(said: Matrix, compared: Compared) -> Matrix:
    return with_friends(scaled(scaled(said) + ROLES * compared.roles))
