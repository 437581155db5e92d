"""The whole program works where there is no network, and never asks for one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks" / "reliability"


@pytest.mark.models
def test_every_command_works_without_a_network(tmp_path: Path) -> None:
    """In a network namespace without an interface where the system has them, else with sockets refused."""
    for name in ("A01.vtt", "A12.txt", "A13.json"):
        shutil.copy(ROOT / "transcripts" / name, tmp_path / name)
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "no_network.py"), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_attempt_to_reach_the_network_would_be_noticed(tmp_path: Path) -> None:
    """What the test above relies on: the refusal is loaded, refuses, and notes it."""
    log = tmp_path / "log"
    done = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        env={**os.environ, "PYTHONPATH": str(BENCHMARKS / "refuse"), "REFUSED_LOG": str(log)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "the network is refused here" in done.stderr
    assert "socket" in log.read_text(encoding="utf-8")
