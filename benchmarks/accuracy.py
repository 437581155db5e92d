"""Runs the tool on every study whose truth is known and prints the figures as a Markdown table.

    python benchmarks/accuracy.py [--keep FOLDER] [STUDY ...]

A STUDY is a folder with `transcripts/` and `truth/`. Default: the studies beside this file and, where it is there,
study A of the shared material. Figures are those of the shared `evaluate.py`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
EVALUATE = SHARED / "eval" / "evaluate.py"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("studies", nargs="*", type=Path)
    parser.add_argument("--keep", type=Path, help="Folder that keeps the outputs.")
    args = parser.parse_args()
    if not EVALUATE.is_file():
        sys.exit(f"{EVALUATE} is not here: the scorer is part of the shared material.")
    studies = args.studies or [
        s for s in (SHARED / "data" / "study-a", *sorted((HERE / "studies").iterdir())) if s.is_dir()
    ]
    with tempfile.TemporaryDirectory() as scratch:
        keep = args.keep or Path(scratch)
        figures = {study.name: score(study, keep / study.name) for study in studies}
    print("| figure | " + " | ".join(figures) + " |")
    print("|---" * (len(figures) + 1) + "|")
    for name in sorted({name for values in figures.values() for name in values}):
        cells = [f"{v:.3f}" if isinstance(v := values.get(name, ""), float) else str(v) for values in figures.values()]
        print(f"| {name} | " + " | ".join(cells) + " |")


def score(study: Path, output: Path) -> dict[str, float]:
    """One study run and scored."""
    command = [sys.executable, "-m", "interview2persona", "--quiet", "run", study / "transcripts", "-o", output]
    subprocess.run([*command, "--force"], check=True, stdout=subprocess.DEVNULL)
    result = output.parent / f"{study.name}.json"
    command = [sys.executable, EVALUATE, study / "truth", output, "--json", result]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    figures: dict[str, float] = json.loads(result.read_text(encoding="utf-8"))
    return figures


if __name__ == "__main__":
    main()
