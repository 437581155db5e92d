"""Tables of a saved study, joined for people: titles instead of ids, and cells as they were said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from interview2persona.errors import WorkspaceError
from interview2persona.reports import datapoints
from interview2persona.reports.saved import Row, Saved

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Table = tuple[list[str], list[list[Any]]]
LABEL_WORDS = {"goals": "Goal", "pains": "Pain", "gains": "Gain", "behaviours": "Behaviour", "attitudes": "Attitude"}


def rows(saved: Saved, name: str) -> list[Row]:
    """A table of `data/`, without the apostrophes that keep spreadsheets from taking text for a formula."""
    return [{key: said(value) for key, value in row.items()} for row in saved.table(name)]


def said(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def harmless(cell: Any) -> Any:
    """A cell that no spreadsheet runs (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def manifest(saved: Saved) -> dict[str, Any]:
    """What the run wrote about itself.

    Raises:
        WorkspaceError: there is none.
    """
    try:
        data = json.loads((saved.root / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WorkspaceError(
            f"{saved.root}: there is no finished run here. Run 'interview2persona run' first."
        ) from error
    return data if isinstance(data, dict) else {}


def statements(saved: Saved) -> Table:
    """Every statement with the titles of its theme and persona."""
    themes = {row["theme_id"]: row["title"] for row in rows(saved, "themes")}
    persona_of = {pid: p["name"] for p in saved.personas for pid in p["participants"]}
    columns = ["statement_id", "participant_id", "persona", "text", "labels", "theme", "perspective", "severity",
               "journey_stage", "transcript", "turn", "question"]  # fmt: skip
    values = [
        [s["statement_id"], s["participant_id"], persona_of.get(s["participant_id"], ""), s["text"],
         s["labels"].replace("|", ", "), themes.get(s["theme_id"], ""), s["perspective"], number(s.get("severity", "")),
         s["journey_stage"], s["transcript"], int(s["turn"]) + 1, s.get("question", "")]
        for s in rows(saved, "statements")
    ]  # fmt: skip
    return columns, values


def themes(saved: Saved) -> Table:
    columns = [
        "theme_id",
        "title",
        "topic",
        "definition",
        "keywords",
        "people",
        "statements",
        "stability",
        "stability_class",
    ]
    values = [
        [t["theme_id"], t["title"], t.get("topic", ""), t.get("definition", ""), t["keywords"].replace("|", ", "),
         int(t["participants"]), int(t["statements"]), number(t["stability"]), t.get("stability_class", "")]
        for t in rows(saved, "themes")
    ]  # fmt: skip
    return columns, values


def matrix(saved: Saved) -> Table:
    """Statements per theme (rows) and participant (columns)."""
    counts: dict[tuple[str, str], int] = {}
    for s in rows(saved, "statements"):
        key = (s["theme_id"], s["participant_id"])
        counts[key] = counts.get(key, 0) + 1
    people = [p["participant_id"] for p in rows(saved, "participants")]
    values = [[t["title"], *(counts.get((t["theme_id"], p), 0) for p in people)] for t in rows(saved, "themes")]
    return ["theme", *people], values


def claims(saved: Saved) -> Table:
    """Every line of every persona, with its count, interval and first quote."""
    columns = ["persona", "section", "code", "claim", "people", "of", "interval_low", "interval_high", "severity",
               "participants", "quote", "said_by", "transcript", "claim_id", "worded_by"]  # fmt: skip
    values = [list(_claim(p, title, code, c)) for p in saved.personas for title, code, c in saved.claims(p)]
    return columns, values


def _claim(persona: dict[str, Any], title: str, code: str, claim: dict[str, Any]) -> Iterator[Any]:
    first = claim["evidence"][0]
    yield from (persona["name"], title, code, claim["text"], len(claim["participants"]), claim["of"])
    yield from (*claim["interval"], claim["severity"] or None, ", ".join(claim["participants"]))
    yield from (first["quote"], first.get("participant_id", ""), first["transcript"], claim["claim_id"])
    yield claim.get("worded_by", "")


def personas(saved: Saved) -> Table:
    columns = ["name", "title", "kind", "people", "participants", "share", "stability", "evidence", "facts",
               "opening", "opening_worded_by"]  # fmt: skip
    values = [
        [p["name"], p["title"], p["kind"], len(p["participants"]), ", ".join(p["participants"]), p["share"],
         p["stability"], p.get("evidence_kind", ""), _facts(p), p.get("opening", ""), p.get("worded_by", "")]
        for p in saved.personas
    ]  # fmt: skip
    return columns, values


def data_points(saved: Saved) -> Table:
    """The rules of each persona that pages may show, with how many people fit them."""
    values = [
        [p["name"], *row.cells]
        for p in saved.personas
        for row in datapoints.rows(saved.data_points(p), saved.smallest_cell)
    ]
    return ["persona", "data_point", "rule", "people_who_fit", "others_who_fit", "how_telling"], values


def _facts(persona: dict[str, Any]) -> str:
    return "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in persona.get("facts", {}).items())


def participants(saved: Saved) -> Table:
    """Participants with every attribute that anybody stated."""
    found = rows(saved, "participants")
    columns = [c for c in (found[0] if found else {}) if any(row[c] for row in found)]
    return columns, [[row[c] for c in columns] for row in found]


def number(cell: str) -> float | None:
    return float(cell) if cell else None
