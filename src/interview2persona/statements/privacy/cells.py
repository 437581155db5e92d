"""Small cells: what points to fewer than k people of a study is said more coarsely on its pages, or not at all.

Statistical disclosure control of tables (Hundepool et al. 2012, Statistical Disclosure Control, chapter 4): each
identifying attribute is generalised for the whole study, to the step at which most people can be told of, and a value
that fewer than k of the people share is withheld (k-anonymity by generalisation and suppression, Sweeney 2002).

A page counts people and shows no rows, yet counts tell of combinations: of four people who are all owners and all in
their fifties, each is both. How many people have two values at least follows from the counts (Fréchet's bound; Dobra
and Fienberg 2000). Where that is one or more, k people of the study must share the combination.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations
from types import MappingProxyType

from interview2persona.model import ATTRIBUTES, Attribute, Participant
from interview2persona.statements.privacy.generalise import MIXED, STEPS, Step, as_said

WITHHELD = "withheld: too few alike"
Told = dict[str, dict[str, str]]  # attribute -> participant -> what is told
Cell = tuple[str, str]  # attribute and value


def coarsened(participants: Sequence[Participant], groups: Iterable[Sequence[str]], k: int) -> tuple[Participant, ...]:
    """The participants as pages for others may tell of them; only their attributes differ.

    Args:
        groups: ids of the people of each page.
        k: the least number of people that anything told may point to; 1 changes nothing.
    """
    if k < 2:
        return tuple(participants)
    people = [p for p in participants if p.counts]
    columns = {name for p in people for name in p.attributes} - {*ATTRIBUTES}  # of the reader's own table
    steps = {**STEPS, **dict.fromkeys(sorted(columns), (as_said,))}
    shared = {name: _generalised(_said(people, name), steps[name], k, MIXED.get(name, ())) for name in steps}
    told = {name: dict(values) for name, values in shared.items()}
    for group in groups:
        _withhold(group, told, shared, k)
    return tuple(_as_told(p, told) if p.counts else p for p in participants)


def _said(people: Sequence[Participant], name: str) -> dict[str, str]:
    return {p.participant_id: p.attributes[name].value for p in people if name in p.attributes}


def _generalised(said: Mapping[str, str], steps: Sequence[Step], k: int, mixed: Sequence[Step]) -> dict[str, str]:
    """What is told of whom at the step that tells of most people; the finest of them. Others are told nothing.

    With `mixed` steps each person is told of at the finest that at least k people share (local recoding), where that
    tells of half as many: that six write says more than that eight have some occupation.
    """
    best: dict[str, str] = {}
    for step in steps:
        shown = _shared_by(k, {person: step(value) for person, value in said.items()})
        best = shown if len(shown) > len(best) else best
    left, told = dict(said), dict[str, str]()
    for step in mixed:
        told |= _shared_by(k, {person: step(value) for person, value in left.items()})
        left = {person: value for person, value in left.items() if person not in told}
    return told if told and 2 * len(told) >= len(best) else best


def _shared_by(k: int, values: Mapping[str, str]) -> dict[str, str]:
    shared = Counter(value.casefold() for value in values.values())
    return {person: value for person, value in values.items() if value and shared[value.casefold()] >= k}


def _withhold(group: Sequence[str], told: Told, shared: Told, k: int) -> None:
    """Takes values away from the people of one page until its counts point to no fewer than k people."""
    while exposed := next(_exposed(group, told, shared, k), None):
        rarest = min(exposed, key=lambda cell: (len(_holders(shared, cell)), cell))
        for person in group:
            if told[rarest[0]].get(person, "").casefold() == rarest[1]:
                del told[rarest[0]][person]


def _exposed(group: Sequence[str], told: Told, shared: Told, k: int) -> Iterator[tuple[Cell, ...]]:
    """Combinations that by the counts of a page somebody must have, and that fewer than k people of the study share."""
    counts: Counter[Cell] = Counter()
    for name, values in told.items():
        counts.update((name, values[person].casefold()) for person in group if person in values)
    cells = sorted(counts)
    majority = [cell for cell in cells if counts[cell] * 2 > len(group)]  # no others are bound to meet
    for combination in chain(
        ((cell,) for cell in cells), *(combinations(majority, n) for n in range(2, len(majority) + 1))
    ):
        at_least = sum(counts[cell] for cell in combination) - (len(combination) - 1) * len(group)
        if at_least > 0 and len(frozenset.intersection(*(_holders(shared, c) for c in combination))) < k:
            yield combination


def _holders(shared: Told, cell: Cell) -> frozenset[str]:
    name, value = cell
    return frozenset(person for person, shown in shared[name].items() if shown.casefold() == value)


def _as_told(person: Participant, told: Told) -> Participant:
    shown = {
        name: Attribute(told[name].get(person.participant_id, WITHHELD), stated.statement_id)
        if name in told
        else stated
        for name, stated in person.attributes.items()
    }
    return replace(person, attributes=MappingProxyType(shown))
