"""A finished study as the assignment of customers needs it: who its personas are made of, and what these said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interview2persona.customers.records import ATTRIBUTES, Records, records
from interview2persona.customers.texts import Spoken
from interview2persona.errors import WorkspaceError

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finished:
    """Personas by position; `groups` has the persona of each of the people."""

    persona_ids: tuple[str, ...]
    names: tuple[str, ...]
    people: Records
    groups: tuple[int, ...]
    spoken: Spoken
    year: int
    dated: bool  # whether `year` is that of the interviews

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(self.groups.count(k) for k in range(len(self.names)))

    def people_with(self, attribute: str) -> int:
        """How many of the people stated an attribute, or spoke ("text")."""
        return len(set(self.spoken.people)) if attribute == "text" else int(self.people.known(attribute).sum())


def finished(
    personas: Sequence[Mapping[str, Any]],
    participants: Sequence[Row],
    statements: Sequence[Row],
    themes: Sequence[Row],
    dates: Sequence[str],
    this_year: int,
) -> Finished:
    """The study from its tables (rows of data/*.csv and personas.json).

    Args:
        dates: of the interviews, "" where unknown; ages are reckoned for the year of the last one, else `this_year`.

    Raises:
        WorkspaceError: there are no personas to assign anybody to.
    """
    column = {p["persona_id"]: k for k, p in enumerate(personas)}
    members = [row for row in participants if row["persona_id"] in column]
    if not members:
        raise WorkspaceError("The study has no personas, so nobody can be assigned to one.")
    year = max((int(date[:4]) for date in dates if date), default=this_year)
    ids = [row["participant_id"] for row in members]
    cells = {name: [row.get(name, "") for row in members] for name in ATTRIBUTES}
    return Finished(
        tuple(column),
        tuple(p["name"] for p in personas),
        records(ids, cells, [()] * len(ids), year, titles=False),
        tuple(column[row["persona_id"]] for row in members),
        _spoken(ids, statements, themes),
        year,
        any(dates),
    )


def _spoken(ids: Sequence[str], statements: Sequence[Row], themes: Sequence[Row]) -> Spoken:
    person = {ident: i for i, ident in enumerate(ids)}
    theme = {row["theme_id"]: i for i, row in enumerate(themes)}
    said = [s for s in statements if s["participant_id"] in person and s["theme_id"] in theme]
    return Spoken(
        tuple(s["text"] for s in said),
        tuple(theme[s["theme_id"]] for s in said),
        tuple(person[s["participant_id"]] for s in said),
        tuple(row["title"] for row in themes),
    )
