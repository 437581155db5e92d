"""What personas share, where they pull apart, and what of the study no persona shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from interview2persona.model import Claim, Participant, Persona, Statement, Theme
from interview2persona.personas.counting import wilson

_UNKNOWN: Mapping[str, float] = MappingProxyType({})
_SPOKEN = {"pains": "a pain", "gains": "a gain"}


def shared_claims(personas: Sequence[Persona], worth: Mapping[str, float] = _UNKNOWN) -> tuple[Claim, ...]:
    """Claims made in most personas by a third or more of their people, counted over all people of all personas.

    They are of one theme; each is worded as the claim whose first statement is worth most (`worth`, by statement id).
    """
    everyone = sum(len(p.participants) for p in personas)
    by_key: dict[tuple[str, str], list[Claim]] = {}
    for persona in personas:
        for key, claims in _by_theme(persona).items():
            if 3 * len({p for c in claims for p in c.participants}) >= len(persona.participants):
                by_key.setdefault(key, []).append(_merged(claims, len(persona.participants), worth))
    found = [
        _merged(claims, everyone, worth)
        for _, claims in sorted(by_key.items())
        if len(personas) > 1 and 2 * len(claims) > len(personas) and sum(len(c.participants) for c in claims) > 2
    ]
    return tuple(sorted(found, key=lambda c: (-len(c.participants), -c.severity, c.claim_id)))


def _by_theme(persona: Persona) -> dict[tuple[str, str], list[Claim]]:
    found: dict[tuple[str, str], list[Claim]] = {}
    for section, claims in persona.sections.items():
        for claim in claims:
            if claim.theme_id:
                found.setdefault((section, claim.theme_id), []).append(claim)
    return found


def _merged(claims: Sequence[Claim], everyone: int, worth: Mapping[str, float]) -> Claim:
    best = max(claims, key=lambda c: (_worth(c, worth), len(c.participants), c.confidence, c.claim_id))
    people = tuple(sorted({p for c in claims for p in c.participants}))
    evidence = best.evidence + tuple(e for c in claims if c is not best for e in c.evidence)
    return replace(best, participants=people, of=everyone, interval=wilson(len(people), everyone), evidence=evidence)


def _worth(claim: Claim, worth: Mapping[str, float]) -> float:
    return worth.get(claim.evidence[0].statement_id, 0.0) if claim.evidence else 0.0


def tensions(personas: Sequence[Persona], themes: Mapping[str, Theme]) -> tuple[str, ...]:
    """One sentence per theme that pains two or more people of one persona and pleases two or more of another."""
    out = []
    for pained in personas:
        for pain in _shared_by_two(pained, "pains"):
            for pleased in personas:
                for gain in _shared_by_two(pleased, "gains"):
                    if pleased is not pained and gain.theme_id == pain.theme_id:
                        title = themes[pain.theme_id].title
                        out.append(f"{title}: {_side(pained, pain)}, {_side(pleased, gain)}.")
    return tuple(out)


def _shared_by_two(persona: Persona, section: str) -> list[Claim]:
    return [c for c in persona.sections.get(section, ()) if c.theme_id and len(c.participants) > 1]


def _side(persona: Persona, claim: Claim) -> str:
    return f"{_SPOKEN[claim.section]} for {persona.name} ({len(claim.participants)} of {claim.of})"


def matrix(personas: Sequence[Persona], themes: Sequence[Theme]) -> dict[str, dict[str, int]]:
    """People of each persona who spoke of each theme, whatever the label: theme id -> persona id -> count."""
    return {
        theme.theme_id: {p.persona_id: len(set(p.participants) & set(theme.participant_ids)) for p in personas}
        for theme in themes
    }


def coverage(
    personas: Sequence[Persona], statements: Sequence[Statement], themes: Sequence[Theme], people: Sequence[Participant]
) -> dict[str, Any]:
    """Counts of what the personas stand on, and what they leave out."""
    shown = {
        e.statement_id
        for p in personas
        for claims in p.sections.values()
        for c in claims
        for e in c.evidence + c.counter_evidence + c.second_hand
    }
    held = {person for p in personas for person in p.participants}
    labelled = [s.statement_id for s in statements if set(s.labels) - {"profile"}]
    used = {s.theme_id for s in statements if s.statement_id in shown}
    return {
        "participants": sum(p.counts for p in people),
        "participants_represented": len(held),
        "participants_not_represented": sorted(
            p.participant_id for p in people if p.counts and p.participant_id not in held
        ),
        "second_hand_participants": sorted(p.participant_id for p in people if not p.counts),
        "statements_labelled": len(labelled),
        "statements_represented": len(shown & set(labelled)),
        "themes_not_represented": sorted(t.theme_id for t in themes if t.theme_id not in used),
    }
