"""A line of a persona: counted over people, worded from a quote, with what supports and contradicts it."""

from dataclasses import replace

import numpy as np
import pytest

from interview2persona.model import Qualities
from interview2persona.personas import claims
from interview2persona.personas.counting import at_least_half, wilson
from interview2persona.settings import Settings


def material_of(study, english, statements=None, people=None):
    people = people or frozenset(p.participant_id for p in study.participants)
    return claims.Material(
        statements or study.statements, {t.theme_id: t for t in study.themes}, people, frozenset(), english,
        Settings().personas,
    )  # fmt: skip


def members(study, start):
    return [p.participant_id for p in study.participants if p.participant_id.startswith(start)]


def test_people_are_counted_not_sentences(two_kinds, english) -> None:
    found = claims.sections_of("p", members(two_kinds, "planner"), material_of(two_kinds, english))
    (plan,) = found["goals"]
    said = {s.participant_id for s in two_kinds.statements if s.theme_id == "theme-plan"}
    assert set(plan.participants) == said
    assert plan.of == 5
    assert plan.interval == wilson(len(said), 5)


def test_the_evidence_is_every_statement_verbatim_and_the_first_are_of_different_people(two_kinds, english) -> None:
    (plan,) = claims.sections_of("p", members(two_kinds, "planner"), material_of(two_kinds, english))["goals"]
    texts = {s.statement_id: s.text for s in two_kinds.statements}
    assert all(texts[e.statement_id] == e.quote for e in plan.evidence)
    assert len({e.participant_id for e in plan.evidence[: plan.quotes]}) == plan.quotes == 3
    assert plan.text.endswith(("o move a whole day in one minute", "o re-plan the day after a cancellation"))


def test_contradiction_by_the_personas_own_people_is_shown(two_kinds, english) -> None:
    first = next(s for s in two_kinds.statements if s.theme_id == "theme-calls")
    odds = {**first.probabilities, "gain": 0.95, "pain": 0.05}
    happy = replace(first, labels=("gain",), probabilities=odds)
    changed = tuple(happy if s is first else s for s in two_kinds.statements)
    found = claims.sections_of("p", members(two_kinds, "planner"), material_of(two_kinds, english, changed))
    assert [e.statement_id for e in found["pains"][0].counter_evidence] == [first.statement_id]


def test_sales_and_service_inform_without_counting(two_kinds, english) -> None:
    counted = frozenset(p.participant_id for p in two_kinds.participants) - {"planner0"}
    staff = tuple(
        replace(s, perspective="second-hand") if s.participant_id == "planner0" else s for s in two_kinds.statements
    )
    group = [m for m in members(two_kinds, "planner") if m != "planner0"]
    (plan,) = claims.sections_of("p", group, material_of(two_kinds, english, staff, counted))["goals"]
    assert plan.of == 4
    assert "planner0" not in plan.participants
    assert {e.participant_id for e in plan.second_hand} == {"planner0"}


def test_unsure_statements_make_no_claim(two_kinds, english) -> None:
    unsure = tuple(replace(s, probabilities=dict.fromkeys(s.probabilities, 0.3)) for s in two_kinds.statements)
    found = claims.sections_of("p", members(two_kinds, "planner"), material_of(two_kinds, english, unsure))
    assert not any(found.values())


def test_a_lone_statement_is_only_also_mentioned_when_others_are_shared(two_kinds, english) -> None:
    lone = next(s for s in two_kinds.statements if s.theme_id == "theme-calls")
    changed = tuple(replace(s, theme_id="") if s is lone else s for s in two_kinds.statements)
    more = Settings().with_changes({"personas.max_claims": 1}).personas
    material = replace(material_of(two_kinds, english, changed), settings=more)
    shared, alone = claims.sections_of("p", members(two_kinds, "planner"), material)["pains"]
    assert (shared.also_mentioned, alone.also_mentioned) == (False, True)
    assert alone.theme_id == ""
    assert alone.participants == (lone.participant_id,)


def read(statement, alone, telling):
    return replace(statement, theme_id="", qualities=Qualities(alone, telling))


def of_one_person(study, label, qualities):
    """Statements of one person under a label, with these qualities."""
    said = [s for s in study.statements if label in s.labels and s.participant_id == "planner0"][: len(qualities)]
    assert len(said) == len(qualities)
    return [read(s, *q) for s, q in zip(said, qualities, strict=True)]


