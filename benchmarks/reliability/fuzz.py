"""Feeds the readers damaged and malicious files: no crash, no hang, nothing touched outside the folder that is read.

    python benchmarks/reliability/fuzz.py 20000
    python benchmarks/reliability/fuzz.py 1000 --seed 7 --keep FOLDER     writes each input that fails into FOLDER

Inputs are mutations of files in every format that the tests have: bits flipped, bytes cut, doubled, exchanged and
spliced in from other files, lines made huge, brackets nested deep, members of archives changed and replaced by bombs.
A crash is any exception but the project's own, also one that the safety net around the readers caught.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import talk

from interview2persona.errors import SourceError
from interview2persona.model import Transcript
from interview2persona.settings import Settings
from interview2persona.transcripts import sources

ROOT = Path(__file__).parents[2]
LIMIT = 5  # seconds
NET = "could not be understood"  # what the safety net around the readers says
PIECES = (
    b":", b"\n", b"\r", b"**", b"[0:12]", b"[", b"]", b"{", b"}", b'"', b",", b"null", b"-1", b"1e999", b"NaN", b"\xff",
    b"#", b"|", b" --> ", b"{}", b"\0", b"\xe2\x80\xae", b"<v ", b"&#0;", b"9" * 400, b"<!DOCTYPE x [<!ENTITY e 'e'>]>",
    b"../../x", b"---\n", b"stream\n", b"endobj", b"<<", b">>", b"/Kids [1 0 R]", b"/Length 99999999", b"\xed\xa0\x80",
)  # fmt: skip


class Hang(BaseException):
    """Raised by the alarm; no `except Exception` stops it."""


def originals(scratch: Path) -> dict[str, bytes]:
    files = sorted((ROOT / "tests" / "transcripts" / "files").iterdir())
    files += [path for path in sorted((ROOT / "transcripts").iterdir()) if path.stat().st_size < 60_000]
    return {p.name: p.read_bytes() for p in files if p.is_file()} | talk.office(talk.turns(1), scratch)


def mutated(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    if data.startswith(b"PK") and chance.random() < 0.85:
        return _repacked(data, others, chance)
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 10, 40))):
        chance.choice(_MUTATIONS)(changed, others, chance)
    return bytes(changed)


def _repacked(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """An archive with one member changed, renamed or replaced, and sound check sums."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            if name == victim:
                name = chance.choice((name, name, name, "../../out.txt", "/etc/out.txt", "a" * 300))  # noqa: PLW2901
                bomb = chance.random() < 0.03
                content = bytes(30 * 2**20) if bomb else mutated(content, others, chance)
            new.writestr(name, content)
    return buffer.getvalue()


