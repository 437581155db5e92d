"""Files that are no transcripts are named with what is wrong and what to do, and the others are analysed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "reliability" / "many.py"


@pytest.mark.models
def test_each_of_25_ways_to_be_broken_is_named_and_the_good_ones_are_analysed() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "5", "1"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "30 transcripts, 25 of them broken in 25 ways" in done.stdout
