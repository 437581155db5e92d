"""What a REFI-QDA project and a codebook have in common: identifiers, codes, XML (REFI-QDA 1.5, qdasoftware.org)."""

from __future__ import annotations

import re
import uuid
from typing import Any

from interview2persona.model import LABELS
from interview2persona.reports.exports import _tables
from interview2persona.reports.saved import Row, Saved

_SPACE = uuid.UUID("7d1f0a8e-6f0c-5f0e-9f59-3f3f8f2f2b10")  # of all identifiers made here
_COLOURS = ("#4477AA", "#CC5F4D", "#228833", "#A8841C", "#8E4A9E", "#1F8FA6", "#C2507F", "#6B7A1E")
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2
SECOND_HAND = "second-hand"


def guid(kind: str, key: str) -> str:
    """The same thing gets the same identifier in every export (RFC 9562, version 5)."""
    return str(uuid.uuid5(_SPACE, f"{kind}/{key}")).upper()


def text(value: str) -> str:
    """Characters that XML cannot hold become U+FFFD, one for one, so that no offset moves."""
    return _UNWRITABLE.sub("\ufffd", value)


def add(parent: Any, tag: str, attributes: dict[str, str] | None = None, words: str | None = None) -> Any:
    """A new child in the namespace of its parent."""
    from lxml import etree

    namespace = etree.QName(parent).namespace
    child = etree.SubElement(parent, f"{{{namespace}}}{tag}", {k: text(v) for k, v in (attributes or {}).items()})
    if words is not None:
        child.text = text(words)
    return child


def codes(parent: Any, saved: Saved) -> None:
    """Themes under their topics, then labels, then who speaks; folders of codes are not codable themselves."""
    folder: dict[str, Any] = {}
    for number, theme in enumerate(_tables.rows(saved, "themes")):
        topic = theme.get("topic") or "Themes"
        if topic not in folder:
            folder[topic] = _code(parent, "topic", topic, codable=False)
        place = folder[topic]
        code = _code(place, "theme", theme["theme_id"], name=theme["title"], colour=_COLOURS[number % len(_COLOURS)])
        if words := _definition(theme):
            add(code, "Description", words=words)
    labels = _code(parent, "folder", "Labels", codable=False)
    for label in LABELS:
        _code(labels, "label", label)
    _code(_code(parent, "folder", "Perspective", codable=False), "perspective", SECOND_HAND)


def _code(parent: Any, kind: str, key: str, *, name: str = "", codable: bool = True, colour: str = "#7A7A7A") -> Any:
    flag = "true" if codable else "false"
    return add(parent, "Code", {"guid": guid(kind, key), "name": name or key, "isCodable": flag, "color": colour})


def _definition(theme: Row) -> str:
    keywords = theme["keywords"].replace("|", ", ")
    return " ".join(filter(None, (theme.get("definition", ""), f"Keywords: {keywords}." if keywords else "")))


def codes_of(statement: Row) -> list[str]:
    """Identifiers of the codes that a statement carries."""
    found = [guid("theme", statement["theme_id"])] if statement["theme_id"] else []
    found += [guid("label", label) for label in statement["labels"].split("|") if label]
    return found + ([guid("perspective", SECOND_HAND)] if statement["perspective"] == SECOND_HAND else [])


def as_bytes(root: Any) -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data
