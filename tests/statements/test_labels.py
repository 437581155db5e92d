"""Labels: which are given, and in what order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from interview2persona.model import LABELS, QUALITIES, Qualities, Statement
from interview2persona.reading import reader
from interview2persona.reading.heads import Heads
from interview2persona.reading.inputs import alone
from interview2persona.reading.weights import ReaderWeights
from interview2persona.settings import Settings
from interview2persona.statements import labels


def weights() -> ReaderWeights:
    """What is told are the logits, as they are."""
    names = (*LABELS, *QUALITIES)
    ones, none = np.ones(len(names), dtype=np.float32), np.zeros(len(names), dtype=np.float32)
    heads = Heads(*(np.zeros((0, 0), dtype=np.float32) for _ in range(9)))
    return ReaderWeights(names, (), {}, heads, ones, none, none, ones / 2, "0" * 64)


def told(texts: Sequence[str]) -> NDArray[np.float32]:
    """By the network that ships."""
    made = reader.shipped()
    return made.read([alone(text) for text in texts])[:, made.dimensions :]


def statement(text: str) -> Statement:
    return Statement("s", "t.txt", 1, 0, len(text), "p", text)


def given(
    probabilities: Sequence[float], settings: Settings | None = None, qualities: Sequence[float] = (0.5, 0.5)
) -> Statement:
    """The statement whose labels have these probabilities."""
    p = np.array([[*probabilities, *qualities]], dtype=np.float64)
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


def test_how_a_statement_reads_alone_is_told_beside_its_labels() -> None:
    """What leads a line of a page, and what only stands behind it, is chosen by these."""
    found = given([0.1] * 7, qualities=(0.9, 0.25)).qualities
    assert found == Qualities(pytest.approx(0.9, abs=1e-4), pytest.approx(0.25, abs=1e-4))  # type: ignore[arg-type]


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
    found = labels.label([statement(text) for text in clear], told(list(clear)), Settings())
    assert {s.text: (s.labels[0] if s.labels else "") for s in found} == clear


@pytest.mark.models
def test_the_shipped_model_knows_what_is_understood_alone() -> None:
    """A colleague who was not there understands one of each pair, and the other says nothing without its question."""
    pairs = [
        ("I want to see where every van is without ringing anybody.", "That's the one for me."),
        ("It takes me four hours every Friday to type the invoices again.", "And then she did it again."),
        ("Above five thousand my boss has to sign.", "Twenty minutes, maybe."),
    ]
    texts = [text for pair in pairs for text in pair]
    read = [s.qualities for s in labels.label([statement(text) for text in texts], told(texts), Settings())]
    for clear, bare in zip(read[::2], read[1::2], strict=True):
        assert clear and bare
        assert clear.alone > bare.alone + 0.2
        assert clear.telling > bare.telling + 0.2
