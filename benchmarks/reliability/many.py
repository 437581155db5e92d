"""A folder of interviews of which some are broken in 25 ways: the others are analysed, these are named with a reason.

    python benchmarks/reliability/many.py 450 2      450 good ones, and each way twice: 500 transcripts
    python benchmarks/reliability/many.py 5 1 -v     prints what is said of each

Vectors come from the hashing embedder, so that the time is that of the rest.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sys
import tempfile
import time
from pathlib import Path

import talk
from broken import WAYS

from interview2persona.cli.main import main as program

SKIPPED_SOME = 3  # exit code


def fill(folder: Path, good: int, each: int) -> dict[str, str]:
    """Writes the files; returns the broken ones with the way in which they are."""
    for number in range(good):
        form = talk.FORMATS[number % len(talk.FORMATS)]
        (folder / f"interview {number:04d}.{form}").write_bytes(talk.write(talk.turns(number), form))
    broken = {f"{way} {n}.{WAYS[way].suffix}": way for way in WAYS for n in range(each)}
    for name, way in broken.items():
        WAYS[way].make(folder / name)
    return broken


def mistakes(output: Path, broken: dict[str, str], good: int, code: int, said: str) -> list[str]:
    """What is not as it should be after the run."""
    with (output / "data" / "transcripts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    skipped = {row["transcript"]: row["problem"] for row in rows if row["status"] == "skipped"}
    found = [] if code == SKIPPED_SOME else [f"exit code {code}"]
    if (read := len(rows) - len(skipped)) != good:
        found.append(f"{read} transcripts analysed instead of {good}")
    for name, way in broken.items():
        told = [p for path, p in skipped.items() if path == name or path.startswith(f"{name}/")]
        if not told or WAYS[way].message not in told[0]:
            found.append(f"{name}: {told or 'not named'} instead of {WAYS[way].message!r}")
        if name not in said:
            found.append(f"{name}: the terminal did not name it")
    personas = json.loads((output / "data" / "personas.json").read_text(encoding="utf-8"))
    return found if personas else [*found, "no personas"]


def main(good: int, each: int, verbose: bool) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        folder, output = Path(scratch) / "interviews", Path(scratch) / "output"
        folder.mkdir()
        broken = fill(folder, good, each)
        said, begun = io.StringIO(), time.perf_counter()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            code = program(["run", str(folder), "-o", str(output), "--set", "themes.embedder=hashing"])
        seconds = time.perf_counter() - begun
        if verbose or not (output / "manifest.json").is_file():
            print(said.getvalue())
        found = mistakes(output, broken, good, code, " ".join(said.getvalue().split()))
        steps = json.loads((output / "manifest.json").read_text(encoding="utf-8"))["seconds"]
    for line in found:
        print(line)
    print(f"{good + len(broken)} transcripts, {len(broken)} of them broken in {len(WAYS)} ways: {good} analysed,")
    print(f"{len(broken)} named with the reason, exit code {code}, {seconds:.0f} s {steps}; {len(found)} mistakes")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), "-v" in sys.argv))
