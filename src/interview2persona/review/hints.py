"""What the session cannot read from the tables: how sure each role is, and which themes are near to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from interview2persona.model import Participant, Role, Statement, Theme, Transcript, Vectors
from interview2persona.review.ids import participant_key, voice_id

NEAR = 9  # neighbours of each theme that are offered to merge it with
ALIKE = 0.8  # cosine of two themes' centres from which they may be one


class Guess(Protocol):
    """What was made of one speaker of one transcript."""

    @property
    def transcript(self) -> str: ...
    @property
    def speaker(self) -> str: ...
    @property
    def role(self) -> Role: ...
    @property
    def confidence(self) -> float: ...


def hints(
    transcripts: Sequence[Transcript],
    guesses: Sequence[Guess],
    participants: Sequence[Participant],
    themes: Sequence[Theme],
    statements: Sequence[Statement],
    vectors: Vectors,
) -> dict[str, Any]:
    """Hints for the session: ids, numbers and places only, so that nothing in them has to be replaced.

    `vectors` has one row per statement. ``voices`` name a transcript by its number in `transcripts.csv` and a speaker
    by the number of their first turn; ``participants`` are in the order of `participants.csv`.
    """
    near, alike = _near(themes, statements, vectors)
    return {
        "voices": _voices(transcripts, guesses),
        "participants": [participant_key(p.participant_id) for p in participants],
        "near": near,
        "alike": alike,
    }


def _voices(transcripts: Sequence[Transcript], guesses: Sequence[Guess]) -> list[dict[str, Any]]:
    number = {t.path: n for n, t in enumerate(transcripts)}
    first: dict[tuple[str, str], int] = {}
    for t in transcripts:
        for turn in t.turns:
            first.setdefault((t.path, turn.speaker), turn.number)
    return [
        {
            "voice": voice_id(g.transcript, g.speaker), "transcript": number[g.transcript],
            "turn": first[g.transcript, g.speaker], "role": g.role, "confidence": round(g.confidence, 3),
        }
        for g in guesses
        if (g.transcript, g.speaker) in first
    ]  # fmt: skip


def _near(
    themes: Sequence[Theme], statements: Sequence[Statement], vectors: Vectors
) -> tuple[dict[str, list[str]], list[list[Any]]]:
    """Neighbours of each theme, nearest first, and pairs that may be one theme with their cosine, most alike first."""
    row = {s.statement_id: i for i, s in enumerate(statements)}
    inside = [[row[i] for i in t.statement_ids if i in row] for t in themes]
    if len(themes) < 2 or not all(inside):
        return {}, []
    centres = np.stack([np.asarray(vectors[rows], dtype=np.float64).mean(axis=0) for rows in inside])
    centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-12)
    cosine = np.round(centres @ centres.T, 4)
    np.fill_diagonal(cosine, -2)
    order = np.argsort(-cosine, axis=1, kind="stable")[:, : min(NEAR, len(themes) - 1)]
    ids = [t.theme_id for t in themes]
    pairs = [(float(cosine[i, j]), ids[i], ids[j]) for i in range(len(ids)) for j in range(i) if cosine[i, j] >= ALIKE]
    alike = [[a, b, c] for c, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2]))]
    return {ids[i]: [ids[int(j)] for j in order[i]] for i in range(len(ids))}, alike
