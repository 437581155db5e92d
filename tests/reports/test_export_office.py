"""Workbooks, documents and slides: hostile text stays text, and the same folder gives the same bytes."""

from __future__ import annotations

import io
import sys

import openpyxl
import pytest

import studies
from interview2persona.errors import MissingExtra
from interview2persona.model import Study
from interview2persona.reports.exports import docx as docx_export
from interview2persona.reports.exports import parquet, pptx, xlsx
from interview2persona.reports.saved import Saved


def workbook(saved: Saved) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(saved)["interview2persona.xlsx"]))


def test_no_cell_of_the_workbook_is_a_formula(saved: Saved) -> None:
    cells = [cell for sheet in workbook(saved) for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert all(c.quotePrefix for c in cells if isinstance(c.value, str) and c.value.startswith(("=", "+", "-", "@")))


def test_the_workbook_has_every_statement_as_it_was_said(saved: Saved, hostile: Study) -> None:
    sheet = workbook(saved)["Statements"]
    column = [c.value for c in sheet[1]].index("text")
    texts = [row[column] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert texts == [s.text for s in hostile.statements]


def test_sheets_can_be_filtered_and_headings_stay_in_view(saved: Saved) -> None:
    for sheet in workbook(saved):
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_the_matrix_counts_statements(saved: Saved, hostile: Study) -> None:
    rows = list(workbook(saved)["Theme by participant"].iter_rows(min_row=2, values_only=True))
    with_theme = sum(bool(s.theme_id) for s in hostile.statements)
    assert sum(sum(row[1:]) for row in rows) == with_theme


def test_the_document_has_a_page_for_each_persona(saved: Saved, hostile: Study) -> None:
    import docx

    document = docx.Document(io.BytesIO(docx_export.render(saved)["personas.docx"]))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [p.name for p in hostile.personas.personas]
    text = "\n".join(c.text for t in document.tables for row in t.rows for c in row.cells)
    assert studies.HOSTILE[0] in text
    assert studies.HOSTILE[3] in text


def test_there_is_a_slide_for_each_persona_with_quotes_in_its_notes(saved: Saved, hostile: Study) -> None:
    presentation = pytest.importorskip("pptx").Presentation(io.BytesIO(pptx.render(saved)["personas.pptx"]))
    slides = list(presentation.slides)
    assert [s.shapes.title.text_frame.text for s in slides] == [p.name for p in hostile.personas.personas]
    assert studies.HOSTILE[1] in slides[0].notes_slide.notes_text_frame.text


def test_parquet_tables_are_typed_and_complete(saved: Saved, hostile: Study) -> None:
    pytest.importorskip("pyarrow")
    import pandas as pd

    table = pd.read_parquet(io.BytesIO(parquet.render(saved)["statements.parquet"]))
    assert list(table["text"]) == [s.text for s in hostile.statements]
    assert list(table["start"]) == [s.start for s in hostile.statements]


@pytest.mark.parametrize("export", [xlsx, docx_export, pptx, parquet])
def test_the_same_folder_gives_the_same_bytes(export: object, saved: Saved) -> None:
    pytest.importorskip("pptx")
    pytest.importorskip("pyarrow")
    assert export.render(saved) == export.render(Saved(saved.root))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("export", "library", "extra"), [(pptx, "pptx", "slides"), (parquet, "pyarrow", "parquet")])
def test_a_missing_library_is_named_with_the_command_that_installs_it(
    export: object, library: str, extra: str, saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=rf"pip install 'interview2persona\[{extra}\]'"):
        export.render(saved)  # type: ignore[attr-defined]
