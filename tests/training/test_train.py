"""Training: the same material gives the same model, and the shipped one does what its card says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.models
ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "training" / "figures.json"


def test_a_retrain_on_a_slice_is_reproducible() -> None:
    """Twice the same rows and seed: the same weights, calibration and thresholds."""
    import torch

    from encoder import Recipe
    from material import read
    from train import network, weights_of

    rows, before = read()[::80], torch.get_num_threads()
    recipe = Recipe(layers=1, epochs=1, batch=8)
    try:
        one, two = (weights_of(rows, *(network(blind, rows, recipe) for blind in (True, False))) for _ in range(2))
    finally:
        torch.set_num_threads(before)
    assert np.array_equal(one.slopes, two.slopes)
    assert one.deltas.keys() == two.deltas.keys()
    assert all(np.array_equal(one.deltas[name], two.deltas[name]) for name in one.deltas)
    assert any(np.abs(delta).max() > 0 for delta in one.deltas.values())
    assert np.array_equal(one.thresholds, two.thresholds)
    assert np.array_equal(one.words, two.words)


def test_a_retrain_on_some_points_is_reproducible() -> None:
    import torch

    from encoder import Recipe, deltas
    from material import read_points
    from points import fit_points

    points, before = read_points()[:8], torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        one, two = (deltas(fit_points(points, Recipe(layers=1, epochs=1))) for _ in range(2))
    finally:
        torch.set_num_threads(before)
    assert one.keys() == two.keys()
    assert all(np.array_equal(one[name], two[name]) for name in one)
    assert any(np.abs(change).max() > 0 for change in one.values())


def test_teaching_on_a_slice_is_reproducible() -> None:
    """Twice the same rows and teachers: the same network, and what ships of it tells what it learned to tell."""
    import torch

    import teachers
    from encoder import tokenizer_of
    from interview2persona.encoder import bundled_folder
    from interview2persona.reading.reader import Reader
    from material import given, read
    from student import TOLD, Lesson, fit
    from teach import weights_of

    rows, before = read()[::600], torch.get_num_threads()
    labels, points = teachers.load(teachers.LABELS_FILE), teachers.load(teachers.POINTS_FILE)
    lessons = [Lesson(epochs=1), Lesson(epochs=1, heard_words=1, with_itself=True, half=True)]
    torch.set_num_threads(1)
    try:
        one, two = (fit(rows, labels, points, lessons) for _ in range(2))
        windows, _ = teachers.windows_for(tokenizer_of(), given(rows[:20]))
        with torch.inference_mode():
            told, vectors, _ = one(windows)
    finally:
        torch.set_num_threads(before)
    made, again = (weights_of(student, labels) for student in (one, two))
    assert all(np.array_equal(made.deltas[name], again.deltas[name]) for name in made.deltas)
    assert np.array_equal(made.heads.skip, again.heads.skip)
    assert any(np.abs(made.deltas[name] - points.deltas.get(name, 0)).max() > 0 for name in made.deltas)
    found = Reader(made, bundled_folder(), precision="float32").encoder.rows(windows)
    assert np.allclose(found[:, :384], vectors, atol=1e-5)
    assert np.allclose(found[:, 384 : 384 + len(TOLD)], told, atol=1e-3)


def test_the_shipped_weights_reproduce_the_figures_of_the_card() -> None:
    """On the committed lines that no one trained on, the shipped file scores what the model card says."""
    from interview2persona.model import LABELS
    from interview2persona.reading import reader
    from interview2persona.reading import weights as files
    from material import HELD_OUT, given, read, targets
    from measure import macro_micro

    rows, model = read([HELD_OUT]), reader.shipped(precision="float32")  # as the card
    weights, count = files.shipped(), len(LABELS)
    found = reader.probabilities(model.read(given(rows))[:, model.dimensions :], weights)[:, :count]
    macro, micro = macro_micro(found, targets(rows), weights.thresholds[:count])
    card = json.loads(FIGURES.read_text(encoding="utf-8"))["held_out"]
    assert macro == pytest.approx(card["macro_f1"], abs=0.01)
    assert micro == pytest.approx(card["micro_f1"], abs=0.01)


def test_the_held_out_lines_are_not_trained_on() -> None:
    """No domain and no sentence of the held-out lines is in training/data; of whole studies, no long sentence."""
    from material import HELD_OUT, HELD_OUT_STUDIES, HELD_OUT_STUDIES_2, read

    held, seen = read([HELD_OUT]), read()
    assert not {row.domain for row in held} & {row.domain for row in seen}
    assert not {row.text for row in held} & {row.text for row in seen}
    studies = read([HELD_OUT_STUDIES, HELD_OUT_STUDIES_2])
    assert not {row.domain for row in studies} & {row.domain for row in seen}
    long = {row.text for row in studies if len(row.text.split()) > 6}
    assert not long & {row.text for row in seen}


def test_the_card_shows_the_figures_of_the_file_that_ships() -> None:
    """Figures were taken from these weights, and docs/model-card.md quotes them."""
    from interview2persona.reading import weights as files

    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    card = (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")
    assert figures.pop("fingerprint") == files.shipped().fingerprint
    more = figures.pop("same_point_2")
    assert f"{more['embeddings']:.3f}" in card and f"{more['reader']:.3f}" in card
    for study in figures.pop("same_point").values():
        assert f"{study['embeddings']:.3f}" in card
        assert f"{study['reader']:.3f}" in card
    for found in figures.pop("stated").values():
        assert f"{found['average_precision']:.2f}" in card
    for found in figures.pop("qualities").values():
        assert f"{found['reader']:.2f}" in card
    for place in figures.values():
        assert f"{place['macro_f1']:.3f}" in card
        assert f"{place['micro_f1']:.3f}" in card


def test_a_statement_stands_for_itself_from_the_probability_that_the_card_was_measured_at() -> None:
    """The thresholds in the file are those of the program: who changes them measures again."""
    from interview2persona.model import ATTRIBUTES
    from interview2persona.reading import weights as files
    from interview2persona.statements import attributes

    weights = files.shipped()
    limits = weights.thresholds[weights.places(ATTRIBUTES)]
    assert limits.tolist() == pytest.approx([attributes.SURE[name] for name in ATTRIBUTES])
