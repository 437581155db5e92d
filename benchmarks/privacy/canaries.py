"""Plants invented names, addresses and numbers in interviews of every format, and looks for them in all that comes out.

    python benchmarks/privacy/canaries.py

Names stand in speakers' labels, greetings, introductions, mentions of others, front matter, e-mail addresses and file
names. After a run and every export no file outside of private/ and .cache/ may hold one, packed files included.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
import tempfile
import zipfile
from pathlib import Path

from interview2persona import plugins
from interview2persona.cli.main import main as program

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks" / "reliability"))
import talk  # noqa: E402

FIRST = ("Bran", "Cor", "Dov", "Fen", "Gar", "Hal", "Jor", "Kel", "Lor", "Mer")
SECOND = ("wyna", "ettis", "imer", "osta", "ulf", "andra", "icke")
LAST = ("quist", "owicz", "escu", "nagy", "hoeven", "mann", "velde")
BEARERS = ("Paul Reyes", "Nora Field", "Paul", "Nora", "Reyes", "Field")  # in the small files of the tests


class Canaries:
    """Names that nobody bears, none given twice; remembers all secrets."""

    def __init__(self) -> None:
        self.secrets: list[str] = []
        self._given = 0

    def name(self) -> tuple[str, str]:
        n, self._given = self._given, self._given + 1
        stem = FIRST[n % 10] + SECOND[n // 10 % 7]
        pair = stem, f"{FIRST[(n + 3) % 10]}{LAST[n // 10 % 7]}"
        self.secrets += pair
        return pair

    def secret(self, text: str) -> str:
        self.secrets.append(text)
        return text


def interview(number: int, canaries: Canaries) -> tuple[list[tuple[str, str]], str]:
    """Turns full of canaries, and the name of the file."""
    (first, last), (boss_first, boss) = canaries.name(), canaries.name()
    mail = canaries.secret(f"{first}.{last}@firm{number}.example".lower())
    phone = canaries.secret(f"+44 20 7946 {number:04d}")
    said = [
        ("Interviewer", f"Thanks for your time, {first}. What do you do?"),
        (f"{first} {last}", f"I am {first} {last}, and my boss is Mr {boss}, {boss_first} {boss}."),
        ("Interviewer", "How can I reach you?"),
        (f"{first} {last}", f"Write to {mail} or ring me on {phone}. {boss_first} never answers."),
    ]
    own = [(f"{first} {last}" if who == talk.NAMES[1] else "Interviewer", words) for who, words in talk.turns(number)]
    return said + own, f"{first} {last} {number}"


def plant(folder: Path) -> Canaries:
    """An interview in every format that can be made here, and the small files of the tests with other names in them."""
    canaries = Canaries()
    for number, form in enumerate(talk.FORMATS):
        said, name = interview(number, canaries)
        (folder / f"{name}.{form}").write_bytes(talk.write(said, form))
    for number, form in enumerate(("docx", "pdf", "xlsx", "zip"), len(talk.FORMATS)):
        said, name = interview(number, canaries)
        with tempfile.TemporaryDirectory() as scratch:
            (folder / f"{name}.{form}").write_bytes(talk.office(said, Path(scratch))[f"talk.{form}"])
    for path in sorted((ROOT / "tests" / "transcripts" / "files").iterdir()):
        text = path.read_text(encoding="utf-8")
        if "Paul" in text and "Nora" in text:
            for old in BEARERS:
                text = text.replace(old, " ".join(canaries.name())) if old in text else text
            (folder / path.name).write_text(text, encoding="utf-8")
    return canaries


def contents(path: Path) -> str:
    """The path and all text of a file, that of packed files too."""
    parts = [str(path).encode(), path.read_bytes()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            parts += [part for name in archive.namelist() for part in (name.encode(), archive.read(name))]
    return b"\n".join(parts).decode("utf-8", errors="replace")


def leaks(output: Path, secrets: list[str]) -> list[str]:
    pattern = re.compile(
        "|".join(rf"(?<!\w){re.escape(s)}(?!\w)" for s in sorted(secrets, key=len, reverse=True)), re.I
    )
    found = []
    for path in sorted(p for p in output.rglob("*") if p.is_file()):
        name = path.relative_to(output)
        if name.parts[0] not in ("private", ".cache"):
            found += [f"{name}: {text}" for text in sorted(set(pattern.findall(contents(path))))]
    return found


def main() -> int:
    package = "interview2persona.reports.exports"
    with tempfile.TemporaryDirectory() as place:
        folder, output = Path(place) / "interviews", Path(place) / "out"
        folder.mkdir()
        canaries = plant(folder)
        planted = "\n".join(contents(path) for path in folder.iterdir())
        exports = [name for name in plugins.names(package) if not name.startswith("_")]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
            code = program(["run", str(folder), "-o", str(output), "--set", "themes.embedder=hashing"])
            failed = [name for name in exports if program(["export", name, "-o", str(output)])]
        if code not in (0, 3) or failed:
            print(said.getvalue())
            return 1
        found = leaks(output, canaries.secrets)
        files = sum(p.is_file() for p in output.rglob("*"))
        formats = {path.suffix for path in folder.iterdir()}
    for line in found:
        print(line)
    there = sum(secret.lower() in planted.lower() for secret in canaries.secrets)
    print(f"{len(canaries.secrets)} canaries ({there} seen in plain text) in files of {len(formats)} suffixes,")
    print(f"{len(exports)} exports: {len(found)} leaks in {files} files")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
