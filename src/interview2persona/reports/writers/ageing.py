"""`age-of-evidence.md`: which lines rest on old interviews, as of the newest interview, and when to interview again."""

from __future__ import annotations

from interview2persona.model import Study
from interview2persona.reports import sections
from interview2persona.reports.ageing import Line, ages, page
from interview2persona.settings import Settings


def render(study: Study, settings: Settings) -> dict[str, str | bytes]:
    date_of = {t.path: t.date for t in study.transcripts}
    lines = [
        Line(p.name, code, claim.text, tuple(sorted({date_of.get(e.transcript, "") for e in claim.evidence} - {""})))
        for p in study.personas.personas
        for code, claim in sections.codes(p)
        if not claim.also_mentioned
    ]
    today = max(filter(None, date_of.values()), default="")
    months = settings.evidence.months
    body = page(ages(lines, months, today), months, today)
    return {"age-of-evidence.md": "\n".join(["# Age of the evidence", "", *body]) + "\n"}
