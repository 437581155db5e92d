"""Names planted in every format come out nowhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "privacy" / "canaries.py"


@pytest.mark.models
def test_no_planted_name_is_in_anything_for_others_exports_and_file_names_included() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ": 0 leaks" in done.stdout
