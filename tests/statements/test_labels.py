"""Labels: which are given, in what order, what is remembered, and what the file of the model must be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from interview2persona.errors import ModelError
from interview2persona.model import LABELS, Statement
from interview2persona.settings import Settings
from interview2persona.statements import label_input, label_weights, labels
from interview2persona.statements.label_input import LabelInput
from interview2persona.statements.label_weights import LabelWeights

NONE = np.zeros((0, 384), dtype=np.float32)


def weights(**changes: object) -> LabelWeights:
    ones = np.ones(len(LABELS), dtype=np.float32)
    given: dict[str, object] = {
        "labels": LABELS,
        "deltas": {},
        "head": np.zeros((len(LABELS), 4), dtype=np.float32),
        "bias": ones,
        "slopes": ones,
        "shifts": ones,
        "thresholds": ones / 2,
        "base_sha256": "0" * 64,
        "fingerprint": "f",
    }
    return LabelWeights(**{**given, **changes})  # type: ignore[arg-type]


class FakeModel:
    """Gives the probabilities it was made with, by statement, and counts what it was asked."""

    def __init__(self, table: dict[str, list[float]]) -> None:
        self.table, self.weights, self.asked = table, weights(), 0

    def probabilities(self, inputs: Sequence[LabelInput]) -> np.ndarray:
        self.asked += len(inputs)
        return np.array([self.table[i.statement] for i in inputs], dtype=np.float32).reshape(-1, len(LABELS))


def statement(text: str, **changes: str) -> Statement:
    return Statement("s", "t.txt", 1, 0, len(text), "p", text, **changes)  # type: ignore[arg-type]


def given(model: FakeModel, texts: Sequence[str], settings: Settings | None = None, **more: object) -> list[Statement]:
    found = [statement(text) for text in texts]
    return labels.label(found, NONE, settings or Settings(), model=model, **more)  # type: ignore[arg-type]


def test_labels_reach_their_threshold_and_come_most_probable_first() -> None:
    """Only labels at or above their threshold are given; the surest one leads."""
    model = FakeModel({"x": [0.6, 0.9, 0.49, 0.1, 0.1, 0.1, 0.5]})
    (found,) = given(model, ["x"])
    assert found.labels == ("pain", "goal", "attitude")


def test_a_statement_below_all_thresholds_has_no_label_but_its_probabilities() -> None:
    """Nothing is labelled by guesswork, and nothing about the guess is hidden."""
    (found,) = given(FakeModel({"x": [0.1, 0.2, 0.3, 0.4, 0.1, 0.2, 0.49]}), ["x"])
    assert found.labels == ()
    assert found.probabilities["behaviour"] == 0.4
    assert set(found.probabilities) == set(LABELS)


def test_never_more_than_three_labels() -> None:
    """A model that is sure of everything still gives three."""
    (found,) = given(FakeModel({"x": [0.9] * 7}), ["x"])
    assert len(found.labels) == labels.MAX_LABELS


def test_the_threshold_of_the_settings_replaces_the_shipped_ones() -> None:
    """`statements.label_threshold` applies to every label."""
    settings = Settings().with_changes({"statements.label_threshold": 0.8})
    (found,) = given(FakeModel({"x": [0.79, 0.8, 0.1, 0.1, 0.1, 0.1, 0.1]}), ["x"], settings)
    assert found.labels == ("pain",)


def test_what_is_remembered_is_not_asked_again() -> None:
    """Equal statements are judged once, and a kept memo spares the model altogether."""
    model, memo = FakeModel({"x": [0.9] * 7, "y": [0.1] * 7}), {}
    first = given(model, ["x", "y", "x"], memo=memo)
    again = given(model, ["y", "x", "y"], memo=memo)
    assert model.asked == 2
    assert [s.labels for s in again] == [first[1].labels, first[0].labels, first[1].labels]


def test_the_memory_of_one_model_is_not_used_by_another() -> None:
    """Other weights, other key: no stale probabilities after an update."""
    one, other, memo = FakeModel({"x": [0.9] * 7}), FakeModel({"x": [0.1] * 7}), {}
    other.weights = weights(fingerprint="g")
    given(one, ["x"], memo=memo)
    assert given(other, ["x"], memo=memo)[0].labels == ()


def test_no_statements_need_no_model() -> None:
    """An empty transcript loads nothing."""
    assert labels.label([], NONE, Settings()) == []


def test_the_context_is_the_end_of_the_question_and_the_sentence_before() -> None:
    """Pleasantries at the start of a long question are cut, the statement itself is not."""
    question = " ".join(["thanks"] * 50 + ["how", "often?"])
    read = label_input.of_statement(statement("Twice a week.", question=question, before="I export it."))
    assert read.context.endswith("how often? [SEP] I export it.")
    assert len(read.context.split()) == label_input.QUESTION_WORDS + 1 + 3
    assert read.statement == "Twice a week."


def test_weights_survive_being_saved_and_loaded(tmp_path: Path) -> None:
    """Eight-bit rounding moves no difference by more than half a step of its row; the rest is exact."""
    rng = np.random.default_rng(1)
    deltas = {
        "a.weight": rng.normal(0, 0.01, (5, 8)).astype(np.float32),
        "a.bias": rng.normal(0, 1, 8).astype(np.float32),
    }
    path = tmp_path / "weights" / "labels.safetensors"
    label_weights.save(weights(deltas=deltas), path)
    loaded = label_weights.load(path)
    step = np.abs(deltas["a.weight"]).max(1, keepdims=True) / 127
    assert (np.abs(loaded.deltas["a.weight"] - deltas["a.weight"]) <= step * 0.51).all()
    assert (loaded.deltas["a.bias"] == deltas["a.bias"]).all()
    assert loaded.labels == LABELS
    assert len(loaded.fingerprint) == 64


@pytest.mark.parametrize("content", [b"", b"not safetensors at all, but long enough to be tried"])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    """A truncated or foreign file is an error a person can act on."""
    path = tmp_path / "labels.safetensors"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"labels\.safetensors.*anew"):
        label_weights.load(path)


def test_one_changed_bit_of_the_weights_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "labels.safetensors"
    label_weights.save(weights(), path)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"labels\.safetensors.*damaged"):
        label_weights.load(path)


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    """Safetensors alone is not enough."""
    from safetensors.numpy import save_file

    save_file({"x": np.zeros(1)}, tmp_path / "x.safetensors")
    with pytest.raises(ModelError, match="not a label model"):
        label_weights.load(tmp_path / "x.safetensors")


def test_the_shipped_file_is_small() -> None:
    """Under 15 MB."""
    assert label_weights.SHIPPED.stat().st_size < 15_000_000


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
    found = labels.label([statement(text) for text in clear], NONE, Settings())
    assert {s.text: (s.labels[0] if s.labels else "") for s in found} == clear


@pytest.mark.models
def test_labels_do_not_depend_on_what_else_is_labelled() -> None:
    """A statement alone and among others has the same probabilities up to rounding."""
    texts = ["It broke twice.", "We compare three offers before we sign anything over a thousand euros.", "Hm."]
    together = labels.label(
        [statement(t, question="What happened then, in your own words?") for t in texts], NONE, Settings()
    )
    for one in together:
        (alone,) = labels.label([statement(one.text, question=one.question)], NONE, Settings())
        assert alone.labels == one.labels
        assert all(abs(alone.probabilities[name] - one.probabilities[name]) <= 2e-4 for name in LABELS)
