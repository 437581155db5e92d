"""Where a reviewer was: what they skipped and where they quit. Not a decision, and nothing is lost without it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = "places.json"


class Place:
    """The place of one reviewer in one output folder."""

    def __init__(self, folder: Path, who: str) -> None:
        self._path, self._who = folder / FILE, who
        mine = self._all().get(who, {})
        self.at = str(mine.get("at", ""))
        self.skipped: set[str] = set(mine.get("skipped", ()))
        self.skipped_now: set[str] = set()

    def skip(self, key: str) -> None:
        self.skipped.add(key)
        self.skipped_now.add(key)
        self.keep(self.at)

    def keep(self, at: str) -> None:
        """Writes the place; in one step, so that a crash leaves the one before."""
        self.at = at
        data = {**self._all(), self._who: {"at": at, "skipped": sorted(self.skipped)}}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_suffix(".tmp")
        temporary.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        temporary.replace(self._path)

    def _all(self) -> dict[str, dict[str, Any]]:
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}
