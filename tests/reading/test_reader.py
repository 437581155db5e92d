"""The reader gives what the library gives that trained it, whatever is read beside a statement."""

from __future__ import annotations

import numpy as np
import pytest

from interview2persona.encoder import bundled_folder
from interview2persona.reading import reader, weights
from interview2persona.reading.inputs import Answer, InPlace, alone
from interview2persona.reading.reference import ReferenceReader

TEXTS = ["The invoice is wrong.", "I lose an hour a day to it.", "Yes.", "What slows me down is the old plan, always."]
ANSWER = Answer("What slows you down?", "Let me think.", tuple(TEXTS))
LONG = Answer("", "", tuple(f"{text} This is number {n} of many." for n in range(12) for text in TEXTS))
pytestmark = pytest.mark.models


def in_place() -> list[InPlace]:
    return [InPlace(ANSWER, number) for number in range(len(TEXTS))]


def test_the_library_that_trained_it_gives_the_same_rows() -> None:
    """And where words stand, which is counted in tokens there."""
    made, network = reader.shipped(precision="float32"), weights.shipped()
    library = ReferenceReader(network, bundled_folder())
    told = made.dimensions + len(network.names) + len(network.word_names)
    for answer in (ANSWER, LONG):
        found = made.read([InPlace(answer, number) for number in range(len(answer.statements))])
        assert np.allclose(found[:, :384], library.read(answer)[:, :384], atol=1e-5)
        assert np.allclose(found[:, 384:told], library.read(answer)[:, 384:told], atol=2e-3)


def test_words_that_state_something_are_part_of_the_statement() -> None:
    """As many characters as it has, read in the middle of a longer answer."""
    said = Answer("Who are you?", "", ("Hi.", "Well, so I'm a nurse, and I'm thirty-four.", "It rains."))
    made, network = reader.shipped(), weights.shipped()
    found = reader.stated(made.read([InPlace(said, number) for number in range(3)])[:, made.dimensions :], network)
    place = network.word_names.index("job_title")
    begin, end = found.begins[1, place], found.ends[1, place]
    assert "nurse" in said.statements[1][begin:end]
    assert "thirty" not in said.statements[1][begin:end]
    assert found.probabilities[1, place] > 0.5 > found.probabilities[2, place]
    assert (found.ends <= [[len(text)] for text in said.statements]).all()


def test_a_statement_has_the_same_vector_alone_and_among_others() -> None:
    """Bit for bit, in any order, and equal ones are alike; whichever statements of an answer are asked for."""
    made, some = reader.shipped(), [*in_place(), alone("Nobody asked."), InPlace(LONG, 40)]
    together = made.read(some[::-1] + some)
    assert (together[: len(some)][::-1] == together[len(some) :]).all()
    assert all((made.read([one])[0] == row).all() for one, row in zip(some, together[len(some) :], strict=True))


def test_the_context_changes_how_a_statement_is_read() -> None:
    """ "Yes." means what its question asks."""
    made = reader.shipped()
    plain, asked = made.read([alone(TEXTS[2]), alone(TEXTS[2], "Do you export it?")])[:, : made.dimensions]
    assert plain @ asked < 0.999
    assert np.linalg.norm(asked) == pytest.approx(1, abs=1e-5)


def test_probabilities_of_a_row_do_not_depend_on_its_neighbours() -> None:
    made, network = reader.shipped(), weights.shipped()
    told = made.read(in_place())[:, made.dimensions :]
    together = reader.probabilities(told, network)
    assert (reader.probabilities(told[1:2], network) == together[1:2]).all()
    assert ((together >= 0) & (together <= 1)).all()
