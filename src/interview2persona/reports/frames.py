"""A study as pandas DataFrames: the columns of the output contract, one function per table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from interview2persona.model import ATTRIBUTES, QUALITIES, Study

if TYPE_CHECKING:
    import pandas as pd


def frames(study: Study) -> dict[str, pd.DataFrame]:
    """Tables by name: transcripts, turns, statements, themes, participants."""
    import pandas as pd

    tables = {
        "transcripts": _transcripts(study),
        "turns": _turns(study),
        "statements": _statements(study),
        "themes": _themes(study),
        "participants": _participants(study),
    }
    return {name: pd.DataFrame(rows, columns=columns) for name, (columns, rows) in tables.items()}


Table = tuple[list[str], list[list[Any]]]


def _transcripts(study: Study) -> Table:
    columns = ["transcript", "format", "kind", "date", "turns", "words", "statements", "status", "problem"]
    per_transcript = Counter(s.transcript for s in study.statements)
    rows = [
        [
            t.path,
            t.format,
            t.kind,
            t.date,
            len(t.turns),
            sum(len(t.text_of(turn).split()) for turn in t.turns),
            per_transcript[t.path],
            "read" if t.usable else "skipped",
            "; ".join(map(str, t.problems)),
        ]
        for t in study.transcripts
    ]
    return columns, rows


def _turns(study: Study) -> Table:
    columns = [
        "transcript",
        "turn",
        "speaker",
        "role",
        "participant_id",
        "start_time",
        "end_time",
        "start",
        "end",
        "text",
    ]
    rows = [
        [
            t.path,
            turn.number,
            turn.speaker,
            turn.role,
            turn.participant_id,
            turn.start_time,
            turn.end_time,
            turn.start,
            turn.end,
            t.text_of(turn),
        ]
        for t in study.transcripts
        for turn in t.turns
    ]
    return columns, rows


def _statements(study: Study) -> Table:
    columns = [
        "statement_id",
        "transcript",
        "turn",
        "start",
        "end",
        "participant_id",
        "perspective",
        "text",
        "labels",
        "theme_id",
        "strength",
        "journey_stage",
        "nearest_theme_id",
        "severity",
        "severity_reason",
        "probabilities",
        "question",
        *QUALITIES,
    ]
    rows = [
        [
            s.statement_id,
            s.transcript,
            s.turn,
            s.start,
            s.end,
            s.participant_id,
            s.perspective,
            s.text,
            "|".join(s.labels),
            s.theme_id,
            round(s.strength, 4),
            s.journey_stage,
            s.nearest_theme_id,
            s.severity or "",
            s.severity_reason,
            "|".join(f"{label}={value:.2f}" for label, value in s.probabilities.items()),
            s.question,
            *(round(getattr(s.qualities, name), 2) if s.qualities else "" for name in QUALITIES),
        ]
        for s in study.statements
    ]
    return columns, rows


def _themes(study: Study) -> Table:
    columns = [
        "theme_id",
        "title",
        "keywords",
        "statements",
        "participants",
        "stability",
        "status",
        "stability_class",
        "topic",
        "definition",
    ]
    rows = [
        [
            t.theme_id,
            t.title,
            "|".join(t.keywords),
            len(t.statement_ids),
            len(t.participant_ids),
            "" if t.stability is None else round(t.stability, 4),
            t.status,
            t.stability_class,
            t.topic,
            t.definition,
        ]
        for t in study.themes
    ]
    return columns, rows


def _participants(study: Study) -> Table:
    extra = sorted({name for p in study.participants for name in p.attributes} - set(ATTRIBUTES))
    attributes = [*ATTRIBUTES, *extra]
    columns = ["participant_id", "transcript", "kind", "persona_id", "fit", "second_persona_id", *attributes]
    membership = {m.participant_id: m for m in study.personas.memberships}
    rows = []
    for p in study.participants:
        m = membership.get(p.participant_id)
        values = [p.attributes[a].value if a in p.attributes else "" for a in attributes]
        where = [m.persona_id, round(m.fit, 4), m.second_persona_id] if m else ["", "", ""]
        rows.append([p.participant_id, p.transcript, p.kind, *where, *values])
    return columns, rows
