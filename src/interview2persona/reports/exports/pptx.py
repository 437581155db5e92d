"""Persona cards as slides, one for each persona, with the quotes in the speaker's notes."""

from __future__ import annotations

import io
from typing import Any

from interview2persona.errors import MissingExtra
from interview2persona.reports import datapoints
from interview2persona.reports.exports import Files, _archive
from interview2persona.reports.exports._cards import Card, Line, cards
from interview2persona.reports.saved import Saved

SUMMARY = "Slides with a card for each persona (needs the extra 'slides')."
_LINES = 3
_LONGEST = 110  # characters of a line on a slide; the notes have all of it
_OPENING = 420  # characters of the opening paragraph
_WIDE, _HIGH = 13.333, 7.5  # inches


def render(saved: Saved) -> Files:
    try:
        import pptx
    except ImportError:
        raise MissingExtra("The PowerPoint export", "slides") from None
    from pptx.util import Inches

    show = pptx.Presentation()
    show.slide_width, show.slide_height = Inches(_WIDE), Inches(_HIGH)
    for card in cards(saved, _LINES):
        _slide(show.slides.add_slide(show.slide_layouts[5]), card)
    buffer = io.BytesIO()
    show.save(buffer)
    return {"personas.pptx": _archive.office(buffer.getvalue())}


def _slide(slide: Any, card: Card) -> None:
    from pptx.util import Inches

    title = slide.shapes.title
    title.left, title.top, title.width, title.height = (Inches(v) for v in (0.6, 0.3, 12.1, 0.75))
    _words(title.text_frame.paragraphs[0], card.name, 32, card.colour, bold=True)
    _box(slide, (0.6, 1.0, 12.1, 0.7), [(card.title, 16, "1F1C17"), (card.standing, 10, "5D574C")])
    top = 1.75
    if card.opening:
        _box(slide, (0.6, top, 12.1, 0.6), [(_short(card.opening, _OPENING), 11, "1F1C17")])
        top += 0.5
    if card.quotes:
        words, who = card.quotes[0]
        _box(slide, (0.6, top, 12.1, 0.5), [(f"“{_short(words)}” ({who})", 14, card.colour)], italic=True)
    for number, (name, lines) in enumerate(card.sections):
        place = (0.6 + 4.1 * (number % 3), top + 0.8 + 2.2 * (number // 3), 3.9, 2.2)
        _box(slide, place, [(name, 13, card.colour), *_lines(lines)])
    slide.notes_slide.notes_text_frame.text = "\n".join(_notes(card))


def _lines(lines: tuple[Line, ...]) -> list[tuple[str, float, str]]:
    return [(f"{_short(line.text)} ({line.note})", 11, "1F1C17") for line in lines] or [
        ("The interviews do not say.", 11, "5D574C")
    ]


def _box(
    slide: Any, place: tuple[float, float, float, float], texts: list[tuple[str, float, str]], *, italic: bool = False
) -> None:
    from pptx.util import Inches, Pt

    frame = slide.shapes.add_textbox(*(Inches(v) for v in place)).text_frame
    frame.word_wrap = True
    for number, (text, size, colour) in enumerate(texts):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        paragraph.space_after = Pt(3)
        _words(paragraph, text, size, colour, bold=size == 13, italic=italic)


def _words(paragraph: Any, text: str, size: float, colour: str, *, bold: bool = False, italic: bool = False) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    paragraph.alignment = PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    run.font.color.rgb = RGBColor.from_string(colour)


def _short(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else text[: text.rfind(" ", 0, most)] + " …"


def _notes(card: Card) -> list[str]:
    lines = [
        f"{name}: {line.text} ({line.note}). “{line.quote}” ({line.who})"
        for name, found in card.sections
        for line in found
    ]
    lines += [f"Not known yet: {question}" for question in card.questions]
    lines += [f"To find them, {point}" for point in datapoints.sentences(card.points)]
    return [card.opening, *lines] if card.opening else lines
