"""What points to few people is said more coarsely on pages for others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview2persona.model import Attribute, Kind, Participant
from interview2persona.statements.privacy.cells import WITHHELD, coarsened
from interview2persona.statements.privacy.generalise import STEPS


def person(number: int, kind: Kind = "customer", **stated: str) -> Participant:
    return Participant(f"p{number}", "a.txt", "", kind, {name: Attribute(value) for name, value in stated.items()})


def told(people: Sequence[Participant], name: str, k: int = 3) -> list[str]:
    """What is told of each in one large group."""
    found = coarsened(people, [[p.participant_id for p in people]], k)
    return [p.attributes[name].value if name in p.attributes else "" for p in found]


def test_what_enough_people_share_stays_as_it_was_said() -> None:
    people = [person(n, job_title="Nurse") for n in range(3)]
    assert told(people, "job_title") == ["Nurse"] * 3


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("age", ["31", "thirty-four (34)", "39", "38"], ["thirties"] * 4),
        ("age", ["26", "34", "39", "28"], ["under forty"] * 4),
        ("company_size", ["eight of us (8)", "4", "nine", "2"], ["fewer than ten people"] * 2 + [WITHHELD] + ["few"]),
        ("job_title", ["service coordinator", "trip coordinator", "ward coordinator"], ["coordinator"] * 3),
        ("job_title", ["founder", "head of sales", "operations director"], ["owner or manager"] * 3),
        (
            "job_title", ["poet", "poet", "poet", "night nurse", "ward nurse", "a nurse", "baker", "tailor", "clown"],
            ["poet"] * 3 + ["nurse"] * 3 + [WITHHELD] * 3,
        ),
        (
            "job_title", ["poet", "poet", "poet", "baker", "tailor", "janitor", "head of sales"],
            ["poet"] * 3 + ["another occupation"] * 3 + [WITHHELD],
        ),
        ("household", ["my wife", "My husband", "a girlfriend"], ["partner"] * 3),
        ("household", ["my wife", "two kids", "my husband; our son"], ["family"] * 3),
        ("location", ["Ghent", "Ghent", "Lyon", "Ghent"], ["Ghent", "Ghent", WITHHELD, "Ghent"]),
        ("region", ["north", "south", "north", "north"], ["north", WITHHELD, "north", "north"]),
        ("tools", ["Excel", "paper", "WhatsApp"], ["Excel", "paper", "WhatsApp"]),
    ],
)  # fmt: skip
def test_each_attribute_has_its_steps(name: str, values: list[str], expected: list[str]) -> None:
    """The step is the one at which most people can be told of, and of several the finest."""
    found = told([person(n, **{name: value}) for n, value in enumerate(values)], name)
    if expected[-1] == "few":
        assert found[:2] + found[3:] == ["fewer than ten people"] * 3
        assert found[2] == WITHHELD  # a size without figures
    else:
        assert found == expected


def test_no_coarser_value_holds_a_digit() -> None:
    """A page takes digits for an age or a size that somebody named."""
    for name in ("age", "company_size"):
        for step in STEPS[name]:
            assert not any(c.isdigit() for n in range(1, 600) for c in step(str(n)))


def test_counts_of_a_page_do_not_tell_of_a_combination_of_few() -> None:
    """Three are in charge and three are in their fifties, but only one is both, and is alone on a page."""
    people = [
        person(0, job_title="owner", age="51"),
        person(1, job_title="owner", age="33"),
        person(2, job_title="owner", age="34"),
        person(3, job_title="nurse", age="55"),
        person(4, job_title="nurse", age="56"),
        person(5, job_title="nurse", age="36"),
    ]
    alone, *_ = coarsened(people, [["p0"], ["p1", "p2", "p3", "p4", "p5"]], 3)
    assert sorted(a.value for a in alone.attributes.values()) in (["owner", WITHHELD], ["fifties", WITHHELD])


def test_sales_and_service_staff_do_not_make_a_crowd() -> None:
    people = [person(n, job_title="owner") for n in range(2)] + [person(2, "sales", job_title="owner")]
    assert told(people, "job_title") == [WITHHELD, WITHHELD, "owner"]


def test_one_means_that_nothing_is_withheld() -> None:
    people = [person(0, age="51"), person(1, age="20")]
    assert told(people, "age", k=1) == ["51", "20"]


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "age": st.sampled_from(["23", "31", "38", "52", "57", "64", "no idea"]),
        "job_title": st.sampled_from(["owner", "nurse", "ward nurse", "head", "plan the day"]),
        "location": st.sampled_from(["Ghent", "Lyon"]),
        "household": st.sampled_from(["my wife", "my son", "my wife; two kids", "a dog"]),
    },
)


@given(st.lists(VALUES, min_size=1, max_size=12), st.integers(1, 5), st.integers(2, 4))
def test_nobody_on_a_small_page_is_alone_with_what_is_told(rows: list[dict[str, str]], size: int, k: int) -> None:
    """Whoever is alone on a page shares all that it tells with k people of the study."""
    people = [person(n, **row) for n, row in enumerate(rows)]
    ids = [p.participant_id for p in people]
    groups = [ids[:1], *[ids[at : at + size] for at in range(1, len(ids), size)]]
    found = coarsened(people, groups, k)
    shown = {n: a.value for n, a in found[0].attributes.items() if a.value != WITHHELD}
    everyone = [{n: a.value for n, a in p.attributes.items()} for p in coarsened(people, [], k)]
    assert not shown or sum(shown.items() <= row.items() for row in everyone) >= k
