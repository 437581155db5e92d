"""Who they are, counted over people."""

import pytest

from interview2persona.model import Attribute, Participant
from interview2persona.personas.facts import facts_of


def facts(name: str, values: list[str]) -> dict[str, str]:
    people = {
        f"p{n}": Participant(f"p{n}", "t.txt", "", attributes={name: Attribute(v)} if v else {})
        for n, v in enumerate(values)
    }
    return facts_of(sorted(people), people)


@pytest.mark.parametrize(
    ("name", "values", "line"),
    [
        ("age", ["forty-one (41)", "26", ""], "26 to 41 — 2 of 3 people"),
        ("age", ["41", "41"], "41 — 2 of 2 people"),
        ("age", ["8", "41"], "41, 8 — 2 of 2 people"),  # eight is nobody's age here: no range is made of it
        ("tenure", ["since 2019", "four years (4 years)"], "four years, since 2019 — 2 of 2 people"),
        ("channels", ["phone; e-mail", "Phone", ""], "phone (2), e-mail — 2 of 3 people"),
        ("tools", ["a; b; c; d; e; f"], "a, b, c, d and 2 more — 1 of 1 people"),
        ("channels", ["not e-mail; I shout over; post"], "post and 2 more — 1 of 1 people"),
        ("tools", ["[PERSON 3]; a big book, a calendar; a diary", "A diary"], "a diary (2) and 2 more — 2 of 2 people"),
        ("buying_role", ["he's the only one can sign"], "“he's the only one can sign” — 1 of 1 people"),
    ],
)
def test_values_are_counted_over_people(name, values, line) -> None:
    assert facts(name, values) == {name: line}


def test_what_nobody_stated_has_no_line() -> None:
    assert facts("age", ["", ""]) == {}
