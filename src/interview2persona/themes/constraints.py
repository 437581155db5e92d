"""What people decided about themes, as the clusterer sees it: statements together, apart, or pinned to a theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs and groups of statement ids; ids that are not in the study (any more) are ignored.

    A pinned group is a theme a person made or accepted: it is kept as it is, and other statements may join it.
    Groups come first: a pair that contradicts a group, or a cannot-link that contradicts a must-link, is not kept.
    """

    must_link: frozenset[Pair] = frozenset()
    cannot_link: frozenset[Pair] = frozenset()
    pinned: tuple[frozenset[str], ...] = ()

    def roots(self, ids: Sequence[str], links: Iterable[Pair] = ()) -> Mapping[str, str]:
        """For every id the first id of the group it must stay with (union-find over `links` and must-links)."""
        parent = {i: i for i in ids}

        def root(i: str) -> str:
            while parent[i] != i:
                parent[i] = parent[parent[i]]
                i = parent[i]
            return i

        position = {i: n for n, i in enumerate(ids)}
        pinned = [(min(group), i) for group in self.pinned for i in sorted(group)]
        for left, right in [*links, *sorted(self.must_link), *pinned]:
            if left in parent and right in parent:
                a, b = sorted((root(left), root(right)), key=position.__getitem__)
                parent[b] = a
        return {i: root(i) for i in ids}
