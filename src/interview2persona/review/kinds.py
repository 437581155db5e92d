"""Everything that can be decided, in one table: what it is about, and which values it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from interview2persona.errors import DecisionError
from interview2persona.model import LABELS, ROLES

About = Literal["voice", "participant", "statement", "theme", "persona", "claim", "any", "decision"]
Check = Callable[[Any], Any]
SECTIONS = ("goals", "pains", "gains", "behaviours", "attitudes", "decision")
PERSONA_KINDS = ("customer", "buyer", "customer and buyer")
THEME_STATES = ("accepted", "rejected", "pinned", "draft")
STATES = ("accepted", "rejected", "draft")


@dataclass(frozen=True, slots=True)
class Kind:
    """`about` says what the targets stand for; `check` returns the value as it is kept, or raises `DecisionError`."""

    name: str
    about: About
    does: str
    value: str  # what may be given, for people
    check: Check


def of(name: str) -> Kind:
    """The kind of that name.

    Raises:
        DecisionError: there is none; the message lists those that exist.
    """
    if name not in KINDS:
        raise DecisionError(f"Nothing of the kind {name!r} can be decided. Possible: {', '.join(KINDS)}.")
    return KINDS[name]


def _text(value: Any) -> str:
    text = " ".join(str(value if value is not None else "").split())
    if not text:
        raise DecisionError("A text is needed, as in --value 'Re-planning after cancellations'.")
    return text


def _one_of(*allowed: str) -> Check:
    def check(value: Any) -> str:
        word = " ".join(str(value).split()).casefold()
        if word not in allowed:
            raise DecisionError(f"{value!r} is not possible here. One of: {', '.join(allowed)}.")
        return word

    return check


def _labels(value: Any) -> list[str]:
    given = value if isinstance(value, list | tuple) else str(value or "").replace("|", ",").split(",")
    words = {str(word).strip().casefold() for word in given} - {"", "none"}
    if words - set(LABELS):
        raise DecisionError(f"{', '.join(sorted(words - set(LABELS)))}: no such label. Labels: {', '.join(LABELS)}.")
    return [label for label in LABELS if label in words]


def _attribute(value: Any) -> dict[str, str]:
    if isinstance(value, str) and "=" in value:
        name, _, text = value.partition("=")
        value = {"name": name, "value": text}
    if not isinstance(value, dict) or not str(value.get("name", "")).strip():
        raise DecisionError("An attribute is given as NAME=VALUE, as in --value 'job_title=dispatcher'.")
    return {"name": "_".join(str(value["name"]).split()).casefold(), "value": " ".join(str(value["value"]).split())}


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    words = {"true": True, "yes": True, "1": True, "": True, "none": True, "false": False, "no": False, "0": False}
    if str(value).casefold() not in words:
        raise DecisionError(f"{value!r} is neither yes nor no.")
    return words[str(value).casefold()]


def _parts(value: Any) -> dict[str, Any]:
    """Groups of ids, each of a theme or persona (or of a part of one), and a title where one is given."""
    parts = value.get("parts") if isinstance(value, dict) else None
    if not isinstance(parts, list) or len(parts) < 2 or not all(isinstance(p, list) and p for p in parts):
        raise DecisionError("Two or more groups are needed here, each with at least one id.")
    title = " ".join(str(value.get("title") or "").split())
    seen: set[str] = set()
    apart = [[str(i) for i in p if not (str(i) in seen or seen.add(str(i)))] for p in parts]  # type: ignore[func-returns-value]
    if not all(apart):
        raise DecisionError("The groups must be different: an id belongs to one of them only.")
    return {"parts": apart, **({"title": title} if title else {})}


def _place(value: Any) -> dict[str, Any]:
    to = value.get("to") if isinstance(value, dict) else value
    if isinstance(to, str):
        to = [i for i in to.replace(",", " ").split() if i]
    if not isinstance(to, list) or not all(isinstance(i, str) for i in to):
        raise DecisionError("Where to is missing: a theme or persona, named by its id.")
    return {"to": to}


def _position(value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = 0
    if number < 1:
        raise DecisionError(f"{value!r} is not a position; the first line of a section is 1.")
    return number


def _nothing(value: Any) -> None:  # noqa: ARG001 (the shape of a check)
    return None


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("role", "voice", "who a speaker of a transcript is", "|".join(ROLES), _one_of(*ROLES)),
        Kind("attribute", "participant", "a fact about a participant", "NAME=VALUE, empty to remove", _attribute),
        Kind("labels", "statement", "the labels of a statement", "labels joined by ',', or none", _labels),
        Kind("discount", "statement", "that a statement does not count", "yes|no", _yes_no),
        Kind("statement-move", "statement", "the theme of a statement", "a theme, or '' for none", _place),
        Kind("theme-title", "theme", "a theme's title", "text", _text),
        Kind("theme-status", "theme", "accept, reject or pin a theme", "|".join(THEME_STATES), _one_of(*THEME_STATES)),
        Kind("theme-merge", "theme", "that two or more themes are one", "the themes", _parts),
        Kind("theme-apart", "theme", "that two themes are not the same", "the themes", _parts),
        Kind("theme-split", "theme", "that a theme is several, by example statements", "groups of statements", _parts),
        Kind("participant-move", "participant", "the persona of a participant", "a persona", _place),
        Kind("persona-name", "persona", "a persona's name", "text", _text),
        Kind("persona-title", "persona", "what drives a persona", "text", _text),
        Kind("persona-kind", "persona", "customer or buyer", "|".join(PERSONA_KINDS), _one_of(*PERSONA_KINDS)),
        Kind("persona-status", "persona", "accept or reject a persona", "|".join(STATES), _one_of(*STATES)),
        Kind("persona-merge", "persona", "that two personas are one", "the personas", _parts),
        Kind("persona-split", "persona", "that a persona is several, by example people", "groups of people", _parts),
        Kind("claim-text", "claim", "a claim's wording", "text", _text),
        Kind("claim-section", "claim", "where a claim stands", "|".join(SECTIONS), _one_of(*SECTIONS)),
        Kind("claim-status", "claim", "accept or reject a claim", "|".join(STATES), _one_of(*STATES)),
        Kind("claim-order", "claim", "a claim's place in its section", "1, 2, ...", _position),
        Kind("promote-quote", "claim", "the quote that a claim shows first", "a statement id", _text),
        Kind("note", "any", "a remark on anything; changes nothing", "text", _text),
        Kind("undo", "decision", "takes decisions back", "", _nothing),
        Kind("differ", "decision", "that reviewers decided differently; settled by deciding again", "", _nothing),
    )
}
