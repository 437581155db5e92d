"""Small interviews made from a bank of sentences, in the formats that people have, each different from all others."""

from __future__ import annotations

import csv
import io
import json
import random
import zipfile
from pathlib import Path

QUESTIONS = (
    "How do you plan your week?", "What takes the most time?", "What would make it easier?", "What do you like?",
    "How did you hear of it?", "Who decides what you buy?", "What do you do when it fails?", "What else?",
)  # fmt: skip
WHO = (
    "I am a dispatcher",
    "I run a small bakery",
    "I am a nurse",
    "I teach chemistry",
    "I keep the books",
    "I fit pumps",
)
WHAT = ("the plan", "the invoices", "the orders", "the shift list", "the stock", "the reports", "the messages")
SAID = (
    "{who}, and every morning I go through {what} by hand.",
    "It takes me an hour to copy {what} from one program into another, and that drives me mad.",
    "I want to see {what} on my phone before I leave the house.",
    "Since we changed, I find {what} in a minute, and that is a relief.",
    "What I hate is that {what} disappear when the line breaks.",
    "My goal is to have {what} done by noon.",
    "We bought it because a colleague showed me {what} on hers.",
    "The owner decides, but he asks me about {what} first.",
    "I usually print {what} and pin them to the wall.",
    "I trust {what} only when two of us have looked at them.",
)
NAMES = ("Nora", "Paul")
FORMATS = ("txt", "vtt", "srt", "md", "json", "csv", "tsv", "jsonl")


def turns(number: int, length: int = 6) -> list[tuple[str, str]]:
    """(speaker, words) of the interview `number`."""
    chance = random.Random(number)
    said = chance.sample(SAID, length)
    what = [chance.choice(WHAT) for _ in range(length)]
    who = chance.choice(WHO)
    answers = [f"{s.format(who=who, what=w)} That was so on day {number}." for s, w in zip(said, what, strict=True)]
    pairs = zip(chance.sample(QUESTIONS, length), answers, strict=True)
    return [turn for q, a in pairs for turn in ((NAMES[0], q), (NAMES[1], a))]


def write(said: list[tuple[str, str]], form: str) -> bytes:
    """The interview as a file of the format `form`."""
    return _AS[form](said).encode()


def office(said: list[tuple[str, str]], folder: Path) -> dict[str, bytes]:
    """The interview as Word document, PDF (uncompressed), workbook and ZIP archive, by name, made in `folder`."""
    from docx import Document
    from openpyxl import Workbook
    from reportlab.pdfgen.canvas import Canvas

    document, book = Document(), Workbook()
    table = document.add_table(rows=0, cols=2)
    canvas = Canvas(str(folder / "talk.pdf"), pageCompression=0)
    for number, (who, words) in enumerate(said):
        document.add_paragraph(f"{who}: {words}")
        for cell, text in zip(table.add_row().cells, (who, words), strict=True):
            cell.text = text
        book.active.append([who, words])
        canvas.drawString(20, 800 - 20 * number, f"{who}: {words}")
    document.save(folder / "talk.docx")
    book.save(folder / "talk.xlsx")
    canvas.save()
    with zipfile.ZipFile(folder / "talk.zip", "w") as archive:
        archive.writestr("inner/a.txt", write(said, "txt"))
        archive.writestr("b.vtt", write(said[:6], "vtt"))
    return {path.name: path.read_bytes() for path in sorted(folder.glob("talk.*"))}


def _cues(said: list[tuple[str, str]], mark: str) -> str:
    stamp = f"00:{{:02d}}:00{mark}000 --> 00:{{:02d}}:50{mark}000"
    return "\n\n".join(f"{n}\n{stamp.format(n, n)}\n{who}: {words}" for n, (who, words) in enumerate(said, 1)) + "\n"


def _table(said: list[tuple[str, str]], delimiter: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows([("speaker", "text"), *said])
    return buffer.getvalue()


def _rows(said: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"speaker": who, "text": words} for who, words in said]


_AS = {
    "txt": lambda said: "\n".join(f"{who}: {words}" for who, words in said) + "\n",
    "md": lambda said: "\n\n".join(f"**{who}:** {words}" for who, words in said) + "\n",
    "vtt": lambda said: "WEBVTT\n\n" + _cues(said, "."),
    "srt": lambda said: _cues(said, ","),
    "json": lambda said: json.dumps(_rows(said)),
    "jsonl": lambda said: "\n".join(json.dumps(row) for row in _rows(said)),
    "csv": lambda said: _table(said, ","),
    "tsv": lambda said: _table(said, "\t"),
}
