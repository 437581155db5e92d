"""The coded transcripts as a REFI-QDA project, which ATLAS.ti, MAXQDA, NVivo, QualCoder and others open.

Every transcript is a plain-text source, every statement a selection in it with the codes of its theme and labels, every
participant a case with what they stated, and every persona a set of the sources of its participants. Positions are
Unicode code points from 0, the end is not included.
"""

from __future__ import annotations

from typing import Any

from interview2persona.reports.exports import Files, _archive, _refi, _tables
from interview2persona.reports.exports._documents import Document, documents
from interview2persona.reports.saved import Saved

SUMMARY = "REFI-QDA project: transcripts with all codings, for ATLAS.ti, MAXQDA, NVivo, QualCoder ..."
NAMESPACE = "urn:QDA-XML:project:1.0"
_USER = _refi.guid("user", "interview2persona")
_FIXED = frozenset({"participant_id", "transcript", "fit", "second_persona_id"})


def render(saved: Saved) -> Files:
    found = documents(saved)
    files = {"project.qde": _refi.as_bytes(_project(saved, found))}
    files |= {f"sources/{_source(d)}.txt": _refi.text(d.text).encode() for d in found}
    return {"interview2persona.qdpx": _archive.pack(files)}


def _source(document: Document) -> str:
    return _refi.guid("source", document.name)


def _project(saved: Saved, found: list[Document]) -> Any:
    from lxml import etree

    root = etree.Element(
        f"{{{NAMESPACE}}}Project", nsmap={None: NAMESPACE}, name="interview2persona", origin="interview2persona",
        creatingUserGUID=_USER,
    )  # fmt: skip
    _refi.add(_refi.add(root, "Users"), "User", {"guid": _USER, "name": "interview2persona"})
    _refi.codes(_refi.add(_refi.add(root, "CodeBook"), "Codes"), saved)
    people = _tables.rows(saved, "participants")
    names = {p["persona_id"]: p["name"] for p in saved.personas}
    columns = [c for c in (people[0] if people else {}) if c not in _FIXED and any(row[c] for row in people)]
    if columns:
        _variables(root, columns)
    if people:
        _cases(root, people, columns, names, found)
    if found:
        _sources(root, found)
    _sets(root, saved, people, found)
    _refi.add(
        root, "Description", words="Coded by interview2persona: themes, labels and second-hand statements. A draft."
    )
    return root


def _variables(root: Any, columns: list[str]) -> None:
    parent = _refi.add(root, "Variables")
    for column in columns:
        name = _title(column)
        _refi.add(parent, "Variable", {"guid": _refi.guid("variable", column), "name": name, "typeOfVariable": "Text"})


def _cases(
    root: Any, people: list[dict[str, str]], columns: list[str], names: dict[str, str], found: list[Document]
) -> None:
    parent = _refi.add(root, "Cases")
    sources = {d.name: _source(d) for d in found}
    for row in people:
        key = row["participant_id"]
        case = _refi.add(parent, "Case", {"guid": _refi.guid("case", key), "name": key})
        for column in columns:
            if row[column]:
                value = _refi.add(case, "VariableValue")
                _refi.add(value, "VariableRef", {"targetGUID": _refi.guid("variable", column)})
                words = names.get(row[column], row[column]) if column == "persona_id" else row[column]
                _refi.add(value, "TextValue", words=words)
        if row["transcript"] in sources:
            _refi.add(case, "SourceRef", {"targetGUID": sources[row["transcript"]]})


def _sources(root: Any, found: list[Document]) -> None:
    parent = _refi.add(root, "Sources")
    for document in found:
        key = _source(document)
        about = {"guid": key, "name": document.name, "plainTextPath": f"internal://{key}.txt", "creatingUser": _USER}
        source = _refi.add(parent, "TextSource", about)
        for coded in document.coded:
            _selection(source, coded.row, coded.start, coded.end)


def _selection(source: Any, row: dict[str, str], start: int, end: int) -> None:
    codes = _refi.codes_of(row)
    if not codes:
        return
    key = row["statement_id"]
    selection = _refi.add(
        source,
        "PlainTextSelection",
        {"guid": _refi.guid("statement", key), "name": key, "startPosition": str(start), "endPosition": str(end),
         "creatingUser": _USER},
    )  # fmt: skip
    for code in codes:
        coding = _refi.add(selection, "Coding", {"guid": _refi.guid("coding", f"{key}/{code}"), "creatingUser": _USER})
        _refi.add(coding, "CodeRef", {"targetGUID": code})


def _sets(root: Any, saved: Saved, people: list[dict[str, str]], found: list[Document]) -> None:
    """A persona is a set of the sources of its participants."""
    sources = {d.name: _source(d) for d in found}
    if not saved.personas:
        return
    parent = _refi.add(root, "Sets")
    for persona in saved.personas:
        about = {"guid": _refi.guid("persona", persona["persona_id"]), "name": f"Persona {persona['name']}"}
        one = _refi.add(parent, "Set", about)
        _refi.add(one, "Description", words=persona["title"])
        mine = {row["transcript"] for row in people if row["participant_id"] in persona["participants"]}
        for name in sorted(mine & set(sources)):
            _refi.add(one, "MemberSource", {"targetGUID": sources[name]})


def _title(column: str) -> str:
    return "Persona" if column == "persona_id" else column.replace("_", " ").capitalize()
