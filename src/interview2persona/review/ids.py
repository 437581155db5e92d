"""Identifiers that decisions refer to: made from content, the same before and after names are replaced."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

_HASHED = re.compile(r"[a-z]\d-[0-9a-f]{6,64}")


def voice_id(path: str, speaker: str) -> str:
    """Stands for one speaker of one transcript; neither path nor label can be read from it."""
    return "v1-" + _digest(path, speaker)


def participant_key(participant_id: str) -> str:
    """The id itself where the program made it; else (an id of participants.csv may be a name) one made from it."""
    return participant_id if _HASHED.fullmatch(participant_id) else "q1-" + _digest(participant_id)


def decision_id(kind: str, targets: Sequence[str], value: Any, who: str, when: str, note: str) -> str:
    """Identifier of a decision from everything that it says."""
    content = json.dumps([kind, list(targets), value, who, when, note], sort_keys=True, ensure_ascii=False)
    return "d1-" + _digest(content)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
