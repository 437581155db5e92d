"""What is over-represented in one persona: an exact test over participants, corrected for testing many themes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

LEVEL = 0.1  # false-discovery rate; a workshop draft may be wrong once in ten


def upper_tail(inside: int, group: int, holders: int, everyone: int) -> float:
    """Probability of `inside` or more of the `holders` falling into a random group (Fisher's exact test, one-sided)."""
    from scipy.stats import hypergeom

    return float(hypergeom.sf(inside - 1, everyone, holders, group))


def discoveries(p_values: Sequence[float], level: float = LEVEL) -> list[bool]:
    """Which hypotheses are kept at the false-discovery rate `level` (Benjamini and Hochberg 1995)."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    last = max((rank for rank, i in enumerate(order, 1) if p_values[i] <= level * rank / len(order)), default=0)
    kept = set(order[:last])
    return [i in kept for i in range(len(p_values))]


def distinct(
    holders: Mapping[str, Collection[str]], groups: Mapping[str, Collection[str]], level: float = LEVEL
) -> frozenset[tuple[str, str]]:
    """(group, feature) pairs in which the feature is over-represented.

    Args:
        holders: people who have each feature (a theme, an attribute's value).
        groups: people of each persona.
        level: false-discovery rate.
    """
    everyone = {person for members in groups.values() for person in members}
    pairs, p_values = [], []
    for group, members in sorted(groups.items()):
        for feature, people in sorted(holders.items()):
            inside = len(set(people) & set(members))
            if inside >= 2:
                pairs.append((group, feature))
                p_values.append(upper_tail(inside, len(members), len(set(people) & everyone), len(everyone)))
    return frozenset(pair for pair, keep in zip(pairs, discoveries(p_values, level), strict=True) if keep)
