"""Which statements say something that a theme could be about."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from interview2persona.language import Language
from interview2persona.model import Statement

EMPTY = frozenset(
    """absolutely actually anyway anything bit bye cheers cool course definitely dunno else er erm everything exactly
    fair fine forget forgot getting go going gonna good got great guess haha hello help hi hm hmm honest honestly
    hopefully idea know let like lot make makes maybe mean mhm mind mm nah nice nope nothing obviously oh ok okay
    perfect perhaps probably question questions reckon remember right said say saying see sort sorry sounds speak
    stuff suppose sure talk talking tell thank thanks thing things think totally true uh uhm um understand wait want
    welcome well wonderful wow yeah yep yes yup kind point maybe lovely brilliant""".split()  # noqa: SIM905
)


def filler(statements: Sequence[Statement], language: Language) -> NDArray[np.bool_]:
    """One flag per statement: "I don't know", "nothing else" and the like belong to no theme, whatever their label."""
    stop = frozenset(language.pipeline.Defaults.stop_words) | EMPTY
    return np.array([not says_something(s.text, stop) for s in statements], dtype=bool)


def substantive(statements: Sequence[Statement], is_filler: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """One flag per statement: it may found a theme.

    It is no filler and has a label other than `profile` (facts about the person are no theme). When no statement of the
    study has any label, labels were not given and only the words decide.
    """
    given = any(s.labels for s in statements)
    about = np.array([not given or bool(set(s.labels) - {"profile"}) for s in statements], dtype=bool)
    return about & ~is_filler


def says_something(text: str, stop: frozenset[str]) -> bool:
    """Whether `text` has a word of two letters or more outside `stop`."""
    words = re.findall(r"[^\W\d_]+", re.sub(r"n?['’][^\W\d_]+", "", text.casefold()))  # "don't" counts as "do"
    return any(word not in stop and len(word) > 2 for word in words)
