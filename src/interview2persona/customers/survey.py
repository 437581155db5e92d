"""The fewest questions that tell the personas apart: a small decision tree on what participants stated.

A typing tool in the sense of market segmentation; trees by CART (Breiman et al. 1984). Expected accuracy is
leave-one-out over participants, the choice of the size of the tree included.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from interview2persona.customers.records import Numbers
from interview2persona.customers.study import Finished

_SIZES = (2, 3, 4, 5, 6, 8)  # leaves
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Feature:
    """One question: a number, or whether a word fits."""

    attribute: str
    word: str = ""  # "" for a number


@dataclass(frozen=True, slots=True)
class Leaf:
    """An end of the tree: how many participants of each persona come out there."""

    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A question; who answers `no` (or less) goes `below`. `missing_below`: where those go who do not answer."""

    feature: Feature
    threshold: float
    below: Split | Leaf
    above: Split | Leaf
    missing_below: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """A typing tool with what may be expected of it."""

    tree: Split | Leaf
    right: int  # participants put right when left out of the making
    of: int
    chance: int  # participants put right by always naming the largest persona

    @property
    def questions(self) -> tuple[Feature, ...]:
        """In the order in which they are asked first."""
        return tuple(dict.fromkeys(_features(self.tree)))


def _features(node: Split | Leaf) -> list[Feature]:
    return [] if isinstance(node, Leaf) else [node.feature, *_features(node.below), *_features(node.above)]


def survey(study: Finished) -> Survey:
    """The tree of the fewest questions within one standard error of the best size."""
    features, x = _matrix(study)
    y = np.array(study.groups)
    right = sum(
        int(_grown(np.delete(x, i, 0), np.delete(y, i)).predict(x[i : i + 1])[0] == y[i]) for i in range(len(y))
    )
    tree = _grown(x, y)
    return Survey(_node(tree, features, x, y, len(study.names), 0), right, len(y), max(Counter(y.tolist()).values()))


def _matrix(study: Finished) -> tuple[list[Feature], Numbers]:
    """Features and their values per participant; NaN where they said nothing of it."""
    people, features, columns = study.people, [], []
    for name, values in people.numbers.items():
        if (~np.isnan(values)).sum() > 1:
            features.append(Feature(name))
            columns.append(values)
    for name, said in people.words.items():
        counts = Counter(word for words in said for word in words)
        for word in sorted(w for w, n in counts.items() if n > 1)[:_MOST_WORDS]:
            features.append(Feature(name, word))
            columns.append(np.array([float(word in words) if words else np.nan for words in said]))
    return features, np.column_stack(columns) if columns else np.zeros((len(people.ids), 1))


def _grown(x: Numbers, y: np.ndarray) -> Any:
    """The smallest tree whose leave-one-out accuracy is within one standard error of the best (Breiman et al. 1984)."""
    if len(y) < 3:  # nobody can be left out twice
        return _tree(_SIZES[0]).fit(x, y)
    scores = []
    for leaves in _SIZES:
        hits = [
            _tree(leaves).fit(np.delete(x, i, 0), np.delete(y, i)).predict(x[i : i + 1])[0] == y[i]
            for i in range(len(y))
        ]
        scores.append(float(np.mean(hits)))
    best = max(scores)
    error = float(np.sqrt(best * (1 - best) / len(y)))
    leaves = next(n for n, score in zip(_SIZES, scores, strict=True) if score >= best - error)
    return _tree(max(leaves, min(len(np.unique(y)), _SIZES[-1]))).fit(x, y)


def _tree(leaves: int) -> Any:
    from sklearn.tree import DecisionTreeClassifier

    return DecisionTreeClassifier(max_leaf_nodes=leaves, random_state=0)


def _node(tree: Any, features: Sequence[Feature], x: Numbers, y: np.ndarray, personas: int, node: int) -> Split | Leaf:
    inner = tree.tree_
    if inner.children_left[node] < 0:
        reached = tree.apply(x) == node
        return Leaf(tuple(int(n) for n in np.bincount(y[reached], minlength=personas)))
    below, above = (
        _node(tree, features, x, y, personas, int(child))
        for child in (inner.children_left[node], inner.children_right[node])
    )
    return Split(
        features[inner.feature[node]],
        float(inner.threshold[node]),
        below,
        above,
        bool(inner.missing_go_to_left[node]),
    )
