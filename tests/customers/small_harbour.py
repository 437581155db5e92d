"""A small invented study of boat owners and harbour clerks, and vectors without a model."""

from __future__ import annotations

from collections.abc import Sequence

from interview2persona.customers.study import Finished, finished
from interview2persona.model import Vectors
from interview2persona.settings import Settings
from interview2persona.themes.embedders import hashing

OWNERS = ("Owner", "boat building", "61", "34", "phone; VHF radio")
CLERKS = ("Office clerk", "harbour administration", "33", "120", "e-mail; phone")
SAID = {
    "owner": ("The slipway crane breaks every spring.", "I want to sell the yard to my daughter.", "Varnish is dear."),
    "clerk": (
        "Berth invoices are typed twice.",
        "The berth list never matches the invoices.",
        "I want one berth list.",
    ),
}


def encode(texts: Sequence[str]) -> Vectors:
    return hashing.make(Settings()).encode(texts)


def make_study(people: int = 5, **cells: dict[str, str]) -> Finished:
    """`people` owners and as many clerks; `cells` override attributes of a participant."""
    participants, statements = [], []
    themes = [{"theme_id": f"t{i}", "title": said} for i, said in enumerate(s for kind in SAID.values() for s in kind)]
    number = {row["title"]: row["theme_id"] for row in themes}
    for kind, (job, industry, age, size, channels) in (("owner", OWNERS), ("clerk", CLERKS)):
        for i in range(people):
            ident = f"{kind}{i}"
            stated = {
                "job_title": job, "industry": industry, "age": str(int(age) + i - 2),
                "company_size": str(int(size) + 3 * i), "channels": channels,
            }  # fmt: skip
            participants.append(
                {"participant_id": ident, "persona_id": f"persona-{kind}", **stated, **cells.get(ident, {})}
            )
            for text in SAID[kind]:
                statements.append({"participant_id": ident, "theme_id": number[text], "text": f"{text} Number {i}."})
    personas = [{"persona_id": "persona-owner", "name": "Birch"}, {"persona_id": "persona-clerk", "name": "Maple"}]
    return finished(personas, participants, statements, themes, ["2025-11-02", "2026-02-01"], 2030)
