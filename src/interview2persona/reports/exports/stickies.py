"""Sticky notes for a wall: a CSV that Miro, FigJam and Mural take by paste or import, a note for every line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from interview2persona.reports import datapoints
from interview2persona.reports.exports import Files
from interview2persona.reports.exports.csv import as_csv
from interview2persona.reports.pages import worded
from interview2persona.reports.saved import Saved

SUMMARY = "Sticky notes as CSV for Miro, FigJam or Mural: a note per claim, and one per quote."
_COLOURS = {"goals": "blue", "pains": "red", "gains": "green", "behaviours": "yellow", "attitudes": "violet"}
_LONGEST = 240  # characters that a note still shows in readable type


def render(saved: Saved) -> Files:
    columns = ["Text", "Color", "Group", "Section", "Kind", "Said by", "Source"]
    notes = [note for persona in saved.personas for note in _notes(saved, persona)]
    return {"sticky-notes.csv": as_csv((columns, notes))}


def _notes(saved: Saved, persona: dict[str, Any]) -> Iterator[list[Any]]:
    if persona.get("opening"):
        words = f"{_short(persona['opening'])} ({worded(persona.get('worded_by', ''))})"
        yield [words, "gray", persona["name"], "Opening", "opening", "", ""]
    key_of = {claim["claim_id"]: key for key, claims in persona["sections"].items() for claim in claims}
    for title, _, claim in saved.claims(persona):
        colour = _COLOURS.get(key_of[claim["claim_id"]], "gray")
        count = f"{len(claim['participants'])} of {claim['of']}"
        note = "; ".join(filter(None, (count, worded(claim.get("worded_by", "")))))
        yield [f"{_short(claim['text'])} ({note})", colour, persona["name"], title, "claim", count, ""]
        for item in claim["evidence"][:2]:
            quote = f"“{_short(item['quote'])}”"
            yield [quote, "white", persona["name"], title, "quote", item.get("participant_id", ""), item["transcript"]]
    for question in persona["open_questions"]:
        yield [_short(question["question"]), "gray", persona["name"], "Open questions", "question", "", ""]
    for rule in datapoints.sentences(datapoints.rows(saved.data_points(persona), saved.smallest_cell)):
        yield [_short(rule), "gray", persona["name"], datapoints.TITLE, "rule", "", ""]


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST else folded[: folded.rfind(" ", 0, _LONGEST)] + " …"
