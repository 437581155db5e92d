"""The key: which placeholder stands for whom. It is the one file that can undo the replacement, and stays private."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from interview2persona.errors import WorkspaceError

KINDS = ("PERSON", "ORG", "PLACE", "EMAIL", "PHONE", "ADDRESS", "ACCOUNT")


@dataclass(slots=True)
class Key:
    """Placeholders with the forms they stand for, in order of their numbers."""

    forms: dict[str, list[str]] = field(default_factory=dict)  # "[PERSON 3]" -> surface forms, first seen first
    participants: dict[str, dict[str, str]] = field(default_factory=dict)  # id -> transcript, speaker, placeholder
    _by_form: dict[tuple[str, str], str] = field(default_factory=dict)  # (kind, normal form) -> placeholder

    def placeholder(self, kind: str, normal: Iterable[str], surface: str) -> str:
        """The placeholder of whoever has one of the `normal` forms; a new number when nobody has."""
        wanted = list(normal)
        mark = next((self._by_form[kind, n] for n in wanted if (kind, n) in self._by_form), "")
        mark = mark or f"[{kind} {1 + sum(m.startswith(f'[{kind} ') for m in self.forms)}]"
        known = self.forms.setdefault(mark, [])
        for form in wanted:
            self._by_form.setdefault((kind, form), mark)
        if surface not in known:
            known.append(surface)
        return mark

    def add(self, mark: str, forms: Iterable[str], normal: Iterable[str]) -> None:
        """What an earlier run found."""
        self.forms.setdefault(mark, []).extend(forms)
        kind = mark.strip("[]").split()[0]
        for form in normal:
            self._by_form.setdefault((kind, form), mark)

    def as_data(self) -> dict[str, Any]:
        normal: dict[str, list[str]] = {}
        for (_, form), mark in self._by_form.items():
            normal.setdefault(mark, []).append(form)
        return {
            "about": "Undoes the replacement of names. Keep it apart from the reports; delete it to make them final.",
            "placeholders": {
                mark: {"type": mark.strip("[]").split()[0], "forms": forms, "same": sorted(normal.get(mark, []))}
                for mark, forms in self.forms.items()
            },
            "participants": dict(sorted(self.participants.items())),
        }

    def drop(self, mark: str) -> list[str]:
        """Forgets whom a placeholder stands for, and returns the forms; its number is never given again."""
        forms, self.forms[mark] = self.forms.get(mark, []), []
        self._by_form = {form: m for form, m in self._by_form.items() if m != mark}
        return forms


def load(path: Path) -> Key:
    """The key of earlier runs; an empty one when there is none.

    Raises:
        WorkspaceError: the file is there but is not a key. A new one would give people other numbers than before.
    """
    key = Key()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        for mark, entry in data["placeholders"].items():
            key.add(mark, entry["forms"], entry["same"])
        key.participants = {i: dict(entry) for i, entry in data.get("participants", {}).items()}
    except FileNotFoundError:
        return key
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WorkspaceError(
            f"{path}: this key of names cannot be read ({type(error).__name__}: {error}). Put a copy of it back, or "
            "move it away to start again with new numbers."
        ) from error
    return key


def save(key: Key, path: Path) -> None:
    """Writes the key for its owner alone (mode 0600 in a folder of mode 0700), atomically.

    Raises:
        WorkspaceError: it cannot be written.
    """
    data = json.dumps(key.as_data(), indent=1, ensure_ascii=False).encode() + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        if path.is_file() and path.read_bytes() == data:
            path.chmod(0o600)
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")  # mkstemp makes it 0600
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise WorkspaceError(f"{path}: the key of names cannot be written ({error.strerror or error}).") from error
