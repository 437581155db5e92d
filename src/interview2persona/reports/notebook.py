"""Rich display in Jupyter: personas, themes and whole studies show as cards and tables instead of long reprs.

In a notebook: ``%load_ext interview2persona.reports.notebook``. Everything is plain HTML with its styles in place; no
script, nothing is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from interview2persona.model import Persona, Personas, Study, Theme
from interview2persona.reports import datapoints, facts, sections
from interview2persona.reports.html.page import environment
from interview2persona.reports.pages import people, worded
from interview2persona.settings import PrivacySettings

_CLAIMS = 4  # of a section; `export` and report.html have all of them
_THEMES = 15


def load_ipython_extension(ipython: Any) -> None:
    """Called by ``%load_ext``."""
    formatter = ipython.display_formatter.formatters["text/html"]
    makers: Mapping[type, Callable[[Any], str]] = {
        Persona: persona_html,
        Personas: personas_html,
        Study: study_html,
        Theme: theme_html,
    }
    for kind, make in makers.items():
        formatter.for_type(kind, make)


def persona_html(persona: Persona) -> str:
    """A card: who they are and the first claims of each section, each with its count and its best quote."""
    shown = [(section.title, claims[:_CLAIMS], len(claims)) for section, claims in sections.in_order(persona)]
    return _render(
        "notebook/persona.html",
        persona=persona,
        sections=shown,
        people=people,
        worded=worded,
        facts=facts.told(persona.facts),
        points=datapoints.rows(persona.data_points, PrivacySettings().smallest_cell),
        point_columns=datapoints.COLUMNS,
        point_title=datapoints.TITLE,
    )


def personas_html(personas: Personas) -> str:
    """The cards of all personas, beneath each other."""
    return "".join(persona_html(p) for p in personas.personas)


def theme_html(theme: Theme) -> str:
    return _render("notebook/themes.html", themes=[theme], more=0)


def study_html(study: Study) -> str:
    """An overview: its size, its personas, and the themes that most people speak of."""
    ranked = sorted(study.themes, key=lambda t: (-len(t.participant_ids), -len(t.statement_ids), t.title))
    themes = _render("notebook/themes.html", themes=ranked[:_THEMES], more=len(ranked[_THEMES:]))
    return _render("notebook/study.html", study=study) + themes


def _render(template: str, **values: Any) -> str:
    return environment().get_template(template).render(**values)
