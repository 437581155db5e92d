"""Personal data with a form of its own, written and spoken."""

import itertools

import pytest

from interview2persona.statements.privacy import patterns


def found(text: str) -> list[tuple[str, str]]:
    return [(f.kind, text[f.start : f.end]) for f in patterns.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to anna.berg+x@firm.example, please.", [("EMAIL", "anna.berg+x@firm.example")]),
        ("It's anna at bergbau dot example, all lower case.", [("EMAIL", "anna at bergbau dot example")]),
        ("j dot smith at my dash firm dot co dot uk", [("EMAIL", "j dot smith at my dash firm dot co dot uk")]),
        ("Ring me on 020 7946 0018 after six.", [("PHONE", "020 7946 0018")]),
        ("It's +49 (0)30 123456-78.", [("PHONE", "+49 (0)30 123456-78")]),
        ("204-555-0183, that's the desk.", [("PHONE", "204-555-0183")]),
        (
            "my number is oh double seven nine four six five one two",
            [("PHONE", "oh double seven nine four six five one two")],
        ),
        ("The IBAN is DE89 3704 0044 0532 0130 00.", [("ACCOUNT", "DE89 3704 0044 0532 0130 00")]),
        ("card 4111 1111 1111 1111 please", [("ACCOUNT", "4111 1111 1111 1111")]),
        ("We're at 12 Mill Lane now.", [("ADDRESS", "12 Mill Lane")]),
        ("Die Werkstatt ist in der Lindenstraße 14b.", [("ADDRESS", "Lindenstraße 14b")]),
    ],
)
def test_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    """Each kind of personal data is found whole, and nothing around it."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "On 2026-03-27 and on 12.04.2026 we met.",
        "It cost 1,250,000 or 10 000 000 in all.",
        "From 2019-2023 it was €1200000.50 a year.",
        "We looked at one dot on the map at noon.",
        "One, two, three, and off we went at 10:30.",
        "Two hundred of the four thousand.",
    ],
)
def test_ordinary_numbers_stay(text: str) -> None:
    """Dates, sums, years and counting are no phone numbers."""
    assert found(text) == []


def test_found_spans_never_overlap() -> None:
    """Where two patterns could match, one of them wins."""
    spans = patterns.find("call +44 20 7946 0018 or mail a@b.example or 4111 1111 1111 1111 at 3 High Street")
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert {f.kind for f in spans} == {"PHONE", "EMAIL", "ACCOUNT", "ADDRESS"}
