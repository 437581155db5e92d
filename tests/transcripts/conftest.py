"""Small files in every format: those that are text lie in `files/`, the others are made here."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from interview2persona.model import Transcript
from interview2persona.settings import Settings
from interview2persona.transcripts import Source
from interview2persona.transcripts.sources import read_one

FILES = Path(__file__).parent / "files"
TALK = [
    ("Nora Field", "How do you plan your week?"),
    ("Paul Reyes", "On Sunday evening, with a notebook."),
    ("Nora Field", "Which three?"),
    ("Paul Reyes", "Bread, bills and bicycles."),
]


def _word(path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("Interview 12", 0)
    for name, words in TALK:
        document.add_paragraph(f"{name}: {words}")
    document.save(path)


def _teams(path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("Meeting", 1)
    document.add_paragraph("March 5, 2024, 10:00AM")
    for at, (name, words) in enumerate(TALK):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}   0:{at:02d}").bold = True
        paragraph.add_run(f"\n{words}")
    document.save(path)


def _otter(path: Path) -> None:
    from docx import Document

    document = Document()
    for at, (name, words) in enumerate(TALK):
        document.add_paragraph(f"{name}  00:{at:02d}")
        document.add_paragraph(words)
    document.add_paragraph("Transcribed by https://otter.ai")
    document.save(path)


def _table(path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("Recorded on 5 March 2024")
    table = document.add_table(rows=0, cols=3)
    for at, (name, words) in enumerate([("Speaker", "Text"), *TALK]):
        for cell, text in zip(table.add_row().cells, (f"0:0{at}" if at else "Time", name, words), strict=True):
            cell.text = text
    document.save(path)


def _pdf(path: Path) -> None:
    from reportlab.lib.pagesizes import A6
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A6, invariant=1)
    for page in range(3):
        canvas.drawString(20, 400, "Confidential study")
        at = 370
        for name, words in TALK:
            first, rest = words.split(" ", 1)
            for line in (f"{name}: {page} {first}", rest):
                canvas.drawString(20, at, line)
                at -= 14
        canvas.drawString(20, 20, f"Page {page + 1} of 3")
        canvas.showPage()
    canvas.save()


def _xlsx(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "About"
    book.active.append(["Study", "7"])
    sheet = book.create_sheet("Talk")
    sheet.append(["Nr", "Speaker", "Utterance"])
    for number, (name, words) in enumerate(TALK, 1):
        sheet.append([number, name, words])
    book.save(path)


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(FILES / "zoom.vtt", "inner/zoom.vtt")
        archive.write(FILES / "otter.txt", "otter.txt")
        archive.writestr("__MACOSX/._otter.txt", b"\0\1")


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all small files."""
    folder = tmp_path_factory.mktemp("files")
    for path in FILES.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    words = "Nora: Où est le café?\r\nPaul: À Sète — “là-bas”.\r\nNora: Déjà?\r\nPaul: Bien sûr, à côté."
    for name, encoding in (("utf16.txt", "utf-16"), ("utf16_no_bom.txt", "utf-16-le"), ("cp1252.txt", "cp1252")):
        (folder / name).write_bytes(words.encode(encoding))
    (folder / "utf8_bom.txt").write_bytes(words.encode("utf-8-sig"))
    made = {"word.docx": _word, "teams.docx": _teams, "otter.docx": _otter, "table.docx": _table, "talk.pdf": _pdf}
    for name, make in {**made, "talk.xlsx": _xlsx, "both.zip": _zip}.items():
        make(folder / name)
    return folder


@pytest.fixture
def read() -> Callable[..., Transcript]:
    """Reads bytes or text as a file of the given name."""

    def _read(name: str, content: str | bytes, settings: Settings | None = None) -> Transcript:
        data = content.encode() if isinstance(content, str) else content
        return read_one(Source(name, data), settings or Settings())

    return _read
