"""What is read of a statement: the end of the question, the sentence before, and the statement."""

from __future__ import annotations

from typing import NamedTuple

from interview2persona.model import Statement

QUESTION_WORDS, BEFORE_WORDS, STATEMENT_WORDS = 30, 25, 70


class InPlace(NamedTuple):
    """A statement with what came before it, for the two segments of a BERT-style encoder (Devlin et al. 2019)."""

    context: str
    statement: str


def of_statement(statement: Statement) -> InPlace:
    return of_texts(statement.question, statement.before, statement.text)


def of_texts(question: str, before: str, text: str) -> InPlace:
    """Long questions are cut at their start, where pleasantries are; long statements at their end."""
    context = f"{_last_words(question, QUESTION_WORDS)} [SEP] {_last_words(before, BEFORE_WORDS)}"
    return InPlace(context.strip(), " ".join(text.split()[:STATEMENT_WORDS]))


def _last_words(text: str, count: int) -> str:
    return " ".join(text.split()[-count:])
