"""`data/personas.json`, as described by `reports/personas.schema.json`."""

from __future__ import annotations

import json
from typing import Any

from interview2persona.model import Claim, DataPoint, Evidence, Persona, Study
from interview2persona.settings import Settings


def render(study: Study, settings: Settings) -> dict[str, str | bytes]:  # noqa: ARG001 (the contract of writers)
    personas = [as_data(persona) for persona in study.personas.personas]
    return {"data/personas.json": json.dumps(personas, indent=1, ensure_ascii=False) + "\n"}


def as_data(persona: Persona) -> dict[str, Any]:
    """A persona in the shape of the schema."""
    return {
        "persona_id": persona.persona_id,
        "name": persona.name,
        "title": persona.title,
        "kind": persona.kind,
        "participants": list(persona.participants),
        "share": round(persona.share, 4),
        "stability": None if persona.stability is None else round(persona.stability, 4),
        "evidence_kind": persona.evidence_kind,
        "status": persona.status,
        "opening": persona.opening,
        "worded_by": persona.worded_by,
        "facts": dict(persona.facts),
        "quotes": [_evidence(e) for e in persona.quotes],
        "sections": {name: [_claim(c) for c in claims] for name, claims in persona.sections.items()},
        "journey": {stage: [_claim(c) for c in claims] for stage, claims in persona.journey.items()},
        "open_questions": [
            {"section": q.section, "question": q.question, "whom": q.whom} for q in persona.open_questions
        ],
        "data_points": [_data_point(d) for d in persona.data_points],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "claim_id": claim.claim_id,
        "text": claim.text,
        "theme_id": claim.theme_id,
        "participants": list(claim.participants),
        "of": claim.of,
        "interval": [round(v, 4) for v in claim.interval],
        "severity": claim.severity,
        "severity_reason": claim.severity_reason,
        "distinct": claim.distinct,
        "status": claim.status,
        "worded_by": claim.worded_by,
        "also_mentioned": claim.also_mentioned,
        "evidence": [_evidence(e) for e in claim.evidence],
        "counter_evidence": [_evidence(e) for e in claim.counter_evidence],
        "second_hand": [_evidence(e) for e in claim.second_hand],
    }


def _data_point(point: DataPoint) -> dict[str, Any]:
    return {
        "attribute": point.attribute,
        "rule": point.rule,
        "low": point.low,
        "high": point.high,
        "values": list(point.values),
        "participants": list(point.participants),
        "stated": point.stated,
        "of": point.of,
        "others": point.others,
        "others_stated": point.others_stated,
        "lift": point.lift,
        "p_value": point.p_value,
        "thin": point.thin,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "statement_id": evidence.statement_id,
        "transcript": evidence.transcript,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "participant_id": evidence.participant_id,
        "perspective": evidence.perspective,
    }
