"""Maps every string in frozen dataclasses, mappings and sequences, whatever fields are added to them later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any

#: Fields that hold a fixed vocabulary, numbers, a hash or a date, never what somebody said.
FIXED = frozenset(
    [
        "probabilities",
        "qualities",
        "role",
        "kind",
        "format",
        "date",
        "language",
        "encoding",
        "sha256",
        "perspective",
        "labels",
        "journey_stage",
        "stability_class",
        "status",
        "section",
        "aspect",
        "evidence_kind",
        "dates",
    ]
)
FIXED_KEYS = frozenset(["program", "models", "run_key", "seed", "version", "versions", "algorithm", "sha256"])


def strings(value: Any, change: Callable[[str], str]) -> Any:
    """`value` with every string changed, except in fields of a fixed vocabulary; types and order stay.

    Keys of mappings are changed too. Numbers, arrays and None stay as they are.
    """
    if isinstance(value, str):
        return change(value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: strings(getattr(value, f.name), change) for f in fields(value) if f.name not in FIXED}
        return replace(value, **changed)
    if isinstance(value, Mapping):
        return (
            MappingProxyType(_mapping(value, change))
            if isinstance(value, MappingProxyType)
            else _mapping(value, change)
        )
    if isinstance(value, (tuple, list, set, frozenset)):
        return type(value)(strings(item, change) for item in value)
    return value


def _mapping(value: Mapping[Any, Any], change: Callable[[str], str]) -> dict[Any, Any]:
    return {
        strings(name, change): item if name in FIXED_KEYS else strings(item, change) for name, item in value.items()
    }