def _flip(data: bytearray, _: list[bytes], chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _exchange(data: bytearray, _: list[bytes], chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)


def _cut(data: bytearray, _: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    del data[at : at + chance.choice((1, 30, 1000, len(data)))]


def _double(data: bytearray, _: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = data[max(0, at - 60) : at] * chance.choice((1, 5, 200))


def _insert(data: bytearray, _: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.choice(PIECES)


def _splice(data: bytearray, others: list[bytes], chance: random.Random) -> None:
    other = chance.choice(others)
    begin, at = chance.randrange(len(other) + 1), chance.randrange(len(data) + 1)
    data[at:at] = other[begin : begin + chance.choice((50, 500, 5000))]


def _huge_line(data: bytearray, _: list[bytes], chance: random.Random) -> None:
    if chance.random() < 0.1:
        at = chance.randrange(len(data) + 1)
        data[at:at] = chance.choice((b" ", b"a", b"a ", b":", b"*", b"\t", b"0:", b"- ", b"[", b"Nora: ")) * 100_000


def _deep(data: bytearray, _: list[bytes], chance: random.Random) -> None:
    if chance.random() < 0.1:
        at, mark = chance.randrange(len(data) + 1), chance.choice((b"[", b'{"a":', b"<a>", b"(", b"<<"))
        data[at:at] = mark * chance.choice((100, 5000, 50_000))


_MUTATIONS = (_flip, _exchange, _cut, _double, _insert, _splice, _huge_line, _deep)


def unsound(transcript: Transcript) -> str:
    """What is wrong with a transcript that was read."""
    last = 0
    for turn in transcript.turns:
        if not last <= turn.start < turn.end <= len(transcript.text):
            return f"turn {turn.number} at {turn.start} to {turn.end}"
        last = turn.end
    return next((f"unclear: {p}" for p in transcript.problems if NET in p.message), "")


def outcome(folder: Path, name: str, data: bytes) -> str:
    """Reads one input as the program would: "read", "refused", or what went wrong."""
    (folder / name).write_bytes(data)
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        found = sources.read_folder(folder / name, Settings())
    except Hang:
        return f"hang of more than {LIMIT} s"
    except SourceError:
        return "refused"
    except Exception as error:  # noqa: BLE001 (that is what is looked for)
        return f"crash: {type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        (folder / name).unlink()
    wrong = next(filter(None, map(unsound, found)), "")
    return wrong or ("read" if any(t.usable for t in found) else "refused")


def watch(*folders: Path) -> list[str]:
    """Notes what is read outside `folders`, Python and the project, what is written outside `folders`, programs run."""
    ours = tuple(map(str, folders))
    readable = (
        *ours,
        sys.prefix,
        sys.base_prefix,
        str(ROOT),
        str(Path(sources.__file__).parents[3]),
        "/proc",
    )
    touched: list[str] = []

    def see(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("subprocess.Popen", "os.system", "os.exec", "socket.connect"):
            touched.append(f"{event} {arguments}")
        if event in ("open", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link"):
            path = os.fsdecode(arguments[0]) if isinstance(arguments[0], (str, bytes)) else ""
            reads = event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
            allowed = readable if reads else ours
            if path and not os.path.abspath(path).startswith(allowed):  # noqa: PTH100 (opens nothing itself)
                touched.append(f"{event} {path}")

    sys.addaudithook(see)
    return touched


def main(inputs: int, seed: int, keep: Path | None) -> int:
    chance, found, slowest = random.Random(seed), Counter[str](), (0.0, "")
    with tempfile.TemporaryDirectory() as place:
        files = originals(Path(place))
        others = list(files.values())
        kinds = sorted({name.rsplit(".", 1)[-1] for name in files})
        folder = Path(place) / "interviews"
        folder.mkdir()
        signal.signal(signal.SIGALRM, _ring)
        for name in files:  # everything that is imported late is imported
            outcome(folder, name, files[name])
        touched = watch(folder, *([keep.resolve()] if keep else []))
        formats: Counter[str] = Counter()
        for number in range(inputs):
            kind = chance.choice(kinds)
            name = chance.choice([n for n in files if n.endswith(f".{kind}")])
            data = mutated(files[name], others, chance)
            begun = time.perf_counter()
            result = outcome(folder, name, data)
            slowest = max(slowest, (time.perf_counter() - begun, name))
            found[result] += 1
            formats[kind] += 1
            if keep and result not in ("read", "refused"):
                keep.mkdir(exist_ok=True, parents=True)
                (keep / f"{seed}-{number}-{name}").write_bytes(data)
        outside = list(touched)  # before the temporary folder goes
    wrong = inputs - found["read"] - found["refused"]
    for result, count in found.most_common():
        print(f"{count:6d} {result}")
    for line in dict.fromkeys(outside):
        print(f"touched: {line}")
    print(f"{inputs} inputs ({', '.join(f'{n} {form}' for form, n in sorted(formats.items()))}): {wrong} went wrong,")
    print(f"{len(outside)} files touched elsewhere; slowest {slowest[0]:.1f} s ({slowest[1]})")
    return wrong + len(outside)


def _ring(*_: object) -> None:
    raise Hang


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    sys.exit(bool(main(given.inputs, given.seed, given.keep)))
