"""What personal data an output folder holds, and where."""

from __future__ import annotations

import csv
import html
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from interview2persona.errors import WorkspaceError
from interview2persona.statements.privacy.generalise import STEPS
from interview2persona.statements.privacy.key import Key

MARK = re.compile(r"\[(PERSON|ORG|PLACE|EMAIL|PHONE|ADDRESS|ACCOUNT) \d+\]")


@dataclass(frozen=True, slots=True)
class SmallCell:
    """A participant who shares the combination of these attributes with fewer than k others."""

    participant_id: str
    attributes: tuple[str, ...]
    sharing: int  # participants with this combination, this one included


@dataclass(frozen=True, slots=True)
class Audit:
    """What was replaced per transcript, names left in files meant for others, and what still points to a person."""

    replaced: dict[str, Counter[str]]
    left: tuple[tuple[str, str], ...]  # file, form of a name
    small_cells: tuple[SmallCell, ...]
    private: tuple[str, ...]  # files that hold names on purpose


def audit(output: Path, key: Key, smallest: int) -> Audit:
    """Looks through everything under `output`.

    Raises:
        WorkspaceError: there are no results in it.
    """
    replaced: dict[str, Counter[str]] = {}
    for row in _table(output, "turns"):
        found = replaced.setdefault(row["transcript"], Counter())
        found.update(m.group(1) for m in MARK.finditer(row["text"] + " " + row["speaker"]))
    forms = [form for mark, all_forms in key.forms.items() if _tells(mark) for form in all_forms if len(form) > 3]
    left = tuple(sorted(search(output, forms, skip=("private", ".cache"))))
    private = tuple(str(p.relative_to(output)) for p in _files(output) if p.relative_to(output).parts[0] == "private")
    return Audit(replaced, left, tuple(_small_cells(_table(output, "participants"), smallest)), private)


def _tells(mark: str) -> bool:
    return mark.startswith(("[PERSON", "[EMAIL", "[PHONE", "[ADDRESS", "[ACCOUNT"))


def search(output: Path, forms: Iterable[str], skip: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Each file under `output` with each of the forms that stands in it as a word, also escaped as in JSON and HTML."""
    patterns = {form: _pattern(form) for form in sorted(set(forms)) if form}
    for path in _files(output):
        name = path.relative_to(output)
        if name.parts[0] in skip:
            continue
        text = f"{name}\n{_content(path)}"
        yield from ((str(name), form) for form, pattern in patterns.items() if pattern.search(text))


def _pattern(form: str) -> re.Pattern[str]:
    written = {form, json.dumps(form)[1:-1], html.escape(form)}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(written)))})(?!\w)")


def _files(output: Path) -> list[Path]:
    return sorted(p for p in output.rglob("*") if p.is_file())


def _content(path: Path) -> str:
    """The bytes of a file as text; of documents and archives, those of what is packed in them."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(path):
        return data.decode("utf-8", errors="replace")
    with zipfile.ZipFile(path) as archive:
        packed = (archive.read(name) for name in archive.namelist())
        return "\n".join([*archive.namelist(), *(part.decode("utf-8", errors="replace") for part in packed)])


def _table(output: Path, name: str) -> list[dict[str, str]]:
    path = output / "data" / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise WorkspaceError(f"{path} is missing. Run 'interview2persona run' again to write it.") from error


def _small_cells(rows: Sequence[dict[str, str]], smallest: int) -> Iterator[SmallCell]:
    """Who is told apart from all but a few by what is known of them (k-anonymity, Sweeney 2002)."""
    cells = Counter(_cell(row) for row in rows)
    for row in sorted(rows, key=lambda r: r["participant_id"]):
        cell = _cell(row)
        if any(cell) and cells[cell] < smallest:
            told = tuple(name for name, value in zip(STEPS, cell, strict=True) if value)
            yield SmallCell(row["participant_id"], told, cells[cell])


def _cell(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row.get(name, "").casefold() for name in STEPS)
