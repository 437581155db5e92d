"""Invented studies for the reports; see `studies`."""

from __future__ import annotations

import json

import pytest

import studies
from interview2persona.model import Study
from interview2persona.reports.saved import Saved
from interview2persona.reports.writers import json as json_writer
from interview2persona.reports.writers import tables
from interview2persona.settings import Settings


@pytest.fixture(scope="session")
def hostile() -> Study:
    """Two personas whose every sentence tries to break out of the page or the table it is written into."""
    return studies.small()


@pytest.fixture(scope="session")
def saved(hostile: Study, tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """The same study as a run leaves it on disk."""
    root = tmp_path_factory.mktemp("output")
    for writer in (tables, json_writer):
        for name, content in writer.render(hostile, Settings()).items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    (root / "manifest.json").write_text(json.dumps(dict(hostile.manifest)))
    return Saved(root)
