"""What every command shares on the terminal: consoles for results and messages, progress, how loud to be."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

STEP_WORDS = {
    "read": "Reading transcripts",
    "statements": "Finding statements",
    "embed": "Understanding words",
    "labels": "Labelling statements",
    "themes": "Finding themes",
    "personas": "Drafting personas",
    "privacy": "Replacing names",
    "wording": "Wording claims",
    "reports": "Writing pages",
    "study": "Learning the personas",
    "customers": "Assigning customers",
    "outcomes": "Comparing outcomes",
}


@dataclass
class Loudness:
    """Set once from --quiet and --verbose."""

    quiet: bool = False
    verbose: bool = False


LOUDNESS = Loudness()


def out() -> Console:
    """For results, on standard output; wide enough in a pipe that no line is cut."""
    from rich.console import Console

    piped = not sys.stdout.isatty()
    return Console(highlight=False, soft_wrap=piped, width=160 if piped else None, emoji=False, markup=False)


def messages() -> Console:
    """For everything else, on standard error."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, quiet=LOUDNESS.quiet, emoji=False, markup=False)


class Progress:
    """Shows which step is at work and how long it has taken; plain lines when the terminal is not one."""

    def __init__(self) -> None:
        from rich.progress import Progress as Bars
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        self._console = messages()
        self._bars = Bars(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
        )
        self._task = self._bars.add_task("Starting")
        self._words, self._size, self._begun = "Starting", 0, time.monotonic()

    def step(self, name: str, size: int) -> None:
        self._words, self._size, self._begun = STEP_WORDS.get(name, name), size, time.monotonic()
        words = self._words + (f" ({size:,})" if size else "")
        if self._console.is_terminal:
            self._bars.update(self._task, description=words)
        elif LOUDNESS.verbose:
            self._console.print(words)

    def done(self, count: int) -> None:
        """Shows how fast a long step is, and how long it will still take."""
        seconds = time.monotonic() - self._begun
        if not self._size or not count or not seconds:
            return
        rate = count / seconds
        left = max(0, self._size - count) / rate
        words = f"{self._words}: {count:,} of {self._size:,}, {rate:,.0f} a second, {left:,.0f} s left"
        if self._console.is_terminal:
            self._bars.update(self._task, description=words)
        elif LOUDNESS.verbose:
            self._console.print(words)

    @contextmanager
    def shown(self) -> Iterator[Progress]:
        with self._bars:
            yield self

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Nothing is drawn while somebody is asked something."""
        self._bars.stop()
        try:
            yield
        finally:
            self._bars.start()
