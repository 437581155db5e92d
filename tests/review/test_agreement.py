"""Agreement: published worked examples, and what must hold of any table."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_study import Small

from interview2persona.errors import DecisionError
from interview2persona.review import agreement, coding


def table(both: int, first: int, second: int, neither: int) -> tuple[list[bool], list[bool]]:
    a = [True] * (both + first) + [False] * (second + neither)
    b = [True] * both + [False] * first + [True] * second + [False] * neither
    return a, b


@pytest.mark.parametrize(
    ("counts", "kappa", "ac1"),
    [
        ((20, 5, 10, 15), 0.40, None),  # the usual textbook example of Cohen's kappa
        ((118, 5, 2, 0), -0.0234, 0.9408),  # Gwet 2008, table 2 of the paradox: 94 % agreement, kappa near nothing
        ((40, 9, 6, 45), 0.70, None),  # Feinstein and Cicchetti 1990, balanced
        ((80, 10, 5, 5), 0.32, None),  # Feinstein and Cicchetti 1990, the same agreement, unbalanced
    ],
)
def test_published_examples(counts: tuple[int, int, int, int], kappa: float, ac1: float | None) -> None:
    found = agreement.agreement("pain", *table(*counts), seed=1)
    assert found.kappa.value == pytest.approx(kappa, abs=0.005)
    if ac1 is not None:
        assert found.ac1.value == pytest.approx(ac1, abs=0.005)


def test_krippendorffs_own_examples() -> None:
    """Krippendorff 2011: B (two observers, binary, no gaps) 0.095; C (two observers, nominal) 0.692; D (four observers,
    gaps) 0.743."""
    meg, owen = "0100000000", "1110010010"
    assert agreement.alpha(list(zip(meg, owen, strict=True))) == pytest.approx(0.095, abs=0.001)
    yes = [[value == "1" for value in values] for values in (meg, owen)]
    assert agreement.agreement("x", *yes, seed=1).alpha.value == pytest.approx(0.095, abs=0.001)
    ben, gerry = "aabbdcccedda", "babbbccceddd"
    assert agreement.alpha(list(zip(ben, gerry, strict=True))) == pytest.approx(0.692, abs=0.001)
    four = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    units = [[None if value == "." else value for value in unit] for unit in zip(*four, strict=True)]
    assert agreement.alpha(units) == pytest.approx(0.743, abs=0.001)


cell = st.integers(0, 30)


@given(cell, cell, cell, cell)
@settings(deadline=None, max_examples=80, derandomize=True)
def test_coefficients_agree_with_a_library_and_with_each_other(a: int, b: int, c: int, d: int) -> None:
    """Kappa is scikit-learn's; alpha by counts is alpha by units; nothing exceeds 1, and full agreement is 1."""
    from sklearn.metrics import cohen_kappa_score

    if a + b + c + d < 2:
        return
    first, second = table(a, b, c, d)
    counts = np.array([a, b, c, d], dtype=float)
    kappa, ac1, alpha = (float(f(counts)) for f in (agreement.kappas, agreement.ac1s, agreement.alphas))
    if not math.isnan(kappa):
        assert kappa == pytest.approx(cohen_kappa_score(first, second))
    by_unit = agreement.alpha(list(zip(first, second, strict=True)))
    assert (math.isnan(alpha) and math.isnan(by_unit)) or alpha == pytest.approx(by_unit)
    assert max(v for v in (kappa, ac1, alpha, -9.0) if not math.isnan(v)) <= 1 + 1e-9
    if b == c == 0 and a and d:
        assert kappa == ac1 == alpha == pytest.approx(1)


def test_the_interval_holds_the_value_and_narrows_with_more_statements() -> None:
    few = agreement.agreement("pain", *table(8, 2, 3, 12), seed=1).kappa
    many = agreement.agreement("pain", *table(80, 20, 30, 120), seed=1).kappa
    assert few.low < few.value < few.high
    assert many.high - many.low < few.high - few.low


def test_a_label_that_nobody_gives_has_no_kappa() -> None:
    found = agreement.agreement("pain", [False] * 5, [False] * 5, seed=1)
    assert math.isnan(found.kappa.value)
    assert found.ac1.value == 1.0
    assert found.observed == 1.0


def test_the_sample_is_the_same_for_all_and_has_every_label(small: Small) -> None:
    statements = small.themes().statements
    chosen = coding.sample(statements, 20, 1)
    assert [s.statement_id for s in coding.sample(statements[::-1], 20, 1)] == [s.statement_id for s in chosen]
    assert len({s.statement_id for s in chosen}) == 20
    assert {label for s in chosen for label in s.labels} == {"pain", "goal", "gain"}
    assert len(coding.sample(statements, 999, 1)) == len(statements)


def test_the_second_coder_sees_nobodys_labels_and_labels_by_csv(small: Small, tmp_path: Path) -> None:
    chosen = coding.sample(small.themes().statements, 10, 1)
    path = tmp_path / "sample.csv"
    coding.write(path, chosen)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "statement_id,question,text,labels"
    assert not any(label in line for line in lines[1:] for label in ("pain", "goal", "gain", "0."))
    filled = [lines[0], lines[1] + "pain|goal", lines[2] + "none", lines[3] + "joy", *lines[4:]]
    path.write_text("\n".join(filled), encoding="utf-8")
    coder = coding.Coding(tmp_path, "Ben")
    known = {s.statement_id: s for s in chosen}
    taken, problems = coding.take(path, coder, known)
    assert (taken, len(problems)) == (2, 1)
    assert "row 4" in problems[0]
    assert sorted(coder.labels().values()) == [[], ["goal", "pain"]]
    assert coding.take(path, coder, known)[0] == 0, "the same answers are not taken twice"
    assert coding.coders(tmp_path) == ["ben"]


def test_what_is_labelled_can_be_undone(tmp_path: Path) -> None:
    coder = coding.Coding(tmp_path, "ana")
    coder.keep("s1-aaaaaa", "pg")
    coder.keep("s1-bbbbbb", "-none-" and "none")
    assert coder.undo() == "s1-bbbbbb"
    assert coder.labels() == {"s1-aaaaaa": ["goal", "pain"]}
    with pytest.raises(DecisionError, match="cannot name a coder"):
        coding.Coding(tmp_path, "///")
