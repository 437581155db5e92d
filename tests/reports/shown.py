"""What a reader sees of each kind of file: its words, whatever the file is made of."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping

from lxml import etree, html
from markdown_it import MarkdownIt

_BLOCKS = "html body h1 h2 h3 p ul ol li blockquote table thead tbody tr th td hr details summary div"
_TAGS = frozenset([*_BLOCKS.split(), "em", "strong", "code", "a", "b", "br", "span"])


def folded(text: str) -> str:
    return " ".join(text.split())


def markdown(text: str) -> str:
    """As a viewer renders it, which runs HTML: fails where anything but this program's own markup comes out."""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    tree = html.document_fromstring(MarkdownIt("commonmark", {"html": True}).enable("table").render(body) or "<p></p>")
    assert {str(e.tag) for e in tree.iter()} <= _TAGS
    assert not tree.xpath("//@*[starts-with(name(), 'on') or starts-with(., 'javascript:')]")
    return folded(tree.text_content())


def page(text: str) -> str:
    return folded(html.document_fromstring(text).find("body").text_content())


def table(text: str) -> str:
    """Cells as a spreadsheet shows them; one that it would run is an error."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    cells = [cell for row in rows for cell in row]
    assert not [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r")) and not _number(c)]
    return folded(" ".join(c.removeprefix("'") for c in cells))


def document(data: bytes) -> str:
    import docx

    opened = docx.Document(io.BytesIO(data))
    return folded(" ".join("".join(p.itertext()) for p in opened.element.body.iter("{*}p")))


def slides(data: bytes) -> str:
    import pptx

    found = []
    for slide in pptx.Presentation(io.BytesIO(data)).slides:
        found += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        found.append(slide.notes_slide.notes_text_frame.text)
    return folded(" ".join(found))


def workbook(data: bytes) -> str:
    import openpyxl

    cells = [c for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for c in row]
    assert not [c for c in cells if c.data_type == "f"]
    return folded(" ".join(str(c.value) for c in cells if c.value is not None))


def frames(data: bytes) -> str:
    import pandas as pd

    return folded(" ".join(str(v) for v in pd.read_parquet(io.BytesIO(data)).to_numpy().ravel()))


def project(data: bytes) -> str:
    import zipfile

    archive = zipfile.ZipFile(io.BytesIO(data))
    etree.fromstring(archive.read("project.qde"))
    return folded(" ".join(archive.read(n).decode() for n in archive.namelist() if n.startswith("sources/")))


def codebook(data: bytes) -> str:
    return folded(" ".join(map(str, etree.fromstring(data).xpath("//@name | //text()"))))


def words(files: Mapping[str, str | bytes]) -> str:
    """Everything that the files of a writer show."""
    return " ".join(_words(name, content) for name, content in files.items())


def _words(name: str, content: str | bytes) -> str:
    if isinstance(content, str):
        readers = {"md": markdown, "html": page, "csv": table, "json": _json, "bib": folded}
        return readers[name.rpartition(".")[2]](content)
    binary = {"docx": document, "pptx": slides, "xlsx": workbook, "parquet": frames, "qdpx": project, "qdc": codebook}
    return binary[name.rpartition(".")[2]](content)


def _json(text: str) -> str:
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            list(map(walk, value.values()))
        elif isinstance(value, list):
            list(map(walk, value))
        else:
            found.append(str(value))

    walk(json.loads(text))
    return folded(" ".join(found))


def _number(cell: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", cell))
