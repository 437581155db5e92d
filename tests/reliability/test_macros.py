"""A document with macros is read for its words; what a macro is made of is not even opened."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from interview2persona.settings import Settings
from interview2persona.transcripts.sources import read_folder

PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WITH_MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
PROJECT = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'


def with_macros(document: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as plain, zipfile.ZipFile(buffer, "w") as changed:
        for name in plain.namelist():
            part = plain.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(PLAIN, WITH_MACROS).replace(b"</Types>", PROJECT)
            changed.writestr(name, part)
        changed.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub AutoOpen() said by nobody")
    return buffer.getvalue()


def test_a_document_with_macros_is_read_for_its_words_alone(tmp_path: Path) -> None:
    from docx import Document

    document, plain = Document(), io.BytesIO()
    for words in ("Nora: How do you plan?", "Paul: On Sunday, on paper.", "Nora: Why?", "Paul: It is quiet then."):
        document.add_paragraph(words)
    document.save(plain)
    (tmp_path / "a.docm").write_bytes(with_macros(plain.getvalue()))
    (transcript,) = read_folder(tmp_path, Settings())
    assert transcript.problems == ()
    assert [turn.speaker for turn in transcript.turns] == ["Nora", "Paul", "Nora", "Paul"]
    assert "AutoOpen" not in transcript.text
