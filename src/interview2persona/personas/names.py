"""Fictitious names that claim neither gender nor origin nor age: words of nature, used as people's names everywhere.

Identifier and name of a persona hang on the member with the smallest hash (MinHash, Broder 1997): when people join or
leave, they change only as often as the membership itself does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence

NAMES = (
    "Alder", "Ash", "Aspen", "Bay", "Birch", "Bramble", "Breeze", "Brook", "Cedar", "Cloud", "Clover",
    "Cove", "Cypress", "Delta", "Dune", "Ember", "Fennel", "Field", "Finch", "Flint",
    "Garnet", "Ginkgo", "Grove", "Harbour", "Heron", "Indigo", "Kestrel", "Lake",
    "Larch", "Lark", "Linden", "Lotus", "Maple", "Marsh", "Meadow", "Mint", "Moss", "Nettle", "Nutmeg", "Oak", "Ocean",
    "Onyx", "Pebble", "Pepper", "Pine", "Plover", "Quartz", "Quill", "Rain", "Reed", "Ridge", "River", "Robin",
    "Rowan", "Rush", "Sage", "Shore", "Sky", "Slate", "Snow", "Sorrel", "Sparrow", "Spruce", "Storm", "Swift",
    "Teal", "Thistle", "Thyme", "Tide", "Topaz", "Vale", "Wave", "Wren", "Yarrow", "Zephyr",
)  # fmt: skip


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def anchor(members: Iterable[str]) -> str:
    """The member whose hash is smallest."""
    return min(members, key=lambda m: (_hash(m), m))


def persona_id(members: Iterable[str]) -> str:
    return f"persona-{_hash(anchor(members)):016x}"[:16]


def assign(groups: Sequence[Collection[str]], taken: Collection[str]) -> list[str]:
    """A name for each group of people, none twice and none of `taken` (words of participants' names, any case)."""
    banned = {word.casefold() for word in taken}
    free = [name for name in NAMES if name.casefold() not in banned] or list(NAMES)
    chosen: dict[int, str] = {}
    for index in sorted(range(len(groups)), key=lambda i: anchor(groups[i])):
        start = _hash("name:" + anchor(groups[index])) % len(free)
        turn = [free[(start + step) % len(free)] for step in range(len(free))]
        left = [name for name in turn if name not in chosen.values()]
        chosen[index] = left[0] if left else f"{turn[0]} {index + 1}"
    return [chosen[i] for i in range(len(groups))]
