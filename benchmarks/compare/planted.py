"""Does `compare` find a theme that came and one that went, and nothing else? And what does it report by chance?

    python benchmarks/compare/planted.py OUTPUT TRUTH [--rounds 100]

OUTPUT is a finished run of the study whose truth lies in TRUTH (study A: 22 interviews, 19 people counted). Each round
gives every person a date at random, half of them early, half late.

- planted: invented remarks about ransomware are put into the mouths of some of the late people; remarks about face
  masks, which as many of the early people make, are taken away from the late ones. Themes are then found anew by the
  program itself, in two output folders that share nobody, as `compare OLD NEW` does.
- true themes: the same with the themes of the truth: one is planted likewise, and the theme that most people speak of
  is taken away from the late ones.
- shuffled: nothing is planted. Every report is a false alarm. Once within one study (`compare OUTPUT --by date`), once
  between two folders.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from interview2persona import comparison
from interview2persona.changes import Change, Subject
from interview2persona.changes.testing import changes
from interview2persona.comparison.common_themes import common_themes
from interview2persona.comparison.states import State, theme_subjects
from interview2persona.model import Statement
from interview2persona.reports.saved import Row, Saved
from interview2persona.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[1] / "personas"))
from truth import load

REMARKS: dict[str, list[str]] = json.loads((Path(__file__).parent / "remarks.json").read_text(encoding="utf-8"))
CAME, WENT = "ransomware", "face masks"
TABLES = ("transcripts", "participants", "statements", "themes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--rounds", type=int, default=100)
    arguments = parser.parse_args()
    state = State(Saved(arguments.output))
    people = sorted(state.people)
    print(f"{len(people)} people, {len(state.titles)} themes found, {arguments.rounds} rounds\n")
    print("planted, themes found by the program (found: came / went; reported besides)")
    for many in (6, 7, 8, 9):
        report([through_the_program(state, many, seed) for seed in range(max(1, arguments.rounds // 5))], many)
    print("planted, themes of the truth")
    for many in (6, 7, 8, 9):
        report([with_true_themes(arguments.truth, many, seed) for seed in range(arguments.rounds)], many)
    print("shuffled, nothing planted")
    shuffled("one study", [within(state, seed) for seed in range(arguments.rounds)])
    shuffled("two folders", between(state, arguments.rounds))


def halves(people: Sequence[str], seed: int) -> tuple[list[str], list[str]]:
    mixed = list(people)
    random.Random(f"halves {seed}").shuffle(mixed)
    return mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]


def report(rounds: Sequence[tuple[bool, bool, int]], many: int) -> None:
    count = len(rounds)
    came, went, both = (sum(map(test, rounds)) for test in (lambda r: r[0], lambda r: r[1], lambda r: r[0] and r[1]))
    besides = sum(r[2] > 0 for r in rounds)
    print(f"  {many} people: came {came}/{count}, went {went}/{count}, both {both}/{count}; besides {besides}/{count}")


def shuffled(name: str, rounds: Sequence[tuple[int, int, int]]) -> None:
    wrong = sum(r[0] > 0 for r in rounds)
    alarms, tested, all_of_them = (sum(r[i] for r in rounds) for i in range(3))
    print(
        f"  {name}: {wrong} of {len(rounds)} shuffles report anything ({wrong / len(rounds):.1%}); "
        f"{alarms} alarms in {tested:,} tests ({alarms / max(1, tested):.2%}) of {all_of_them:,} subjects"
    )


def counted(found: Iterable[Change]) -> tuple[int, int, int]:
    found = list(found)
    return sum(bool(c.word) for c in found), sum(c.able for c in found), len(found)


def within(state: State, seed: int) -> tuple[int, int, int]:
    """One study split by dates that mean nothing."""
    with tempfile.TemporaryDirectory() as folder:
        early, late = halves(sorted(state.people), seed)
        rows = tables(state)
        day = dict.fromkeys(early, "2025-03-01") | dict.fromkeys(late, "2026-03-01")
        of = {r["participant_id"]: r["transcript"] for r in rows["participants"]}
        dates = {of[p]: d for p, d in day.items()}
        rows["transcripts"] = [r | {"date": dates.get(r["transcript"], "")} for r in rows["transcripts"]]
        write(Path(folder), rows, state, state.people)
        return counted(comparison.by_date(Path(folder), "2026-01-01").changes)


def between(state: State, rounds: int) -> list[tuple[int, int, int]]:
    """Two folders that share nobody: who is in which plays no part in the common themes, so these are found once."""
    statements, titles = common_themes(state, state, Settings())
    subjects = theme_subjects(statements, titles, state.people)
    sides = [halves(sorted(state.people), seed) for seed in range(rounds)]
    return [counted(changes(subjects, frozenset(a), frozenset(b))) for a, b in sides]


def through_the_program(state: State, many: int, seed: int) -> tuple[bool, bool, int]:
    early, late = halves(sorted(state.people), seed)
    rows = tables(state)
    said = planted(early, late, many, seed)
    extra = [row for place, (person, text, _) in enumerate(said) for row in [spoken(state, person, text, place)]]
    rows["statements"] = rows["statements"] + extra
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old", Path(folder) / "new"
        write(old, rows, state, frozenset(early))
        write(new, rows, state, frozenset(late))
        state.saved.root.joinpath(".cache").mkdir(exist_ok=True)
        new.joinpath(".cache").symlink_to(state.saved.root.resolve() / ".cache")  # vectors are computed once
        found = comparison.of_folders(old, new, Settings())
        common, _ = common_themes(State(Saved(old)), State(Saved(new)), Settings())
    topic = {f"planted-{place}": name for place, (_, _, name) in enumerate(said)}
    return judged(found.shown, {name: homes(common, topic, name) for name in (CAME, WENT)})


def homes(statements: Sequence[Statement], topic: Mapping[str, str], name: str) -> set[str]:
    """The themes that consist of planted remarks of that topic by half or more: it may be found as two themes."""
    sizes = Counter(s.theme_id for s in statements if s.theme_id)
    own = Counter(s.theme_id for s in statements if s.theme_id and topic.get(s.statement_id) == name)
    return {theme for theme, count in own.items() if 2 * count >= sizes[theme]}


def with_true_themes(folder: Path, many: int, seed: int) -> tuple[bool, bool, int]:
    truth = load(folder)
    people = sorted(truth.persona)
    early, late = halves(people, seed)
    said: dict[str, set[str]] = {}
    for s in truth.statements:
        if s.theme_id and s.participant_id in truth.persona:
            said.setdefault(s.theme_id, set()).add(s.participant_id)
    said.pop("profile_facts", None)
    most = max(sorted(said), key=lambda theme: len(said[theme]))
    said[most] -= set(late)
    said[CAME] = set(late[:many])
    subjects = [Subject("theme", t, t, frozenset(who), frozenset(people)) for t, who in sorted(said.items())]
    return judged(changes(subjects, frozenset(early), frozenset(late)), {CAME: {CAME}, WENT: {most}})


def judged(found: Iterable[Change], home: Mapping[str, set[str]]) -> tuple[bool, bool, int]:
    """Whether each of the two was found, and how much else was reported (claims of the two count as they)."""
    words = {c.subject.key: c.word for c in found if c.word and c.subject.kind == "theme"}
    besides = len(set(words) - home[CAME] - home[WENT])
    besides += sum(bool(c.word) for c in found if c.subject.kind == "persona")
    came, went = ({words[theme] for theme in home[name] if theme in words} for name in (CAME, WENT))
    return bool(came & {"new", "stronger"}), bool(went & {"gone", "weaker"}), besides


def planted(early: Sequence[str], late: Sequence[str], many: int, seed: int) -> list[tuple[str, str, str]]:
    """Person, remark and topic: two remarks per person, in words of their own."""
    draw = random.Random(seed)
    found = []
    for name, people in ((CAME, late[:many]), (WENT, early[:many])):
        remarks = REMARKS[name][:]
        draw.shuffle(remarks)
        for place, person in enumerate(people):
            found += [(person, remarks[2 * place], name), (person, remarks[2 * place + 1], name)]
    return found


def spoken(state: State, person: str, text: str, place: int) -> Row:
    """A row of statements.csv like the others, in a turn of its own."""
    own = next(r for r in state.saved.table("statements") if r["participant_id"] == person)
    return own | {
        "statement_id": f"planted-{place}", "turn": str(9000 + place), "start": "0", "end": str(len(text)),
        "text": text, "labels": "pain", "theme_id": "", "strength": "0", "question": "", "perspective": "first-hand",
        "probabilities": "goal=0.02|pain=0.90|gain=0.02|behaviour=0.10|profile=0.02|decision=0.02|attitude=0.05",
    }  # fmt: skip


def tables(state: State) -> dict[str, list[Row]]:
    return {name: state.saved.table(name) for name in TABLES}


def write(folder: Path, rows: Mapping[str, list[Row]], state: State, people: frozenset[str]) -> None:
    """An output folder with the rows of `people` alone."""
    (folder / "data").mkdir(parents=True)
    for name, table in rows.items():
        own = [r for r in table if r.get("participant_id", "") in people or "participant_id" not in r]
        with (folder / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(table[0]))
            writer.writeheader()
            writer.writerows(own)
    personas = [p | {"participants": [x for x in p["participants"] if x in people]} for p in state.saved.personas]
    kept = [p for p in personas if p["participants"]]
    (folder / "data" / "personas.json").write_text(json.dumps(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
