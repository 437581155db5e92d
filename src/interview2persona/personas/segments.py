"""Participants become groups: how many the data support, who belongs to which, how sure that is, and why, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from interview2persona.personas import crowds, stability
from interview2persona.personas.affinity import Matrix
from interview2persona.personas.divide import CLEAR, LEAST, LEVEL, Division, Group, divide
from interview2persona.personas.profiles import Profiles
from interview2persona.settings import Settings

LEAST_WORDS = 100  # of a person from which their talk says something about groups
NEAR = 0.25  # co-assignment with another group from which it is shown as the second one
UNKNOWN = "not stated"


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Groups of participants, largest first; `stability` is None where it cannot be estimated."""

    groups: tuple[tuple[str, ...], ...]
    fit: Mapping[str, float]
    second: Mapping[str, int]  # participant -> number of the group that comes second, only where it is near
    stability: tuple[float | None, ...]
    method: Mapping[str, Any]


def segment(profiles: Profiles, settings: Settings) -> Segmentation:
    """The groups of a study: by an attribute where the settings name one, else by what people said."""
    people, wanted = len(profiles.people), settings.personas
    if wanted.by:
        return _by_attribute(profiles, wanted.by)
    if people < LEAST and not 1 < wanted.count <= people:
        return _one(profiles, f"too little data: groups are looked for from {LEAST} participants on, here: {people}")
    if not wanted.count and (thin := _too_little_said(profiles)):
        return _one(profiles, thin)
    count = min(wanted.count, people)
    if people > crowds.MANY:
        groups = crowds.groups_of(profiles.bags, count, settings.seed)
        return _described(profiles, groups, None, _crowd_method(groups, count))
    division = divide(profiles.bags, wanted.permutations, settings.seed, count)
    groups, method = division.groups, _method(division, count)
    if len(groups) == 1:
        return _described(profiles, groups, None, method)
    co_assigned = stability.together(profiles.bags, len(groups), settings.seed)
    alone = stability.without_one(profiles.bags, groups, settings.seed)
    method |= {"leave_one_out": round(float(np.mean(alone)), 3)}
    return _described(profiles, groups, co_assigned, method)


def _one(profiles: Profiles, reason: str) -> Segmentation:
    groups = (profiles.people,) if profiles.people else ()
    return Segmentation(groups, {}, {}, (None,) * len(groups), {"count": len(groups), "reason": reason})


def _too_little_said(profiles: Profiles) -> str:
    enough = [p for p in profiles.people if profiles.words[p] >= LEAST_WORDS]
    if len(enough) >= LEAST and len(profiles.bags.owner):
        return ""
    return f"too little data: only {len(enough)} of {_people(len(profiles.people))} said {LEAST_WORDS} words or more"


def _people(number: int) -> str:
    return "1 participant" if number == 1 else f"{number} participants"


def _by_attribute(profiles: Profiles, attribute: str) -> Segmentation:
    values: dict[str, list[str]] = {}
    for person in profiles.people:
        value = " ".join(profiles.attributes[person].get(attribute, "").split()) or UNKNOWN
        values.setdefault(value.casefold(), []).append(person)
    groups = sorted((tuple(g) for g in values.values()), key=lambda g: (-len(g), g))
    method = {"count": len(groups), "reason": f"grouped by {attribute}, as the settings say", "by": attribute}
    return Segmentation(tuple(groups), {}, {}, (None,) * len(groups), method)


def _method(division: Division, count: int) -> dict[str, Any]:
    tests = [
        {
            "personas": size,
            "alike_within": round(found.within, 3),
            "alike_within_by_chance": round(found.by_chance, 3),
            "standard_deviations_over_chance": round(found.deviations, 2),
        }
        for size, found in division.by_size.items()
    ]
    tested = {"p_value": round(division.p_value, 4), "tests": tests} if tests else {}
    return {"count": len(division.groups), "reason": _reason(division, count), **tested}


def _reason(division: Division, count: int) -> str:
    number = len(division.groups)
    if count:
        return f"{number} personas, as the settings say"
    p_value = f"p = {division.p_value:.3f}, limit {LEVEL}"
    if number == 1:
        return (
            "one persona only: however the participants are divided, people of one group are hardly more alike than "
            f"when what was said is dealt out at random ({p_value}), so no groups can be told apart"
        )
    others = [str(size) for size in division.by_size if size != number]
    listed = " or ".join(filter(None, (", ".join(others[:-1]), others[-1]))) if others else ""
    better = f", and better than {listed}" if listed else ""
    weak = "; that is weak evidence" if division.p_value > CLEAR else ""
    return f"{number} personas fit what people said better than chance ({p_value}){better}{weak}"


def _crowd_method(groups: Sequence[Group], count: int) -> dict[str, Any]:
    reason = "as the settings say" if count else "dense regions of the participants' profiles (HDBSCAN)"
    return {"count": len(groups), "reason": f"{len(groups)} personas: {reason}"}


def _described(
    profiles: Profiles, groups: Sequence[Group], co_assigned: Matrix | None, method: Mapping[str, Any]
) -> Segmentation:
    ordered = sorted(groups, key=lambda g: (-len(g), g))
    named = tuple(tuple(profiles.people[i] for i in sorted(g)) for g in ordered)
    if co_assigned is None:
        return Segmentation(named, {}, {}, (None,) * len(named), method)
    fit: dict[str, float] = {}
    second: dict[str, int] = {}
    for number, group in enumerate(ordered):
        for i in group:
            near = [_closeness(i, g, co_assigned) for g in ordered]
            fit[profiles.people[i]] = near[number]
            other = max((k for k in range(len(ordered)) if k != number), key=lambda k: (near[k], -k))
            if near[other] >= NEAR:
                second[profiles.people[i]] = other
    return Segmentation(named, fit, second, tuple(stability.of_group(g, co_assigned) for g in ordered), method)


def _closeness(person: int, group: Group, co_assigned: Matrix) -> float:
    """Mean co-assignment with the others of a group; of a group of one, how often nobody else was with that person."""
    others = [j for j in group if j != person]
    if others:
        return float(co_assigned[person, others].mean())
    rest = np.delete(co_assigned[person], person)
    return float(1 - rest.max(initial=0.0))
