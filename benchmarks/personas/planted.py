"""Planted studies with known membership, made from the true statements of a study; one table of what is recovered.

    python benchmarks/personas/planted.py [--truth ../shared/data/study-a/truth] [--studies 50] [--json FILE]

Each planted participant draws statements from the true statements of one persona, and a share (the noise) from all
the others. A quarter of the studies is homogeneous: all participants draw from one persona. Recovered is the share of
participants whose group is theirs, after the best matching of groups with personas; a homogeneous study is split
falsely when it gets more than one persona.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

sys.path.insert(0, str(Path(__file__).parent))
from truth import Truth, embed, load, themes_of

from interview2persona.model import Participant, Statement
from interview2persona.personas.profiles import profiles_of
from interview2persona.personas.segments import segment
from interview2persona.settings import Settings

SIZES = (8, 12, 16, 20)
NOISES = (0.0, 0.2, 0.4)
SAID = 30  # statements per participant


@dataclass(frozen=True)
class Planted:
    study: Truth
    vectors: np.ndarray
    member: dict[str, int]
    noise: float


def plant(truth: Truth, vectors: np.ndarray, people: int, personas: int, noise: float, seed: int) -> Planted:
    """A study of `people` participants of `personas` kinds with the true labels and themes."""
    rng = np.random.default_rng(seed)
    usable = [
        i for i, s in enumerate(truth.statements) if set(s.labels) - {"profile"} and s.participant_id in truth.persona
    ]
    kinds = sorted(set(truth.persona.values()))
    stock = {k: [i for i in usable if truth.persona[truth.statements[i].participant_id] == k] for k in kinds}
    chosen = list(rng.permutation(kinds)[:personas])
    statements, rows, member = [], [], {}
    for number in range(people):
        kind = chosen[number % personas]
        person = f"P{number:02d}"
        member[person] = number % personas
        for place in range(SAID):
            foreign = [k for k in kinds if k != kind]
            source = stock[foreign[rng.integers(len(foreign))]] if rng.random() < noise else stock[kind]
            row = int(source[rng.integers(len(source))])
            statements.append(_dealt(truth.statements[row], person, place))
            rows.append(row)
    said = [Participant(p, f"{p}.txt", p, "customer") for p in sorted(member)]
    return Planted(Truth(statements, themes_of(statements), said, [], {}), vectors[rows], member, noise)


def _dealt(statement: Statement, person: str, place: int) -> Statement:
    return replace(
        statement, statement_id=f"{person}-{place}", participant_id=person, transcript=f"{person}.txt",
        turn=place // 2, start=place * 1000, end=place * 1000 + len(statement.text),
    )  # fmt: skip


def recovered(planted: Planted, settings: Settings) -> tuple[float, int, float]:
    """Share of participants in the right group, number of groups, mean stability."""
    study = planted.study
    found = segment(profiles_of(study.participants, study.statements, study.themes, planted.vectors), settings)
    truths = sorted(set(planted.member.values()))
    table = np.array([[sum(planted.member[p] == k for p in group) for k in truths] for group in found.groups])
    rows, columns = linear_sum_assignment(-table)
    stable = [s for s in found.stability if s is not None]
    return table[rows, columns].sum() / len(planted.member), len(found.groups), float(np.mean(stable or [1.0]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--truth", type=Path, default=Path("../shared/data/study-a/truth"))
    parser.add_argument("--studies", type=int, default=50)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    truth = load(args.truth)
    vectors, settings, results = embed(truth), Settings(), []
    most = len(set(truth.persona.values()))
    for seed in range(args.studies):
        people = SIZES[seed % len(SIZES)]
        single = seed % 4 == 3
        noise = NOISES[seed % len(NOISES)]
        personas = 1 if single else min(most, 2 + (seed // 4) % 3, people // 4)
        share, count, stability = recovered(plant(truth, vectors, people, personas, noise, seed), settings)
        results.append({"seed": seed, "people": people, "personas": personas, "noise": noise, "found": count,
                        "recovered": round(float(share), 3), "stability": round(stability, 3)})  # fmt: skip
    report(results)
    if args.json:
        args.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def report(results: list[dict]) -> None:
    print("| studies | number | people recovered | right number of personas | within one |")
    print("|---|---|---|---|---|")
    planted = [r for r in results if r["personas"] > 1]
    for name, chosen in [(f"noise {n:.0%}", [r for r in planted if r["noise"] == n]) for n in NOISES]:
        print(f"| several personas, {name} {_line(chosen)}")
    print(f"| several personas, all {_line(planted)}")
    single = [r for r in results if r["personas"] == 1]
    print(f"| one persona {_line(single)}")
    print(f"\nfalse splits of homogeneous studies: {sum(r['found'] > 1 for r in single)} of {len(single)}")


def _line(chosen: list[dict]) -> str:
    right = sum(r["found"] == r["personas"] for r in chosen)
    near = sum(abs(r["found"] - r["personas"]) <= 1 for r in chosen)
    people = sum(r["people"] for r in chosen)
    share = sum(r["recovered"] * r["people"] for r in chosen) / max(1, people)
    return f"| {len(chosen)} | {share:.1%} | {right} | {near} |"


if __name__ == "__main__":
    main()
