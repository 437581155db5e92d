"""Why a record was given a persona, or none, in words."""

from __future__ import annotations

import numpy as np

from interview2persona import characteristics
from interview2persona.customers.records import Numbers, Records
from interview2persona.customers.study import Finished
from interview2persona.customers.texts import Counts

SHOWN = 3
_WORTH = 0.15  # least log likelihood ratio that is worth a word
NOTHING_KNOWN = "nothing is known of them that personas are about"


def reason(
    study: Finished, names: list[str], records: Records, weights: Numbers, topics: Counts, row: int, choice: int
) -> str:
    """What spoke most for the choice of a record.

    Args:
        names: of the evidence.
        weights: log densities of the record, shape (evidence, personas + 1).
        topics: what `TextEvidence.topics` says of the record.
        choice: a persona, or the number of personas for nobody.
    """
    if not weights.any():
        return NOTHING_KNOWN
    nobody = choice == len(study.names)
    others = np.delete(weights, choice, axis=1)
    ratio = weights[:, choice] - (others.max(axis=1) if nobody else others[:, :-1].mean(axis=1))
    best = [int(i) for i in np.argsort(-ratio, kind="stable")[:SHOWN] if ratio[i] > _WORTH]
    if not best:
        return "too little to tell" if nobody else "nothing tells the personas apart here"
    words = [_words(study, names[i], records, topics, row, choice) for i in best]
    return ("unlike the people interviewed: " if nobody else "") + "; ".join(words)


def _words(study: Finished, name: str, records: Records, topics: Counts, row: int, choice: int) -> str:
    label = name.replace("_", " ")
    if name == "text":
        nobody = choice == len(study.names)
        return "text on none of the themes" if nobody else f"speaks of “{study.spoken.titles[topics[choice]]}”"
    if name in records.numbers:
        return f"{label} {records.numbers[name][row]:.0f}{_range(study, name, choice)}"
    if name == "industry":
        return "another industry" if choice == len(study.names) else "industry like theirs"
    shared = records.words[name][row] & {word for said in study.people.words[name] for word in said}
    shared = records.words[name][row] if name == "job_title" else shared
    return f"{label}: {', '.join(sorted(shared))}"


def _range(study: Finished, name: str, persona: int) -> str:
    values = study.people.numbers[name][np.array(study.groups) == persona]
    own = values[~np.isnan(values)]
    if not len(own):
        return ""
    low, high = f"{own.min():.0f}", f"{own.max():.0f}"
    return f", theirs {low}" if low == high else f", theirs {low} to {high}"


def data_points(study: Finished) -> tuple[str, ...]:
    """Attributes that somebody in the study stated, in the order of the columns, and "text"."""
    names = (*study.people.words, *study.people.phrases, *characteristics.NUMBERS)
    return (*(n for n in names if study.people.known(n).any()), "text")
