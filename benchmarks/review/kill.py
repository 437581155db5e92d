"""Kills a review at random moments and counts confirmed decisions that are not on the disk afterwards (must be 0).

    python benchmarks/review/kill.py OUTPUT 200

OUTPUT is a folder that `interview2persona run` wrote; it is copied, not changed. What counts as confirmed is what the
session told, character for character as the terminal would print it, read through a pipe.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from interview2persona.reports.saved import Saved
from interview2persona.review import draft, log
from interview2persona.review.questions import Scope
from interview2persona.review.session import Answer, Session


class Telling(Session):
    """Answers at random, and writes what it is told to a pipe at once."""

    def __init__(self, *given: Any, seed: int, pipe: int) -> None:
        super().__init__(*given)
        self._random, self._pipe = random.Random(seed), pipe

    def choose(self, shown: Any) -> Answer:
        action = self._random.choice(["accept", "accept", "note", "undo", "skip"])
        if action == "accept" and all(a.name != "accept" for a in shown.actions):
            action = "note"
        return Answer(action, "a remark" if action == "note" else None)

    def tell(self, message: str) -> None:
        os.write(self._pipe, f"{message}\n".encode())

    def show(self, lines: Sequence[str]) -> None:
        pass


def confirmed_until_killed(output: Path, seed: int, delay: float) -> set[str]:
    """Ids of the decisions that a session confirmed before it was killed `delay` seconds after its first word."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        Telling(draft.load(Saved(output)), log.Log(output), "ana", Scope(everything=True), seed=seed, pipe=write).run()
        os._exit(0)
    os.close(write)
    said = os.read(read, 65536)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    while part := os.read(read, 65536):
        said += part
    os.waitpid(child, 0)
    os.close(read)
    lines = said.decode().split("\n")[:-1]
    return {line.split()[1].rstrip(":") for line in lines if line.startswith("Saved")}


def main(output: Path, kills: int) -> int:
    """Returns the number of confirmed decisions that were lost."""
    lost = confirmed = torn = 0
    chance = random.Random(1)
    for seed in range(kills):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "output"
            shutil.copytree(output, copy, ignore=shutil.ignore_patterns("decisions.*", ".cache"))
            told = confirmed_until_killed(copy, seed, chance.uniform(0, 0.4))
            contents = log.Log(copy).read()
            confirmed += len(told)
            torn += len(contents.damaged)
            lost += len(told - {d.decision_id for d in contents.decisions})
    print(f"{kills} kills, {confirmed} decisions confirmed, {lost} of them lost, {torn} unconfirmed lines torn")
    return lost


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]), int(sys.argv[2]))))
