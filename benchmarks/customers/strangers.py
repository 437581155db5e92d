"""Customers of sixteen other businesses, each mixed into a table of study A's: how many are recognised as nobody's?

    python benchmarks/customers/strangers.py OUTPUT

OUTPUT is a finished run on study A. The industry of a stranger is the name of a business of the labelled statements in
`training/data`, the comment one of its statements (a goal, pain, gain or attitude); everything else is drawn by chance.
What decides between somebody and nobody was chosen on these, and measured on studies B and C by `planted.py`.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import planted

DATA = planted.HERE.parents[1] / "training" / "data"
LIKE_OURS = (
    "field", "service", "elevator", "lift", "heating", "dispatch", "schedul", "plumb", "hvac", "mainten", "technician",
    "solar", "energy", "laborator", "lab ", "shift",
)  # fmt: skip  # businesses that might pass for that of study A, or are those of B and C
TITLES = [
    "Teacher", "Nurse", "Lawyer", "Marketing manager", "Consultant", "Owner", "Student", "Retired", "Software engineer",
    "Administrator", "Managing director", "Accountant", "Shop manager", "Head of operations", "Buyer", "Driver",
    "Assistant",
]  # fmt: skip
CHANNELS = ["phone", "e-mail", "website", "chat", "app", "WhatsApp", "portal"]
BUSINESSES, OWN, STRANGERS, LEAST = 16, 400, 100, 20


def main(output: Path) -> None:
    print("| missing cells | none of the strangers | in the worst table | none of the own | in the worst table |")
    print("|---|---|---|---|---|")
    said = statements()
    names = sorted(d for d, texts in said.items() if len(texts) >= LEAST and not any(w in d.lower() for w in LIKE_OURS))
    rng = random.Random(3)
    chosen = rng.sample(names, BUSINESSES)
    for missing in planted.MISSING[:2]:
        found = []
        for seed, business in enumerate(chosen):
            rows, _ = planted.planted(OWN, missing, 0.0, seed=100 + seed)
            rows += strangers(business, said[business], missing, rng)
            nobody = np.array([a.persona is None for a in planted._assign(output, rows).assignments])
            found.append((nobody[OWN:].mean(), nobody[:OWN].mean()))
        theirs, own = np.array(found).T
        print(f"| {missing:.0%} | {theirs.mean():.1%} | {theirs.min():.0%} | {own.mean():.1%} | {own.max():.1%} |")


def statements() -> dict[str, list[str]]:
    """What people of each business want and complain of."""
    said = defaultdict(list)
    for file in sorted(DATA.glob("*.jsonl")):
        for line in [] if file.name.startswith("study-") else file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("domain") and set(row["labels"]) & {"goal", "pain", "gain", "attitude"}:
                said[row["domain"]].append(row["text"])
    return said


def strangers(business: str, said: list[str], missing: float, rng: random.Random) -> list[dict[str, str]]:
    """Customers of another business, who have five titles among them."""
    titles = rng.sample(TITLES, 5)
    rows = []
    for number in range(STRANGERS):
        age, size = rng.randint(20, 75), max(1, round(rng.lognormvariate(3, 1.5)))
        cells = [rng.choice(titles), business, str(2026 - age), str(size), rng.choice(CHANNELS), rng.choice(said)]
        rows.append(planted._row(number, cells, missing, rng))
    return rows


if __name__ == "__main__":
    main(Path(sys.argv[1]))
