"""Figures: F1, thresholds and calibration, on cases that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from measure import best_thresholds, calibration_error, f1_per_label, macro_micro, platt, reliability


def test_f1_by_hand() -> None:
    """One hit, one miss and one extra make 2 * 1 / (2 * 1 + 1 + 1)."""
    given = np.array([[True], [True], [False]])
    wanted = np.array([[True], [False], [True]])
    assert f1_per_label(given, wanted).tolist() == [0.5]


def test_macro_leaves_out_labels_that_never_occur() -> None:
    """A label without a single true case can't be scored."""
    wanted = np.array([[1, 0], [0, 0]])
    macro, micro = macro_micro(np.array([[0.9, 0.1], [0.1, 0.1]]), wanted, np.array([0.5, 0.5]))
    assert (macro, micro) == (1.0, 1.0)


def test_thresholds_separate_what_can_be_separated() -> None:
    """All true cases above the threshold, all others below."""
    said = np.concatenate([np.full(20, 0.3), np.full(20, 0.6)])[:, None]
    wanted = (said > 0.5).astype(float)
    (limit,) = best_thresholds(said, wanted)
    assert 0.3 < limit <= 0.6


def test_platt_undoes_overconfidence() -> None:
    """Logits three times too large come back with a slope near a third."""
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, (4000, 1))
    wanted = (rng.random((4000, 1)) < 1 / (1 + np.exp(-logits))).astype(float)
    slopes, shifts = platt(3 * logits, wanted)
    assert slopes[0] == pytest.approx(1 / 3, abs=0.05)
    assert shifts[0] == pytest.approx(0, abs=0.15)


def test_calibration_error_is_the_gap_between_said_and_seen() -> None:
    """Says 0.8 and is right every second time: 0.3 off."""
    said, seen = np.full((10, 1), 0.8), np.array([[1.0], [0.0]] * 5)
    assert calibration_error(said, seen) == pytest.approx(0.3)
    assert reliability(said, seen)[0][3] == 10
