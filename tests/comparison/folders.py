"""Small output folders as a run leaves them."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

COLUMNS = {
    "transcripts": "transcript,kind,date",
    "participants": "participant_id,transcript,kind,persona_id,market",
    "themes": "theme_id,title",
    "statements": "statement_id,transcript,turn,start,end,participant_id,perspective,text,labels,theme_id,strength,"
    "journey_stage,probabilities,question",
}

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "holidays")


def output(
    root: Path,
    said: Mapping[str, Sequence[str]],
    *,
    dates: Mapping[str, str] | None = None,
    markets: Mapping[str, str] | None = None,
    personas: Mapping[str, Sequence[str]] | None = None,
) -> Path:
    """A folder in which each person says a pain about each of their themes; all are one persona unless told."""
    people = sorted(said)
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in COLUMNS}
    for number, person in enumerate(people):
        path = f"{person}.txt"
        rows["transcripts"].append({"transcript": path, "kind": "customer", "date": (dates or {}).get(person, "")})
        rows["participants"].append(
            {
                "participant_id": person,
                "transcript": path,
                "kind": "customer",
                "market": (markets or {}).get(person, ""),
            }
        )
        for place, theme in enumerate(said[person]):
            text = f"The {theme}, always {theme}, on {DAYS[number % len(DAYS)]}."
            rows["statements"].append(
                {
                    "statement_id": f"{person}-{theme}", "transcript": path, "turn": place, "start": 0, "end": 9,
                    "participant_id": person, "perspective": "first-hand", "text": text,
                    "labels": "pain", "theme_id": theme, "strength": 1, "probabilities": "pain=0.9", "question": "",
                }
            )  # fmt: skip
    themes = sorted({theme for themes in said.values() for theme in themes})
    rows["themes"] = [{"theme_id": theme, "title": theme.capitalize()} for theme in themes]
    (root / "data").mkdir(parents=True)
    for name, table in rows.items():
        with (root / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS[name].split(","))
            writer.writeheader()
            writer.writerows(table)
    found = [_persona(name, list(group), said) for name, group in (personas or {"Ash": people}).items()]
    (root / "data" / "personas.json").write_text(json.dumps(found), encoding="utf-8")
    return root


def _persona(name: str, group: list[str], said: Mapping[str, Sequence[str]]) -> dict[str, object]:
    claims = []
    for theme in sorted({t for p in group for t in said[p]}):
        who = [p for p in group if theme in said[p]]
        evidence = [
            {
                "statement_id": f"{p}-{theme}",
                "transcript": f"{p}.txt",
                "start": 0,
                "end": 9,
                "quote": "",
                "participant_id": p,
            }
            for p in who
        ]
        claims.append({"claim_id": f"{name}-{theme}", "text": f"{theme} hurts", "theme_id": theme, "participants": who,
                       "of": len(group), "interval": [0, 1], "also_mentioned": False, "evidence": evidence,
                       "counter_evidence": [], "second_hand": []})  # fmt: skip
    return {"persona_id": name, "name": name, "title": name, "kind": "customer", "participants": group,
            "sections": {"pains": claims}, "open_questions": [], "quotes": []}  # fmt: skip
