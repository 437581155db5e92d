"""Identifiers of themes that follow their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def theme_id(statement_ids: Iterable[str]) -> str:
    """Identifier of the theme of these statements; themes never share one, as no statement is in two.

    Min-wise hashing (Broder 1997): the smallest hash of a member. When a theme changes, it keeps its identifier with
    a probability of the Jaccard similarity between before and after.
    """
    return "t1-" + min(_hash(i) for i in statement_ids)


def topic_id(theme_ids: Iterable[str]) -> str:
    """Identifier of the topic above these themes, made likewise."""
    return "p1-" + min(_hash(i) for i in theme_ids)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
