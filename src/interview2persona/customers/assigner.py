"""Two questions of everybody: is any persona about them, and which one? Naive Bayes, tempered on the study's people.

How many of a table each persona stands for, and nobody, is estimated from the table itself, because whom one interviews
says nothing of how many there are. A table of another business is thus seen to be one, although some of its rows would
pass for customers if they stood alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interview2persona import characteristics
from interview2persona.customers.evidence import Encode, Evidence, NumberEvidence, PhraseEvidence, WordEvidence
from interview2persona.customers.records import PHRASES, WORDS, Numbers, Records
from interview2persona.customers.study import Finished
from interview2persona.customers.texts import TextEvidence

Flags = NDArray[np.bool_]
_TEMPERS = np.arange(0.0, 1.51, 0.1)
_USUAL_TEMPER, _USUAL_WEIGHT = 0.75, 10  # what is believed of a temper before anybody is seen, and for how many people
_BELIEF = 5.0  # customers that a share of a table starts from
_ROUNDS = 200
_AS_IT_IS = (0.0, 1.0)
_LEAST = 8  # people held out from which an answer is calibrated


@dataclass(frozen=True)
class Assigner:
    """Assigns records to the personas of a study."""

    evidence: tuple[Evidence, ...]
    tempers: Numbers  # exponent of each likelihood: how far it told apart people held out
    belonging: Numbers  # offset and slope per evidence: from a log ratio of densities to that of being one of them
    gains: dict[str, float]  # bits that each data point alone brings, on people held out; "text": one sentence

    @classmethod
    def fit(cls, study: Finished, encode: Encode) -> Assigner:
        evidence = tuple(_evidence(study, encode))
        tempers, belonging, gains = [], [], {}
        for one in evidence:
            weights, groups = _held_out(study, encode, one.attribute)
            temper = _temper(weights, groups, study.people_with(one.attribute))
            tempers.append(temper)
            belonging.append(
                _belonging(weights, one.outsiders()) if isinstance(one, PhraseEvidence | TextEvidence) else _AS_IT_IS
            )
            if len(groups):
                gains[one.attribute] = _bits(weights, groups, temper)
        return cls(evidence, np.array(tempers), np.array(belonging), gains)

    @property
    def text(self) -> TextEvidence:
        return next(e for e in self.evidence if isinstance(e, TextEvidence))

    def weigh(self, records: Records) -> Numbers:
        """Log densities by evidence, shape (evidence, records, personas + 1)."""
        return np.stack([e.densities(records) for e in self.evidence])

    def probabilities(self, weights: Numbers) -> Numbers:
        """Of each persona and of nobody, shape (records, personas + 1), from what `weigh` said of a whole table."""
        from scipy.special import logsumexp

        own, known = weights[:, :, :-1], (weights != 0).any(axis=2)
        offset, slope = self.belonging[:, :1], self.belonging[:, 1:]
        member = (known * (offset + slope * _ratio(weights))).sum(axis=0)
        which = np.tensordot(self.tempers, own, axes=1)
        which += np.log(own.shape[2]) - logsumexp(which, axis=1, keepdims=True)
        return _shared(np.column_stack([which + member[:, None], np.zeros(len(member))]), np.any(known, axis=0))


def _ratio(weights: Numbers) -> Numbers:
    """Log density of any persona, all alike, against that of nobody."""
    from scipy.special import logsumexp

    ratio: Numbers = logsumexp(weights[..., :-1], axis=-1) - np.log(weights.shape[-1] - 1) - weights[..., -1]
    return ratio


def _belonging(inside: Numbers, outside: Numbers) -> tuple[float, float]:
    """Platt's scaling (1999) between people held out and a list of people at large; as it is where few are known."""
    from sklearn.linear_model import LogisticRegression

    if min(len(inside), len(outside)) < _LEAST:
        return _AS_IT_IS
    x = np.concatenate([_ratio(inside), _ratio(outside)])[:, None]
    y = np.repeat([1, 0], [len(inside), len(outside)])
    model = LogisticRegression(class_weight="balanced").fit(x, y)
    return float(model.intercept_[0]), float(model.coef_[0, 0])


