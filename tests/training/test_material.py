"""The labelled statements: whole, by the definitions, never split within a domain, changed only in harmless ways."""

from __future__ import annotations

import json
import random

from interview2persona.model import KINDS, LABELS
from interview2persona.reading.inputs import Answer
from material import (
    DATA,
    POINTS,
    STUDY_DOMAINS,
    Row,
    answers,
    changed,
    given,
    judged,
    parts,
    read,
    read_points,
    targets,
)

ROWS = [Row(f"domain {n % 7}", "customer", "Why?", "Because.", f"Statement {n}.", ()) for n in range(50)]


def test_every_line_follows_the_definitions() -> None:
    """Known kinds, known labels, three at most, no empty statement."""
    for row in read():
        assert row.kind in KINDS, row
        assert row.text.strip(), row
        assert len(row.labels) <= 3, row
        assert set(row.labels) <= set(LABELS), row


def test_nothing_third_party_is_committed() -> None:
    """Lines are written for this project or come from its own study."""
    for path in (*DATA.glob("*.jsonl"), *POINTS.glob("*.jsonl")):
        sources = {json.loads(line)["source"] for line in path.read_text(encoding="utf-8").splitlines()}
        assert sources <= {"written", "study"}, path


def test_the_studies_and_a_sixteenth_of_the_others_are_judged() -> None:
    """Whole domains, whatever the order of the rows."""
    rows = [*ROWS, Row(STUDY_DOMAINS[0], "customer", "", "", "x", ())]
    assert judged(rows) == judged(rows[::-1])
    assert set(STUDY_DOMAINS) <= judged(rows)
    assert len(judged(rows) - set(STUDY_DOMAINS)) == 1


def test_every_point_is_made_more_than_once_within_one_study() -> None:
    points = read_points()
    assert points
    for point in points:
        assert len(point.told) > 1
        assert all(told.given.answer.statements[told.given.number] == told.text for told in point.told)


def test_targets_have_one_column_per_label() -> None:
    """The column order is that of the labels."""
    row = Row("d", "customer", "", "", "x", ("pain", "goal"))
    assert targets([row]).tolist() == [[float(name in ("pain", "goal")) for name in LABELS]]
    assert targets([]).shape == (0, len(LABELS))


def test_rows_that_follow_one_another_to_one_question_are_one_answer() -> None:
    """The words before the first one stand before the answer; each row is read in its own place."""
    rows = [
        Row("d", "customer", "Why?", "", "One.", ()),
        Row("d", "customer", "Why?", "One.", "Two.", ()),
        Row("d", "customer", "Why?", "Well.", "Three.", ()),
        Row("d", "customer", "When?", "Three.", "Four.", ()),
        Row("e", "customer", "When?", "Four.", "Five.", ()),
    ]
    assert answers(rows) == [[0, 1], [2], [3], [4]]
    read = given(rows)
    assert [(one.number, one.answer.statements[one.number]) for one in read] == [
        (0, "One."), (1, "Two."), (0, "Three."), (0, "Four."), (0, "Five."),
    ]  # fmt: skip
    assert read[2].answer.before == "Well."


def test_parts_of_an_answer_hold_all_its_rows_once() -> None:
    rows = [Row("d", "customer", "Why?", f"{n - 1}." if n else "", f"{n}.", ()) for n in range(9)]
    found = [list(parts(rows, list(range(9)), random.Random(seed))) for seed in range(20)]
    assert all([number for _, some in cut for number in some] == list(range(9)) for cut in found)
    assert {len(cut) for cut in found} > {1, 2}
    assert all(answer.statements == tuple(f"{n}." for n in some) for cut in found for answer, some in cut)


def test_changes_keep_some_of_every_statement() -> None:
    """However an answer is changed, there is something left to label."""
    rng = random.Random(3)
    for _ in range(300):
        assert all(changed(Answer("Q?", "B.", ("So, um, well.", "Like, yes.")), rng).statements)
