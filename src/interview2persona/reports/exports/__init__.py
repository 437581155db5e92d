"""What a run saved becomes a file for another tool: an export is one module here.

Modules whose names begin with an underscore are shared by several exports.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from interview2persona.reports.saved import Saved

Files = Mapping[str, str | bytes]


class Export(Protocol):
    """A module of this folder. `SUMMARY` says in a line what it is good for."""

    SUMMARY: str

    def render(self, saved: Saved) -> Files:
        """Files by name. One file is a document; several are a folder.

        Raises:
            WorkspaceError: the folder holds no finished run.
            MissingExtra: a library is not installed; the message has the command that installs it.
        """
