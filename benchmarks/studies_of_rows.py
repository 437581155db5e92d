"""Makes study folders, as `accuracy.py` runs them, of coded interviews in one file.

    python benchmarks/studies_of_rows.py training/held-out-studies-2.jsonl FOLDER
    python benchmarks/accuracy.py FOLDER/*

A row of the file is a statement; rows of one person and one question are an answer. A theme belongs to the personas of
which two people or more speak of it; mere facts about people belong to none.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

FACTS = "profile_facts"
Row = Mapping[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    studies: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for line in args.rows.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        studies[row["domain"].removeprefix("study-")][row["id"].partition("-")[0]].append(row)
    for name, people in studies.items():
        write(args.folder / name, people)


def write(folder: Path, people: Mapping[str, Sequence[Row]]) -> None:
    for part in ("transcripts", "truth"):
        (folder / part).mkdir(parents=True)
    for who, rows in people.items():
        said = [{"speaker": speaker, "role": role, "text": text} for speaker, role, text in turns(rows)]
        talk = "\n\n".join(f"{turn['speaker']}: {turn['text']}" for turn in said)
        (folder / "transcripts" / f"{who}.txt").write_text(f"{talk}\n", encoding="utf-8")
        _keep(folder / "truth" / f"{who}.json", {"id": who, "kind": rows[0]["kind"], "turns": said})
        _keep(folder / "truth" / f"{who}.truth.json", truth(who, rows))
    _keep(folder / "truth" / "themes.json", {key: {"personas": found} for key, found in themes(people).items()})


def turns(rows: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    for question, answer in groupby(rows, key=lambda row: row["question"]):
        if question:
            yield "Interviewer", "interviewer", question
        yield rows[0]["speaker"], "participant", " ".join(row["text"] for row in answer)


def truth(who: str, rows: Sequence[Row]) -> dict[str, Any]:
    stated: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for name, words in row["attributes"].items():
            stated[name] += [words] if words not in stated[name] else []
    quotes = [{"quote": r["text"], "labels": r["labels"], "theme": r.get("theme"), "journey": None} for r in rows]
    persona = rows[0]["persona"] if rows[0]["kind"] == "customer" else None
    return {"id": who, "persona": persona, "attributes": dict(stated), "statements": quotes, "pii": []}


def themes(people: Mapping[str, Sequence[Row]]) -> dict[str, list[str]]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for who, rows in people.items():
        for row in rows:
            if row["kind"] == "customer" and row.get("theme", FACTS) != FACTS:
                found[row["theme"]][row["persona"]].add(who)
    return {key: sorted(p for p, who in spoke.items() if len(who) > 1) for key, spoke in found.items()}


def _keep(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
