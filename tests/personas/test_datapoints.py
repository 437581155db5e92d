"""Data points: what participants stated, as rules over a table of customers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from interview2persona.model import Attribute, DataPoint, Participant, Persona, Statement, Theme
from interview2persona.personas.datapoints import with_data_points

OWNERS = {
    "o1": {"age": "fifty-eight (58)", "job_title": "director, yes, and the owner", "company_size": "thirty-five (35)"},
    "o2": {"age": "62", "job_title": "Owner", "company_size": "nineteen (19); ten fitters (10)"},
    "o3": {"age": "61", "job_title": "founder", "company_size": "31", "location": "[PLACE 3]"},
}
PLANNERS = {
    "p1": {"age": "26", "job_title": "service coordinator", "channels": "phone; WhatsApp", "company_size": "60"},
    "p2": {"age": "38", "job_title": "look after the diary", "channels": "phone; chat"},
    "p3": {"job_title": "formerly heating fitter", "channels": "Phone"},
}


def _personas(dates: tuple[str, ...] = ("2026-01-15", "2026-03-27"), **more: Mapping[str, Mapping[str, str]]) -> list:
    groups = {"owners": OWNERS, "planners": PLANNERS, **more}
    people = [
        Participant(name, f"{name}.txt", name, "customer", {k: Attribute(v) for k, v in stated.items()})
        for group in groups.values()
        for name, stated in group.items()
    ]
    drafts = [
        Persona(key, key, "", "customer", tuple(group), 0.5, None, {}, dates=dates) for key, group in groups.items()
    ]
    return [drafts, people]


def _point(persona: Persona, attribute: str, word: str = "") -> DataPoint:
    found = [d for d in persona.data_points if d.attribute == attribute and (not word or word in d.values)]
    assert len(found) == 1, [d.rule for d in persona.data_points]
    return found[0]


def test_an_age_range_becomes_years_of_birth_for_the_date_of_the_study() -> None:
    """Somebody of 62 in 2026 was born in 1963 or 1964."""
    owners, planners = with_data_points(*_personas())
    age = _point(owners, "age")
    assert (age.low, age.high) == (58, 62)
    assert age.rule == "born 1963 to 1968 (58 to 62 years old in 2026)"
    assert age.participants == ("o1", "o2", "o3")
    assert (age.stated, age.of, age.others, age.others_stated) == (3, 3, 0, 2)
    assert not age.thin
    assert _point(planners, "age").rule == "born 1987 to 2000 (26 to 38 years old in 2026)"


def test_without_a_date_no_year_of_birth_is_made_up() -> None:
    owners, _ = with_data_points(*_personas(dates=()))
    assert _point(owners, "age").rule == "58 to 62 years old, as stated (the interviews have no date)"


def test_the_exact_test_is_fishers() -> None:
    """3 of 3 here and 0 of 2 there: one table of the ten with these sums is as extreme."""
    owners, _ = with_data_points(*_personas())
    age = _point(owners, "age")
    assert age.p_value == pytest.approx(0.1)
    assert age.lift == pytest.approx(5 / 3, abs=0.01)


def test_jobs_bring_their_synonyms_and_former_jobs_do_not_count() -> None:
    owners, planners = with_data_points(*_personas())
    assert {"managing director", "proprietor"} <= set(_point(owners, "job_title", "owner").values)
    planning = _point(planners, "job_title", "planning")
    assert planning.participants == ("p1", "p2")
    assert planning.stated == 2
    assert not any(d.attribute == "job_title" and "trade" in d.values for d in planners.data_points)


def test_a_size_band_covers_the_whole_company_not_a_part_of_it() -> None:
    owners, _ = with_data_points(*_personas())
    size = _point(owners, "company_size")
    assert (size.low, size.high, size.rule) == (10, 49, "10 to 49 people")


def test_one_person_is_thin() -> None:
    _, planners = with_data_points(*_personas())
    assert _point(planners, "channels", "whatsapp").thin
    assert not _point(planners, "channels", "phone").thin


def test_where_a_single_person_lives_is_no_rule() -> None:
    owners, _ = with_data_points(*_personas())
    assert [d for d in owners.data_points if d.attribute == "location"] == []


def test_habits_keep_the_words_of_the_person() -> None:
    drafts, people = _personas()
    said = [
        Statement("s1", "p1.txt", 0, 0, 5, "p1", "I print the day every Friday.", labels=("behaviour",), theme_id="t"),
        Statement("s2", "p2.txt", 0, 0, 5, "p2", "Every friday I print it.", labels=("behaviour",), theme_id="t"),
        Statement("s3", "o1.txt", 0, 0, 5, "o1", "It broke every Friday.", labels=("pain",), theme_id="t"),
    ]
    _, planners = with_data_points(drafts, people, said, [Theme("t", "Print the day", (), (), ())])
    habit = _point(planners, "frequency")
    assert habit.rule == "every friday: Print the day"
    assert habit.participants == ("p1", "p2")
    assert habit.p_value is None  # nobody else said how often


def test_nothing_stated_gives_no_rule() -> None:
    drafts, _ = _personas()
    silent = [Participant(p, f"{p}.txt", p) for persona in drafts for p in persona.participants]
    assert all(p.data_points == () for p in with_data_points(drafts, silent))


def test_sales_people_are_not_counted() -> None:
    drafts, people = _personas()
    told = Participant("s", "s.txt", "s", "sales", {"age": Attribute("about 60 (60)")})
    assert _point(with_data_points(drafts, [*people, told])[0], "age").others == 0
