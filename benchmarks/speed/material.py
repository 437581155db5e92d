"""Material for the benchmarks of speed: real studies, and as many statements as wanted made from one of them."""

from __future__ import annotations

import csv
import random
import re
import shutil
from pathlib import Path

from interview2persona.settings import Settings
from interview2persona.transcripts import metadata, sources, speakers

ROOT = Path(__file__).resolve().parents[2]
STUDIES = [ROOT.parent / "shared" / "data" / "study-a", *(ROOT / "benchmarks" / "studies" / x for x in "bc")]
LOWER = re.compile(r"\b[a-z]{4,}\b")
CHANGED = 0.25  # share of the longer words that are exchanged for others of the study


def interviews(folder: Path) -> int:
    """Copies the transcripts of all studies into `folder`, and says how many there are."""
    folder.mkdir(parents=True)
    files = [f for study in STUDIES if study.is_dir() for f in sorted((study / "transcripts").iterdir()) if f.is_file()]
    for file in files:
        shutil.copy(file, folder / file.name)
    return len(files)


def resampled(source: Path, folder: Path, count: int, seed: int = 0) -> None:
    """`count` interviews made of those of `source`: they come again and again, by other people and in other words."""
    folder.mkdir(parents=True)
    settings = Settings()
    read = speakers.assign(sources.read_folder(source, settings), metadata.read_overrides(source), settings)
    talks = [[(turn.role, t.text_of(turn)) for turn in t.turns] for t in read.transcripts if t.usable]
    words = sorted({word for talk in talks for _, text in talk for word in LOWER.findall(text)})
    rng = random.Random(seed)

    def changed(text: str) -> str:
        return LOWER.sub(lambda m: rng.choice(words) if rng.random() < CHANGED else m[0], text)

    for number in range(count):
        copy, at = divmod(number, len(talks))
        names = {"participant": f"P{number:04}", "interviewer": "Interviewer"}
        lines = [
            f"{names.get(role, 'Someone')}: {' '.join((changed(text) if copy else text).split())}\n"
            for role, text in talks[at]
        ]
        (folder / f"{number:04}.txt").write_text("\n".join(lines), encoding="utf-8")


def table(output: Path, name: str) -> list[dict[str, str]]:
    with (output / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
