"""How likely each characteristic is in each persona, and in somebody whom no persona is about.

Every kind of evidence gives an array of log densities, shape (records, personas + 1); the last column is "nobody". All
are shrunk towards what the whole study says, by as much as one further person would weigh: a persona of two people
never gives a sure answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Protocol

import numpy as np

from interview2persona import characteristics
from interview2persona.customers.records import OTHER_JOB, Numbers, Records
from interview2persona.model import Vectors

Encode = Callable[[Sequence[str]], Vectors]
PRIOR = 1.0  # people that the whole study weighs against a persona's own
TINY = 1e-30
STRAY = 0.05  # share of a persona's people who are in another industry, or speak of what nobody else does
SHARPNESS = {"industry": 12.0, "text": 28.0}  # concentration of the kernel on the sphere
_ANYBODY = {"age": (45.0, 16.0), "company_size": (np.log(30.0), 1.8), "tenure": (np.log1p(6.0), 0.9)}
_LEAST_SPREAD = {"age": 5.0, "company_size": 0.5, "tenure": 0.3}
_AT_LARGE = {"other": 0.3, "owner": 0.15, "head": 0.15}  # shares of titles among the contacts of any business


class Evidence(Protocol):
    """One characteristic, fitted on the people of a study."""

    @property
    def attribute(self) -> str: ...

    def densities(self, records: Records) -> Numbers:
        """Log densities, shape (len(records.ids), personas + 1); rows of what is not known are zero."""


@dataclass(frozen=True)
class NumberEvidence:
    """Student's t: the predictive distribution of a normal with its conjugate prior (Murphy 2007, section 3)."""

    attribute: str
    middle: Numbers  # per persona
    scale: Numbers
    freedom: Numbers

    @classmethod
    def fit(cls, attribute: str, values: Numbers, groups: Sequence[int], personas: int) -> NumberEvidence:
        values = _scaled(attribute, values)
        known = values[~np.isnan(values)]
        centre, spread = _ANYBODY[attribute] if len(known) < 2 else (known.mean(), known.std(ddof=1))
        spread = max(spread, _LEAST_SPREAD[attribute])
        own = [values[(np.array(groups) == k) & ~np.isnan(values)] for k in range(personas)]
        count = np.array([len(v) for v in own], dtype=float)
        mean = np.array([v.mean() if len(v) else centre for v in own])
        squares = np.array([((v - m) ** 2).sum() for v, m in zip(own, mean, strict=True)])
        weight, freedom = PRIOR + count, 2.0 + count
        within = 2.0 * spread**2 + squares + PRIOR * count * (mean - centre) ** 2 / weight
        middle = (PRIOR * centre + count * mean) / weight
        return cls(attribute, middle, np.sqrt(within * (weight + 1) / (freedom * weight)), freedom)

    def densities(self, records: Records) -> Numbers:
        from scipy.stats import norm, t

        x = _scaled(self.attribute, records.numbers[self.attribute])[:, None]
        own = t.logpdf(x, self.freedom, self.middle, self.scale)
        densities: Numbers = np.nan_to_num(np.hstack([own, norm.logpdf(x, *_ANYBODY[self.attribute])]))
        return densities


def _scaled(attribute: str, values: Numbers) -> Numbers:
    """Sizes and times compare by ratio."""
    scaled: Numbers = (
        values if attribute == "age" else np.log(values) if attribute == "company_size" else np.log1p(values)
    )
    return scaled


