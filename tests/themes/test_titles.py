"""Titles and keywords from the participants' own words."""

from __future__ import annotations

import numpy as np
import pytest

from interview2persona.themes.filler import filler
from interview2persona.themes.phrases import phrases
from interview2persona.themes.titles import Meaning, Spoken, as_title, name, name_topics

SHEETS = [
    Spoken("p1", "The job sheets come in late every week.", 0.9),
    Spoken("p2", "Those job sheets always come in late and stained.", 0.8),
    Spoken("p3", "I wait for job sheets.", 0.7),
]
PRICES = [
    Spoken("p1", "Nobody tells you the yearly price.", 0.9),
    Spoken("p2", "The yearly price rises.", 0.8),
    Spoken("p4", "I cannot find a yearly price anywhere.", 0.7),
]


def test_titles_name_what_several_people_say(pipeline) -> None:
    """The words that set a theme apart are in its title and lead its keywords."""
    sheets, prices = name([SHEETS, PRICES], pipeline, ["", ""])
    assert "job sheets" in sheets.title.casefold()
    assert "price" in prices.title.casefold()
    assert {"sheets", "job"} <= set(sheets.keywords[:3])


def test_titles_are_unique_even_for_equal_themes(pipeline) -> None:
    """Two themes with the same words do not get the same title."""
    titles = [t.title for t in name([SHEETS, SHEETS, SHEETS], pipeline, ["", "", ""])]
    assert len(set(titles)) == 3


def test_given_titles_stay(pipeline) -> None:
    """What a person called a theme is kept, and not given to another."""
    assert name([SHEETS, PRICES], pipeline, ["", "Our Prices"])[1].title == "Our Prices"


def test_nobodys_name_is_in_a_title(pipeline) -> None:
    """Names of persons and places do not name a theme."""
    theme = [Spoken(f"p{n}", f"Then Margaret Thompson from London rang about broken pump {n}.", 0.9) for n in range(3)]
    found = name([theme, PRICES], pipeline, ["", ""])[0]
    assert not {"margaret", "thompson", "london"} & set(f"{found.title} {' '.join(found.keywords)}".casefold().split())


def test_meaning_decides_between_phrases(pipeline) -> None:
    """Of several telling phrases the nearest to the centre is taken."""

    def encode(texts):
        return np.array([[1.0, 0.0] if "wait" in t.casefold() else [0.0, 1.0] for t in texts], dtype=np.float32)

    centres = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert "Wait" in name([SHEETS, PRICES], pipeline, ["", ""], Meaning(encode, centres))[0].title


def _read(text: str, central: float, reads: float) -> Spoken:
    return Spoken("p1", text, central, reads)


def test_a_sentence_that_reads_well_is_the_title(pipeline) -> None:
    """Of short statements the one that is central and reads well; what opens it and its end mark fall away."""
    theme = [
        _read("Job sheets, late.", 0.9, 0.9),  # too short
        _read("And then the job sheets are late again, or whatever.", 0.8, 0.2),
        _read("So, the job sheets come in late every single week.", 0.8, 0.9),
        _read("Job sheets are job sheets in our trade.", 0.3, 0.9),
    ]
    assert name([theme, PRICES], pipeline, ["", ""])[0].title == "The job sheets come in late every single week"


@pytest.mark.parametrize(
    "text",
    ["Do the job sheets come in late every week?", 'The job sheets "come in late every week.',
     "Margaret brings the job sheets in late every week.", "Nobody here can tell you what that is about.",
     "The job sheets [PERSON 1] has come in late every week.", " ".join(["late"] * 15)],
)  # fmt: skip
def test_what_is_no_title(pipeline, text: str) -> None:
    """Questions, half quotations, names, long sentences and those without the theme's words head no theme."""
    title = name([[*SHEETS, _read(text, 1.0, 1.0)], PRICES], pipeline, ["", ""])[0].title
    assert title.casefold() not in text.casefold() or len(title.split()) < 5


def test_no_word_that_carries_meaning_falls_away(pipeline) -> None:
    """ "No" in front of what it denies stays, as does "so" in front of how much."""
    for text in ("No job sheets come in before the evening", "So many job sheets are never filed"):
        assert (
            name([[_read(f"And {text}.", 0.9, 0.9)], PRICES], pipeline, ["", ""])[0].title.casefold() == text.casefold()
        )


def test_equal_sentences_do_not_head_two_themes(pipeline) -> None:
    """The second theme gets its next best sentence."""
    first = _read("The job sheets come in late every week.", 0.9, 0.9)
    second = _read("I wait for the job sheets in the evening.", 0.9, 0.5)
    titles = [t.title for t in name([[first, second], [first, second]], pipeline, ["", ""])]
    assert titles == ["The job sheets come in late every week", "I wait for the job sheets in the evening"]


def test_topics_are_named_by_two_things(pipeline) -> None:
    """A topic's title is made of nouns, and unique."""
    topics = name_topics([SHEETS, PRICES, PRICES], pipeline)
    assert "sheets" in topics[0].casefold()
    assert len(set(topics)) == 3


@pytest.mark.parametrize("text", ["mhm", "It is what it is.", "42", "He said she did it"])
def test_a_theme_without_content_still_has_a_title(pipeline, text: str) -> None:
    """No word worth a title is no reason to fail."""
    assert name([[Spoken("p1", text, 1.0)]], pipeline, [""])[0].title


def test_phrases_are_word_for_word(pipeline) -> None:
    """What stands in a phrase stands so in the text."""
    text = "The technician retypes every paper invoice into the accounting system, honestly."
    found = [p.text for p in phrases(pipeline.parse([text])[0])]
    assert found and all(p in text for p in found)


def test_a_title_begins_like_a_sentence() -> None:
    """Large first letter, no end mark, product names keep theirs."""
    assert as_title("  export to DATEV fails. ") == "Export to DATEV fails"


@pytest.mark.parametrize(
    ("text", "empty"),
    [("I don't know.", True), ("Nothing else, thanks!", True), ("Yeah, that's a good question.", True), ("", True),
     ("The export fails.", False), ("I don't trust it.", False)],
)  # fmt: skip
def test_filler(make, pipeline, text: str, empty: bool) -> None:
    """Words that say nothing are filler whatever their label."""
    assert filler([make("s1", "p1", text)], pipeline).tolist() == [empty]
