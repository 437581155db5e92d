"""Finds the parts of a stage: a module of that name in the stage's folder, or an entry point.

Entry points of other packages are looked up in the group of the folder's name, for example
``interview2persona.transcripts.readers``; their object must satisfy the same contract as a module of the folder.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import EntryPoints, entry_points
from typing import Any

from interview2persona.errors import MissingPart


def names(package: str) -> list[str]:
    """Names of all parts in `package` ("interview2persona.transcripts.readers"), sorted, own and foreign."""
    module = importlib.import_module(package)
    own = {info.name for info in pkgutil.iter_modules(module.__path__) if not info.name.startswith("_")}
    return sorted(own | {point.name for point in _points(package)})


def load(package: str, name: str) -> Any:
    """The part `name` of `package`.

    Raises:
        MissingPart: no part has that name; the message lists those that exist.
    """
    for point in _points(package):
        if point.name == name:
            return point.load()
    known = names(package)
    if name not in known:
        stage = package.rsplit(".", 1)[-1]
        raise MissingPart(f"There is no {name!r} in {stage}. Known: {', '.join(known)}.")
    return importlib.import_module(f"{package}.{name}")


@cache
def _points(package: str) -> EntryPoints:
    """Those of other packages; looked up once, as that reads a file of every installed package."""
    return entry_points(group=package)