@dataclass(frozen=True)
class WordEvidence:
    """Shares of words per persona (multinomial naive Bayes); what a row names is one piece of evidence together."""

    attribute: str
    column: dict[str, int]
    shares: Numbers  # log, shape (words, personas + 1)

    @classmethod
    def fit(cls, attribute: str, words: Sequence[frozenset[str]], groups: Sequence[int], personas: int) -> WordEvidence:
        jobs = attribute == "job_title"
        names = sorted([*characteristics.JOBS, *OTHER_JOB]) if jobs else sorted({w for said in words for w in said})
        column = {name: i for i, name in enumerate(names)}
        counts = np.zeros((len(names), personas))
        for said, group in zip(words, groups, strict=True):
            for name in said:
                counts[column[name], group] += 1 / len(said)
        at_large = np.full(len(names), 1 / max(1, len(names)))
        if jobs:
            rest = (1 - sum(_AT_LARGE.values())) / (len(names) - len(_AT_LARGE))
            at_large = np.array([_AT_LARGE.get(name, rest) for name in names])
        total = counts.sum()
        overall = (counts.sum(axis=1) + PRIOR * at_large) / (total + PRIOR)
        own = (counts + PRIOR * overall[:, None]) / (counts.sum(axis=0) + PRIOR)
        return cls(attribute, column, np.log(np.column_stack([own, at_large if jobs else overall])))

    def densities(self, records: Records) -> Numbers:
        result = np.zeros((len(records.ids), self.shares.shape[1]))
        for row, said in zip(result, records.words[self.attribute], strict=True):
            known = [self.column[name] for name in sorted(said) if name in self.column]
            if known:
                row[:] = self.shares[known].mean(axis=0)
        return result


@dataclass(frozen=True)
class PhraseEvidence:
    """Kernel density on the sphere of sentence vectors (Hall, Watson and Cabrera 1987)."""

    attribute: str
    vectors: Vectors
    weights: Numbers  # per persona, shape (personas, phrases), rows sum to one
    anybody: Vectors
    level: float  # density of nobody
    encode: Encode

    @classmethod
    def fit(
        cls, attribute: str, phrases: Sequence[str], groups: Sequence[int], personas: int, encode: Encode
    ) -> PhraseEvidence:
        rows = [i for i, phrase in enumerate(phrases) if phrase]
        own = np.array([[groups[i] == k for i in rows] for k in range(personas)], dtype=float).reshape(personas, -1)
        weights = (own + PRIOR / max(1, len(rows))) / (own.sum(axis=1, keepdims=True) + PRIOR)
        vectors, others = encode([phrases[i] for i in rows]), encode(background("industries"))
        level = spread_out(kernels(others, vectors, SHARPNESS[attribute]) @ weights.T) if rows else 1.0
        return cls(attribute, vectors, weights, others, level, encode)

    def densities(self, records: Records) -> Numbers:
        phrases = records.phrases[self.attribute]
        result = np.zeros((len(phrases), len(self.weights) + 1))
        rows = [i for i, phrase in enumerate(phrases) if phrase]
        if rows and len(self.vectors):
            result[rows] = self._at(self.encode([phrases[i] for i in rows]))
        return result

    def outsiders(self) -> Numbers:
        """Log densities of the list of people at large; none without own phrases."""
        return self._at(self.anybody) if len(self.vectors) else np.zeros((0, len(self.weights) + 1))

    def _at(self, x: Vectors) -> Numbers:
        return logs(kernels(x, self.vectors, SHARPNESS[self.attribute]) @ self.weights.T, self.level)


def kernels(x: Vectors, points: Vectors, sharp: float) -> Numbers:
    """Kernels at unit vectors around other unit vectors, shape (len(x), len(points)), one where they are the same."""
    result: Numbers = np.exp(sharp * (np.asarray(x, dtype=np.float64) @ points.T - 1.0))
    return result


def spread_out(own: Numbers) -> float:
    """The one density that stands for nobody everywhere: what people at large typically have in the study's personas.

    A uniform component for what belongs nowhere (Banfield and Raftery 1993). A density around a list of people at large
    would be no better informed where it matters, far from both, and there the two would cancel out.

    Args:
        own: densities of people at large, shape (people, personas).
    """
    return float(np.exp(np.median(np.log(own.mean(axis=1) + TINY))))


def logs(own: Numbers, nobody: float) -> Numbers:
    """Log densities with that of nobody in the last column; no persona is ruled out by one odd phrase."""
    own = (1 - STRAY) * own + STRAY * nobody
    result: Numbers = np.log(np.column_stack([own, np.full(len(own), nobody)]) + TINY)
    return result


def background(name: str) -> list[str]:
    """Lines of a list that stands for people at large: "industries" (after NACE Rev. 2) or "comments"."""
    text = (files("interview2persona.customers") / "background" / f"{name}.txt").read_text(encoding="utf-8")
    return text.split("\n")[:-1]
