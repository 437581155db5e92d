"""Who they are, as a page says it: attributes by their names, without values that were replaced throughout."""

from __future__ import annotations

import re
from collections.abc import Mapping

_REPLACED = re.compile(r"\[[A-Z]+ \d+\]")
_SAYS = re.compile(r"[^\W\d_]{2,}|\d")


def readable(facts: Mapping[str, str]) -> dict[str, str]:
    """Facts of a persona by their names in words; those that say nothing once names were replaced are left out."""
    named = {name.replace("_", " ").capitalize(): value for name, value in facts.items()}
    return {name: value for name, value in named.items() if _SAYS.search(_REPLACED.sub("", value.split(" — ")[0]))}
