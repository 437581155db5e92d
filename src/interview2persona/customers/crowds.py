"""Customers whom no persona is about and who are like each other: perhaps a persona is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interview2persona.customers.evidence import Encode

_LEAST = 5  # customers of a crowd
_MOST = 8  # crowds
_SHARED = 3  # customers who use a word before it is shown: a name in a comment is used by one
_FAR = 0.7  # cosine distance from which groups stay apart


@dataclass(frozen=True, slots=True)
class Crowd:
    """Customers alike."""

    size: int
    words: tuple[str, ...]  # that they share and others do not
    idents: tuple[str, ...]  # of the most typical


def crowds(strangers: Sequence[tuple[str, str]], encode: Encode) -> list[Crowd]:
    """The largest groups of customers with alike words (industry and text).

    Args:
        strangers: id and words of each.
    """
    from sklearn.cluster import AgglomerativeClustering

    if len(strangers) < _LEAST:
        return []
    x = encode([words for _, words in strangers]).astype(np.float64)
    labels = AgglomerativeClustering(None, metric="cosine", linkage="average", distance_threshold=_FAR).fit_predict(x)
    groups = [np.flatnonzero(labels == k).tolist() for k in range(labels.max() + 1)]
    groups = sorted((g for g in groups if len(g) >= _LEAST), key=lambda g: (-len(g), g[0]))[:_MOST]
    found = []
    for group in groups:
        order = np.argsort(-(x[group] @ x[group].mean(axis=0)), kind="stable")[:3]
        words = _words([strangers[i][1] for i in group], [text for _, text in strangers])
        found.append(Crowd(len(group), words, tuple(strangers[group[i]][0] for i in order)))
    return found


def _words(own: Sequence[str], everybody: Sequence[str]) -> tuple[str, ...]:
    """Words of several of them, those first that are most theirs."""
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(stop_words="english", binary=True, token_pattern=r"(?u)\b[^\W\d_]{3,}\b")  # noqa: S106
    try:
        here = np.asarray(counter.fit_transform(own).sum(axis=0)).ravel()
    except ValueError:  # only stop words
        return ()
    share = here / np.maximum(np.asarray(counter.transform(everybody).sum(axis=0)).ravel(), 1)
    names = counter.get_feature_names_out()
    order = sorted(np.flatnonzero(here >= _SHARED), key=lambda i: (-here[i] * share[i], names[i]))
    return tuple(str(names[i]) for i in order[:6])
