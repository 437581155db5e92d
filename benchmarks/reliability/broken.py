"""Twenty-five ways in which a file is no transcript, each with words that the message about it must hold."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import talk

OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # the old binary format of Office, also of its password protection
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Way:
    """`make` writes one file (of any size, link or pipe) at a path; its name ends in `suffix`."""

    suffix: str
    make: Callable[[Path], object]
    message: str


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _zip(**members: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(archive(members))


def archive(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def _word(before: str, text: str) -> Callable[[Path], object]:
    """A Word document whose body has a document type declaration of its own."""

    def make(path: Path) -> None:
        from docx import Document

        buffer = io.BytesIO()
        Document().save(buffer)
        with zipfile.ZipFile(buffer) as file:
            members = {name: file.read(name) for name in file.namelist()}
        body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
        members["word/document.xml"] = f'{before}<w:document xmlns:w="{WORD}">{body}</w:document>'.encode()
        path.write_bytes(archive(members))

    return make


def _pdf(path: Path, password: str | None = None) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt=password)
    canvas.rect(10, 10, 100, 100)
    canvas.showPage()
    canvas.save()


def _locked_zip(path: Path) -> None:
    data = bytearray(archive({"a.txt": b"Nora: How?\nPaul: So.\n"}))
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1  # says that it is encrypted
    path.write_bytes(data)


def _workbook(path: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(path)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(65 * 2**20)


WAYS = {
    "empty": Way("txt", _bytes(b""), "is empty"),
    "blank": Way("txt", _bytes(b" \n\t\n" * 50), "is empty"),
    "noise": Way("txt", lambda path: path.write_bytes(random.Random(1).randbytes(5000)), "not text"),
    "no captions": Way("vtt", _bytes(b"WEBVTT\n\nNOTE nothing was said\n"), "no captions"),
    "cut json": Way("json", lambda p: p.write_bytes(talk.write(talk.turns(9000), "json")[:-40]), "not valid JSON"),
    "odd json": Way("json", _bytes(b'{"a": {"b": [1, 2]}}'), "shape that is not known"),
    "deep json": Way("json", _bytes(b'{"a": ' * 50_000 + b"1" + b"}" * 50_000), "nested too deep"),
    "numbers only": Way("csv", _bytes(b"a,b\n1,2\n3,4\n"), "No column holds what was said"),
    "only front matter": Way("md", _bytes(b"---\ntitle: Interview\ndate: 2024-03-05\n---\n"), "Nothing that anybody"),
    "only an interviewer": Way("txt", lambda path: path.write_text(f"Interviewer: {path.stem}?\n"), "participant"),
    "cut word": Way("docx", _bytes(b"PK\x03\x04 cut off"), "damaged"),
    "billion laughs": Way("docx", _word(f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>', "&a9;"), "not safe to open"),
    "external entity": Way("docx", _word('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"), "not safe"),
    "locked word": Way("docx", _bytes(OLE + bytes(600)), "damaged or misnamed"),
    "old word": Way("doc", _bytes(OLE + bytes(600)), "Save it as DOCX"),
    "rich text": Way("rtf", _bytes(rb"{\rtf1 Hello}"), "Save it as DOCX"),
    "cut pdf": Way("pdf", _bytes(b"%PDF-1.7 cut off"), "cannot be opened"),
    "scanned pdf": Way("pdf", _pdf, "OCR"),
    "locked pdf": Way("pdf", lambda path: _pdf(path, "secret"), "password"),
    "empty workbook": Way("xlsx", _workbook, "no cells"),
    "zip bomb": Way("zip", _zip(**{"a.txt": bytes(30 * 2**20)}), "ZIP bomb"),
    "name out of the zip": Way("zip", _zip(**{"../../etc/a.txt": b"Nora: How?"}), "leads out of the archive"),
    "locked zip": Way("zip", _locked_zip, "password"),
    "too large": Way("txt", _huge, "max_megabytes"),
    "link to elsewhere": Way("txt", lambda path: path.symlink_to("/etc/passwd"), "leads out of the folder"),
}  # fmt: skip
