"""Themes given by the researcher: read from a table or from a REFI-QDA codebook, and filled before others are found."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from interview2persona.errors import SettingsError
from interview2persona.model import Vectors
from interview2persona.themes.geometry import Matrix, Numbers, nearest, unit

if TYPE_CHECKING:
    from interview2persona.themes import Embedder


@dataclass(frozen=True, slots=True)
class Code:
    title: str
    description: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Codes, and a unit vector for each, shape (codes, dimensions)."""

    codes: tuple[Code, ...]
    vectors: Vectors

    def fill(self, plain: Matrix, least: float) -> Numbers:
        """Number of the code that each unit row falls under (the most similar), -1 when none reaches `least`."""
        best, cosine = nearest(plain, unit(self.vectors))
        return np.where(cosine >= least, best, -1)


def load(path: Path, embedder: Embedder) -> Codebook:
    """The codebook in `path`, a CSV with the column title (description and example may follow) or a `.qdc` file.

    Raises:
        SettingsError: it is missing, unreadable or has no code.
    """
    codes = read(path)
    vectors = [embedder.encode([t for t in (c.title, c.description, c.example) if t]).mean(axis=0) for c in codes]
    return Codebook(codes, unit(np.array(vectors)).astype(np.float32))


def read(path: Path) -> tuple[Code, ...]:
    """The codes in `path`, without their vectors; see `load`."""
    try:
        codes = _from_qdc(path) if path.suffix.casefold() in (".qdc", ".xml") else _from_csv(path)
    except OSError as error:
        raise SettingsError(f"{path}: the codebook cannot be read: {error.strerror}. Check themes.codebook.") from error
    unique = {code.title.casefold(): code for code in reversed(codes) if code.title}
    if not unique:
        raise SettingsError(f"{path}: the codebook has no code. A CSV needs a column 'title', a .qdc elements 'Code'.")
    return tuple(reversed(unique.values()))


def _from_csv(path: Path) -> Sequence[Code]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [
                {(k or "").strip().casefold(): (v or "") for k, v in row.items() if isinstance(v, str)}
                for row in csv.DictReader(file)
            ]
    except (UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(f"{path}: not a readable CSV file in UTF-8: {error}") from error
    return [Code(*(row.get(name, "").strip() for name in ("title", "description", "example"))) for row in rows]


def _from_qdc(path: Path) -> Sequence[Code]:
    """Codes of a REFI-QDA codebook (REFI-QDA standard 1.5), leaves and branches alike."""
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    try:
        root = ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, DefusedXmlException) as error:
        raise SettingsError(f"{path}: not a readable REFI-QDA codebook: {error}") from error
    codes = [e for e in root.iter() if e.tag.rsplit("}", 1)[-1] == "Code" and e.get("isCodable", "true") != "false"]
    return [Code(str(e.get("name", "")).strip(), _description(e)) for e in codes]


def _description(element: object) -> str:
    children = [c for c in element if c.tag.rsplit("}", 1)[-1] == "Description"]  # type: ignore[attr-defined]
    return " ".join("".join(children[0].itertext()).split()) if children else ""
