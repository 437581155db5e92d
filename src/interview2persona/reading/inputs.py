"""What is read at once: the end of the question, what came before, and all statements of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from interview2persona.model import Statement


class Answer(NamedTuple):
    """Statements that follow one another, with the question before them and the words before the first one."""

    question: str
    before: str
    statements: tuple[str, ...]


class InPlace(NamedTuple):
    """One statement of an answer, by its number; read with the others it costs little more than they alone."""

    answer: Answer
    number: int


def alone(text: str, question: str = "", before: str = "") -> InPlace:
    """A statement of which no more of the answer is known."""
    return InPlace(Answer(_folded(question), _folded(before), (_folded(text),)), 0)


def of_statements(statements: Sequence[Statement]) -> list[InPlace]:
    """One for each statement, in their order; those of one turn are one answer."""
    turns: dict[tuple[str, int, str, str], list[int]] = {}
    for number in sorted(range(len(statements)), key=lambda i: (statements[i].start, statements[i].end)):
        said = statements[number]
        turns.setdefault((said.transcript, said.turn, said.participant_id, said.question), []).append(number)
    found: list[InPlace] = [alone("")] * len(statements)
    for (_, _, _, question), inside in turns.items():
        texts = tuple(_folded(statements[i].text) for i in inside)
        answer = Answer(_folded(question), _folded(statements[inside[0]].before), texts)
        for place, number in enumerate(inside):
            found[number] = InPlace(answer, place)
    return found


def _folded(text: str) -> str:
    return " ".join(text.split())
