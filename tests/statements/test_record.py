"""What somebody asked not to be passed on is no statement."""

from __future__ import annotations

import pytest

from interview2persona.model import Statement
from interview2persona.statements.record import off_record


def said(*texts: str) -> list[Statement]:
    return [Statement(str(n), "a.txt", n, 0, len(text), "p1", text) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "out"),
    [
        (("I take the long way.", "I smoke in the van.", "Don't print that.", "We start at six."), [1, 2]),
        (("I smoke in the van.", "Oh God, please don't write that down."), [0, 1]),
        (("I do it on purpose sometimes, don't print that.",), [0]),
        (("My sick leave is down, but don't write that down.", "We start at six."), [0]),
        (("The boss is never here.", "You didn't hear that.", "We start at six."), [0, 1]),
        (("Between you and me.", "The boss drinks.", "We start at six."), [0, 1]),
        (("Between you and me I'd let them talk, it would save everyone a week.", "We start at six."), [0]),
        (("Off the record?", "The boss drinks."), [0, 1]),
        (("You didn't hear that.",), [0]),
        (("I hide the keys.", "Cut that bit out, please."), [0, 1]),
        (("I hide the keys, you can cut that, but you'd have to ask.", "Never quote me on that."), [0, 1]),
        # Of others, or about something else.
        (("I asked the lady, off the record, in the stairs.", "We start at six."), []),
        (("They don't print that on the bill.", "We start at six."), []),
        (("He told me, don't write that on the form, it is the wrong number.",), []),
        (("There is a wall between us and the shop.",), []),
        (("I didn't hear that.", "Say it again?"), []),
        (("We start at six.", "You can't print that from the phone."), []),
        (("We start at six.", "Delete that, and it comes back on Monday."), []),
        (("We start at six.", "Don't use that on wood."), []),
    ],
)
def test_what_is_said_in_confidence_stays_out(texts: tuple[str, ...], out: list[int]) -> None:
    """With the sentence that it is about: the one before a request, the one after an announcement."""
    assert off_record(said(*texts)) == out
