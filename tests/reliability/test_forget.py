"""A person who withdrew consent is in no byte of the results any more, and the study goes on without them."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from interview2persona.cli.main import main

pytestmark = pytest.mark.models
ROOT = Path(__file__).parents[2]
EXPORTS = ("docx", "xlsx", "qdpx", "obsidian")


def said_by(output: Path, person: str) -> list[str]:
    """Statements of one person, long enough to be nobody else's words."""
    with (output / "data/statements.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["participant_id"] == person]
    return [row["statement_id"] for row in rows] + [row["text"] for row in rows if len(row["text"]) > 30]


def traces(output: Path, wanted: list[str]) -> list[str]:
    """Files whose bytes, or the bytes of what is packed in them, hold any of `wanted`."""
    needles = [text.encode() for text in wanted] + [json.dumps(text)[1:-1].encode() for text in wanted]
    found = []
    for path in sorted(p for p in output.rglob("*") if p.is_file()):
        contents = [str(path).encode(), path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                contents += [archive.read(name) for name in archive.namelist()]
        if any(needle in content for needle in needles for content in contents):
            found.append(path.relative_to(output).as_posix())
    return found


def test_after_forget_no_byte_tells_of_the_person(tmp_path: Path) -> None:
    folder, output = tmp_path / "interviews", tmp_path / "out"
    folder.mkdir()
    for name in ("A01.vtt", "A03.txt", "A12.txt"):
        shutil.copy(ROOT / "transcripts" / name, folder / name)
    run = ["--quiet", "run", str(folder), "-o", str(output), "--set", "themes.embedder=hashing"]
    assert main(run) == 0
    for name in EXPORTS:
        assert main(["--quiet", "export", name, "-o", str(output)]) == 0
    key = json.loads((output / "private/key.json").read_text(encoding="utf-8"))
    person = next(ident for ident, entry in key["participants"].items() if entry["transcript"] == "A12.txt")
    wanted = [person, "Darren", *said_by(output, person)]
    statement = next(text for text in wanted if text.startswith("s1-"))
    log = [{"targets": [statement]}, {"targets": ["s1-000000"], "note": "as Darren said"}, {"targets": []}]
    (output / "review/decisions.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in log), encoding="utf-8")
    before = traces(output, wanted)
    assert {"data/turns.csv", "private/key.json", "exports/personas.docx", "review/decisions.jsonl"} <= set(before)

    assert main(["--quiet", "forget", person, "-o", str(output), "--yes"]) == 0
    assert traces(output, wanted) == []
    assert (output / "review/decisions.jsonl").read_text(encoding="utf-8") == '{"targets": []}\n'

    (folder / "A12.txt").unlink()
    (output / "review/decisions.jsonl").unlink()
    assert main(run) == 0
    assert traces(output, wanted) == []
    assert len(list((output / "personas").glob("*.md"))) >= 1
