"""PDF with a text layer. Lines that recur on pages (headers, page numbers) are left out."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from interview2persona.errors import UnreadableTranscript
from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing.text import clean
from interview2persona.transcripts.readers.text import rebuilt

SUFFIXES = (".pdf",)
PRIORITY = 21
_MOST_PAGES = 2000
_MOST_SECONDS = 60
_LONGEST_NUMBER = 60  # characters
_PAGE_NUMBER = re.compile(
    r"\s*(?:page|seite|p\.)?\s*[-–]?\s*\d{1,4}(?:\s*(?:/|of|von)\s*\d{1,4})?\s*[-–]?\s*", re.IGNORECASE
)


def accepts(source: Source) -> bool:
    return b"%PDF-" in source.data[:1024]


def read(source: Source) -> Reading:
    pages = [clean(page).split("\n") for page in _pages(source)]
    if not any(line.strip() for page in pages for line in page):
        raise UnreadableTranscript("This PDF has no text layer (it is a scan). Run it through OCR and try again.")
    repeated = _running_lines(pages)
    lines = [line for page in pages for line in page if line.strip() not in repeated and not _is_page_number(line)]
    return rebuilt("\n".join(lines))


def _is_page_number(line: str) -> bool:
    """Only short lines are looked at: white space without end would keep the expression busy for minutes."""
    words = line.strip()
    return len(words) < _LONGEST_NUMBER and _PAGE_NUMBER.fullmatch(words) is not None


def _pages(source: Source) -> list[str]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells every oddity of a damaged file
    try:
        reader = PdfReader(io.BytesIO(source.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableTranscript("This PDF is protected with a password. Save a copy without one.")
        return list(_texts(reader.pages[:_MOST_PAGES]))
    except UnreadableTranscript:
        raise
    except Exception as error:
        raise UnreadableTranscript(
            f"This PDF cannot be opened ({type(error).__name__}); it may be cut off. Save it anew."
        ) from error


def _texts(pages: Iterable[Any]) -> Iterator[str]:
    """The words of each page; a document made to keep the program busy is given up."""
    end = time.monotonic() + _MOST_SECONDS
    for page in pages:
        if time.monotonic() > end:
            raise UnreadableTranscript(f"This PDF takes more than {_MOST_SECONDS} seconds to read. Save it as text.")
        yield page.extract_text()


def _running_lines(pages: list[list[str]]) -> set[str]:
    if len(pages) < 3:
        return set()
    edges = Counter(
        line for page in pages for line in {text.strip() for text in [*page[:2], *page[-2:]] if text.strip()}
    )
    return {line for line, count in edges.items() if count > len(pages) / 2}
