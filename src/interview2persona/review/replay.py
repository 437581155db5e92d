"""Decisions, replayed: pure functions from what the machine made and what people decided to what stands now.

The analysis calls them between its stages; the session calls them on the tables of the last run, so that what is on the
screen is what a run will write.
"""

from __future__ import annotations

from interview2persona.review.active import active, differences
from interview2persona.review.cast import RoleRow, apply_to_cast, roles
from interview2persona.review.grouping import regroup
from interview2persona.review.holding import Wishes, constraints
from interview2persona.review.labelling import apply_to_statements, discounted
from interview2persona.review.outcome import Applied, Conflict
from interview2persona.review.profiling import apply_to_personas
from interview2persona.review.theming import apply_to_themes

__all__ = [
    "Applied",
    "Conflict",
    "RoleRow",
    "Wishes",
    "active",
    "apply_to_cast",
    "apply_to_personas",
    "apply_to_statements",
    "apply_to_themes",
    "constraints",
    "differences",
    "discounted",
    "regroup",
    "roles",
]
