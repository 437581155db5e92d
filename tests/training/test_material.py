"""The labelled statements: whole, by the definitions, never split within a domain, changed only in harmless ways."""

from __future__ import annotations

import json
import random

import numpy as np
import pytest

from interview2persona.model import KINDS, LABELS
from material import DATA, Row, changed, folds, read, targets

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
    for path in DATA.glob("*.jsonl"):
        sources = {json.loads(line)["source"] for line in path.read_text(encoding="utf-8").splitlines()}
        assert sources <= {"written", "study"}, path


def test_folds_never_split_a_domain() -> None:
    """All rows of a domain are in one fold, and every fold has rows."""
    fold = folds(ROWS, 3)
    for domain in {row.domain for row in ROWS}:
        assert len({int(f) for f, row in zip(fold, ROWS, strict=True) if row.domain == domain}) == 1
    assert set(fold.tolist()) == {0, 1, 2}


def test_folds_do_not_depend_on_the_order_of_rows() -> None:
    """The fold of a domain is the same however the files are sorted."""
    there = {row.text: int(f) for row, f in zip(ROWS, folds(ROWS, 3), strict=True)}
    back = {row.text: int(f) for row, f in zip(ROWS[::-1], folds(ROWS[::-1], 3), strict=True)}
    assert there == back


def test_targets_have_one_column_per_label() -> None:
    """The column order is that of the labels."""
    row = Row("d", "customer", "", "", "x", ("pain", "goal"))
    assert targets([row]).tolist() == [[float(name in ("pain", "goal")) for name in LABELS]]
    assert targets([]).shape == (0, len(LABELS))


def test_changes_keep_some_statement() -> None:
    """However a row is changed, there is something left to label."""
    rng = random.Random(3)
    assert all(changed(Row("d", "customer", "Q?", "B.", "So, um, well.", ()), rng).statement for _ in range(300))


@pytest.mark.parametrize("count", [1, 2])
def test_folds_are_numbered_from_zero(count: int) -> None:
    """With one fold everything is in it."""
    assert np.unique(folds(ROWS, count)).tolist() == list(range(count))
