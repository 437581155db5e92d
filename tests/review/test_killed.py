"""A session that is killed loses nothing that it confirmed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "review" / "kill.py"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_random_moments_nothing_confirmed_is_lost(output: Path) -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), str(output), "20"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    match = re.fullmatch(
        r"20 kills, (\d+) decisions confirmed, 0 of them lost, \d+ unconfirmed lines torn\n", done.stdout
    )
    assert match
    assert int(match[1]) >= 20, "sessions were killed before they confirmed anything"
