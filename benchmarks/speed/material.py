"""Material for the benchmarks of speed: real studies, and as many statements as wanted made from one of them."""

from __future__ import annotations

import csv
import random
import re
import shutil
from pathlib import Path

import numpy as np

from interview2persona.model import Participant, Statement, Transcript, Turn
from interview2persona.settings import Settings
from interview2persona.transcripts import metadata, sources, speakers

ROOT = Path(__file__).resolve().parents[2]
STUDIES = [ROOT.parent / "shared" / "data" / "study-a", *(ROOT / "benchmarks" / "studies" / x for x in "bc")]
SAID = re.compile(r"[^\W\d_]{4,}")
LOWER = re.compile(r"\b[a-z]{4,}\b")
CHANGED = 0.25  # share of the longer words that are exchanged for others of the study
MOVED = 0.35  # length of the noise that is added to a unit vector for it


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


def many(output: Path, vectors: np.ndarray, count: int, seed: int = 0) -> tuple[list[Statement], np.ndarray]:
    """`count` statements: those of the finished run in `output`, said by other people again and again in other words.

    `vectors` are those of the run's statements. A copy's words are partly exchanged, and its vector is moved by noise.
    """
    rows = table(output, "statements")
    words = sorted({w for row in rows for w in SAID.findall(row["text"].lower())})
    rng, noise = random.Random(seed), np.random.default_rng(seed)
    made = np.empty((count, vectors.shape[1]), dtype=np.float32)
    statements = []
    for number in range(count):
        copy, at = divmod(number, len(rows))
        row, vector = rows[at], vectors[at]
        text = row["text"]
        if copy:
            text = SAID.sub(lambda m: rng.choice(words) if rng.random() < CHANGED else m[0], text)
            vector = vector + MOVED * noise.normal(size=len(vector)).astype(np.float32) / len(vector) ** 0.5
        made[number] = vector / np.linalg.norm(vector)
        statements.append(_statement(row, text, copy, number))
    return statements, made


def _statement(row: dict[str, str], text: str, copy: int, number: int) -> Statement:
    start = int(row["start"])
    given = (part.split("=") for part in row["probabilities"].split("|"))
    return Statement(
        f"s1-{number:012x}",
        f"{copy}-{row['transcript']}",
        int(row["turn"]),
        start,
        start + len(text),
        f"p{copy}-{row['participant_id']}",
        text,
        question=row["question"],
        labels=tuple(x for x in row["labels"].split("|") if x),
        probabilities={name: float(value) for name, value in given},
        severity=int(row["severity"] or 0),
    )


def people(statements: list[Statement]) -> tuple[list[Participant], list[Transcript]]:
    """The people of the statements, each of one transcript."""
    seen = dict.fromkeys((s.participant_id, s.transcript) for s in statements)
    turns = (Turn(0, "A", 0, 1, role="participant"),)
    return (
        [Participant(who, path, who, kind="customer") for who, path in seen],
        [Transcript(path, "text", "A", turns) for path in dict.fromkeys(path for _, path in seen)],
    )
