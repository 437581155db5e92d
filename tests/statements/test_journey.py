"""The journey stage comes from cues in statement, question and labels."""

import pytest

from interview2persona.model import JOURNEY_STAGES
from interview2persona.statements import _journey_cues, journey


@pytest.mark.parametrize(
    ("text", "question", "labels", "stage"),
    [
        ("A neighbour told me about it, there was an advert.", "How did you hear of it?", ("behaviour",), "awareness"),
        ("We compared three vendors and asked for references.", "How did you choose?", ("decision",), "consideration"),
        ("He signs the contract, up to five thousand I can approve it.", "Who signs?", ("decision",), "purchase"),
        ("I open the app every morning and look at the map.", "What is a normal day?", ("behaviour",), "use"),
        ("I waited on hold for support and nobody answered.", "What happens when it breaks?", ("pain",), "support"),
        ("I told everybody, I recommend it to my friends.", "Would you recommend it?", ("behaviour",), "advocacy"),
    ],
)  # fmt: skip
def test_plain_cases_are_told_apart(text: str, question: str, labels: tuple[str, ...], stage: str) -> None:
    assert journey.stage(text, question, labels) == stage


def test_what_has_no_label_has_no_stage() -> None:
    assert journey.stage("I open the app every morning.", "", ()) == ""


@pytest.mark.parametrize("text", ["", "…", "Ja, genau.", "x" * 5000, "He said \u201cno\u201d \U0001f600"])
def test_any_text_gives_a_known_stage_or_none(text: str) -> None:
    assert journey.stage(text, text, ("pain",)) in ("", *JOURNEY_STAGES)


def test_typographic_apostrophes_make_no_difference() -> None:
    curly, straight = "That\u2019s when I started looking", "That's when I started looking"
    assert _journey_cues.features(curly, "", ()) == _journey_cues.features(straight, "", ())
