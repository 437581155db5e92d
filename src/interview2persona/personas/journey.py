"""The customer's journey of a persona: which of its claims belong to which stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from interview2persona.model import JOURNEY_STAGES, Claim, Statement


def journey_of(
    sections: Mapping[str, Sequence[Claim]], statements: Mapping[str, Statement]
) -> dict[str, tuple[Claim, ...]]:
    """Claims by stage, in the order of the journey; a claim stands where most of its staged evidence was placed."""
    out: dict[str, list[Claim]] = {stage: [] for stage in JOURNEY_STAGES}
    for claims in sections.values():
        for claim in claims:
            stage = _stage(claim, statements)
            if stage:
                out[stage].append(claim)
    return {stage: tuple(sorted(found, key=_rank)) for stage, found in out.items() if found}


def _stage(claim: Claim, statements: Mapping[str, Statement]) -> str:
    seen = Counter(statements[e.statement_id].journey_stage for e in claim.evidence)
    del seen[""]
    return min(seen, key=lambda stage: (-seen[stage], JOURNEY_STAGES.index(stage))) if seen else ""


def _rank(claim: Claim) -> tuple[int, int, str]:
    return (-len(claim.participants), -claim.severity, claim.claim_id)
