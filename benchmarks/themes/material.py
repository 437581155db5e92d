"""Reads the shared material that the benchmark of themes needs."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

from interview2persona.model import Participant, Statement

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
DATA = SHARED / "data"


def banking() -> tuple[list[str], list[str]]:
    """Texts and intents of the test split of banking77."""
    with (DATA / "public/banking77/data.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "test"]
    return [row["text"] for row in rows], [row["label"] for row in rows]


def strangers(texts: list[str]) -> tuple[list[Statement], list[Participant]]:
    """Every text said by another person."""
    statements = [Statement(f"s{n:06d}", f"{n}", 0, 0, len(t), f"p{n:06d}", t) for n, t in enumerate(texts)]
    return statements, [Participant(s.participant_id, s.transcript, "") for s in statements]


def true_statements(truth: Path) -> tuple[list[Statement], list[Participant]]:
    """The quotes of a study with their true labels, their question and their place."""
    found: list[Statement] = []
    for path in sorted(truth.glob("*.truth.json")):
        ident = path.name.removesuffix(".truth.json")
        turns = json.loads((truth / f"{ident}.json").read_text(encoding="utf-8"))["turns"]
        for number, quote in enumerate(json.loads(path.read_text(encoding="utf-8"))["statements"]):
            text = quote["quote"]
            turn = next((n for n, t in enumerate(turns) if text in t["text"]), None)
            if turn is None or not quote["labels"]:
                continue
            asked = next((t["text"] for t in turns[:turn][::-1] if t["role"] == "interviewer"), "")
            start = turns[turn]["text"].index(text)
            found.append(
                Statement(
                    f"s-{ident}-{number:03d}", ident, turn, start, start + len(text), ident, text,
                    question=asked, labels=tuple(quote["labels"]),
                )
            )  # fmt: skip
    people = sorted({s.participant_id for s in found})
    return found, [Participant(p, p, p) for p in people]


def many(count: int) -> list[str]:
    """So many different sentences of people; beyond what there is, sentences with other first words."""
    texts: list[str] = []
    for name in ("public/banking77/data.csv", "public/service-customers/customer-sentences.csv"):
        with (DATA / name).open(encoding="utf-8") as file:
            texts += [row["text"] for row in csv.DictReader(file)]
    with (DATA / "public/creatives/creatives_transcripts.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            said = re.findall(r"^(?:User|Human): (.*?)(?=^\w+: |\Z)", row["text"], re.MULTILINE | re.DOTALL)
            texts += [s for answer in said for s in re.split(r"(?<=[.!?])\s+", answer) if len(s.split()) > 3]
    texts = list(dict.fromkeys(texts))
    for start in ("Honestly,", "To be fair,", "As I said,", "You know,"):
        texts += [f"{start} {t}" for t in texts[: max(0, count - len(texts))]]
    step = len(texts) / count
    return [texts[int(n * step)] for n in range(count)]
