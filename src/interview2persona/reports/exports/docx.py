"""Persona cards as a Word document, a page for each, to edit and hand out."""

from __future__ import annotations

import io
from typing import Any

from interview2persona.reports import datapoints
from interview2persona.reports.exports import Files, _archive
from interview2persona.reports.exports._cards import Card, cards
from interview2persona.reports.saved import Saved

SUMMARY = "Word document with a card for each persona."
_LINES = 4


def render(saved: Saved) -> Files:
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document()
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(18)
        section.top_margin = section.bottom_margin = Mm(15)
    document.styles["Normal"].font.size = Pt(9.5)
    document.styles["Normal"].paragraph_format.space_after = Pt(2)
    for number, card in enumerate(cards(saved, _LINES)):
        if number:
            document.add_page_break()
        _page(document, card)
    buffer = io.BytesIO()
    document.save(buffer)
    return {"personas.docx": _archive.office(buffer.getvalue())}


def _page(document: Any, card: Card) -> None:
    heading = document.add_heading(card.name, level=1)
    _tint(heading, card.colour)
    document.add_paragraph(card.title, style="Subtitle")
    if card.opening:
        document.add_paragraph(card.opening)
    _small(document.add_paragraph(card.standing))
    for words, who in card.quotes:
        quote = document.add_paragraph(style="Quote")
        quote.add_run(f"“{words}” ")
        _small(quote, f"({who})")
    if card.facts:
        document.add_paragraph(" · ".join(f"{name}: {value}" for name, value in card.facts))
    _table(document, card)
    if card.questions:
        _tint(document.add_heading("What we do not know yet", level=3), card.colour)
        for question in card.questions:
            document.add_paragraph(question, style="List Bullet")
    if card.points:
        _points(document, card)


def _points(document: Any, card: Card) -> None:
    _tint(document.add_heading(datapoints.TITLE, level=3), card.colour)
    table = document.add_table(rows=1, cols=len(datapoints.COLUMNS))
    for cell, name in zip(table.rows[0].cells, datapoints.COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in card.points:
        for cell, words in zip(table.add_row().cells, row.cells, strict=True):
            cell.paragraphs[0].add_run(words)
    for cell in (cell for row in table.rows for cell in row.cells):
        _small(cell.paragraphs[0])


def _table(document: Any, card: Card) -> None:
    """Two sections beside each other, three rows of them."""
    table = document.add_table(rows=0, cols=2)
    for left in range(0, len(card.sections), 2):
        cells = table.add_row().cells
        for cell, (title, lines) in zip(cells, card.sections[left : left + 2], strict=False):
            _tint(cell.paragraphs[0], card.colour, title)
            for line in lines:
                paragraph = cell.add_paragraph()
                paragraph.add_run(f"{line.text} ")
                _small(paragraph, f"({line.note})")
            if not lines:
                cell.add_paragraph().add_run("The interviews do not say.").italic = True


def _tint(paragraph: Any, colour: str, text: str = "") -> None:
    from docx.shared import RGBColor

    if text:
        paragraph.add_run(text).bold = True
    for run in paragraph.runs:
        run.font.color.rgb = RGBColor.from_string(colour)


def _small(paragraph: Any, text: str = "") -> None:
    from docx.shared import Pt, RGBColor

    runs = [paragraph.add_run(text)] if text else paragraph.runs
    for run in runs:
        run.font.size = Pt(8)
        run.font.color.rgb = RGBColor.from_string("5D574C")
