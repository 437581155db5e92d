"""The invented study of `review_study`, and the folder that a run would have left of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from review_study import Small, study_of, write

from interview2persona.reports.saved import Saved
from interview2persona.review import draft as drafts
from interview2persona.review import log
from interview2persona.review.draft import Draft


@pytest.fixture
def small() -> Small:
    return Small(tuple(range(6)))


@pytest.fixture
def output(small: Small, tmp_path: Path) -> Path:
    return write(study_of(small), tmp_path / "out")


@pytest.fixture
def draft(output: Path) -> Draft:
    return drafts.load(Saved(output))


@pytest.fixture
def kept(output: Path) -> log.Log:
    return log.Log(output)
