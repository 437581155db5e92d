"""Do the people counted in a line of a page say the same thing? Needs the shared material.

    python benchmarks/personas/lines.py OUTPUT TRUTH [OUTPUT TRUTH ...]

For the lines of pages (not what is also mentioned): how many people stand behind them, and for every further person
whether their quote has a true theme in common with the first quote of the line. Statements that the truth does not
code are left out. Prints a Markdown table.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "shared" / "eval"))

from evaluate import belongs, load_truth, overlap, read


def themes_of(output: Path, truth: Path) -> dict[str, set[str]]:
    """True themes by statement id."""
    statements, found = read(output, "statements.csv"), defaultdict(set)
    for study in load_truth(truth):
        spans, after = [], 0
        for row in belongs(statements, study.id).itertuples():
            if span := study.find(row.text, after):
                after = span[0]
                spans.append((span, row.statement_id))
        for gold in study.truth["statements"]:
            if span := study.find(gold["quote"]):
                for other, key in spans:
                    if overlap(other, span) >= 0.5:
                        found[key].add(gold["theme"])
    return found


def lines(output: Path) -> Iterator[dict[str, Any]]:
    for persona in json.loads((output / "data" / "personas.json").read_text(encoding="utf-8")):
        for claims in persona["sections"].values():
            yield from (claim for claim in claims if not claim["also_mentioned"])


def figures(output: Path, truth: Path) -> tuple[int, int, int, int]:
    """Lines, lines of several people, further people whose theme is known, those who share the first one's."""
    themes, every = themes_of(output, truth), list(lines(output))
    known = right = 0
    for claim in every:
        first: dict[str, set[str]] = {}
        for item in claim["evidence"]:
            first.setdefault(item["participant_id"], themes.get(item["statement_id"], set()))
        head, *others = first.values()
        comparable = [other for other in others if head and other]
        known += len(comparable)
        right += sum(bool(head & other) for other in comparable)
    return len(every), sum(len(c["participants"]) > 1 for c in every), known, right


def main() -> None:
    print("| study | lines | of several people | further people judged | who say the same |\n|---|---|---|---|---|")
    for output, truth in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        count, several, known, right = figures(Path(output), Path(truth))
        print(f"| {Path(output).name} | {count} | {several} | {known} | {right / max(1, known):.0%} |")


if __name__ == "__main__":
    main()
