"""What people say about the transcripts: `participants.csv` beside them, and front matter inside them.

`participants.csv` has the columns ``transcript, speaker, role, participant_id, kind``; every further column is an
attribute of that person. Only ``transcript`` is needed; an empty cell leaves the matter to what is found. Rows of
several transcripts with the same ``participant_id`` are one person. Commas, semicolons and tabs all work.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from interview2persona.model import ATTRIBUTES, KINDS, ROLES, Kind, Problem, Role, Transcript

_Name = TypeVar("_Name", bound=str)
FILE = "participants.csv"
_EMPTY: Mapping[str, str] = MappingProxyType({})
_COLUMNS = ("transcript", "speaker", "role", "participant_id", "kind")
_ALIASES = {"file": "transcript", "filename": "transcript", "participant": "participant_id", "id": "participant_id"}


@dataclass(frozen=True, slots=True)
class Override:
    """One row: what a person decided about one speaker of one transcript. "" and None leave it open."""

    transcript: str  # path, file name or name without suffix, as written
    speaker: str = ""  # "" means whoever the participant of the transcript is
    role: Role | None = None
    participant_id: str = ""
    kind: Kind | None = None
    attributes: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Overrides:
    """All rows of a `participants.csv`; empty when there is none."""

    rows: tuple[Override, ...] = ()
    problems: tuple[Problem, ...] = ()
    file: str = ""

    def of(self, path: str) -> tuple[Override, ...]:
        """Rows that mean the transcript `path`, in file order."""
        return tuple(row for row in self.rows if _means(row.transcript, path))

    def unmatched(self, transcripts: Iterable[Transcript]) -> tuple[Problem, ...]:
        """A problem for each row whose transcript, or whose speaker in it, does not exist."""
        everything = list(transcripts)
        return tuple(
            Problem(f"{self.file or FILE}: {message}", row.line)
            for row in self.rows
            if (message := _missing(row, [t for t in everything if _means(row.transcript, t.path)]))
        )


def read_overrides(folder: Path) -> Overrides:
    """The `participants.csv` of a folder of transcripts; what is wrong in it becomes problems with line numbers.

    A file that cannot be read at all gives no rows and one problem: the analysis goes on without it.
    """
    path = (folder if folder.is_dir() else folder.parent) / FILE
    if not path.is_file():
        return Overrides()
    try:
        return parse(_decode(path.read_bytes()))
    except (OSError, csv.Error) as error:
        return Overrides(problems=(Problem(f"{FILE} could not be read and is not used: {error}"),), file=FILE)


def parse(text: str) -> Overrides:
    """`Overrides` from the content of a `participants.csv`."""
    rows = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    header = next(rows, [])
    names = [_ALIASES.get(n, n) for n in ("_".join(cell.strip().casefold().split()) for cell in header)]
    if "transcript" not in names:
        found_names = ", ".join(filter(None, names)) or "none"
        message = f"{FILE} is not used: it has no column 'transcript' (found: {found_names})."
        return Overrides(problems=(Problem(message, 1),), file=FILE)
    found: list[Override] = []
    problems: list[Problem] = []
    for cells in rows:
        if any(cell.strip() for cell in cells):
            row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
            _add(row, rows.line_num, found, problems)
    return Overrides(tuple(found), tuple(problems), FILE)


def from_front_matter(transcript: Transcript) -> tuple[Override, ...]:
    """What the transcript itself says: ``interviewer:``, ``participant:``, ``kind:`` and attributes by name."""
    data = {key.casefold(): value.strip() for key, value in sorted(transcript.metadata.items())}
    rows = []
    roles: tuple[tuple[str, Role], ...] = (
        ("interviewer", "interviewer"), ("moderator", "interviewer"), ("participant", "participant"),
        ("interviewee", "participant"), ("respondent", "participant"),
    )  # fmt: skip
    for key, role in roles:
        value = data.get(key) or data.get(key + "s", "")
        names = [n.strip(" []'\"") for n in value.replace(";", ",").split(",")]
        rows += [Override(transcript.path, name, role) for name in names if name]
    attributes = {k: v for k, v in data.items() if k in ATTRIBUTES and v}
    kind = _one_of(data.get("kind", ""), KINDS)
    if attributes or kind:
        rows.append(Override(transcript.path, kind=kind, attributes=MappingProxyType(attributes)))
    return tuple(rows)


def same_name(said: str, label: str) -> bool:
    """Whether two names mean the same speaker: equal, or one is a part of the other ("Hannah", "Hannah Lindqvist")."""
    a, b = said.casefold().split(), label.casefold().split()
    return bool(a and b) and (a == b or (set(a) <= set(b)) or (set(b) <= set(a)))


def speaker_meant(said: str, labels: Sequence[str]) -> str | None:
    """The label that a name means: the equal one, else the only one that shares it; None when there is none."""
    equal = [label for label in labels if label.casefold() == said.casefold()]
    near = equal or [label for label in labels if same_name(said, label)]
    return near[0] if equal or len(near) == 1 else None


def _add(row: dict[str, str], line: int, found: list[Override], problems: list[Problem]) -> None:
    if not row.get("transcript"):
        problems.append(Problem(f"{FILE}: the row names no transcript and is not used.", line))
        return
    for name, known in (("role", ROLES), ("kind", KINDS)):
        if row.get(name) and _one_of(row[name], known) is None:
            message = f"{FILE}: {row[name]!r} is not a {name}; it is ignored. Possible: {', '.join(known)}."
            problems.append(Problem(message, line))
    extra = {k: v for k, v in row.items() if k and k not in _COLUMNS and v}
    found.append(
        Override(
            row["transcript"], row.get("speaker", ""), _one_of(row.get("role", ""), ROLES),
            row.get("participant_id", ""), _one_of(row.get("kind", ""), KINDS), MappingProxyType(extra), line,
        )
    )  # fmt: skip


def _one_of(value: str, known: Sequence[_Name]) -> _Name | None:
    return next((k for k in known if k == value.strip().casefold()), None)


def _means(said: str, path: str) -> bool:
    wanted, full = said.replace("\\", "/").removeprefix("./").casefold(), PurePosixPath(path.casefold())
    return wanted in {str(full), str(full.with_suffix("")), full.name, full.stem}


def _missing(row: Override, transcripts: Sequence[Transcript]) -> str:
    if not transcripts:
        return f"there is no transcript {row.transcript!r}; the row is not used."
    labels = sorted({turn.speaker for t in transcripts for turn in t.turns})
    if row.speaker and speaker_meant(row.speaker, labels) is None:
        names = ", ".join(repr(label) for label in labels) or "none"
        return f"{row.transcript} has no speaker {row.speaker!r} (it has {names}); the row is not used."
    return ""


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    header = text.split("\n", 1)[0]
    return max(",;\t", key=header.count)


def merged(rows: Iterable[Override]) -> Override | None:
    """Several rows about one speaker as one; later rows win, cell by cell."""
    result: Override | None = None
    for row in rows:
        if result is None:
            result = row
            continue
        result = replace(
            result,
            role=row.role or result.role,
            participant_id=row.participant_id or result.participant_id,
            kind=row.kind or result.kind,
            attributes=MappingProxyType({**result.attributes, **row.attributes}),
        )
    return result
