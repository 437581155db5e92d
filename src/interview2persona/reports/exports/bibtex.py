"""How to cite the study and the program, as BibTeX."""

from __future__ import annotations

import re

from interview2persona.reports.exports import Files, _tables
from interview2persona.reports.saved import Saved

SUMMARY = "Citation of the study and of the program, as BibTeX."
_SPECIAL = re.compile(r"([&%$#_{}])")


def render(saved: Saved) -> Files:
    record = _tables.manifest(saved)
    dates = sorted({row["date"] for row in saved.table("transcripts") if row["date"]})
    program = record.get("program", {})
    counts = record.get("counts", {})
    names = ", ".join(p["name"] for p in saved.personas)
    used = counts.get("transcripts_used", len(saved.table("transcripts")))
    people = f"{counts.get('participants', '')} participants, {counts.get('statements', '')} statements"
    study = {
        "title": f"{len(saved.personas)} personas from {used} interviews",
        "author": "{the researchers: fill in}",
        "year": dates[-1][:4] if dates else "",
        "note": f"Personas: {names}. {people}.",
        "howpublished": "Drafted with interview2persona from verbatim quotes",
    }
    software = {
        "title": "interview2persona: persona drafts in which every line rests on a quote",
        "author": "{interview2persona developers}",
        "version": str(program.get("version", "")),
    }
    return {
        "citation.bib": _entry("misc", "personas", study) + "\n" + _entry("software", "interview2persona", software)
    }


def _entry(kind: str, key: str, fields: dict[str, str]) -> str:
    lines = [f"  {name} = {{{_escaped(name, value)}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _escaped(name: str, value: str) -> str:
    return value if name == "author" else _SPECIAL.sub(r"\\\1", " ".join(value.split()))
