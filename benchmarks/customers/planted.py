"""Customers planted from the truth of study A, and from two studies of other businesses: how well are they assigned?

    python benchmarks/customers/planted.py [OUTPUT]

OUTPUT is a finished run on study A (made when not given). A planted customer takes job, industry, age, company size and
channel from the truth about somebody interviewed, varied as a customer base varies, and a comment in the words of a
ticket or a survey, written for this benchmark: no sentence of the interviews. Some cells are emptied, some titles
misspelt. Customers of the other businesses (home energy, laboratories) keep what their own truth says, with their own
sentences as comments; all should come out as "none".
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np

from interview2persona.assignment import flow
from interview2persona.customers.results import Results
from interview2persona.settings import Settings

HERE = Path(__file__).resolve().parent
STUDY = HERE.parents[2] / "shared" / "data" / "study-a"
OTHERS = [HERE.parent / "studies" / name for name in ("b", "c")]
TITLES = {
    "dispatcher": ["Dispatcher", "Service coordinator", "Planner", "Scheduler", "Head of dispatch", "Service planner"],
    "owner": ["Owner", "Managing director", "Founder", "Owner-manager", "Director and owner", "CEO"],
    "finance": ["Commercial head", "Procurement officer", "Office manager", "Accountant", "Head of finance", "Buyer"],
    "technician": [
        "Heating engineer",
        "Service technician",
        "Field technician",
        "Fitter",
        "Lift mechanic",
        "Technician",
    ],
}
INDUSTRIES = ["heating", "elevators", "fire safety", "coffee machine service", "cleaning machines", "lift maintenance"]
COLUMNS = ["id", "job_title", "industry", "birth_year", "employees", "channel", "comment"]
OWN = 400
SIZES, MISSING, MISSPELT = (50, 500, 2000), (0.0, 0.3, 0.6), (0.0, 0.5)
PEOPLE = {  # ages and sizes of companies as the truth states them
    "dispatcher": ([26, 38, 38, 51], [11, 17, 18, 22, 60], ["phone", "WhatsApp", "chat", "text message"]),
    "owner": ([52, 58, 61, 62], [14, 19, 18, 31, 35, 85], ["phone", "voice message", "WhatsApp", "text message"]),
    "finance": ([31, 54], [14, 46, 120], ["e-mail", "portal"]),
    "technician": ([44], [12, 22, 60], ["phone", "WhatsApp", "chat"]),
}


class Silent:
    def done(self, count: int) -> None:
        pass

    def step(self, name: str, size: int) -> None:
        pass


def main() -> None:
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else _finished(Path(tempfile.mkdtemp()))
    told = personas_in_truth(output)
    print("| customers | missing cells | misspelt titles | assigned | right of these | right of all | ECE | Brier |")
    print("|---|---|---|---|---|---|---|---|")
    for size, missing, misspelt in [
        *((size, 0.3, 0.0) for size in SIZES),
        *((500, missing, 0.0) for missing in MISSING if missing != 0.3),
        *((500, 0.3, misspelt) for misspelt in MISSPELT if misspelt),
    ]:
        rows, truth = planted(size, missing, misspelt, seed=size + int(100 * missing) + int(10 * misspelt))
        results = _assign(output, rows)
        print(f"| {size} | {missing:.0%} | {misspelt:.0%} | " + " | ".join(_figures(results, truth, told)) + " |")
    print(
        "\n| other business | its customers | own customers | missing cells | none of its customers | none of the own |"
    )
    print("|---|---|---|---|---|---|")
    for study in OTHERS:
        for own, missing in [*((0, missing) for missing in MISSING), *((OWN, missing) for missing in MISSING[:2])]:
            rows, _ = planted(own, missing, 0.0, seed=7)
            rows += foreign(study, 500 if not own else 100, missing, seed=int(100 * missing))
            found = [a.persona is None for a in _assign(output, rows).assignments]
            lost = f"{np.mean(found[:own]):.1%}" if own else ""
            theirs = f"{np.mean(found[own:]):.1%}"
            print(f"| study {study.name} | {len(rows) - own} | {own} | {missing:.0%} | {theirs} | {lost} |")


def planted(size: int, missing: float, misspelt: float, seed: int) -> tuple[list[dict[str, str]], list[str]]:
    """Customers of study A's business, and who they are."""
    rng = random.Random(seed)
    with (HERE / "comments.csv").open(encoding="utf-8", newline="") as file:
        comments = list(csv.DictReader(file))
    rows, truth = [], []
    for number in range(size):
        persona = rng.choice(sorted(TITLES))
        ages, sizes, channels = PEOPLE[persona]
        title = rng.choice(TITLES[persona])
        if rng.random() < misspelt:
            title = _misspelt(title, rng)
        cells = [
            title,
            rng.choice(INDUSTRIES),
            str(2026 - round(rng.gauss(rng.choice(ages), 5))),
            str(max(2, round(rng.choice(sizes) * rng.lognormvariate(0, 0.3)))),
            rng.choice(channels),
            rng.choice([c["comment"] for c in comments if c["persona"] == persona]),
        ]
        rows.append(_row(number, cells, missing, rng))
        truth.append(persona)
    return rows, truth


