"""From candidates of all families to the attributes of each participant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from interview2persona.language import Language
from interview2persona.model import Attribute, Participant, Statement
from interview2persona.statements.attributes import (
    buying,
    buying_role,
    job,
    organisation,
    person,
    place,
    reach,
    size,
    tenure,
)
from interview2persona.statements.attributes._said import Found, Said

_REPEATED = 0.15  # what each further mention adds to the certainty of a value
_Family = Callable[[Said], Iterator[Found]]
_ONE: dict[str, tuple[_Family, float]] = {  # the surest candidate, from this score on
    "job_title": (job.job_title, 0.85),
    "seniority": (job.seniority, 1.4),
    "age": (person.age, 1.0),
    "location": (place.location, 1.0),
    "budget": (buying.budget, 1.0),
    "risk_attitude": (buying.risk_attitude, 1.0),
}
_MANY: dict[str, tuple[_Family, float, int]] = {  # every candidate from this score on, at most so many
    "company_size": (size.company_size, 0.9, 2),
    "industry": (organisation.industry, 0.9, 2),
    "tenure": (tenure.tenure, 0.9, 2),
    "household": (person.household, 0.8, 3),
    "buying_role": (buying_role.buying_role, 0.9, 6),
    "channels": (reach.channels, 0.8, 4),
    "source_of_information": (reach.source_of_information, 0.5, 4),
    "tools": (reach.tools, 1.0, 6),
}


def extract(
    statements: Sequence[Statement], participants: Sequence[Participant], language: Language
) -> dict[str, dict[str, Attribute]]:
    """Attributes by participant id and name, each with the statement it rests on.

    Only what a person says of themselves or their organisation counts; of sales and service staff (`Participant.counts`
    is false) what they say of the customers they know. Values are the person's own words, white space folded; several
    are joined by "; ". What nobody said is not there. The patterns are English: other languages give no attributes.
    """
    if language.code != "en":
        return {p.participant_id: {} for p in participants}
    own: dict[str, list[Statement]] = {p.participant_id: [] for p in participants}
    for statement in statements:
        own.setdefault(statement.participant_id, []).append(statement)
    about_others = {p.participant_id for p in participants if not p.counts}
    return {
        ident: _of_one(_prepared(said, language, ident in about_others)) for ident, said in own.items()
    }  # fmt: skip


def _prepared(statements: Sequence[Statement], language: Language, others: bool) -> list[Said]:
    docs = language.parse([s.text for s in statements])
    last = max(1, len(statements) - 1)
    words = frozenset(t.text for doc in docs for t in doc if t.text.islower())
    return [Said(s, d, n / last, others, words) for n, (s, d) in enumerate(zip(statements, docs, strict=True))]


def _of_one(said: Sequence[Said]) -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for name, (family, least) in _ONE.items():
        candidates = [f for s in said for f in family(s) if f.score >= least and f.value]
        if candidates:
            best = max(
                candidates, key=lambda f: f.score + _REPEATED * (_times(f, candidates) - 1)
            )  # the first of equals
            found[name] = Attribute(best.value, best.statement_id)
    for name, (family, least, limit) in _MANY.items():
        candidates = [f for s in said for f in family(s)]
        if name == "buying_role":
            candidates = buying_role.settled(candidates)
        chosen = _distinct([f for f in candidates if f.score >= least and f.value], limit)
        if chosen:
            found[name] = Attribute("; ".join(f.value for f in chosen), chosen[0].statement_id)
    return found


def _times(found: Found, candidates: Sequence[Found]) -> int:
    return min(5, sum(c.value.casefold() == found.value.casefold() for c in candidates))


def _distinct(candidates: Sequence[Found], limit: int) -> list[Found]:
    """The surest values, each once (a value inside another is dropped), in order of certainty."""
    chosen: list[Found] = []
    for candidate in sorted(candidates, key=lambda f: -f.score - _REPEATED * (_times(f, candidates) - 1)):
        if len(chosen) < limit and not any(_same(candidate.value, c.value) for c in chosen):
            chosen.append(candidate)
    return chosen


def _same(a: str, b: str) -> bool:
    """Whether two values say one thing: one inside the other, or the same number of people or years."""
    a, b = a.casefold(), b.casefold()
    bare, other = a.split(" (")[0], b.split(" (")[0]
    return bare in other or other in bare or (a.endswith(")") and a.rpartition("(")[2] == b.rpartition("(")[2])
