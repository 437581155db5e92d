"""Are there groups among these people, more than chance makes them, and how many?

The null model deals all passages out to the same people at random, as many to each as before: a study in which
everybody draws from one stock. Both are divided into two groups, three and more. How alike people of one group are is
set against what chance reaches with as many groups: the greatest excess tells whether there are groups at all, and the
number with the greatest gap how many (gap statistic, Tibshirani, Walther and Hastie 2001).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from interview2persona import threads
from interview2persona.personas.affinity import Matrix, Numbers, spread
from interview2persona.personas.bags import Bags
from interview2persona.personas.partition import divided, within

WEIGHTS = (0.3, 2.0, 0.3, 0.25)  # of the views: passages, statements, kernel means, themes
LOOK = 60  # permutations after which the test is looked at: most are decided by then
DOUBTFUL = (0.0165, 0.15)  # p-values that need more permutations, a third and three times that which decides
SMALLEST = 2  # people of a group


@dataclass(frozen=True, slots=True)
class Divided:
    """People divided into a number of groups: how alike those of one group are, and what chance reaches."""

    labels: Numbers  # the group of each person
    within: float
    by_chance: float
    deviations: float  # by which it exceeds chance, in standard deviations of what chance reaches

    @property
    def gap(self) -> float:
        return self.within - self.by_chance


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """`p_value` is the share of studies without groups in which some number of groups exceeds chance as much."""

    p_value: float
    by_size: Mapping[int, Divided]

    @property
    def best(self) -> int:
        """The number of groups that exceeds chance most, none of them smaller than `SMALLEST`; 1 if there is none."""
        fit = {n: d.gap for n, d in self.by_size.items() if np.bincount(d.labels, minlength=n).min() >= SMALLEST}
        return max(fit, key=lambda n: (round(fit[n], 9), -n), default=1)


def heterogeneity(
    bags: Bags, permutations: int, seed: int, sizes: Sequence[int], *, test: bool = True
) -> Heterogeneity:
    """Divides the people of `bags` into each of `sizes` groups. With no permutations the p-value is 1.

    As many permutations are made as the p-value needs to be clear, at most `permutations` (sequential Monte Carlo
    p-values, Besag and Clifford 1991); without a `test` they only tell how much each view weighs.
    """
    rng = np.random.default_rng(seed)
    compared = bags.compared()
    views = compared.views()
    nulls: list[list[Matrix]] = []
    while True:
        more = min(LOOK, permutations - len(nulls))
        nulls += threads.each(compared.views, [rng.permutation(bags.owner) for _ in range(more)])
        result = _tested(views, nulls, sizes)
        clear = not test or not DOUBTFUL[0] < result.p_value < DOUBTFUL[1]
        if len(nulls) == permutations or clear:
            return result


def _tested(views: list[Matrix], nulls: list[list[Matrix]], sizes: Sequence[int]) -> Heterogeneity:
    noise = [_noise([null[k] for null in nulls], view) for k, view in enumerate(views)]
    tables = np.stack([_sum(some, noise) for some in (views, *nulls)])
    labels = divided(tables, sizes)
    reached = np.stack([within(tables, labels[size]) for size in sizes])  # (sizes, tables)
    chance = reached[:, 1:]
    mean = chance.mean(axis=1) if nulls else np.zeros(len(sizes))
    size = np.maximum(chance.std(axis=1), 1e-9) if nulls else np.ones(len(sizes))
    excess = (reached - mean[:, None]) / size[:, None]
    most = excess.max(axis=0)
    p_value = (1 + int((most[1:] >= most[0]).sum())) / len(most)
    by_size = {
        number: Divided(labels[number][0], float(reached[k, 0]), float(mean[k]), float(excess[k, 0]))
        for k, number in enumerate(sizes)
    }
    return Heterogeneity(p_value, by_size)


def _noise(nulls: list[Matrix], view: Matrix) -> float:
    """Spread of a view under the null model: views that chance moves much weigh little."""
    size = float(np.sqrt(np.mean([spread(null) ** 2 for null in nulls]))) if nulls else spread(view)
    return size if size > 1e-9 else np.inf


def _sum(views: list[Matrix], noise: list[float]) -> Matrix:
    return np.asarray(sum(w * view / size for w, view, size in zip(WEIGHTS, views, noise, strict=True)))
