"""Which differences between two groups of people are more than chance.

Every subject is tested by Fisher's exact test (Fisher 1935), which is exact for people shuffled between the two groups.
All tests of a comparison are corrected together for the false discovery rate (Benjamini and Hochberg 1995), after those
have been set aside that could not show a change whatever the result (Tarone 1990, Gilbert 2005): a theme of two people
never can, and should not make it harder for the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import hypot

from interview2persona.changes import Change, Subject, Word

LEVEL = 0.05


def changes(
    subjects: Sequence[Subject], before: frozenset[str], after: frozenset[str], level: float = LEVEL
) -> tuple[Change, ...]:
    """A change per subject, in the order given; only those whose false discovery rate is at most `level` have a word.

    Args:
        before, after: participant ids of the two sides; they share none.
    """
    from scipy.stats import false_discovery_control

    found = [_counted(s, before, after) for s in subjects]
    least = [_least(c.before[1], c.after[1], c.before[0] + c.after[0]) for c in found]
    able = testable(least, level)
    rates = false_discovery_control([found[i].p for i in able]) if able else []
    for i, rate in zip(able, rates, strict=True):
        found[i] = replace(found[i], q=float(rate), word=_word(found[i]) if rate <= level else "")
    return tuple(found)


def testable(least: Sequence[float], level: float = LEVEL) -> list[int]:
    """Positions of the tests worth making, from the smallest p that each could reach (Tarone's and Gilbert's rule)."""
    for count in range(1, len(least) + 1):
        able = [i for i, p in enumerate(least) if p <= level / count]
        if len(able) <= count:
            return able
    return []


def newcombe(before: tuple[int, int], after: tuple[int, int]) -> tuple[float, float]:
    """95 % interval of the difference of two shares (Newcombe 1998, method 10, from two Wilson intervals)."""
    if not before[1] or not after[1]:
        return (-1.0, 1.0)
    (p1, low1, high1), (p2, low2, high2) = _share(*before), _share(*after)
    return (p2 - p1 - hypot(p2 - low2, high1 - p1), p2 - p1 + hypot(high2 - p2, p1 - low1))


def _counted(subject: Subject, before: frozenset[str], after: frozenset[str]) -> Change:
    earlier = (len(subject.said & before & subject.of), len(subject.of & before))
    later = (len(subject.said & after & subject.of), len(subject.of & after))
    return Change(subject, earlier, later, newcombe(earlier, later), _fisher(*earlier, *later), None)


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


def _least(of_before: int, of_after: int, said: int) -> float:
    """The smallest p possible when `said` people of both sides together said something."""
    fewest, most = max(0, said - of_after), min(said, of_before)
    return min(_fisher(k, of_before, said - k, of_after) for k in {fewest, most})