def foreign(study: Path, size: int, missing: float, seed: int) -> list[dict[str, str]]:
    """Customers of another business: everybody interviewed there, many times over."""
    rng = random.Random(seed)
    people = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((study / "truth").glob("*.truth.json"))]
    people = [p for p in people if not p["persona"].startswith("about:")]
    rows = []
    for number in range(size):
        person = rng.choice(people)
        stated = person["attributes"]
        said = [s["quote"] for s in person["statements"] if set(s["labels"]) & {"goal", "pain", "gain", "attitude"}]
        age = "".join(c for c in str(stated.get("age") or "") if c.isdigit())
        cells = [
            str(stated.get("job_title") or ""),
            str(stated.get("industry") or ""),
            str(2026 - int(age)) if age else "",
            "".join(c for c in str(stated.get("company_size") or "").split(",")[0] if c.isdigit()),
            (stated.get("channels") or [""])[0],
            rng.choice(said),
        ]
        rows.append(_row(number, cells, missing, rng))
    return rows


def _row(number: int, cells: list[str], missing: float, rng: random.Random) -> dict[str, str]:
    return {"id": f"C{number:05d}"} | {
        column: "" if rng.random() < missing else cell for column, cell in zip(COLUMNS[1:], cells, strict=True)
    }


def _misspelt(title: str, rng: random.Random) -> str:
    """One letter is left out, doubled, or exchanged with the next."""
    at = rng.randrange(1, len(title) - 1)
    return rng.choice(
        [
            title[:at] + title[at + 1 :],
            title[:at] + title[at] + title[at:],
            title[: at - 1] + title[at] + title[at - 1] + title[at + 1 :],
        ]
    )


def _assign(output: Path, rows: list[dict[str, str]]) -> Results:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "customers.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        return flow.assign_table(output, flow.Request(str(path)), Settings(), Silent())


def personas_in_truth(output: Path) -> list[str]:
    """Who each persona found is in truth: whom most of its participants are."""
    truth = {
        p.name.split(".")[0]: json.loads(p.read_text(encoding="utf-8"))["persona"]
        for p in (STUDY / "truth").glob("*.truth.json")
    }
    with (output / "data" / "participants.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    personas = json.loads((output / "data" / "personas.json").read_text(encoding="utf-8"))
    return [
        Counter(
            truth[p["transcript"].split(".")[0].split()[0].split("_")[0]]
            for p in people
            if p["persona_id"] == persona["persona_id"]
        ).most_common(1)[0][0]
        for persona in personas
    ]


def _figures(results: Results, truth: list[str], told: list[str]) -> list[str]:
    """Coverage, accuracy, expected calibration error (ten bins) and Brier score of the probability of being right.

    Two personas found may be one in truth (study A: its owners); the probability of a right answer is then their sum.
    """
    chosen = [None if a.persona is None else told[a.persona] for a in results.assignments]
    rows = [i for i, c in enumerate(chosen) if c is not None]
    right = np.array([chosen[i] == truth[i] for i in rows], dtype=float)
    sure = np.array([_probability(results, i, told, str(chosen[i])) for i in rows])
    bins = np.minimum((sure * 10).astype(int), 9)
    ece = sum(abs(right[bins == b].mean() - sure[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins))
    brier = ((right - sure) ** 2).mean()
    return [
        f"{len(rows) / len(truth):.0%}",
        f"{right.mean():.1%}",
        f"{right.sum() / len(truth):.1%}",
        f"{ece:.3f}",
        f"{brier:.3f}",
    ]


def _probability(results: Results, row: int, told: list[str], persona: str) -> float:
    found = results.assignments[row]
    pairs = [(found.persona, found.probability), (found.second, found.second_probability)]
    return sum(p for k, p in pairs if k is not None and told[k] == persona)


def _finished(folder: Path) -> Path:
    command = [sys.executable, "-m", "interview2persona", "--quiet", "run", STUDY / "transcripts", "-o", folder / "a"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / "a"


if __name__ == "__main__":
    main()
