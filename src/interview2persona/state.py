"""What a run depends on, so that the next one does only what is needed and can say why.

A state is a mapping of parts to what they are: a file's hash, a setting's value, a library's version. Equal states give
equal results.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from interview2persona.settings import Settings

LIBRARIES = ("torch", "transformers", "sentence-transformers", "spacy", "scikit-learn", "hdbscan", "numpy", "scipy")
State = Mapping[str, Mapping[str, Any]]


def of(folder: Path, output: Path, settings: Settings) -> State:
    """The state of a run on `folder` into `output`: inputs, settings, decisions, code and libraries."""
    return {
        "inputs": dict(_inputs(folder, output)),
        "settings": dict(_flat(settings.model_dump(mode="json"))),
        "codebook": {"codebook": _digest(Path(settings.themes.codebook)) if settings.themes.codebook else ""},
        "decisions": {"decisions": _digest(output / "review" / "decisions.jsonl")},
        "code": dict(_code()),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }


def key(state: State) -> str:
    """Changes whenever anything of the state does."""
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def without_reports(state: State) -> State:
    """The part of the state that the study depends on; pages and tables are only written from it."""
    return {
        section: {name: what for name, what in parts.items() if not name.startswith("reports")}
        for section, parts in state.items()
    }


def differences(before: State, now: State) -> list[str]:
    """What differs, one line each, in words."""
    lines = []
    for section, parts in now.items():
        old = before.get(section, {})
        changed = sorted(name for name in {*old, *parts} if old.get(name) != parts.get(name))
        lines += [_line(section, name, old, parts) for name in changed]
    return list(dict.fromkeys(lines))


def _line(section: str, name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    match section:
        case "inputs":
            word = "new" if name not in old else "removed" if name not in new else "changed"
            return f"{word}: {name}"
        case "settings":
            return f"setting {name}: {old.get(name)!r} before, {new.get(name)!r} now"
        case "codebook":
            return "the codebook is another one"
        case "decisions":
            return "decisions were made in review"
        case "code":
            return f"the program's code for {name} is another one"
        case _:
            return f"{name}: {old.get(name) or 'none'} before, {new.get(name) or 'none'} now"


def _inputs(folder: Path, output: Path) -> Iterator[tuple[str, str]]:
    """Every file that is read, by its name in the folder."""
    files = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.is_file())
    root = folder.parent if folder.is_file() else folder
    results = [] if output in folder.parents else [output]  # fetched files lie among the results
    yield from ((p.relative_to(root).as_posix(), _digest(p)) for p in files if not {*results} & {*p.parents})


def _flat(data: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _code() -> Iterator[tuple[str, str]]:
    """One hash for each part of the package."""
    package = Path(__file__).parent
    parts: dict[str, Any] = {}
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix not in {".pyc", ""}:
            name = path.relative_to(package)
            part = parts.setdefault(name.parts[0].removesuffix(".py"), hashlib.sha256())
            part.update(name.as_posix().encode() + bytes.fromhex(_digest(path)))
    return ((name, part.hexdigest()) for name, part in parts.items())


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
