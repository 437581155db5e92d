"""Values of interviews and of tables, made comparable."""

from __future__ import annotations

import pytest

from interview2persona.characteristics import items, jobs, number, phrase


@pytest.mark.parametrize(
    ("attribute", "stated", "value"),
    [
        ("age", "fifty-one (51)", 51),
        ("age", "1981", 45),
        ("age", "1981-03-04", 45),
        ("age", "04.03.1981", 45),
        ("age", "in eight years I'm sixty (8 to 60)", None),
        ("age", "unknown", None),
        ("company_size", "Twenty-two of us (22); Eleven engineers (11)", 22),
        ("company_size", "1,200 employees", 1200),
        ("company_size", "10-40", 20),
        ("company_size", "50+", 50),
        ("company_size", "0", None),
        ("tenure", "fourteen months (1.2 years)", 1.2),
        ("tenure", "2019", 7),
    ],
)
def test_numbers(attribute: str, stated: str, value: float | None) -> None:
    assert number(attribute, stated, 2026) == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Managing Directer", {"owner", "head"}),
        ("Service cordinator", {"planning"}),
        ("Fitters", {"trade"}),
        ("Procurment officer", {"purchasing"}),
        ("look after the diary", {"planning"}),
        ("formerly heating fitter", set()),
        ("do the planning, that's most of it, I've got eight engineers on the road", {"planning"}),
        ("Beekeeper", set()),
        ("", set()),
    ],
)
def test_kinds_of_jobs(title: str, kinds: set[str]) -> None:
    """Misspelt titles are understood; other people's jobs and former ones do not count."""
    assert jobs(title) == kinds


def test_lists_and_phrases_leave_placeholders_out() -> None:
    assert items("E-Mail; SMS, [ORG 3] | Phone") == {"e-mail", "text message", "phone"}
    assert phrase("planner at  [ORG 8]") == "planner at"
