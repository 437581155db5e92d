"""Invented studies for the reports; see `studies`."""

from __future__ import annotations

import pytest
import studies

from interview2persona.model import Study


@pytest.fixture(scope="session")
def hostile() -> Study:
    """Two personas whose every sentence tries to break out of the page or the table it is written into."""
    return studies.small()
