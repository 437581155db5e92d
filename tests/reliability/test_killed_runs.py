"""A run that is killed at any moment leaves nothing that the next run does not put right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "reliability" / "kill.py"


@pytest.mark.models
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_after_a_kill_the_next_run_ends_as_if_nothing_had_happened() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "5"], capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 kills" in done.stdout
    assert "0 of the runs that followed ended differently" in done.stdout
