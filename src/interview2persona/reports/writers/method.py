"""`method.md`: the appendix on method, with what a program can know of the COREQ checklist."""

from __future__ import annotations

from interview2persona.model import Study
from interview2persona.reports.method import lines
from interview2persona.settings import Settings


def render(study: Study, settings: Settings) -> dict[str, str | bytes]:  # noqa: ARG001 (the contract of writers)
    return {"method.md": "\n".join(lines(study)) + "\n"}
