"""Claims are worded from what was said: the person changes, the meaning does not."""

import pytest

from interview2persona.personas import wording
from interview2persona.personas.faithful import faithful

CASES = [
    ("I'd like to re-plan the day after a cancellation.", "Would like to re-plan the day after a cancellation"),
    ("Well, I want to see who changed an order and when.", "Wants to see who changed an order and when"),
    ("I want one sheet of paper on Monday.", "Wants one sheet of paper on Monday"),
    ("All we want is to close the books on time.", "All they want is to close the books on time"),
    ("My biggest wish would be to see the stock.", "Their biggest wish would be to see the stock"),
    ("I export the list every Friday.", "Exports the list every Friday"),
    ("And I also always ask our tax adviser.", "Always asks their tax adviser"),
    ("I print the plan and take it home.", "Prints the plan and takes it home"),
    ("Every evening I print the next day.", "Every evening they print the next day"),
    ("I can't force eight grown men.", "Cannot force eight grown men"),
    ("I'm always the last car at the school.", "Is always the last car at the school"),
    ("I've lost a full certificate twice.", "Has lost a full certificate twice"),
    ("We lost three customers in the summer.", "They lost three customers in the summer"),
    ("Nobody on the tools was in the room.", "Nobody on the tools was in the room"),
    ("The mornings are, you know, quiet now.", "The mornings are quiet now"),
    ("The money is, um, easier now.", "The money is easier now"),
    ("The winter is worse, um, the lifts are slow.", "The winter is worse, the lifts are slow"),
    ("I rang the plumber and he came.", "They rang the plumber and he came"),
    # Nothing that says something falls away.
    ("If my foreman says it works, it works.", "If their foreman says it works, it works"),
    ("Now comes the week before the harvest.", "Now comes the week before the harvest"),
    # Who acts twice is named twice.
    ("I print the page and I put it in the folder.", "They print the page and they put it in the folder"),
    ("I fill in the form, print it and put it in the box.",
     "They fill in the form, print it and put it in the box"),
    ("I lost [PERSON 8] and the letter to [PERSON 9].", "Lost [PERSON 8] and the letter to [PERSON 9]"),
]  # fmt: skip

QUOTED = [
    "I wish one price list, with one key, and the key have I.",  # "I." is a word of its own to the tokenizer
    "My foreman, he and his wife would like to, maybe.",
    "You come up the steps and everything you typed has gone.",
    "It eats the battery.",
    "They say the map is for planning, but then I get asked about my break.",
    "I said the cheap one.",
    "He said, don't come.",
    "In the summer we take three, no, four people.",
    "Three days in five.",
    "Don't write that down.",
    "Would I buy it again?",
    "I'd a voice, not a vote.",
    "If there's a signature needed, that's me.",
    "I'd like to be in that upstairs office, and still know everybody's name.",
    # Their own English, and where sentences end.
    "Without to ask nobody signs the paper here.",
    "We was whispering in the church.",
    "I want that the numbers come at six.",
    "Grades is for mackerel in my kitchen.",
    "I'll tell you, [PERSON 6], the roof is leaking again.",
    "first saturday my phone did not ring they called the house of my mother in the village instead",
    # "They" would be somebody else.
    "A hospital group wanted that we have our own line.",
    "When a baker is late, I did the planning wrong.",
    "The neighbours came over for a shower, I felt like the mayor.",
    "The waiters know things that I don't know.",
    "The lads leave the cellar open and they lock the gate.",
    # What said something would fall away, or come out wrong.
    "Then I'm the idiot with the wrong key.",
    "My brother, he don't pay a penny for the van.",
    "I gotta be honest, the winter was a mess.",
    "There ain't a van in the yard for me on Mondays.",
]


@pytest.mark.parametrize(("said", "text"), CASES)
def test_plain_statements_get_a_short_form(english, said, text) -> None:
    assert wording.word(english.parse([said])[0]) == text


@pytest.mark.parametrize("said", QUOTED)
def test_what_cannot_be_reworded_safely_stays_a_quote(english, said) -> None:
    """No reported speech, addressed listener, unresolved pronoun, self-correction or fragment is touched."""
    text = wording.word(english.parse([said])[0])
    assert text == f"“{said}”"


def test_a_quote_begins_where_its_own_sentence_begins(english) -> None:
    """What ties it to the sentence before falls away, as long as enough is left."""
    assert (
        wording.quoted("and I honestly can't tell if an arrow is good.")
        == "“I honestly can't tell if an arrow is good.”"
    )
    assert wording.quoted("But not ours.") == "“But not ours.”"


def test_marks_around_a_whole_quote_go_and_those_within_it_stay_in_pairs() -> None:
    assert wording.quoted('"There are four printers."') == "“There are four printers.”"
    assert wording.quoted('"Printer defect." There are four') == '“"Printer defect." There are four”'


def test_every_reworded_text_is_faithful(english) -> None:
    for said, _ in CASES:
        doc = english.parse([said])[0]
        assert faithful(wording.word(doc), doc)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("I never print it.", "Prints it"),  # a negation is gone
        ("I print it.", "Does not print it"),  # a negation is new
        ("I might print forty pages.", "Prints forty pages"),  # modality is gone
        ("I print forty pages.", "Prints four pages"),  # a number changed
        ("I print it for Wilma.", "Prints it"),  # a name is gone
        ("I print the list.", "Prints the complaint"),  # a word nobody said
        ("I usually print the list.", "Prints the list"),  # how often is gone
    ],
)
def test_the_checker_finds_changed_meaning(english, said, text) -> None:
    assert not faithful(text, english.parse([said])[0])


def test_other_languages_are_quoted(english) -> None:
    from spacy.lang.de import German

    assert wording.word(German()("Ich plane jeden Tag neu.")) == "“Ich plane jeden Tag neu.”"
