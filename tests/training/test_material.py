"""The labelled statements: whole, by the definitions, never split within a domain, changed only in harmless ways."""

from __future__ import annotations

import json
import random

from interview2persona.model import KINDS, LABELS
from material import (
    DATA,
    POINTS,
    STUDY_DOMAINS,
    Row,
    changed,
    judged,
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
        assert len(point.rows) > 1
        assert {row.domain for row in point.rows} == {point.domain}


def test_targets_have_one_column_per_label() -> None:
    """The column order is that of the labels."""
    row = Row("d", "customer", "", "", "x", ("pain", "goal"))
    assert targets([row]).tolist() == [[float(name in ("pain", "goal")) for name in LABELS]]
    assert targets([]).shape == (0, len(LABELS))


def test_changes_keep_some_statement() -> None:
    """However a row is changed, there is something left to label."""
    rng = random.Random(3)
    assert all(changed(Row("d", "customer", "Q?", "B.", "So, um, well.", ()), rng).statement for _ in range(300))
