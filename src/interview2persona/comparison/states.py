"""An output folder as the comparison sees it: who said what, when, and what was made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from interview2persona.changes import Subject
from interview2persona.model import Statement
from interview2persona.reports.saved import Data, Row, Saved

NOT_COUNTED = ("sales", "service")
CLEAR = 0.8  # strength from which a statement is counted for its theme: those at its edge blur what changed


@dataclass(frozen=True)
class State:
    """One finished study; people are those that count, by participant id."""

    saved: Saved

    @cached_property
    def people(self) -> frozenset[str]:
        return frozenset(r["participant_id"] for r in self.participants if r["kind"] not in NOT_COUNTED)

    @cached_property
    def participants(self) -> list[Row]:
        return self.saved.table("participants")

    @cached_property
    def personas(self) -> Mapping[str, frozenset[str]]:
        """Participants by the name of their persona."""
        return {p["name"]: frozenset(p["participants"]) for p in self.saved.personas}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        return {r["theme_id"]: r["title"] for r in self.saved.table("themes")}

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What the people that count said."""
        return tuple(_statement(r) for r in self.saved.table("statements") if r["participant_id"] in self.people)

    @cached_property
    def date_of(self) -> Mapping[str, str]:
        """ISO date of each transcript, "" when unknown."""
        return {r["transcript"]: r["date"] for r in self.saved.table("transcripts")}

    def dates(self) -> Mapping[str, tuple[str, str]]:
        """First and last day that each person was interviewed; people without a date are left out."""
        days: dict[str, set[str]] = {}
        for s in self.statements:
            if day := self.date_of.get(s.transcript, ""):
                days.setdefault(s.participant_id, set()).add(day)
        return {person: (min(found), max(found)) for person, found in days.items()}

    def with_value(self, column: str) -> Mapping[str, frozenset[str]]:
        """People by their value in a column of participants.csv."""
        found: dict[str, set[str]] = {}
        for row in self.participants:
            if row["participant_id"] in self.people and row.get(column):
                found.setdefault(row[column], set()).add(row["participant_id"])
        return {value: frozenset(people) for value, people in sorted(found.items())}


def _statement(row: Row) -> Statement:
    chances = (pair.partition("=") for pair in row["probabilities"].split("|") if pair)
    return Statement(
        row["statement_id"],
        row["transcript"],
        int(row["turn"]),
        int(row["start"]),
        int(row["end"]),
        row["participant_id"],
        row["text"],
        question=row["question"],
        labels=tuple(row["labels"].split("|")) if row["labels"] else (),  # type: ignore[arg-type]
        probabilities={name: float(value) for name, _, value in chances},
        theme_id=row["theme_id"],
        strength=float(row["strength"] or 0),
    )


def theme_subjects(statements: Iterable[Statement], titles: Mapping[str, str], people: frozenset[str]) -> list[Subject]:
    """A subject per theme: who clearly speaks of it, of everybody."""
    said: dict[str, set[str]] = {}
    for s in statements:
        if s.theme_id and s.strength >= CLEAR:
            said.setdefault(s.theme_id, set()).add(s.participant_id)
    return [
        Subject("theme", key, titles.get(key, key), frozenset(who), people)
        for key, who in sorted(said.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def claim_subjects(
    state: State, statements: Sequence[Statement], labels: Mapping[str, str], members: Mapping[str, frozenset[str]]
) -> list[Subject]:
    """A subject per claim of several people: who of its persona says something of its theme that carries its label.

    Args:
        labels: label by section.
        members: participant ids by persona name, of both sides.
    """
    said: dict[tuple[str, str], set[str]] = {}
    for s in statements:
        for label in s.labels if s.strength >= CLEAR else ():
            said.setdefault((s.theme_id, label), set()).add(s.participant_id)
    theme_of = {s.statement_id: s.theme_id for s in statements}
    found: dict[tuple[str, str, str], Subject] = {}
    for persona in state.saved.personas:
        for section, claims in sorted(persona["sections"].items()):
            for claim in claims:
                key = (_theme(claim, theme_of), labels.get(section, ""))
                if all(key) and len(claim["participants"]) > 1:
                    people = frozenset(said.get(key, ())) & members[persona["name"]]
                    subject = Subject(
                        "claim", claim["claim_id"], claim["text"], people, members[persona["name"]], persona["name"]
                    )
                    found.setdefault((persona["name"], *key), subject)
    return list(found.values())


def _theme(claim: Data, theme_of: Mapping[str, str]) -> str:
    """The theme that most of a claim's evidence falls under; "" when its evidence is not there."""
    found = Counter(theme_of.get(e["statement_id"], "") for e in claim["evidence"])
    found.pop("", None)
    return min(found, key=lambda t: (-found[t], t)) if found else ""
