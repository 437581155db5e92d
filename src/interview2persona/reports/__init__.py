"""A `Study` becomes files that people pass on: a writer is one module in `writers/`."""

from __future__ import annotations

from typing import Protocol

from interview2persona.model import Study
from interview2persona.settings import Settings


class Writer(Protocol):
    """A module of `writers/`."""

    def render(self, study: Study, settings: Settings) -> dict[str, str | bytes]:
        """Files by path relative to OUTPUT. Pure: the same study gives the same bytes; the workspace writes them."""
