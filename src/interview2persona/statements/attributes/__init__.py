"""Statements become attributes of the person who said them: one module per family of attributes."""

from __future__ import annotations

from interview2persona.statements.attributes._extract import SURE, extract

__all__ = ["SURE", "extract"]
