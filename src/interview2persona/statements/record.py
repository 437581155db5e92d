"""What somebody said and asked not to be passed on: "don't print that", "off the record", "you didn't hear that".

It is a promise to the person, so in doubt it stays out: neither the words nor what they are about become statements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interview2persona.model import Statement

_LEAD = r"(?:(?:oh|and|but|now|please|so|well|no|god|jesus|ah|ha|hey|actually|okay|ok|just)\b\W*)*"
_REQUEST = (
    r"(?:(?:(?:don['’]?t|do\s+not|never)\s+(?:you\s+|ever\s+|even\s+)?|you\s+(?:mustn['’]?t|must\s+not)\s+)"
    r"(?:print|quote|publish|record|write|repeat)\s+(?:me\s+on\s+)?(?:any\s+of\s+)?(?:that|this)\b|"
    r"you\s+(?:didn['’]?t|never)\s+heard?\s+(?:that|this|it)\b|(?:that|this)(?:['’]s|\s+is|\s+was|\s+stays)\s+off\s+the\s+record\b)"
)
_CUT = (
    r"(?:(?:cut|delete|strike|scrap|erase)\s+(?:that|this)(?:\s+(?:bit|part|one|out))*|"
    r"(?:leave|take|edit)\s+(?:that|this)(?:\s+(?:bit|part|one))?\s+out)(?:,?\s+please)?\W*$"
)
_BEFORE = re.compile(rf"^\W*{_LEAD}(?:{_REQUEST}|{_CUT})", re.I)  # of what was said before
_WITHIN = re.compile(rf"[,;:–—-]\s*{_LEAD}(?:{_REQUEST}[^,;.!?]{{0,12}}\W*$|{_CUT})", re.I)  # of what it ends
_CONFIDENCE = re.compile(
    r"^\W*off\s+the\s+record\b|\boff\s+the\s+record\W*$|\bbetween\s+(?:you\s+and\s+me|ourselves)\b|"
    r"\b(?:just|strictly|only)\s+between\s+us\b",
    re.I,
)
_ALONE = 6  # words up to which such a phrase announces what comes next


def off_record(said: Sequence[Statement]) -> list[int]:
    """Which of one person's statements of a transcript, in their order, are not to be passed on."""
    out: set[int] = set()
    for number, statement in enumerate(said):
        if _BEFORE.search(statement.text):
            out |= {number - 1, number}
        elif _WITHIN.search(statement.text):
            out.add(number)
        elif _CONFIDENCE.search(statement.text):
            out |= {number, number + 1} if len(statement.text.split()) <= _ALONE else {number}
    return sorted(out & set(range(len(said))))