def _shared(logs: Numbers, known: Flags) -> Numbers:
    """Posterior with the shares of the table itself, by EM (Saerens, Latinne and Decaestecker 2002), kept off zero."""
    from scipy.special import softmax

    personas = logs.shape[1] - 1
    belief = np.array([_BELIEF / personas] * personas + [_BELIEF])
    shares = belief / belief.sum()
    for _ in range(_ROUNDS):
        counts = belief + softmax(logs[known] + np.log(shares), axis=1).sum(axis=0)
        before, shares = shares, counts / counts.sum()
        if np.abs(shares - before).max() < 1e-6:
            break
    result: Numbers = softmax(logs + np.log(shares), axis=1)
    return result


def _posterior(weights: Numbers, temper: float) -> Numbers:
    """Of each persona, given that it is one of them; equally likely beforehand."""
    from scipy.special import softmax

    result: Numbers = softmax(temper * weights[:, :-1], axis=1)
    return result


def _evidence(study: Finished, encode: Encode, without: int | None = None, only: str = "") -> Iterator[Evidence]:
    """Every kind of evidence, or only one, fitted on all people of the study, or on all but one."""
    count, people = len(study.names), study.people
    rows = [i for i in range(len(study.groups)) if i != without]
    groups = [study.groups[i] for i in rows]
    for name in (n for n in (*WORDS, *PHRASES, *characteristics.NUMBERS, "text") if only in ("", n)):
        if name in WORDS:
            yield WordEvidence.fit(name, [people.words[name][i] for i in rows], groups, count)
        elif name in PHRASES:
            yield PhraseEvidence.fit(name, [people.phrases[name][i] for i in rows], groups, count, encode)
        elif name == "text":
            yield TextEvidence.fit(study.spoken, study.groups, count, encode, without=without)
        else:
            yield NumberEvidence.fit(name, people.numbers[name][rows], groups, count)


def _held_out(study: Finished, encode: Encode, name: str) -> tuple[Numbers, np.ndarray]:
    """Log densities of one data point of each person who stated it, from a fit on everybody else, and their personas.

    Of text every sentence is a row.
    """
    parts, groups = [np.zeros((0, len(study.names) + 1))], []
    for person in range(len(study.groups)):
        one = next(_evidence(study, encode, person, name))
        if isinstance(one, TextEvidence):
            found = one.of([t for t, who in zip(study.spoken.texts, study.spoken.people, strict=True) if who == person])
        else:
            found = one.densities(study.people)[[person]] if study.people.known(name)[person] else parts[0]
        parts.append(found)
        groups += [study.groups[person]] * len(found)
    return np.concatenate(parts), np.array(groups, dtype=np.int64)


def _temper(weights: Numbers, groups: np.ndarray, people: int) -> float:
    """Temperature scaling (Guo et al. 2017) on people held out, shrunk towards one half where they are few."""
    if not len(groups):
        return 0.0
    rows = np.arange(len(groups))
    losses = [-np.log(_posterior(weights, t)[rows, groups]).mean() for t in _TEMPERS]
    best = float(_TEMPERS[int(np.argmin(losses))])
    return (people * best + _USUAL_WEIGHT * _USUAL_TEMPER) / (people + _USUAL_WEIGHT)


def _bits(weights: Numbers, groups: np.ndarray, temper: float) -> float:
    """Mean log2 of the probability of the true persona against that of a guess: the information from below
    (Barber and Agakov 2003); negative where the data point misleads."""
    told = _posterior(weights, temper)[np.arange(len(groups)), groups]
    return float(np.log2(told).mean() + np.log2(weights.shape[1] - 1))
