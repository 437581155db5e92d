"""New interviews: the study is run without some of study A's interviews, and these are then assigned to its personas.

    python benchmarks/customers/held_out.py [--keep FOLDER]

Two runs, each without one interview of every kind of person. An answer is right when most participants of the persona
named are of the kind that the truth says.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import planted

from interview2persona.assignment import flow
from interview2persona.settings import Settings

HELD_OUT = (("A03", "A08", "A11", "A12"), ("A19", "A21", "A09", "A14"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, help="Folder that keeps the runs; what is there is not run again.")
    keep = parser.parse_args().keep or Path(tempfile.mkdtemp())
    print("| run without | interview | truth | assigned | probability | second |")
    print("|---|---|---|---|---|---|")
    for number, names in enumerate(HELD_OUT, 1):
        output = _without(names, keep / f"run{number}")
        told = planted.personas_in_truth(output)
        for path in (p for p in sorted((planted.STUDY / "transcripts").iterdir()) if p.stem[:3] in names):
            truth = json.loads((planted.STUDY / "truth" / f"{path.stem[:3]}.truth.json").read_text(encoding="utf-8"))
            found = flow.assign_interviews(output, path, Settings(), planted.Silent()).assignments[0]
            named = "none" if found.persona is None else told[found.persona]
            cells = [path.stem[:3], truth["persona"], named, f"{found.probability:.2f}", told[found.second]]
            print(f"| {number} | {' | '.join(cells)} |", flush=True)


def _without(names: tuple[str, ...], folder: Path) -> Path:
    output, transcripts = folder / "output", folder / "transcripts"
    if not output.is_dir():
        shutil.copytree(planted.STUDY / "transcripts", transcripts, dirs_exist_ok=True)
        for path in list(transcripts.iterdir()):
            if path.stem[:3] in names:
                path.unlink()
        command = [sys.executable, "-m", "interview2persona", "--quiet", "run", transcripts, "-o", output]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return output


if __name__ == "__main__":
    main()
