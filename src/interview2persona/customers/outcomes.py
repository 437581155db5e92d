"""Do personas differ in what matters to the business, and do they say more of it than the plain attributes?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from interview2persona.customers.records import Numbers, Records
from interview2persona.customers.results import Results
from interview2persona.errors import TableError

LEAST = 20  # customers with an outcome and a persona
MOST = 20_000  # customers that models are compared on
_RESAMPLES, _FOLDS, _REPEATS = 500, 5, 4
_CLASSES = 20  # more values than this are names, not an outcome


@dataclass(frozen=True, slots=True)
class Skill:
    """How much better than a guess a model foretells an outcome (0 as a guess, 1 perfect), across folds."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome, over customers that have a persona."""

    name: str
    kind: str  # "number" or "category"
    customers: int
    effect: float  # epsilon squared of Kruskal and Wallis, or Cramer's V, both corrected for bias
    low: float  # 95 %, bootstrap
    high: float
    p_value: float  # corrected by Holm over all outcomes
    by_persona: tuple[tuple[int, int, float], ...]  # persona, customers, median or share of the commonest other value
    shown: str  # what that last figure is
    persona: Skill
    attributes: Skill | None  # None where the table has no attributes
    gain: Skill | None  # both together against attributes alone


def outcomes(cells: Mapping[str, Sequence[str]], results: Results, seed: int) -> list[Outcome]:
    """Every outcome, in the order of the columns; customers without a persona or a value are left out.

    Raises:
        TableError: a column is no outcome (one value only, or a name per customer), or too few have one.
    """
    personas = np.array([-1 if a.persona is None else a.persona for a in results.assignments])
    plain = _features(results.records)
    found = [_outcome(name, list(values), personas, plain, seed) for name, values in cells.items()]
    return _holm(found)


def _outcome(name: str, values: list[str], personas: np.ndarray, plain: Numbers, seed: int) -> Outcome:
    kept = np.array([bool(v) for v in values]) & (personas >= 0)
    if kept.sum() < LEAST:
        raise TableError(f"Outcome {name!r}: only {kept.sum()} customers have it and a persona; {LEAST} are needed.")
    groups = personas[kept]
    kind, y = _parsed(name, [v for v, k in zip(values, kept, strict=True) if k])
    if len(np.unique(y)) < 2:
        raise TableError(f"Outcome {name!r}: all customers have the same value, so nothing can differ.")
    measure = _epsilon if kind == "number" else _cramer
    rng = np.random.default_rng(seed)
    draws = [rng.integers(len(y), size=len(y)) for _ in range(_RESAMPLES)]
    effects = [measure(y[d], groups[d])[0] for d in draws]
    effect, p_value = measure(y, groups)
    low, high = np.percentile(effects, [2.5, 97.5])
    rows = rng.permutation(len(y))[:MOST]
    skills = _skills(kind, y[rows], groups[rows], plain[kept][rows], seed)
    shown, per = _per_persona(kind, y, groups, values, kept)
    return Outcome(name, kind, len(y), effect, float(low), float(high), p_value, per, shown, *skills)


def _parsed(name: str, values: list[str]) -> tuple[str, np.ndarray]:
    """Numbers where all are numbers of more than two values; otherwise codes of categories, sorted by name."""
    try:
        numbers = np.array([float(v.replace(",", ".")) for v in values])
    except ValueError:
        numbers = np.zeros(0)
    if len(np.unique(numbers)) > 2 and np.isfinite(numbers).all():
        return "number", numbers
    names, codes = np.unique([v.casefold() for v in values], return_inverse=True)
    if len(names) > _CLASSES:
        raise TableError(f"Outcome {name!r}: {len(names)} different values are too many for a category.")
    return "category", codes


def _per_persona(
    kind: str, y: np.ndarray, groups: np.ndarray, values: Sequence[str], kept: np.ndarray
) -> tuple[str, tuple[tuple[int, int, float], ...]]:
    if kind == "number":
        return "median", tuple(
            (int(g), int((groups == g).sum()), float(np.median(y[groups == g]))) for g in np.unique(groups)
        )
    names = np.unique([v.casefold() for v, k in zip(values, kept, strict=True) if k])
    usual = int(np.bincount(y).argsort(kind="stable")[-2])  # the commonest value but one: "yes" of yes and no
    share = tuple(
        (int(g), int((groups == g).sum()), float((y[groups == g] == usual).mean())) for g in np.unique(groups)
    )
    return f"share of “{names[usual]}”", share


def _cramer(y: np.ndarray, groups: np.ndarray) -> tuple[float, float]:
    """Cramer's V corrected for bias (Bergsma 2013), and p of the chi-squared test."""
    from scipy.stats import chi2_contingency

    counts = np.zeros((y.max() + 1, groups.max() + 1))
    np.add.at(counts, (y, groups), 1)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    if min(counts.shape) < 2:
        return 0.0, 1.0
    test = chi2_contingency(counts, correction=False)
    n, (r, c) = counts.sum(), counts.shape
    phi = max(0.0, test.statistic / n - (r - 1) * (c - 1) / (n - 1))
    least = min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
    return float(np.sqrt(phi / least)) if least > 0 else 0.0, float(test.pvalue)


