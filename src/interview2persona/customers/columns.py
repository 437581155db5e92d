"""Which column of a table holds which characteristic: by usual names, by settings, or asked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interview2persona.customers.records import ATTRIBUTES
from interview2persona.errors import TableError

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": (
        *("id", "customer id", "customer no", "customer number", "account id", "account", "contact id", "user id"),
        *("respondent", "respondent id", "client id", "kundennummer"),
    ),
    "job_title": ("job title", "job", "title", "position", "occupation", "role", "job role", "profession", "function"),
    "industry": ("industry", "sector", "vertical", "branch", "line of business", "trade", "business", "branche"),
    "age": (
        *("age", "age group", "birth year", "year of birth", "born", "birthday", "birthdate", "birth date", "dob"),
        *("date of birth", "alter", "geburtsjahr"),
    ),
    "company_size": (
        *("company size", "employees", "number of employees", "headcount", "staff", "size", "team size", "mitarbeiter"),
    ),
    "tenure": ("tenure", "years in role", "years in job", "seniority years", "experience", "in job since"),
    "channels": (
        *("channel", "channels", "preferred channel", "contact channel", "contact by", "communication channel"),
    ),
    "tools": ("tool", "tools", "software", "systems", "tech stack"),
    "buying_role": ("buying role", "decision role", "contact role", "role in purchase", "buying center role"),
    "source_of_information": (
        "source",
        "lead source",
        "heard from",
        "heard of us",
        "source of information",
        "referrer",
    ),
    "text": (
        *("comment", "comments", "feedback", "message", "ticket", "ticket text", "description", "notes", "note"),
        *("nps comment", "review", "verbatim", "text", "body", "answer", "reason", "remarks"),
    ),
}
PRIVATE = re.compile(r"\b(?:(?:first|last|full|sur|nick|user)? ?name|e ?mail|phone|mobile|street|address|iban|vat)\b")
KEYS = ("id", *ATTRIBUTES, "text")


@dataclass(frozen=True, slots=True)
class Mapped:
    """Columns of a table by what they hold; `text` may be several."""

    id: str
    attributes: Mapping[str, str]
    text: tuple[str, ...]
    private: tuple[str, ...]  # names, addresses: never read
    unused: tuple[str, ...]

    def lines(self) -> list[str]:
        """The mapping in words, a line per column used."""
        pairs = [("id", self.id or "number of the row"), *self.attributes.items(), ("text", ", ".join(self.text))]
        return [f"{key} = {column}" for key, column in pairs if column]


def mapped(columns: Sequence[str], given: Mapping[str, str | Sequence[str]], kept: Sequence[str] = ()) -> Mapped:
    """The columns by usual names, where `given` does not say otherwise (column "" or "-": there is none).

    Args:
        kept: columns with another use, such as an outcome; never guessed to be a characteristic.

    Raises:
        TableError: a column that `given` names is not there, or no column holds anything that personas are about.
    """
    chosen = guessed(columns, given, kept)
    taken = {c for found in chosen.values() for c in found} | set(kept)
    private = tuple(c for c in columns if c not in taken and _is_private(c))
    unused = tuple(c for c in columns if c not in taken and c not in private)
    attributes = {key: chosen[key][0] for key in ATTRIBUTES if chosen.get(key)}
    if not attributes and not chosen["text"]:
        raise TableError(
            f"No column holds what personas are about. There are: {', '.join(columns)}. Say which is which: "
            "--column job_title=COLUMN, or --map to be asked. Known are " + ", ".join(KEYS) + "."
        )
    return Mapped((*chosen["id"], "")[0], attributes, tuple(chosen["text"]), private, unused)


def guessed(
    columns: Sequence[str], given: Mapping[str, str | Sequence[str]], kept: Sequence[str] = ()
) -> dict[str, list[str]]:
    """Columns by data point, with what `given` says first; at most one for each, several for "text"."""
    chosen = {key: _given(key, value, columns) for key, value in given.items()}
    taken = {c for found in chosen.values() for c in found} | set(kept)
    free = [c for c in columns if c not in taken and not _is_private(c)]
    for key in (k for k in KEYS if k not in chosen):
        found = [c for name in NAMES[key] for c in free if _plain(c) == name]
        chosen[key] = found if key == "text" else found[:1]
        free = [c for c in free if c not in chosen[key]]
    return chosen


def _given(key: str, value: str | Sequence[str], columns: Sequence[str]) -> list[str]:
    if key not in KEYS:
        raise TableError(f"There is no data point {key!r}. Known are {', '.join(KEYS)}.")
    wanted = [value] if isinstance(value, str) else list(value)
    return [require(column, columns) for column in wanted if column not in ("", "-")]


def require(column: str, columns: Sequence[str]) -> str:
    """The column of that name, upper and lower case alike.

    Raises:
        TableError: there is none; the message names the nearest.
    """
    found = next((c for c in columns if c.casefold() == column.casefold()), None)
    if found is None:
        close = difflib.get_close_matches(column, columns, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else f" There are: {', '.join(columns)}."
        raise TableError(f"The table has no column {column!r}.{hint}")
    return found


def _plain(column: str) -> str:
    """ "JobTitle", "job_title" and "Job-Title" are one."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    return " ".join(re.split(r"[^a-zäöüß]+", spaced.casefold())).strip()


def _is_private(column: str) -> bool:
    plain = _plain(column)
    return bool(PRIVATE.search(plain)) and not any(plain in names for names in NAMES.values())
