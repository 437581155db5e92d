"""Kinds, roles, journey, comparison and questions."""

import pytest

from interview2persona.model import Attribute, Claim, Participant, Persona, Statement, Theme
from interview2persona.personas.compare import shared_claims, tensions
from interview2persona.personas.evidence import evidence_of
from interview2persona.personas.journey import journey_of
from interview2persona.personas.kinds import kind_of, missing_roles
from interview2persona.personas.questions import open_questions
from interview2persona.personas.sections import aspect, is_wish_for_contact
from interview2persona.personas.titles import title_of


def statement(number: int, text: str = "I sign it.", **changes) -> Statement:
    return Statement(f"s{number}", "t.txt", 0, 0, len(text), changes.pop("participant_id", "p1"), text, **changes)


def claim(section: str, people: tuple[str, ...], of: int = 3, theme: str = "t", **changes) -> Claim:
    return Claim(
        f"c-{section}-{'-'.join(people)}", section, changes.pop("text", "Does"), theme, people, of, (0, 1), **changes
    )


def persona(name: str, sections: dict[str, tuple[Claim, ...]]) -> Persona:
    people = tuple(sorted({p for cs in sections.values() for c in cs for p in c.participants}))
    return Persona(name, name, "", "customer", people, 0.5, None, sections)


def test_deciding_makes_a_buyer_and_using_a_customer() -> None:
    buyer = Participant("p1", "t.txt", "A", attributes={"buying_role": Attribute("decider")})
    decides = [statement(i, labels=("decision",)) for i in range(2)]
    uses = [statement(i, labels=("behaviour",)) for i in range(2)]
    assert kind_of(["p1"], {"p1": buyer}, decides) == "buyer"
    assert kind_of(["p1"], {"p1": buyer}, decides + uses) == "customer and buyer"
    assert kind_of(["p1"], {"p1": buyer}, uses) == "customer"
    assert kind_of(["p1"], {"p1": buyer}, []) == "customer"


def test_roles_nobody_holds_are_reported_only_when_some_are_known() -> None:
    buyer = Participant("p1", "t.txt", "A", attributes={"buying_role": Attribute("decider and user")})
    assert "gatekeeper" in missing_roles([buyer])
    assert "user" not in missing_roles([buyer])
    assert missing_roles([Participant("p2", "t.txt", "B")]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anything above five thousand euros is too expensive.", "budget"),
        ("The director signs and the legal team approves.", "process"),
        ("A friend recommended it and I read the reviews.", "sources"),
    ],
)
def test_decisions_have_aspects(text, expected) -> None:
    assert aspect(statement(1, text, labels=("decision",)), "decision") == expected


def test_a_claim_stands_where_most_of_its_evidence_was_placed() -> None:

    said = [statement(i, journey_stage=stage) for i, stage in enumerate(("use", "use", "support", ""))]
    one = claim("pains", ("p1",), evidence=tuple(evidence_of(s) for s in said))
    assert journey_of({"pains": (one,)}, {s.statement_id: s for s in said}) == {"use": (one,)}


def test_what_two_personas_share_is_counted_over_all() -> None:
    a = persona("A", {"pains": (claim("pains", ("p1", "p2")),)})
    b = persona("B", {"pains": (claim("pains", ("p3", "p4")),)})
    (shared,) = shared_claims([a, b])
    assert shared.participants == ("p1", "p2", "p3", "p4")
    assert shared.of == 4


def test_what_two_personas_share_is_worded_as_what_tells_most() -> None:
    said = [statement(n) for n in range(2)]
    a = persona("A", {"pains": (claim("pains", ("p1", "p2"), text="Little", evidence=(evidence_of(said[0]),)),)})
    b = persona("B", {"pains": (claim("pains", ("p3", "p4"), text="Much", evidence=(evidence_of(said[1]),)),)})
    worth = {said[0].statement_id: 0.4, said[1].statement_id: 1.6}
    assert shared_claims([a, b], worth)[0].text == "Much"


def test_a_pain_of_one_that_is_a_gain_of_another_is_a_tension() -> None:
    a = persona("A", {"pains": (claim("pains", ("p1", "p2")),)})
    b = persona("B", {"gains": (claim("gains", ("p3", "p4")),)})
    theme = Theme("t", "Arrival messages", (), ("s1",), ("p1",))
    assert tensions([a, b], {"t": theme}) == ("Arrival messages: a pain for A (2 of 3), a gain for B (2 of 3).",)


def test_a_thin_section_is_asked_about_and_a_full_one_is_not() -> None:
    full = {"goals": (claim("goals", ("p1", "p2")),), "pains": (claim("pains", ("p1",)),)}
    asked = {q.section for q in open_questions(full, {"age": 1}, "customer", "Another", 3)}
    assert "goals" not in asked
    assert {"pains", "gains"} <= asked
    assert "trigger" not in asked


def test_the_title_prefers_a_distinct_goal_of_several(english) -> None:
    goal = claim("goals", ("p1", "p2"), text="Leave on time", distinct=True)
    pain = claim("pains", ("p1", "p2", "p3"), text="The phone rings", distinct=True)
    assert title_of({"pains": (pain,), "goals": (goal,)}, {}, english) == "Leave on time"
    assert title_of({}, {}, english) == ""


def test_a_title_speaks_of_what_is_always_so(english) -> None:
    """One day and one amount make no title where something lasting is said, nor does what one person says alone."""
    once = claim("goals", ("p1", "p2"), text="Wanted ninety-three by Friday")
    lasting = claim("pains", ("p1", "p2"), text="The phone is ringing all day")
    alone = claim("goals", ("p1",), text="Leave on time")
    assert title_of({"pains": (lasting,), "goals": (once, alone)}, {}, english) == "The phone is ringing all day"


def test_a_title_may_leave_out_that_it_is_about_them(english) -> None:
    """A claim without its subject is understood, and a time of day is one number."""
    anecdote = claim("pains", ("p1", "p2"), text="Their husband nearly dropped the phone in the water")
    wish = claim("goals", ("p1", "p2"), text="Goes home to the children at two-thirty")
    assert title_of({"pains": (anecdote,), "goals": (wish,)}, {}, english) == "Goes home to the children at two-thirty"


def test_what_two_people_stated_is_not_asked_again() -> None:
    """Wherever it stands on the page: a budget among the facts answers for the section on budgets."""
    asked = {q.section for q in open_questions({}, {"budget": 2, "channels": 1}, "customer and buyer", "x", 3)}
    assert "budget" not in asked
    assert {"channels", "sources", "risk"} <= asked


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("How did you hear of it?", "A man pays with his phone at the fair.", "sources"),
        ("What was the limit?", "The aunt who doesn't pay comes first.", "criteria"),
        ("Whose money is it, what is the budget?", "Nine hundred a month and not a penny more.", "budget"),
        ("And then?", "My boss signs anything over five thousand euros.", "process"),
    ],
)
def test_an_aspect_of_a_decision_goes_by_what_was_asked_and_a_budget_has_an_amount(
    question: str, text: str, expected: str
) -> None:
    said = Statement("s", "t", 0, 0, len(text), "p", text, question=question)
    assert aspect(said, "decision") == expected


def test_how_somebody_wants_to_be_reached_is_no_job() -> None:
    def said(question: str, text: str) -> Statement:
        return Statement("s", "t", 0, 0, len(text), "p", text, question=question)

    assert is_wish_for_contact(said("What's the best way to reach you?", "Text me, after six."))
    assert not is_wish_for_contact(said("What do you do first?", "I ring the office at six."))
    assert not is_wish_for_contact(said("What's the best way to reach you?", "I'm in the cellar till noon."))
