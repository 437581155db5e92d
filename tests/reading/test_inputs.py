"""What is read of a statement."""

from __future__ import annotations

from interview2persona.model import Statement
from interview2persona.reading import inputs


def test_the_context_is_the_end_of_the_question_and_the_sentence_before() -> None:
    """Pleasantries at the start of a long question are cut, the statement itself is not."""
    question = " ".join(["thanks"] * 50 + ["how", "often?"])
    text = "Twice a week."
    said = Statement("s", "t.txt", 1, 0, len(text), "p", text, question=question, before="I export it.")
    read = inputs.of_statement(said)
    assert read.context.endswith("how often? [SEP] I export it.")
    assert len(read.context.split()) == inputs.QUESTION_WORDS + 1 + 3
    assert read.statement == text
