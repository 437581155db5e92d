"""Which differences between two groups of people are more than chance.

Every subject is tested by Fisher's exact test (Fisher 1935), which is exact for people shuffled between the two groups.
All tests of a comparison are corrected together, so that in at most one comparison of twenty anything at all is
reported by chance (Holm 1979, Šidák 1967; that bounds the false discovery rate too). As p values of so few people are
far apart, a test counts with the chance that it really has to come out as small (Tarone 1990, Westfall and Wolfinger
1997): what only two people say can never come out small, and so does not make it harder for the others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import hypot, prod

from interview2persona.changes import Change, Subject, Word

LEVEL = 0.05
_EQUAL = 1 + 1e-9  # p values of equal tables differ in their last digits


def changes(
    subjects: Sequence[Subject], before: frozenset[str], after: frozenset[str], level: float = LEVEL
) -> tuple[Change, ...]:
    """A change per subject, in the order given; only those whose corrected p is at most `level` have a word.

    Args:
        before, after: participant ids of the two sides; they share none.
    """
    found = [_counted(s, before, after) for s in subjects]
    possible = [_attainable(c.before[1], c.after[1], c.before[0] + c.after[0]) for c in found]
    values = corrected([c.p for c in found], possible)
    return tuple(
        replace(c, adjusted=p, able=_chance(mine[0], possible) <= level, word=_word(c) if p <= level else "")
        for c, p, mine in zip(found, values, possible, strict=True)
    )


def corrected(values: Sequence[float], possible: Sequence[Sequence[float]]) -> list[float]:
    """p values corrected step by step, the smallest first; `possible` has those that each test can have, ascending."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    out = [1.0] * len(values)
    largest = 0.0
    for place, i in enumerate(order):
        largest = max(largest, values[i], _chance(values[i], [possible[j] for j in order[place:]]))
        out[i] = min(1.0, largest)
    return out


def _chance(p: float, possible: Sequence[Sequence[float]]) -> float:
    """Chance that any test comes out at `p` or below when nothing changed, as if they were independent (Šidák 1967)."""
    return 1 - prod(1 - ps[k - 1] for ps in possible if (k := bisect_right(ps, p * _EQUAL)))


def newcombe(before: tuple[int, int], after: tuple[int, int]) -> tuple[float, float]:
    """95 % interval of the difference of two shares (Newcombe 1998, method 10, from two Wilson intervals)."""
    if not before[1] or not after[1]:
        return (-1.0, 1.0)
    (p1, low1, high1), (p2, low2, high2) = _share(*before), _share(*after)
    return (p2 - p1 - hypot(p2 - low2, high1 - p1), p2 - p1 + hypot(high2 - p2, p1 - low1))


def _counted(subject: Subject, before: frozenset[str], after: frozenset[str]) -> Change:
    earlier = (len(subject.said & before & subject.of), len(subject.of & before))
    later = (len(subject.said & after & subject.of), len(subject.of & after))
    return Change(subject, earlier, later, newcombe(earlier, later), _fisher(*earlier, *later))


def _word(change: Change) -> Word:
    if not change.before[0]:
        return "new"
    if not change.after[0]:
        return "gone"
    return "stronger" if change.difference > 0 else "weaker"


def _share(said: int, of: int) -> tuple[float, float, float]:
    from scipy.stats import binomtest

    interval = binomtest(said, of).proportion_ci(method="wilson")
    return said / of, float(interval.low), float(interval.high)


@lru_cache(maxsize=4096)
def _fisher(said_before: int, of_before: int, said_after: int, of_after: int) -> float:
    from scipy.stats import fisher_exact

    if not of_before or not of_after:
        return 1.0
    table = [[said_before, of_before - said_before], [said_after, of_after - said_after]]
    return float(fisher_exact(table).pvalue)


@lru_cache(maxsize=4096)
def _attainable(of_before: int, of_after: int, said: int) -> tuple[float, ...]:
    """The p values possible when `said` people of both sides together said something, ascending."""
    fewest, most = max(0, said - of_after), min(said, of_before)
    return tuple(sorted({_fisher(k, of_before, said - k, of_after) for k in range(fewest, most + 1)}))
