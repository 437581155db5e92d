"""Labels: which are given, and in what order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from interview2persona.model import LABELS, Statement
from interview2persona.reading import reader
from interview2persona.reading import weights as files
from interview2persona.reading.inputs import alone
from interview2persona.reading.weights import ReaderWeights
from interview2persona.settings import Settings
from interview2persona.statements import labels


def weights() -> ReaderWeights:
    """A head that reads the logit of each label off a dimension of its own."""
    ones, none = np.ones(len(LABELS), dtype=np.float32), np.zeros(len(LABELS), dtype=np.float32)
    head = np.eye(len(LABELS), dtype=np.float32)
    return ReaderWeights(LABELS, {}, head, none, ones, none, none, ones / 2, "0" * 64)


def statement(text: str) -> Statement:
    return Statement("s", "t.txt", 1, 0, len(text), "p", text)


def given(probabilities: Sequence[float], settings: Settings | None = None) -> Statement:
    """The statement whose labels have these probabilities."""
    p = np.array([probabilities], dtype=np.float64)
    logits = np.log(p / (1 - p)).astype(np.float32)
    return labels.label([statement("x")], logits, settings or Settings(), weights())[0]


def test_labels_reach_their_threshold_and_come_most_probable_first() -> None:
    """Only labels at or above their threshold are given; the surest one leads."""
    assert given([0.6, 0.9, 0.49, 0.1, 0.1, 0.1, 0.51]).labels == ("pain", "goal", "attitude")


def test_a_statement_below_all_thresholds_has_no_label_but_its_probabilities() -> None:
    """Nothing is labelled by guesswork, and nothing about the guess is hidden."""
    found = given([0.1, 0.2, 0.3, 0.4, 0.1, 0.2, 0.49])
    assert found.labels == ()
    assert found.probabilities["behaviour"] == pytest.approx(0.4, abs=1e-4)
    assert set(found.probabilities) == set(LABELS)


def test_never_more_than_three_labels() -> None:
    """A model that is sure of everything still gives three."""
    assert len(given([0.9] * 7).labels) == labels.MAX_LABELS


def test_the_threshold_of_the_settings_replaces_the_shipped_ones() -> None:
    """`statements.label_threshold` applies to every label."""
    settings = Settings().with_changes({"statements.label_threshold": 0.8})
    assert given([0.79, 0.81, 0.1, 0.1, 0.1, 0.1, 0.1], settings).labels == ("pain",)


def test_no_statements_need_no_model() -> None:
    """An empty transcript loads nothing."""
    assert labels.label([], np.zeros((0, 384), dtype=np.float32), Settings()) == []


@pytest.mark.models
def test_the_shipped_model_knows_clear_cases() -> None:
    """Sentences that leave no doubt get the label a reader would give, and small talk gets none."""
    clear = {
        "I'm head of procurement at a logistics firm with two hundred people.": "profile",
        "It takes me four hours every Friday and I hate it.": "pain",
        "I'd love it to remind me a day before.": "goal",
        "It saves me a lot of time, I love that.": "gain",
        "Every Friday I export the list and copy it into Excel.": "behaviour",
        "Anything over five thousand my boss has to sign.": "decision",
        "Okay, thank you, bye.": "",
    }
    vectors = reader.shipped(files.LABELS).states([alone(text) for text in clear])
    found = labels.label([statement(text) for text in clear], vectors, Settings())
    assert {s.text: (s.labels[0] if s.labels else "") for s in found} == clear
