"""Columns are found by their usual names, told, or missed with advice."""

from __future__ import annotations

import pytest

from interview2persona.customers.columns import mapped
from interview2persona.errors import TableError


def test_usual_names_are_found_in_any_spelling() -> None:
    found = mapped(["CustomerID", "JobTitle", "year_of_birth", "Number of Employees", "NPS comment", "Ticket"], {})
    assert found.id == "CustomerID"
    assert found.attributes == {"job_title": "JobTitle", "age": "year_of_birth", "company_size": "Number of Employees"}
    assert found.text == ("Ticket", "NPS comment")


def test_names_and_addresses_are_never_read() -> None:
    found = mapped(["id", "First name", "surname", "E-Mail", "phone number", "job title", "shoe size"], {})
    assert found.private == ("First name", "surname", "E-Mail", "phone number")
    assert found.unused == ("shoe size",)


def test_what_is_told_goes_before_what_is_guessed() -> None:
    found = mapped(["id", "age", "jahr", "x"], {"age": "Jahr", "text": ["x"]})
    assert found.attributes == {"age": "jahr"}
    assert found.text == ("x",)
    assert mapped(["age", "job"], {"age": "-"}).attributes == {"job_title": "job"}


def test_an_outcome_is_no_characteristic() -> None:
    assert mapped(["job", "channel"], {}, kept=["channel"]).attributes == {"job_title": "job"}


@pytest.mark.parametrize(
    ("columns", "given", "words"),
    [
        (["job"], {"age": "brith_year"}, "no column 'brith_year'"),
        (["birth_year"], {"age": "brith_year"}, "Did you mean 'birth_year'"),
        (["job"], {"hair": "job"}, "no data point 'hair'"),
        (["colour", "price"], {}, "--column job_title=COLUMN"),
    ],
)
def test_wrong_columns_are_explained(columns: list[str], given: dict[str, str], words: str) -> None:
    with pytest.raises(TableError, match=words):
        mapped(columns, given)
