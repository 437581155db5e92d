"""The data that the page's script explores: columns of numbers, and every turn once; statements are spans of turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from interview2persona.model import LABELS, Claim, Statement, Study, Transcript, Turn
from interview2persona.reports import sections
from interview2persona.reports.html.islands import Map
from interview2persona.reports.html.view import HUES, slug_of

Index = Mapping[str, int]


def payload(study: Study, drawn: Map) -> dict[str, Any]:
    """Tables by name; people, themes, transcripts and turns are referred to by position, -1 for none.

    Offsets are UTF-16 units into a turn's text, as JavaScript counts them.
    """
    people = {p.participant_id: n for n, p in enumerate(study.participants)}
    themes = {t.theme_id: n for n, t in enumerate(study.themes)}
    transcripts = [t for t in study.transcripts if t.usable]
    turns = {(t.path, turn.number): None for t in transcripts for turn in t.turns}
    rows = {key: n for n, key in enumerate(turns)}
    known = {s.statement_id: n for n, s in enumerate(study.statements)}
    return {
        "labels": list(LABELS),
        "personas": [
            {"id": p.persona_id, "name": p.name, "slug": slug_of(p), "hue": n % HUES}
            for n, p in enumerate(study.personas.personas)
        ],
        "people": _people(study),
        "themes": [{"id": t.theme_id, "title": t.title} for t in study.themes],
        "islands": [[i.x, i.y, i.radius, i.colour] for i in drawn.islands],
        "box": list(drawn.box),
        "transcripts": [{"path": t.path, "kind": t.kind} for t in transcripts],
        "turns": _turns(transcripts),
        "statements": _statements(study, drawn, people, themes, rows),
        "claims": _claims(study, known),
    }


def _people(study: Study) -> list[dict[str, Any]]:
    order = {p.persona_id: n for n, p in enumerate(study.personas.personas)}
    persona_of = {m.participant_id: order.get(m.persona_id, -1) for m in study.personas.memberships}
    return [
        {"id": p.participant_id, "kind": p.kind, "persona": persona_of.get(p.participant_id, -1)}
        for p in study.participants
    ]


def _turns(transcripts: Sequence[Transcript]) -> dict[str, list[Any]]:
    pairs = [(n, t, turn) for n, t in enumerate(transcripts) for turn in t.turns]
    speakers = sorted({_speaker(turn) for _, _, turn in pairs})
    place = {speaker: n for n, speaker in enumerate(speakers)}
    return {
        "speakers": speakers,
        "transcript": [n for n, _, _ in pairs],
        "number": [turn.number for _, _, turn in pairs],
        "speaker": [place[_speaker(turn)] for _, _, turn in pairs],
        "time": [-1 if turn.start_time is None else int(turn.start_time) for _, _, turn in pairs],
        "text": [t.text_of(turn) for _, t, turn in pairs],
    }


def _speaker(turn: Turn) -> str:
    return turn.participant_id or turn.speaker or turn.role


def _statements(
    study: Study, drawn: Map, people: Index, themes: Index, rows: Mapping[tuple[str, int], int]
) -> dict[str, Any]:
    texts = {(t.path, turn.number): (t.text_of(turn), turn.start) for t in study.transcripts for turn in t.turns}
    stages = sorted({s.journey_stage for s in study.statements})
    spans, own = [], {}
    for n, s in enumerate(study.statements):
        span = _span(s, *texts.get((s.transcript, s.turn), ("", 0)))
        spans.append(span or (0, 0))
        if span is None:
            own[n] = s.text
    return {
        "id": [s.statement_id for s in study.statements],
        "turn": [rows.get((s.transcript, s.turn), -1) for s in study.statements],
        "start": [a for a, _ in spans],
        "end": [b for _, b in spans],
        "own": own,
        "person": [people.get(s.participant_id, -1) for s in study.statements],
        "theme": [themes.get(s.theme_id, -1) for s in study.statements],
        "near": [themes.get(s.nearest_theme_id, -1) for s in study.statements],
        "labels": [sum(1 << LABELS.index(label) for label in s.labels) for s in study.statements],
        "second": [int(s.perspective == "second-hand") for s in study.statements],
        "severity": [s.severity for s in study.statements],
        "stages": stages,
        "stage": [stages.index(s.journey_stage) for s in study.statements],
        "xy": [v for s in study.statements for v in drawn.points.get(s.statement_id, (None, None))],
    }


def _span(s: Statement, text: str, start: int) -> tuple[int, int] | None:
    """Where the statement stands in its turn; None where the turn does not hold its words as they are."""
    a, b = s.start - start, s.end - start
    if a < 0 or text[a:b] != s.text:
        a = text.find(s.text)
        b = a + len(s.text)
    if a < 0 or not s.text:
        return None
    return (a, b) if text.isascii() else (_units(text[:a]), _units(text[:b]))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _claims(study: Study, known: Index) -> dict[str, list[list[int]]]:
    """Positions of the statements for, against and second-hand, by the anchor of the claim."""
    shared = {f"shared/shared-{n}": c for n, c in enumerate(study.personas.shared, 1)}
    own = {f"{slug_of(p)}/{code}": c for p in study.personas.personas for code, c in sections.codes(p)}
    kinds = ("evidence", "counter_evidence", "second_hand")
    return {anchor: [_known(c, kind, known) for kind in kinds] for anchor, c in {**own, **shared}.items()}


def _known(claim: Claim, kind: str, known: Index) -> list[int]:
    return [known[e.statement_id] for e in getattr(claim, kind) if e.statement_id in known]
