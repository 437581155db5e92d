"""A small world for themes: statements of known groups, a fake embedder, a blank-ish pipeline."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from interview2persona import language
from interview2persona.language import Language
from interview2persona.model import Label, Participant, Statement, Vectors
from interview2persona.settings import Settings

Make = Callable[..., Statement]
WORDS = {
    "invoices": "The invoices are typed twice into accounting",
    "signal": "The app loses my entries where there is no signal",
    "planning": "Customers cancel in the last minute and my plan collapses",
    "training": "I learned the software from my workmates over lunch",
}


@pytest.fixture(scope="session")
def pipeline() -> Language:
    return language.load()


@pytest.fixture
def quick() -> Settings:
    return Settings().with_changes({"themes.resamples": 5})


@pytest.fixture
def make() -> Make:
    """A statement from its id, its person and its text; labelled a pain unless said otherwise."""

    def statement(ident: str, who: str, text: str, labels: tuple[Label, ...] = ("pain",), **more: object) -> Statement:
        fields = {"turn": int("".join(c for c in ident if c.isdigit()) or 0), "start": 0, "end": len(text), **more}
        return Statement(ident, f"{who}.txt", participant_id=who, text=text, labels=labels, **fields)  # type: ignore[arg-type]

    return statement


@pytest.fixture
def world(make: Make) -> tuple[list[Statement], Vectors, list[Participant]]:
    """Eight people, each with two statements in each of four groups that lie apart; group = second part of the id."""
    random = np.random.default_rng(7)
    middle = np.linalg.qr(random.normal(size=(384, len(WORDS))))[0].T
    statements, rows = [], []
    for person in range(8):
        for group, (key, text) in enumerate(WORDS.items()):
            for number in range(2):
                spoken = f"{text}, {'so ' * number}{person}"
                statements.append(make(f"s-{key}-{person}{number}", f"p{person}", spoken, turn=2 * group + number))
                rows.append(middle[group] + 0.02 * random.normal(size=384))
    vectors = np.array(rows) / np.linalg.norm(rows, axis=1, keepdims=True)
    people = [Participant(f"p{n}", f"p{n}.txt", "Speaker") for n in range(8)]
    return statements, vectors.astype(np.float32), people
