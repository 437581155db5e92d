"""Small invented studies for the persona stage."""

from __future__ import annotations

import pytest

from interview2persona import language


@pytest.fixture(scope="session")
def english() -> language.Language:
    return language.load()
