"""What a run wrote, read back: for commands that show or check an output folder without analysing anything."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from interview2persona.errors import WorkspaceError
from interview2persona.model import DataPoint
from interview2persona.reports import sections
from interview2persona.settings import PrivacySettings

csv.field_size_limit(10_000_000)
Row = dict[str, str]
Data = dict[str, Any]


@dataclass(frozen=True)
class Saved:
    """The data of an output folder; tables are lists of rows with text in every cell."""

    root: Path

    @cached_property
    def personas(self) -> list[Data]:
        path = self.root / "data" / "personas.json"
        try:
            personas: list[Data] = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise WorkspaceError(
                f"{self.root}: there are no personas here yet. Run 'interview2persona run TRANSCRIPTS -o {self.root}'."
            ) from error
        except (ValueError, RecursionError) as error:
            raise _damaged(path, "it is no JSON in UTF-8") from error
        if not _are_personas(personas):
            raise _damaged(path, "something that every persona has is missing")
        return personas

    @cached_property
    def statements(self) -> dict[str, Row]:
        """By statement id."""
        return {row["statement_id"]: row for row in self.table("statements")}

    def table(self, name: str) -> list[Row]:
        path = self.root / "data" / f"{name}.csv"
        try:
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file, restkey="", strict=True))
        except OSError as error:
            raise WorkspaceError(f"{path} is missing. Run 'interview2persona run' again to write it.") from error
        except (UnicodeDecodeError, csv.Error) as error:
            raise _damaged(path, str(error)) from error
        for number, row in enumerate(rows, 1):
            if "" in row or None in row.values():
                raise _damaged(path, f"row {number} has too many or too few cells")
        return rows

    def persona(self, name: str) -> Data:
        """The persona of that name, id, or beginning of a name.

        Raises:
            WorkspaceError: there is none, or several; the message lists those that exist.
        """
        wanted = name.casefold()
        found = [p for p in self.personas if wanted in (p["name"].casefold(), p["persona_id"].casefold())]
        found = found or [p for p in self.personas if p["name"].casefold().startswith(wanted)]
        if len(found) != 1:
            known = ", ".join(p["name"] for p in self.personas)
            raise WorkspaceError(f"{'Several personas match' if found else 'No persona is called'} {name!r}: {known}.")
        return found[0]

    def claims(self, persona: Data) -> Iterator[tuple[str, str, Data]]:
        """Section title, code ("pain-2") and claim, in the order of the page."""
        known = [s.key for s in (*sections.CUSTOMER, *sections.BUYER)]
        keys = [*known, *(k for k in persona["sections"] if k not in known and k != sections.ALSO.key)]
        for key in (*keys, sections.ALSO.key):
            section = sections.of(key)
            for number, claim in enumerate(persona["sections"].get(key, ()), 1):
                yield section.title, f"{section.word}-{number}", claim

    def data_points(self, persona: Data) -> tuple[DataPoint, ...]:
        """As the run had them; `reports.datapoints` says which of them a page may show."""
        found: list[Data] = persona.get("data_points", [])
        lists = [{key: tuple(point[key]) for key in ("values", "participants")} for point in found]
        return tuple(DataPoint(**{**point, **more}) for point, more in zip(found, lists, strict=True))

    @cached_property
    def smallest_cell(self) -> int:
        """To how many people at least anything on a page must point; the default where the run does not say."""
        try:
            record = json.loads((self.root / "manifest.json").read_text(encoding="utf-8"))
            return int(record["settings"]["privacy"]["smallest_cell"])
        except (OSError, ValueError, KeyError, TypeError):
            return PrivacySettings().smallest_cell

    def claim(self, code: str, persona: str | None) -> tuple[Data, Data]:
        """Persona and claim for "pain-2" of a persona, for a claim id, or for words of a claim.

        Raises:
            WorkspaceError: nothing or several things match; the message says which.
        """
        candidates = [self.persona(persona)] if persona else self.personas
        hits = [
            (p, claim)
            for p in candidates
            for _, short, claim in self.claims(p)
            if code in (short, claim["claim_id"]) or (len(code) > 8 and code.casefold() in claim["text"].casefold())
        ]
        if len(hits) == 1:
            return hits[0]
        if not hits:
            raise WorkspaceError(f"No claim {code!r} here. 'interview2persona show' lists personas and their claims.")
        names = ", ".join(dict.fromkeys(p["name"] for p, _ in hits))
        raise WorkspaceError(f"{code!r} is in several places ({names}). Name the persona: why {code} --persona NAME.")

    def quotes_of_pages(self) -> Iterator[tuple[str, int, str]]:
        """Page, line number and words of every quote in the Markdown pages, markup undone."""
        for page in sorted((self.root / "personas").glob("*.md")):
            for number, line in enumerate(page.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if match := _QUOTE.match(line):
                    yield f"personas/{page.name}", number, unescape(match.group(1))


_NEEDED = {"persona_id": str, "name": str, "title": str, "participants": list, "sections": dict}
_OF_A_CLAIM = {"claim_id": str, "text": str, "participants": list, "evidence": list}


def _are_personas(found: object) -> bool:
    """Whether every persona, and every claim of theirs, has what all commands need."""
    if not isinstance(found, list) or not all(_has(persona, _NEEDED) for persona in found):
        return False
    sections_ = [claims for persona in found for claims in persona["sections"].values()]
    return all(isinstance(claims, list) and all(_has(c, _OF_A_CLAIM) for c in claims) for claims in sections_)


def _has(thing: object, needed: Mapping[str, type]) -> bool:
    return isinstance(thing, dict) and all(isinstance(thing.get(key), kind) for key, kind in needed.items())


def _damaged(path: Path, reason: str) -> WorkspaceError:
    return WorkspaceError(f"{path} is damaged: {reason}. Run 'interview2persona run' again with --force to write it.")


_QUOTE = re.compile(r"(?:> |\s+(?:- )?(?:\*[^*]+\* )?)“(.*)” \([^()]*(?:\([^()]*\)[^()]*)*\)$")


def unescape(text: str) -> str:
    """Undoes `pages.safe`."""
    import html

    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))
