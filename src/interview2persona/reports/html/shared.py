"""What most personas have in common, as claims of nobody in particular."""

from __future__ import annotations

from interview2persona.model import Study
from interview2persona.reports.html.view import ClaimView, Places, claim_view


def claims(study: Study) -> tuple[ClaimView, ...]:
    places = Places(study)
    themes = {t.theme_id: t.title for t in study.themes}
    return tuple(
        claim_view(claim, f"shared-{n}", f"shared/shared-{n}", places, themes)
        for n, claim in enumerate(study.personas.shared, 1)
    )
