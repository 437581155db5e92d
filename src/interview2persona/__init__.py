"""From a folder of interview transcripts to persona drafts in which every line rests on a quote."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from interview2persona.analysis import analyze
    from interview2persona.model import Claim, Evidence, Participant, Persona, Statement, Study, Theme, Transcript
    from interview2persona.settings import Settings

__version__ = "0.1.0"
__all__ = [
    "Claim",
    "Evidence",
    "Participant",
    "Persona",
    "Settings",
    "Statement",
    "Study",
    "Theme",
    "Transcript",
    "analyze",
]


def __getattr__(name: str) -> Any:
    """Names are imported when first used, so that importing the package (and --help) stays quick."""
    if name not in __all__:
        raise AttributeError(name)
    place = {"analyze": "analysis", "Settings": "settings"}.get(name, "model")
    return getattr(import_module(f"interview2persona.{place}"), name)
