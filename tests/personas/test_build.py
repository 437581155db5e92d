"""The whole persona stage on an invented study."""

from dataclasses import replace

import pytest

from interview2persona.model import Attribute, Personas, Turn
from interview2persona.personas.build import build
from interview2persona.settings import Settings

QUICK = Settings().with_changes({"personas.permutations": 40})


def built(study, english, settings=QUICK) -> Personas:
    return build(
        study.statements, study.themes, study.participants, study.transcripts, study.vectors, english, settings
    )


@pytest.fixture(scope="module")
def personas(two_kinds, english) -> Personas:
    return built(two_kinds, english)


def test_every_participant_belongs_to_one_persona(personas, two_kinds) -> None:
    assert sorted(m.participant_id for m in personas.memberships) == sorted(
        p.participant_id for p in two_kinds.participants
    )
    assert {m.persona_id for m in personas.memberships} == {p.persona_id for p in personas.personas}
    assert sum(p.share for p in personas.personas) == pytest.approx(1)


def test_a_second_run_gives_the_same(personas, two_kinds, english) -> None:
    assert built(two_kinds, english) == personas


def test_claims_quote_what_the_personas_people_said(personas, two_kinds) -> None:
    said = {s.statement_id: s for s in two_kinds.statements}
    for persona in personas.personas:
        for section in persona.sections.values():
            for claim in section:
                assert {e.participant_id for e in claim.evidence} <= set(persona.participants)
                assert all(e.quote == said[e.statement_id].text for e in claim.evidence)


def test_names_are_never_those_of_participants(two_kinds, english, personas) -> None:
    taken = personas.personas[0].name
    renamed = replace(
        two_kinds, participants=tuple(replace(p, speaker=f"{taken} Smith") for p in two_kinds.participants)
    )
    assert taken not in {p.name for p in built(renamed, english).personas}


def test_what_is_typical_of_one_persona_is_marked(personas) -> None:
    """What one person alone says is typical of nobody."""
    marked = {(len(c.participants) > 1, c.distinct) for p in personas.personas for c in p.sections["goals"]}
    assert marked == {(True, True), (False, False)}


def test_the_kind_follows_from_what_was_said(personas) -> None:
    kinds = {p.participants[0][:5]: p.kind for p in personas.personas}
    assert kinds["plann"] == "customer"
    assert "buyer" in kinds["payer"]


def test_empty_sections_become_questions(personas) -> None:
    planner = next(p for p in personas.personas if p.participants[0].startswith("planner"))
    asked = {q.section for q in planner.open_questions}
    assert "attitudes" in asked
    assert "pains" not in asked


def test_coverage_counts_people_and_statements(personas, two_kinds) -> None:
    assert personas.coverage["participants"] == personas.coverage["participants_represented"] == 10
    assert personas.coverage["statements_represented"] <= personas.coverage["statements_labelled"]
    assert personas.coverage["matrix"]["theme-plan"]


def test_one_participant_is_one_persona(two_kinds, english) -> None:
    one = replace(
        two_kinds,
        participants=two_kinds.participants[:1],
        statements=tuple(s for s in two_kinds.statements if s.participant_id == "planner0"),
    )
    keep = [i for i, s in enumerate(two_kinds.statements) if s.participant_id == "planner0"]
    found = built(replace(one, vectors=two_kinds.vectors[keep]), english)
    assert len(found.personas) == 1
    assert "too little data" in found.method["reason"]


def test_a_study_of_staff_only_has_no_personas(two_kinds, english) -> None:
    staff = replace(two_kinds, participants=tuple(replace(p, kind="sales") for p in two_kinds.participants))
    assert built(staff, english).personas == ()


def test_facts_are_ranges_and_counts_of_what_was_stated(two_kinds, english) -> None:
    ages = ("31", "44", "", "52", "60")
    people = []
    for number, p in enumerate(two_kinds.participants):
        age = ages[number] if number < 5 else ""
        people.append(replace(p, attributes={"age": Attribute(age)} if age else {}))
    found = built(replace(two_kinds, participants=tuple(people)), english)
    facts = {p.participants[0][:5]: p.facts for p in found.personas}
    assert facts["plann"] == {"age": "31 to 60 — 4 of 5 people"}
    assert facts["payer"] == {}


def test_no_persona_is_called_after_somebody_whom_only_the_interviewer_greets(personas, two_kinds, english) -> None:
    """With a comma behind the name, in a turn that makes no statement."""
    taken = personas.personas[0].name
    first, *others = two_kinds.transcripts
    text = f"Morning {taken}, how are you?"
    greeting = Turn(len(first.turns), "", len(first.text), len(first.text) + len(text), role="interviewer")
    first = replace(first, text=first.text + text, turns=(*first.turns, greeting))
    names = {p.name for p in built(replace(two_kinds, transcripts=(first, *others)), english).personas}
    assert len(names) == len(personas.personas)
    assert taken not in names
