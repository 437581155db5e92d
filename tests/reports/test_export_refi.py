"""REFI-QDA: what is written keeps to the standard, and every coding is read back at the same characters."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from interview2persona.errors import EvidenceError
from interview2persona.model import Study
from interview2persona.reports.exports import qdc, qdpx
from interview2persona.reports.exports._refi import codes_of
from interview2persona.reports.exports._tables import rows
from interview2persona.reports.saved import Saved

NS = {"q": qdpx.NAMESPACE}


def opened(saved: Saved) -> tuple[etree._Element, zipfile.ZipFile]:
    archive = zipfile.ZipFile(io.BytesIO(qdpx.render(saved)["interview2persona.qdpx"]))
    return etree.fromstring(archive.read("project.qde")), archive


def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("refi.rng")))


def test_the_project_and_the_codebook_keep_to_the_standard(saved: Saved) -> None:
    """Names, order, attributes and types are those of REFI-QDA 1.5."""
    rules = schema()
    for root in (opened(saved)[0], etree.fromstring(qdc.render(saved)["codebook.qdc"])):
        assert rules.validate(root), rules.error_log


def test_every_reference_leads_somewhere_and_every_identifier_is_used_once(saved: Saved) -> None:
    root, archive = opened(saved)
    own = root.xpath("//@guid")
    assert len(own) == len(set(own))
    assert set(root.xpath("//@targetGUID")) <= set(own)
    for path in root.xpath("//@plainTextPath"):
        assert f"sources/{path.removeprefix('internal://')}" in archive.namelist()


def test_every_coding_is_read_back_at_the_same_characters(saved: Saved) -> None:
    """Positions count code points, so that emoji and right-to-left text before a selection do not move it."""
    root, archive = opened(saved)
    titles = {c.get("guid"): c.get("name") for c in root.iterfind(".//q:Code", NS)}
    read = {}
    for source in root.iterfind(".//q:TextSource", NS):
        text = archive.read(f"sources/{source.get('guid')}.txt").decode()
        for selection in source.iterfind("q:PlainTextSelection", NS):
            codes = [titles[ref.get("targetGUID")] for ref in selection.iterfind("q:Coding/q:CodeRef", NS)]
            words = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            read[selection.get("name")] = (words, codes)
    themes = {t["theme_id"]: t["title"] for t in rows(saved, "themes")}
    wanted = {}
    for s in rows(saved, "statements"):
        codes = [themes[s["theme_id"]]] if s["theme_id"] else []
        codes += s["labels"].split("|") + (["second-hand"] if s["perspective"] == "second-hand" else [])
        wanted[s["statement_id"]] = (s["text"], codes)
    assert read == wanted


def test_another_program_reads_the_same_codings(saved: Saved, tmp_path: Path) -> None:
    """pyrefiqda's reader is generated from the standard's schema and refuses what that does not know."""
    from pyrefiqda import RefiCodebook, RefiProject

    archive = tmp_path / "study.qdpx"
    archive.write_bytes(qdpx.render(saved)["interview2persona.qdpx"])
    project = RefiProject.load(archive, str(tmp_path / "read"))
    read = {
        selection.name: (
            (tmp_path / "read" / "sources" / f"{source.guid}.txt")
            .read_bytes()
            .decode()[selection.start_position : selection.end_position],
            sorted(coding.code_ref.target_guid for coding in selection.coding),
        )
        for source in project.sources.text_source
        for selection in source.plain_text_selection
    }
    wanted = {s["statement_id"]: (s["text"], sorted(codes_of(s))) for s in rows(saved, "statements")}
    assert read == {key: value for key, value in wanted.items() if value[1]}
    book = tmp_path / "codebook.qdc"
    book.write_bytes(qdc.render(saved)["codebook.qdc"])
    assert {code.name for code in RefiCodebook.load(book).codes.code} >= {"Labels", "Perspective"}


def test_the_words_are_those_that_were_said(saved: Saved, hostile: Study) -> None:
    """What a spreadsheet would run is escaped in the tables on disk, and unescaped here."""
    root, archive = opened(saved)
    texts = "".join(archive.read(n).decode() for n in archive.namelist() if n.startswith("sources/"))
    assert all(s.text in texts for s in hostile.statements)
    assert "'=HYPERLINK" not in texts
    assert root is not None


def test_the_same_folder_gives_the_same_bytes(saved: Saved) -> None:
    assert qdpx.render(saved) == qdpx.render(Saved(saved.root))


def test_a_statement_that_is_not_in_its_turn_is_an_error(tmp_path: Path, saved: Saved) -> None:
    """A coding is never written at a place where the words do not stand."""
    (tmp_path / "data").mkdir()
    for path in (saved.root / "data").iterdir():
        (tmp_path / "data" / path.name).write_bytes(path.read_bytes())
    table = tmp_path / "data" / "statements.csv"
    table.write_text(table.read_text().replace("appears on the invoice", "disappears"))
    with pytest.raises(EvidenceError, match="does not stand in its turn"):
        qdpx.render(Saved(tmp_path))


def test_the_codebook_reads_back_as_themes(saved: Saved, hostile: Study) -> None:
    root = etree.fromstring(qdc.render(saved)["codebook.qdc"])
    names = set(root.xpath("//@name"))
    assert {t.title for t in hostile.themes} <= names
    assert not root.xpath("//*[@isCodable='false' and not(*)]")
