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
