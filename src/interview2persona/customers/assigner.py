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
from interview2persona.customers import calibration
from interview2persona.customers.evidence import Encode, Evidence, NumberEvidence, PhraseEvidence, WordEvidence
from interview2persona.customers.records import PHRASES, WORDS, Numbers, Records
from interview2persona.customers.study import Finished
from interview2persona.customers.texts import TextEvidence

Flags = NDArray[np.bool_]
_BELIEF, _NOBODY = 10.0, 0.25  # customers that the shares of a table start from, and the share of nobody among them
_TITLES = 20.0  # customers that the jobs of people at large weigh against those of a table's strangers
_ROUNDS = 200
_STEEPEST = {
    "industry": 1.5,
    "text": 1.0,
}  # of belonging: tickets are shorter and vaguer than what people say when asked


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
        together = np.zeros((len(study.groups), len(study.names) + 1))
        for one in evidence:
            found, people = _held_out(study, encode, one.attribute)
            groups = np.array(study.groups)[people]
            temper = calibration.temper(found, groups, len(np.unique(people)))
            tempers.append(temper)
            belonging.append(_belonging(one, found))
            if len(people):
                gains[one.attribute] = calibration.bits(found, groups, temper)
            if one.attribute != "text":  # personas were found by what people said, so that text is no fair witness
                together[people] += temper * found
        overall = calibration.temper(together, np.array(study.groups), len(study.groups))
        return cls(evidence, overall * np.array(tempers), np.array(belonging), gains)

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
        member = (known * (offset + slope * calibration.ratio(weights))).sum(axis=0)
        which = np.tensordot(self.tempers, own, axes=1)
        which += np.log(own.shape[2]) - logsumexp(which, axis=1, keepdims=True)
        titles = next((i for i, e in enumerate(self.evidence) if e.attribute == "job_title"), None)
        nobody = None if titles is None else Titles.of(weights[titles], known[titles])
        return _shared(np.column_stack([which + member[:, None], np.zeros(len(member))]), np.any(known, axis=0), nobody)


@dataclass(frozen=True)
class Titles:
    """How often kinds of jobs are named by those whom no persona is about: at large, then as the table shows.

    Strangers of one table are alike: when some are known by their industry, their jobs tell of the others.
    """

    rows: NDArray[np.int64]  # that state a job
    kind: NDArray[np.int64]  # of each of these
    at_large: Numbers  # log, per kind

    @classmethod
    def of(cls, weights: Numbers, known: Flags) -> Titles:
        """Kinds of jobs as the rows of `weights` that differ."""
        rows = np.flatnonzero(known)
        kinds, kind = np.unique(weights[rows], axis=0, return_inverse=True)
        return cls(rows, kind.ravel(), kinds[:, -1])

    def learned(self, nobody: Numbers) -> Numbers:
        """What to add to the log odds of each row of being one of the study's, where `nobody` are strangers."""
        counts = np.bincount(self.kind, nobody[self.rows], len(self.at_large))
        seen = np.log((counts + _TITLES * np.exp(self.at_large)) / (counts.sum() + _TITLES))
        result = np.zeros(len(nobody))
        result[self.rows] = (self.at_large - seen)[self.kind]
        return result


def _belonging(evidence: Evidence, held_out: Numbers) -> tuple[float, float]:
    """Industries and texts are held against lists of others."""
    if isinstance(evidence, PhraseEvidence | TextEvidence):
        return calibration.belonging(held_out, evidence.outsiders(), _STEEPEST[evidence.attribute])
    return calibration.AS_IT_IS


def _shared(logs: Numbers, known: Flags, titles: Titles | None = None) -> Numbers:
    """Posterior with the shares of the table itself, by EM (Saerens, Latinne and Decaestecker 2002), kept off zero.

    With it go the jobs of nobody in that table.
    """
    from scipy.special import softmax

    personas = logs.shape[1] - 1
    belief = _BELIEF * np.array([(1 - _NOBODY) / personas] * personas + [_NOBODY])
    shares, told = belief / belief.sum(), logs
    for _ in range(_ROUNDS):
        found = softmax(told + np.log(shares), axis=1)
        counts = belief + found[known].sum(axis=0)
        before, shares = shares, counts / counts.sum()
        if titles is not None:
            told = logs + np.append(np.ones(personas), 0.0) * titles.learned(found[:, -1])[:, None]
        if np.abs(shares - before).max() < 1e-6:
            break
    result: Numbers = softmax(told + np.log(shares), axis=1)
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


def _held_out(study: Finished, encode: Encode, name: str) -> tuple[Numbers, NDArray[np.int64]]:
    """Log densities of one data point of each person who stated it, from a fit on everybody else, and who they are.

    Of text every sentence is a row.
    """
    parts, people = [np.zeros((0, len(study.names) + 1))], []
    for person in range(len(study.groups)):
        one = next(_evidence(study, encode, person, name))
        if isinstance(one, TextEvidence):
            found = one.of([t for t, who in zip(study.spoken.texts, study.spoken.people, strict=True) if who == person])
        else:
            found = one.densities(study.people)[[person]] if study.people.known(name)[person] else parts[0]
        parts.append(found)
        people += [person] * len(found)
    return np.concatenate(parts), np.array(people, dtype=np.int64)
