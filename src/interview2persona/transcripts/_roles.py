"""The roles of the speakers of one transcript, from their labels and their behaviour."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from interview2persona.model import Role, Transcript
from interview2persona.transcripts import _kinds, _labels
from interview2persona.transcripts._behaviour import Behaviour, interviewer_score, observe

DOUBTFUL = 0.7  # confidence under which a person is asked to look
_WALK_ON_SHARE, _WALK_ON_TURNS = 0.05, 4
_ASKER = 1.5  # logits from which a further speaker counts as interviewer too
Turns = Sequence[tuple[str, str]]  # (speaker, text)


@dataclass(frozen=True, slots=True)
class Found:
    """The role of a speaker and why."""

    role: Role
    confidence: float
    reason: str
    behaviour: Behaviour


def recurring(transcripts: Iterable[Transcript]) -> Counter[str]:
    """In how many transcripts each label speaks; labels that only number speakers are left out."""
    labels = (label for t in transcripts for label in {turn.speaker.casefold() for turn in t.turns})
    return Counter(label for label in labels if label and not _labels.is_generic(label))


def label_hints(turns: Turns) -> dict[str, _labels.Hint]:
    return _labels.hints(dict.fromkeys(label for label, _ in turns))


def find(turns: Turns, fixed: Mapping[str, Role], recurs: Counter[str], call: bool) -> dict[str, Found]:
    """The role of every speaker.

    Args:
        turns: (speaker, text) in order.
        fixed: roles that people decided, by label.
        recurs: in how many transcripts of the study each label (case folded) speaks.
        call: staff talks with a customer here; the staff takes the interviewer's place.
    """
    behaviour = observe(turns)
    hints = label_hints(turns)
    found = {label: Found(role, 1.0, "stated", behaviour[label]) for label, role in fixed.items()}
    for label, hint in hints.items():
        role = _hinted(hint)
        if label not in found and role:
            found[label] = Found(role, 0.97, "its label", behaviour[label])
    rest = [label for label in behaviour if label not in found]
    for label in _walk_ons(rest, behaviour):
        found[label] = Found("other", 0.8, "says very little", behaviour[label])
    rest = [label for label in rest if label not in found]
    scores = _scores(turns, behaviour, recurs, call, [label for label in behaviour if _speaks(found.get(label))])
    found |= _by_behaviour(rest, found, scores, behaviour)
    return {label: found[label] for label in behaviour}


def _speaks(found: Found | None) -> bool:
    return found is None or found.role != "other"


def _hinted(hint: _labels.Hint) -> Role | None:
    if hint in ("interviewer", "staff"):
        return "interviewer"
    if hint in ("participant", "customer"):
        return "participant"
    return "other" if hint == "other" else None


def _walk_ons(labels: Sequence[str], behaviour: Mapping[str, Behaviour]) -> list[str]:
    """Those who say next to nothing: somebody at the door, a colleague in the background."""
    limit = _WALK_ON_SHARE / max(1, len(behaviour) / 4)
    few = [
        label for label in labels if behaviour[label].share < limit and behaviour[label].turns <= _WALK_ON_TURNS
    ]  # fmt: skip
    return few if len(few) < len(behaviour) - 1 else []


def _scores(
    turns: Turns, behaviour: Mapping[str, Behaviour], recurs: Counter[str], call: bool, labels: Sequence[str]
) -> dict[str, float]:
    """How much more like an interviewer each speaks than the others, in logits."""
    chosen = {label: behaviour[label] for label in labels}
    if call:  # who sells may talk most, so length of turns tells nothing
        average = sum(b.length for b in chosen.values()) / max(1, len(chosen))
        chosen = {label: replace(b, length=average) for label, b in chosen.items()}
    scores = {label: interviewer_score(label, chosen) for label in chosen}
    for label in chosen:
        others = [other for other in chosen if other != label]
        usual = max((recurs[other.casefold()] for other in others), default=0)
        scores[label] += math.log2((1 + recurs[label.casefold()]) / (1 + usual)) if others else 0.0
        if call:
            said = {other: _kinds.staff_score([t for who, t in turns if who == other]) for other in chosen}
            scores[label] += said[label] - max((said[other] for other in others), default=0.0)
    return scores


def _by_behaviour(
    rest: Sequence[str], known: Mapping[str, Found], scores: Mapping[str, float], behaviour: Mapping[str, Behaviour]
) -> dict[str, Found]:
    if not rest:
        return {}
    roles = {found.role for found in known.values()}
    ranked = sorted(rest, key=lambda label: (-scores[label], label))
    asking = _askers(ranked, scores, "interviewer" in roles, "participant" in roles)
    result = {}
    for label in rest:
        role: Role = "interviewer" if label in asking else "participant"
        sure = _confidence(role, roles, scores[label], alone=len(scores) == 1)
        result[label] = Found(role, sure, _reason(role, len(scores) == 1, roles), behaviour[label])
    return result


def _askers(ranked: Sequence[str], scores: Mapping[str, float], asked_by: bool, answered: bool) -> set[str]:
    """Which of the undecided speakers interview: those who clearly do, and the likeliest where nobody else does."""
    clear = {label for label in ranked if scores[label] >= _ASKER}
    if asked_by:  # a second interviewer must be clear
        clear = {label for label in clear if scores[label] >= 2 * _ASKER}
    elif not clear and len(scores) == 2:
        clear = {ranked[0]} if answered or len(ranked) == 2 else set()
    if len(clear) == len(ranked) and not answered:
        clear.discard(ranked[-1])
    return clear


def _confidence(role: Role, known: set[Role], score: float, alone: bool) -> float:
    if alone:
        return 0.6
    opposite = "interviewer" if role == "participant" else "participant"
    bonus = 2.0 if opposite in known else 0.0  # the other side is certain, which leaves this one
    signed = score if role == "interviewer" else -score
    return 1 / (1 + math.exp(-(signed + bonus)))


def _reason(role: Role, alone: bool, roles: set[Role]) -> str:
    if alone:
        return "the only voice"
    if role == "interviewer":
        return "asks, opens or recurs across files"
    return "answers the interviewer" if "interviewer" in roles else "tells more than asks"
