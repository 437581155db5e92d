"""An answer as a BERT-style encoder takes it (Devlin et al. 2019): one sequence of tokens, or several where it is long.

All statements of an answer are read at once, and each is the mean of its own tokens (late chunking, Günther et al.
2024): each is understood with what was said around it, for two fifths of the tokens that reading each with its context
would take. Sentences classified together are also classified better (Cohan et al. 2019).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interview2persona.encoder import END, START, UNKNOWN, Text

QUESTION, BEFORE = 40, 40  # last tokens that are read of what was asked, and of what was said before
STATEMENT = 100  # first tokens that are read of a statement
ROOM = 160  # tokens of the statements of one window
LAYOUT = "windows-1"  # a name for all this: part of what vectors are remembered by
Ids = Sequence[int]


def windows(question: Ids, before: Ids, statements: Sequence[Ids]) -> Iterator[Text]:
    """The windows of one answer, its statements in order, each a span of one window; segment 1 is the answer.

    Long questions are cut at their start, where pleasantries are; long statements at their end.
    """
    some: list[Ids] = []
    last = before
    for statement in statements:
        cut = statement[:STATEMENT] or [UNKNOWN]
        if some and sum(map(len, some)) + len(cut) > ROOM:
            yield _window(question, before, some)
            before, some = last, []
        some.append(cut)
        last = statement
    if some:
        yield _window(question, before, some)


def _window(question: Ids, before: Ids, statements: Sequence[Ids]) -> Text:
    asked = [START, *question[-QUESTION:], END]
    answer = [*before[-BEFORE:]]
    spans = []
    for statement in statements:
        begin = len(asked) + len(answer)
        answer += statement
        spans.append((begin, begin + len(statement)))
    answer.append(END)
    return Text([*asked, *answer], [0] * len(asked) + [1] * len(answer), spans)
