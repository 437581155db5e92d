"""What is installed is written down, under the conditions that were known."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "tools" / "lock.py"
spec = importlib.util.spec_from_file_location("lock", SCRIPT)
assert spec is not None
assert spec.loader is not None
lock = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lock)

OLDER, NEWER = 'python_version < "3.99"', 'python_version >= "3.99"'


def test_versions_are_renewed_and_builds_left_out() -> None:
    assert lock.locked(["torch==1.0", "gone==1.0"], ["Wheel==2.0", "torch==2.0+cpu"]) == ["torch==2.0", "Wheel==2.0"]


def test_only_the_line_of_this_python_is_renewed() -> None:
    before = [f"spacy==1.0; {OLDER}", f"spacy==2.0; {NEWER}", f"other==3.0; {NEWER}"]
    found = lock.locked(before, ["spacy==1.5"])
    assert found == [f"other==3.0; {NEWER}", f"spacy==1.5; {OLDER}", f"spacy==2.0; {NEWER}"]


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="the other lines hold there")
def test_the_fast_build_of_spacy_is_the_one_in_use() -> None:
    """Builds after 3.8.4 take three times as long to parse (docs/speed.md)."""
    from importlib.metadata import version

    assert tuple(map(int, version("spacy").split("."))) < (3, 8, 5)