def _epsilon(y: np.ndarray, groups: np.ndarray) -> tuple[float, float]:
    """Epsilon squared (Kelley 1935, on ranks), the share of variance between personas, and p of Kruskal and Wallis."""
    from scipy.stats import kruskal

    parts = [y[groups == g] for g in np.unique(groups)]
    if len(parts) < 2 or len(np.unique(y)) < 2:
        return 0.0, 1.0
    test = kruskal(*parts)
    return float(max(0.0, (test.statistic - len(parts) + 1) / (len(y) - len(parts)))), float(test.pvalue)


def _features(records: Records) -> Numbers:
    """Plain attributes as columns: numbers as they are (unknown: NaN), a column per word that is not rare."""
    columns = [v for v in records.numbers.values() if not np.isnan(v).all()]
    for said in (*records.words.values(), *(_as_words(p) for p in records.phrases.values())):
        counts: dict[str, int] = {}
        for words in said:
            for word in words:
                counts[word] = counts.get(word, 0) + 1
        common = sorted(counts, key=lambda w: (-counts[w], w))[:_CLASSES]
        columns += [np.array([float(w in words) for words in said]) for w in common if counts[w] >= 5]
    return np.column_stack(columns) if columns else np.zeros((len(records.ids), 0))


def _as_words(phrases: Sequence[str]) -> list[frozenset[str]]:
    return [frozenset([p.casefold()]) if p else frozenset() for p in phrases]


def _skills(
    kind: str, y: np.ndarray, groups: np.ndarray, plain: Numbers, seed: int
) -> tuple[Skill, Skill | None, Skill | None]:
    own = np.eye(int(groups.max()) + 1)[groups]
    persona = _folds(kind, y, own, seed)
    if not plain.shape[1]:
        return _skill(persona), None, None
    attributes, both = _folds(kind, y, plain, seed), _folds(kind, y, np.hstack([own, plain]), seed)
    return _skill(persona), _skill(attributes), _skill(both - attributes)


def _folds(kind: str, y: np.ndarray, x: Numbers, seed: int) -> Numbers:
    """Skill in each fold of a repeated cross-validation: the share of the loss of a guess that is saved."""
    from sklearn.model_selection import RepeatedKFold

    scores = []
    for train, test in RepeatedKFold(n_splits=_FOLDS, n_repeats=_REPEATS, random_state=seed).split(x):
        model = _model(kind)
        model.fit(x[train], y[train])
        scores.append(_saved(kind, model, x[test], y[train], y[test]))
    return np.array(scores)


def _model(kind: str) -> Any:
    """Regularised linear models: the same kind for personas and for attributes, so that neither has an advantage."""
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression, RidgeCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    last = RidgeCV(np.logspace(-1, 3, 9)) if kind == "number" else LogisticRegression(C=0.3, max_iter=500)
    return make_pipeline(SimpleImputer(add_indicator=True, keep_empty_features=True), StandardScaler(), last)


def _saved(kind: str, model: Any, x: Numbers, seen: np.ndarray, y: np.ndarray) -> float:
    if kind == "number":
        guess = ((y - seen.mean()) ** 2).mean()
        return float(1 - ((y - model.predict(x)) ** 2).mean() / max(guess, 1e-12))
    classes = list(model[-1].classes_)
    column = np.array([classes.index(v) if v in classes else -1 for v in y])
    shares = np.array([(seen == c).mean() for c in classes])
    rows = column >= 0
    told = np.log(model.predict_proba(x)[rows, column[rows]] + 1e-12).mean()
    return float(1 - told / np.log(shares[column[rows]] + 1e-12).mean())


def _skill(scores: Numbers) -> Skill:
    """Mean with a 95 % interval that knows that folds share rows (Nadeau and Bengio 2003)."""
    from scipy.stats import t

    spread = np.sqrt((1 / len(scores) + 1 / (_FOLDS - 1)) * scores.var(ddof=1))
    half = float(t.ppf(0.975, len(scores) - 1) * spread)
    return Skill(float(scores.mean()), float(scores.mean()) - half, float(scores.mean()) + half)


def _holm(found: Sequence[Outcome]) -> list[Outcome]:
    """Holm's correction (1979): the chance of any false finding stays below the level."""
    from dataclasses import replace

    order = sorted(range(len(found)), key=lambda i: (found[i].p_value, i))
    corrected, highest = {}, 0.0
    for rank, i in enumerate(order):
        highest = max(highest, min(1.0, found[i].p_value * (len(found) - rank)))
        corrected[i] = replace(found[i], p_value=highest)
    return [corrected[i] for i in range(len(found))]
