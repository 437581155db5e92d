"""What a worded sentence may say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from interview2persona import language
from interview2persona.model import Vectors
from interview2persona.settings import Settings
from interview2persona.wordings.checking import check

ANSWERS = Path(__file__).parents[2] / "benchmarks/wordings/answers.jsonl"


def alike(texts: Sequence[str]) -> Vectors:
    """Every text means the same: the words alone decide."""
    return np.ones((len(texts), 1), dtype=np.float32)


def unlike(texts: Sequence[str]) -> Vectors:
    return np.eye(len(texts), dtype=np.float32)


def reason(sentence: str, *quotes: str) -> str:
    return check(sentence, quotes, language.load(), alike).reason


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("I check the board every morning before the lads come in.", "They check the board every morning."),
        ("I don't trust the progress bar.", "They don't trust the progress bar."),
        ("I'd like all readings to come in by themselves.", "They would like all readings to come in by themselves."),
        ("It takes me about four hours.", "It takes them about 4 hours."),
        ("[PERSON 3] told me to wait.", "[PERSON 3] told them to wait."),
    ],
)
def test_what_the_quote_says_is_accepted(quote: str, sentence: str) -> None:
    assert reason(sentence, quote) == ""


@pytest.mark.parametrize(
    ("quote", "sentence", "why"),
    [
        ("I check the board every morning.", "They check the board 3 times every morning.", "number"),
        ("I check the board twice a day.", "They check the board three times a day.", "number"),
        ("It takes me two hours, not four.", "It takes them four hours.", "number"),
        ("The update failed on every phone.", "Apple's update failed on every phone.", "name"),
        ("[PERSON 3] told me to wait.", "[PERSON 4] told them to wait.", "not in the quote"),
        ("I don't trust the bar.", "They trust the bar.", "negation"),
        ("I trust the bar.", "They don't trust the bar.", "negation"),
        ("I would never buy it without a trial.", "They would buy it without a trial.", "negation"),
        ("I might switch next year.", "They switch next year.", "possibility"),
        ("I sometimes forget to close the job.", "They forget to close the job.", "frequency"),
        ("He used to write on paper.", "He writes on paper.", "past"),
        ("They stopped sending letters.", "They keep sending letters.", "refusal"),
        ("Some colleagues hate the app.", "Colleagues hate the app.", "approximation"),
        ("Colleagues hate the app.", "All colleagues hate the app.", "stronger"),
        ("I use the portal.", "They want to use the portal.", "stronger"),
        ("He signs anything under 500 euros.", "He signs anything over 500 euros.", "'over'"),
        ("The app saves me time.", "The app saves them time and reduces errors.", "'reduces'"),
        ("Customers blame the engineers.", "Engineers blame the customers.", "another part"),
        ("I prefer a call to an email.", "They prefer an email to a call.", "another order"),
        ("The app saves me time.", "I think the app saves time.", "first or second person"),
        ("The app saves me time.", "The **app** saves them time.", "markup"),
        ("The app saves me time.", "", "empty"),
        ("The app saves me time.", "The app saves them time " * 9, "long"),
    ],
)
def test_what_the_quote_does_not_say_is_rejected(quote: str, sentence: str, why: str) -> None:
    assert why in reason(sentence, quote)


def test_one_quote_has_to_bear_the_whole_sentence() -> None:
    """Half from one person and half from another is said by nobody."""
    quotes = ("The invoices come by fax.", "The drivers come by train.")
    assert reason("The invoices come by fax.", *quotes) == ""
    assert reason("The invoices come by train.", *quotes)


def test_words_alone_are_not_enough() -> None:
    verdict = check("The app saves them time.", ["The app saves me time."], language.load(), unlike)
    assert "meaning" in verdict.reason


def test_without_evidence_nothing_passes() -> None:
    assert reason("The app saves them time.") == "it has no evidence"


@pytest.mark.models
def test_planted_errors_are_rejected_and_faithful_answers_kept() -> None:
    """40 answers with an invented number, dropped negation, foreign name or added claim; 40 faithful ones."""
    from interview2persona.themes.embedders.sentence_transformer import make

    encode = make(Settings()).encode
    answers = [json.loads(line) for line in ANSWERS.read_text(encoding="utf-8").splitlines()]
    accepted = {a["id"]: check(a["answer"], a["quotes"], language.load(), encode).accepted for a in answers}
    wrong = [a["id"] for a in answers if a["kind"] != "faithful" and accepted[a["id"]]]
    kept = [a["id"] for a in answers if a["kind"] == "faithful" and accepted[a["id"]]]
    assert wrong == []
    assert len(kept) >= 36
    assert len(answers) == 80
