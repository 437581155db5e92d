"""Statements are read by a process beside the one that still looks for others: ``python -m interview2persona.ahead``.

It only fills the cache: what it has not done, or could not, is done where the vectors are asked for. A thread would
not do, as the networks make thousands of short steps for which they and spaCy would wait for each other.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO

from interview2persona.executors import serial
from interview2persona.meanings import Meanings
from interview2persona.model import Statement
from interview2persona.settings import Settings
from interview2persona.workspace import Workspace

NICE = 19  # who still finds statements goes first
GIBIBYTE, CUSHION = 2**30, 2**26
KEEPS_MEMORY = {  # glibc gives large blocks back at once, and the system wipes them anew for each step of a network
    "MALLOC_MMAP_THRESHOLD_": str(GIBIBYTE),
    "MALLOC_TRIM_THRESHOLD_": str(GIBIBYTE),
    "MALLOC_TOP_PAD_": str(CUSHION),
}


class Ahead:
    """Takes statements; without a process of its own it does nothing."""

    def __init__(self, meanings: Meanings, beside: subprocess.Popen[str] | None) -> None:
        self._meanings, self._beside = meanings, beside
        self._begun: list[int] = []

    def read(self, statements: Sequence[Statement]) -> None:
        if self._beside and self._beside.stdin:
            with suppress(OSError):  # the process is gone: see `finish`
                _tell(self._beside.stdin, json.dumps([_told(s) for s in statements]))
        self._begun.append(len(statements))

    def finish(self) -> None:
        """Waits until all are read. Where nobody reads them, it is left to who asks for their vectors.

        The process ends then, as nothing more comes, and gives back its gigabyte.
        """
        total = 0
        for count in self._begun:
            if not self._answered():
                return
            self._meanings.done(total := total + count)
        if self._beside and self._beside.stdin:
            with suppress(OSError):
                self._beside.stdin.close()
            self._beside.stdin = None

    def _answered(self) -> bool:
        return bool(self._beside and self._beside.stdout and self._beside.stdout.readline())


@contextmanager
def ahead(meanings: Meanings) -> Iterator[Ahead]:
    """Within it statements can be read beside other work; the models begin to be loaded at once.

    Where vectors are not kept, or other processes make them, nothing is done ahead of time.
    """
    if meanings.workspace is None or meanings.settings.executor != "serial" or not sys.executable:
        yield Ahead(meanings, None)
        return
    settings, root = meanings.settings.model_dump_json(), str(meanings.workspace.root)
    beside = subprocess.Popen(  # noqa: S603 - this program
        [sys.executable, "-m", __name__, root, settings],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env={**KEEPS_MEMORY, **os.environ},
        start_new_session=True,  # ^C is for who asked for the work
    )
    try:
        yield Ahead(meanings, beside)
    finally:
        beside.kill()
        beside.communicate()


def main(root: str, settings: str, given: Iterable[str], done: IO[str]) -> None:
    """Reads the statements of each line of JSON, and answers each line."""
    meanings = Meanings(
        Settings.model_validate_json(settings), serial.make(1), Workspace(Path(root)), done=lambda _: None
    )
    lines = _drained(given)
    meanings.prepare()
    for line in lines:
        meanings.read([_statement(one) for one in json.loads(line)])
        _tell(done, "")


def _tell(pipe: IO[str], line: str) -> None:
    pipe.write(f"{line}\n")
    pipe.flush()


def _drained(given: Iterable[str]) -> Iterator[str]:
    """The lines, taken from the pipe as soon as they come: who writes them must not wait until they are worked on."""
    lines: SimpleQueue[str] = SimpleQueue()

    def drain() -> None:
        for line in given:
            lines.put(line)
        lines.put("")

    Thread(target=drain, daemon=True).start()
    return iter(lines.get, "")


Told = tuple[str, int, int, int, str, str, str, str]


def _told(said: Statement) -> Told:
    """Of a statement what its vectors depend on: its words, and where they stand."""
    where = said.transcript, said.turn, said.start, said.end, said.participant_id
    return (*where, said.text, said.question, said.before)


def _statement(told: Told) -> Statement:
    return Statement("", *told[:6], question=told[6], before=told[7])


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(NICE)
    main(sys.argv[1], sys.argv[2], sys.stdin, sys.stdout)
