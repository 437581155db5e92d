"""Persona cards as a Word document, a page for each, to edit and hand out."""

from __future__ import annotations

import io
from typing import Any

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
                _small(paragraph, f"({line.count})")
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
