"""A file becomes a `Transcript`: turns with speakers, times and roles.

A format is one module in `readers/` that satisfies `Reader`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from interview2persona.model import Problem


@dataclass(frozen=True, slots=True)
class Source:
    """One file as bytes, with what its name says. `text` is the decoded content with `\\n` line ends ("" if binary)."""

    name: str  # path relative to the folder of transcripts, with forward slashes
    data: bytes
    text: str = ""
    encoding: str = ""
    limit: int = 64 * 2**20  # bytes that an archive or document may unpack to
    speaker_column: str = ""  # from the settings, for tables
    text_column: str = ""

    @property
    def suffix(self) -> str:
        return "." + self.name.rsplit(".", 1)[-1].lower() if "." in self.name.rsplit("/", 1)[-1] else ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A span of the reading text by one speaker, as the file has it: one cue, one paragraph, one row."""

    speaker: str
    start: int
    end: int
    start_time: float | None = None  # seconds
    end_time: float | None = None
    line: int | None = None  # 1-based line of the file


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a file."""

    text: str
    utterances: tuple[Utterance, ...]
    kind: str = ""
    date: str = ""
    language: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class Reader(Protocol):
    """A module of `readers/`.

    It may also have ``split(source) -> list[Source]``: the transcripts that one file holds, [] when it is just one.
    """

    SUFFIXES: tuple[str, ...]  # lower case, with the dot; the readers of a suffix are asked in order of PRIORITY
    PRIORITY: int  # lower is asked first; general readers have a high number

    def accepts(self, source: Source) -> bool:
        """Whether this reader knows the file, decided from its content and quickly."""

    def read(self, source: Source) -> Reading:
        """The file's content.

        Raises:
            TranscriptError: it is damaged, empty, or needs a library that is not installed.
        """