def test_what_hardly_says_anything_to_a_reader_is_no_line_while_other_things_do(two_kinds, english) -> None:
    """It is listed all the same, with its quote."""
    said = of_one_person(two_kinds, "pain", [(0.2, 0.2), (0.9, 0.8)])
    settings = replace(material_of(two_kinds, english, said), vectors={}, places=apart(said))
    found = claims.sections_of("p", ["planner0"], settings)["pains"]
    assert [(c.evidence[0].statement_id, c.also_mentioned) for c in found] == [
        (said[1].statement_id, False),
        (said[0].statement_id, True),
    ]


def test_where_nothing_says_much_the_best_of_it_is_a_line(two_kinds, english) -> None:
    said = of_one_person(two_kinds, "pain", [(0.2, 0.2), (0.3, 0.2)])
    settings = replace(material_of(two_kinds, english, said), vectors={}, places=apart(said))
    found = claims.sections_of("p", ["planner0"], settings)["pains"]
    assert [c.also_mentioned for c in found] == [False, True]


def test_a_quote_that_reads_far_better_is_not_given_up_for_a_short_form(two_kinds, english) -> None:
    """A short form is safe, but a line that nobody understands is none."""
    first, second = of_one_person(two_kinds, "pain", [(0.9, 0.8), (0.3, 0.8)])
    first = replace(first, text="You ring and ring, and nobody knows where the van is.")  # speaks to the listener
    second = replace(second, text="I write every job on the board and print the list.")
    assert claims._text([first, second], english)[1] is first
    better = replace(second, qualities=Qualities(0.85, 0.8))
    assert claims._text([first, better], english)[1] is better


def test_what_is_surer_of_another_section_is_a_line_there(two_kinds, english) -> None:
    """Of one person; where the section has another line."""
    (pain, *_) = claims.sections_of("p", members(two_kinds, "planner"), material_of(two_kinds, english))["pains"]
    alone = replace(pain, participants=pain.participants[:1], confidence=0.95, text="word " * 10)
    made = [claims._Made(alone, 0.8, worth, elsewhere=elsewhere) for worth, elsewhere in ((1.0, True), (0.5, False))]
    assert claims._lines(made, 3) == [False, True]
    assert claims._lines(made[:1], 3) == [True]


def apart(statements):
    """Places in which no two statements are alike."""
    return {s.statement_id: row for s, row in zip(statements, np.eye(len(statements)), strict=True)}


def test_claim_ids_do_not_depend_on_other_claims() -> None:
    assert claims.claim_id("p", "goals", "t") == claims.claim_id("p", "goals", "t")
    assert claims.claim_id("p", "goals", "t") != claims.claim_id("p", "pains", "t")


@pytest.mark.parametrize(("said", "of"), [(0, 0), (0, 4), (4, 4), (3, 7)])
def test_the_interval_holds_the_share_and_stays_within_bounds(said, of) -> None:
    low, high = wilson(said, of)
    assert 0 <= low <= (said / of if of else 0.5) <= high <= 1


def test_wilson_agrees_with_the_published_example() -> None:
    """Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263 gives 0.2553 to 0.3662."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_half_or_more_of_certain_and_impossible_events() -> None:
    assert at_least_half([1.0, 0.0]) == 1.0
    assert at_least_half([0.5]) == 0.5
    assert at_least_half([0.0, 0.0, 1.0]) == 0.0


@pytest.mark.parametrize(
    ("section", "confidence", "words", "is_line"),
    [
        ("gains", 0.7, 8, False),
        ("gains", 0.9, 8, True),
        ("pains", 0.7, 8, True),
        ("pains", 0.9, 5, False),
        ("pains", 0.9, 31, False),
    ],
)
def test_what_one_person_said_is_a_line_if_sure_and_of_a_readable_length(
    two_kinds, english, section, confidence, words, is_line
) -> None:
    """Another line of one person that is fit to be one stands beside it, as a section is not left empty."""
    (pain, *_) = claims.sections_of("p", members(two_kinds, "planner"), material_of(two_kinds, english))["pains"]
    alone = replace(pain, participants=pain.participants[:1], confidence=0.95, section="pains", text="word " * 10)
    tried = replace(alone, section=section, confidence=confidence, text="word " * words)
    made = [claims._Made(alone, 0.8, 1.0, elsewhere=False), claims._Made(tried, 0.8, 0.5, elsewhere=False)]
    assert claims._lines(made, 5) == [True, is_line]
