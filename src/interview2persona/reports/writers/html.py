"""`report.html`: one self-contained page to explore, print and pass on."""

from __future__ import annotations

from interview2persona.model import Study
from interview2persona.reports.html.page import page
from interview2persona.settings import Settings


def render(study: Study, settings: Settings) -> dict[str, str | bytes]:
    return {"report.html": page(study, settings)}
