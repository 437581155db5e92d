"""The draft under review: what the last run wrote, as the types that flow, so that decisions apply as in a run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from interview2persona.model import (
    ATTRIBUTES,
    QUALITIES,
    Attribute,
    Claim,
    Evidence,
    Kind,
    Label,
    Membership,
    Participant,
    Persona,
    Personas,
    Perspective,
    Qualities,
    Statement,
    Theme,
    Themes,
)

Row = Mapping[str, str]


class Tables(Protocol):
    """What a run wrote; `reports.saved.Saved` is one."""

    @property
    def root(self) -> Path: ...
    @property
    def personas(self) -> list[dict[str, Any]]: ...
    def table(self, name: str) -> list[dict[str, str]]: ...


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker of one transcript, and who they were taken for."""

    voice_id: str
    transcript: str
    speaker: str
    role: str
    confidence: float
    says: tuple[str, ...]  # their first turns


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that can be asked about. Participants go by their keys (`ids.participant_key`)."""

    themes: Themes
    personas: Personas
    participants: tuple[Participant, ...]
    voices: tuple[Voice, ...]
    turns: Mapping[str, Sequence[Row]]  # by transcript
    near: Mapping[str, Sequence[str]]  # theme -> its nearest themes
    alike: tuple[tuple[str, str, float], ...]  # themes that may be one
    conflicts: tuple[Mapping[str, Any], ...]


def load(tables: Tables) -> Draft:
    """The draft in an output folder.

    Raises:
        WorkspaceError: no run has written there yet.
    """
    hints = _json(tables.root / "review" / "hints.json", {})
    people = tables.table("participants")
    keys = dict(zip((row["participant_id"] for row in people), hints.get("participants", ()), strict=False))
    statements = tuple(_statement(row, keys) for row in tables.table("statements"))
    turns: dict[str, list[Row]] = {}
    for row in tables.table("turns"):
        turns.setdefault(row["transcript"], []).append(row)
    paths = [row["transcript"] for row in tables.table("transcripts")]
    themes = _themes(tables.table("themes"), statements)
    memberships = tuple(
        Membership(_key(keys, r["participant_id"]), r["persona_id"], float(r["fit"] or 1), r["second_persona_id"])
        for r in people
        if r["persona_id"]
    )
    return Draft(
        Themes(themes, statements, {}),
        Personas(tuple(_persona(p, keys) for p in tables.personas), memberships, {}),
        tuple(_participant(row, keys) for row in people),
        tuple(v for v in (_voice(h, paths, turns) for h in hints.get("voices", ())) if v),
        turns,
        hints.get("near", {}),
        tuple((a, b, c) for a, b, c in hints.get("alike", ())),
        tuple(_json(tables.root / "review" / "conflicts.json", [])),
    )


def _json(path: Path, default: Any) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return default  # written by every run; without it only hints are missing


def _key(keys: Mapping[str, str], shown: str) -> str:
    return keys.get(shown, shown)


def _statement(row: Row, keys: Mapping[str, str]) -> Statement:
    chances = [pair.split("=") for pair in row["probabilities"].split("|") if "=" in pair]
    return Statement(
        statement_id=row["statement_id"],
        transcript=row["transcript"],
        turn=int(row["turn"]),
        start=int(row["start"]),
        end=int(row["end"]),
        participant_id=_key(keys, row["participant_id"]),
        text=row["text"],
        question=row["question"],
        perspective=cast(Perspective, row["perspective"]),
        labels=cast(tuple[Label, ...], tuple(filter(None, row["labels"].split("|")))),
        probabilities={label: float(value) for label, value in chances},
        qualities=_qualities(row),
        severity=int(row["severity"] or 0),
        severity_reason=row["severity_reason"],
        journey_stage=row["journey_stage"],
        theme_id=row["theme_id"],
        nearest_theme_id=row["nearest_theme_id"],
        strength=float(row["strength"] or 0),
    )


def _qualities(row: Row) -> Qualities | None:
    """None in what earlier versions wrote."""
    told = [row.get(name, "") for name in QUALITIES]
    return Qualities(*map(float, told)) if all(told) else None


def _themes(rows: Sequence[Row], statements: Sequence[Statement]) -> tuple[Theme, ...]:
    inside: dict[str, list[Statement]] = {}
    for s in sorted(statements, key=lambda s: (-s.strength, s.statement_id)):
        inside.setdefault(s.theme_id, []).append(s)
    return tuple(_theme(row, inside[row["theme_id"]]) for row in rows if row["theme_id"] in inside)


def _theme(row: Row, members: Sequence[Statement]) -> Theme:
    return Theme(
        row["theme_id"],
        row["title"],
        tuple(row["keywords"].split("|")),
        tuple(s.statement_id for s in members),
        tuple(sorted({s.participant_id for s in members})),
        definition=row["definition"],
        stability=float(row["stability"]) if row["stability"] else None,
        stability_class=cast(Any, row["stability_class"]),
        status=row["status"],
    )


def _participant(row: Row, keys: Mapping[str, str]) -> Participant:
    known = {"participant_id", "transcript", "kind", "persona_id", "fit", "second_persona_id"}
    names = [*ATTRIBUTES, *(k for k in row if k not in known and k not in ATTRIBUTES)]
    return Participant(
        _key(keys, row["participant_id"]),
        row["transcript"],
        row["participant_id"],
        cast(Kind, row["kind"]),
        {name: Attribute(row[name]) for name in names if row.get(name)},
    )


def _persona(data: Mapping[str, Any], keys: Mapping[str, str]) -> Persona:
    return Persona(
        data["persona_id"],
        data["name"],
        data["title"],
        data["kind"],
        tuple(_key(keys, p) for p in data["participants"]),
        data["share"],
        data["stability"],
        {name: tuple(_claim(c, name, keys) for c in claims) for name, claims in data["sections"].items()},
        facts=data.get("facts", {}),
        status=data.get("status", "draft"),
    )


def _claim(data: Mapping[str, Any], section: str, keys: Mapping[str, str]) -> Claim:
    return Claim(
        data["claim_id"],
        section,
        data["text"],
        data["theme_id"],
        tuple(_key(keys, p) for p in data["participants"]),
        data["of"],
        (data["interval"][0], data["interval"][1]),
        severity=data["severity"],
        severity_reason=data.get("severity_reason", ""),
        evidence=tuple(_evidence(e, keys) for e in data["evidence"]),
        counter_evidence=tuple(_evidence(e, keys) for e in data["counter_evidence"]),
        status=data.get("status", "draft"),
        also_mentioned=bool(data.get("also_mentioned", False)),
    )


def _evidence(data: Mapping[str, Any], keys: Mapping[str, str]) -> Evidence:
    return Evidence(
        data["statement_id"], data["transcript"], data["start"], data["end"], data["quote"],
        _key(keys, data.get("participant_id", "")),
    )  # fmt: skip


def _voice(hint: Mapping[str, Any], paths: Sequence[str], turns: Mapping[str, Sequence[Row]]) -> Voice | None:
    """The speaker by the number of their transcript and of their first turn; None when the tables do not fit."""
    path = paths[hint["transcript"]] if hint["transcript"] < len(paths) else ""
    mine = turns.get(path, ())
    speaker = next((row["speaker"] for row in mine if int(row["turn"]) == hint["turn"]), None)
    if speaker is None:
        return None
    says = [row["text"] for row in mine if row["speaker"] == speaker][:3]
    return Voice(hint["voice"], path, speaker, hint["role"], hint["confidence"], tuple(says))
