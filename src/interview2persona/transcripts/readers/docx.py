"""Word documents: paragraphs and tables of Word, Teams, Otter, Amazon Transcribe and others."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from interview2persona.errors import UnreadableTranscript
from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import archives, tables
from interview2persona.transcripts.parsing.details import find_date
from interview2persona.transcripts.readers.text import rebuilt
from interview2persona.transcripts.reading import Piece, build

SUFFIXES = (".docx", ".docm")
PRIORITY = 20
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"  # the words are the same; macros are left alone


def accepts(source: Source) -> bool:
    return archives.has_member(source.data, "word/document.xml")


def read(source: Source) -> Reading:
    document = _open(source)
    paragraphs, pieces = _content(document)
    words = "\n\n".join(paragraphs)
    if sum(len(p.text) for p in pieces) > len(words) / 2:
        return build(pieces, date=find_date(words[:2000]))
    reading = rebuilt(words)
    if not reading.utterances and pieces:
        return build(pieces)
    return reading


def _open(source: Source) -> Any:
    from docx import Document
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    archives.check(source)
    PartFactory.part_type_for.setdefault(WITH_MACROS, DocumentPart)
    try:
        document = Package.open(io.BytesIO(source.data)).main_document_part.document  # type: ignore[attr-defined]
        return document if document.element.body is not None else Document()
    except Exception as error:
        raise UnreadableTranscript(
            f"This Word document cannot be opened ({type(error).__name__}); it may be cut off. Save it anew."
        ) from error


def _content(document: Any) -> tuple[list[str], list[Piece]]:
    """The paragraphs, with headings and bold beginnings marked as in Markdown, and the conversations in tables."""
    paragraphs: list[str] = []
    pieces: list[Piece] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            rows = [[cell.text for cell in row.cells] for row in block.rows]
            found = tables.conversation(rows)
            pieces += found
            if not found:
                paragraphs += [cell for row in rows for cell in dict.fromkeys(row) if len(cell.split()) > 20]
        elif text := _paragraph(block):
            paragraphs.append(text)
    return paragraphs, pieces


def _paragraph(paragraph: Any) -> str:
    text: str = paragraph.text.strip("\n")
    if not text.strip():
        return ""
    if _style(paragraph).casefold().startswith(("heading", "title", "überschrift", "titre", "título", "customheader")):
        return f"# {' '.join(text.split())}"
    bold = "".join(_leading_bold(paragraph))
    if (
        bold.strip()
        and text.lstrip().startswith(bold.strip())
        and (len(bold.strip()) < 100 or bold.strip() == text.strip())
    ):
        rest = text.lstrip()[len(bold.strip()) :]
        return f"**{bold.strip()}**{rest}"
    return text


def _style(paragraph: Any) -> str:
    """The name of its style; "" also when the document's styles are damaged, for the words are there all the same."""
    try:
        return str(paragraph.style.name or "")
    except (AttributeError, KeyError, ValueError):
        return ""


def _leading_bold(paragraph: Any) -> Iterator[str]:
    for run in paragraph.runs:
        if not run.text.strip() or run.bold:
            yield run.text
        else:
            return
