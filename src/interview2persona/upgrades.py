"""Output folders that earlier versions wrote are brought up to date before anything else is written into them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from interview2persona.errors import WorkspaceError

SCHEMA = 1  # of the output folder; raised when folders can no longer be read as they are
MANIFEST = "manifest.json"
Step = Callable[[Path], None]

#: Schema -> what makes a folder of it one of the next. A step may be cut short and run again.
STEPS: Mapping[int, Step] = MappingProxyType({})
_KEPT = ("review/decisions.jsonl", "private/key.json")  # what nobody can compute again


def upgrade(root: Path, schema: int = SCHEMA, steps: Mapping[int, Step] = STEPS) -> None:
    """Takes a folder from its schema to `schema`, step by step; decisions and the key of names are copied before.

    Nothing happens in a folder without a manifest.

    Raises:
        WorkspaceError: a newer version wrote the folder.
    """
    path = root / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    found = manifest.get("schema", 1) if isinstance(manifest, dict) else 1
    if not isinstance(found, int) or found > schema:
        raise WorkspaceError(
            f"{root}: a newer version of interview2persona wrote this folder (schema {found}; this version knows "
            f"{schema}). Install that version, or name another folder with -o."
        )
    if found < schema:
        _back_up(root, found)
    for number in range(found, schema):
        steps[number](root)
        manifest["schema"] = number + 1
        new = path.with_name(f".{MANIFEST}.tmp")
        new.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        new.replace(path)


def _back_up(root: Path, schema: int) -> None:
    """Copies as `decisions.jsonl.schema-1`, with the same permissions; a copy that is there stays."""
    for name in _KEPT:
        path, copy = root / name, root / f"{name}.schema-{schema}"
        if path.is_file() and not copy.exists():
            half = copy.with_name(f".{copy.name}.tmp")
            shutil.copy2(path, half)
            half.replace(copy)
