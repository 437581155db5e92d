"""Damaged and malicious files: those that once failed, and new ones."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interview2persona.settings import Settings
from interview2persona.transcripts.sources import read_folder

ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).parent / "corpus"
SCRIPT = ROOT / "benchmarks" / "reliability" / "fuzz.py"


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_what_once_failed_is_told_in_words_of_ours_and_in_time(path: Path) -> None:
    begun = time.process_time()
    for transcript in read_folder(path, Settings()):
        assert all("could not be understood" not in problem.message for problem in transcript.problems)
    assert time.process_time() - begun < 5


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the time limit needs an alarm")
def test_mutated_files_of_every_format_crash_nothing_and_touch_nothing() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "150"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 went wrong" in done.stdout
