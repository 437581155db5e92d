"""Who gets which persona, who gets none, and how sure that is."""

from __future__ import annotations

import numpy as np
import pytest
from small_harbour import encode, make_study

from interview2persona.customers.assigner import Assigner, Titles, _shared
from interview2persona.customers.crowds import crowds
from interview2persona.customers.reasons import NOTHING_KNOWN
from interview2persona.customers.records import records
from interview2persona.customers.results import Collector, Results
from interview2persona.customers.study import Finished
from interview2persona.errors import WorkspaceError

OWNER = {"job_title": "Ownr", "industry": "boat building", "age": "1964", "company_size": "30-50"}
CLERK = {"job_title": "Clerks", "industry": "harbour administration", "age": "30", "company_size": "130"}
STRANGER = {"job_title": "Yoga teacher", "industry": "sports clubs and gyms", "age": "30", "company_size": "2"}


def _assign(study: Finished, assigner: Assigner, rows: list[dict[str, str]], texts: list[str] | None = None) -> Results:
    cells = {name: [row.get(name, "") for row in rows] for name in {n for row in rows for n in row}}
    said = [[text] if text else [] for text in texts or [""] * len(rows)]
    collector = Collector(study, assigner)
    collector.add(records([""] * len(rows), cells, said, study.year, titles=True), [f"c{i}" for i in range(len(rows))])
    return collector.results()


def test_customers_get_the_persona_whose_people_they_are_like(harbour: Finished, harbour_assigner: Assigner) -> None:
    """Titles may be misspelt, ages given as years of birth, sizes as a range."""
    found = _assign(harbour, harbour_assigner, [OWNER, CLERK]).assignments
    assert [harbour.names[a.persona] for a in found if a.persona is not None] == ["Birch", "Maple"]
    assert "job title: owner" in found[0].reasons
    assert all(0.5 < a.probability < 1 for a in found)


def test_a_stranger_gets_no_persona(harbour: Finished, harbour_assigner: Assigner) -> None:
    found = _assign(harbour, harbour_assigner, [OWNER, CLERK, STRANGER]).assignments
    assert [a.persona for a in found] == [0, 1, None]
    assert found[2].reasons.startswith("unlike the people interviewed")


def test_nothing_known_is_none_and_says_so(harbour: Finished, harbour_assigner: Assigner) -> None:
    found = _assign(harbour, harbour_assigner, [OWNER, {"job_title": ""}])
    assert found.assignments[1].persona is None
    assert found.assignments[1].reasons == NOTHING_KNOWN
    assert sum(found.expected) == pytest.approx(1)  # whoever is not known adds to no persona


def test_a_comment_speaks_through_the_themes(harbour: Finished, harbour_assigner: Assigner) -> None:
    found = _assign(harbour, harbour_assigner, [{}, {}], ["berth invoices typed twice", "the slipway crane breaks"])
    owner, clerk = found.assignments[1], found.assignments[0]
    assert (owner.persona, clerk.persona) == (0, 1)
    assert "speaks of “Berth invoices are typed twice.”" in clerk.reasons


def test_probabilities_sum_to_one_and_do_not_depend_on_chunks(harbour: Finished, harbour_assigner: Assigner) -> None:
    rows = [OWNER, CLERK, STRANGER, {"age": "40"}]
    cells = {name: [row.get(name, "") for row in rows] for name in OWNER}
    whole = records([""] * 4, cells, [()] * 4, 2026, titles=True)
    p = harbour_assigner.probabilities(harbour_assigner.weigh(whole))
    assert p.sum(axis=1) == pytest.approx(np.ones(4))
    one = _assign(harbour, harbour_assigner, rows)
    collector = Collector(harbour, harbour_assigner)
    for i, row in enumerate(rows):
        part = {name: [row.get(name, "")] for name in OWNER}
        collector.add(records([""], part, [()], harbour.year, titles=True), [f"c{i}"])
    assert [a.reasons for a in collector.results().assignments] == [a.reasons for a in one.assignments]
    assert [a.probability for a in collector.results().assignments] == pytest.approx(
        [a.probability for a in one.assignments], abs=1e-6
    )


def test_a_table_of_another_business_is_seen_as_one(harbour: Finished, harbour_assigner: Assigner) -> None:
    """A row that says little passes for a customer among customers, not among strangers."""
    vague = {"company_size": "60"}
    among_own = _assign(harbour, harbour_assigner, [OWNER, CLERK] * 10 + [vague]).assignments[-1]
    among_strangers = _assign(harbour, harbour_assigner, [STRANGER] * 20 + [vague]).assignments[-1]
    assert among_own.persona is not None
    assert among_strangers.persona is None


def test_few_people_give_humbler_probabilities(harbour_assigner: Assigner, harbour: Finished) -> None:
    thin = make_study(people=2)
    rows = [OWNER, CLERK]
    few = _assign(thin, Assigner.fit(thin, encode), rows).assignments
    many = _assign(harbour, harbour_assigner, rows).assignments
    assert [a.persona for a in few] == [0, 1]
    assert all(a.probability < b.probability for a, b in zip(few, many, strict=True))


def test_what_tells_personas_apart_gains_more(harbour_assigner: Assigner) -> None:
    """Everybody has a telephone; only owners own."""
    assert harbour_assigner.gains["job_title"] > harbour_assigner.gains["channels"]
    assert "tools" not in harbour_assigner.gains  # nobody said anything about them


def test_ages_are_reckoned_for_the_last_interview(harbour: Finished) -> None:
    assert (harbour.year, harbour.dated) == (2026, True)


def test_a_study_without_personas_is_refused() -> None:
    from interview2persona.customers.study import finished

    with pytest.raises(WorkspaceError, match="no personas"):
        finished([], [], [], [], [], 2026)


def test_strangers_alike_are_a_crowd() -> None:
    names = ("Anna", "Bert", "Cleo", "Dora", "Emil", "Fay")
    texts = [(f"y{i}", f"yoga mat studio breathing class {names[i]}") for i in range(6)]
    texts += [(f"z{i}", word) for i, word in enumerate(("plough", "violin", "granite", "kidney", "tariff"))]
    found = crowds(texts, encode)
    assert [c.size for c in found] == [6]
    assert "yoga" in found[0].words
    assert not {name.casefold() for name in names} & set(found[0].words)  # what one person says is not shown
    assert crowds(texts[:3], encode) == []


@pytest.mark.parametrize("people", [1, 2])
def test_one_person_per_persona_is_enough_to_go_on(people: int) -> None:
    """Nothing breaks, and both come out right."""
    tiny = make_study(people=people)
    found = _assign(tiny, Assigner.fit(tiny, encode), [OWNER, CLERK]).assignments
    assert [a.persona for a in found] == [0, 1]


def test_jobs_of_strangers_are_learned_from_their_table() -> None:
    """Rows known to be strangers share a job; a row of which nothing but that job is known goes with them."""
    at_large = np.log(0.5)
    weights = np.repeat([[np.log(0.6), at_large], [np.log(0.4), at_large]], [51, 50], axis=0)  # two kinds of jobs
    logs = np.column_stack([np.repeat([-6.0, 0.1, 6.0], [50, 1, 50]), np.zeros(101)])
    known = np.ones(101, dtype=bool)
    before = _shared(logs, known)[50, -1]
    assert _shared(logs, known, Titles.of(weights, known))[50, -1] > before + 0.1
