"""A title stands over a page: it is understood alone, and of several it is the one that most people share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview2persona import language
from interview2persona.model import Claim, Qualities, Statement
from interview2persona.personas.evidence import evidence_of
from interview2persona.personas.titles import title_of

pipeline = language.load()


def claim(section: str, text: str, people: int = 2) -> Claim:
    who = tuple(f"p{n}" for n in range(people))
    return Claim("", section, text, "", who, of=9, interval=(0.0, 1.0), confidence=0.9)


def title(*claims: Claim) -> str:
    sections = {key: [c for c in claims if c.section == key] for key in ("goals", "pains", "gains")}
    return title_of(sections, {}, pipeline)


@pytest.mark.parametrize(
    "pointing",
    [
        "This paragraph needed a table of ratings",
        "It needs a table of ratings",
        "Wants to add some other stuff",
        "Last week, late, not late, earned, not earned",
    ],
)
def test_what_points_elsewhere_or_names_nothing_comes_last(pointing: str) -> None:
    """Nobody who reads the wall knows which paragraph, or what stuff."""
    assert (
        title(claim("goals", pointing), claim("gains", "Sees every van on the map", 1)) == "Sees every van on the map"
    )
    assert title(claim("goals", pointing)) == pointing  # rather than none


def test_what_several_share_comes_before_what_one_wants() -> None:
    assert title(
        claim("goals", "Wants to see every van", 1), claim("pains", "Has to copy every job sheet twice a day")
    ) == ("Has to copy every job sheet twice a day")


def test_a_longer_claim_that_is_understood_comes_before_a_short_one_that_is_not() -> None:
    long = "Wants the drivers to see on the map which of the vans are free in the afternoon"
    assert title(claim("goals", "This paragraph needed a table of ratings"), claim("goals", long, 1)) == long
    assert title(claim("gains", "Sees every van on the map", 1), claim("goals", long)) == "Sees every van on the map"


def test_long_claims_are_no_titles_and_nobody_is_given_one() -> None:
    assert title(claim("goals", "Wants " + "to see the vans " * 6)) == ""


def read(text: str, alone: float, telling: float) -> Statement:
    return Statement(text, "t.txt", 1, 0, len(text), "p0", text, qualities=Qualities(alone, telling))


@pytest.mark.parametrize(("alone", "telling"), [(0.2, 0.9), (0.9, 0.1)])
def test_what_is_not_understood_or_tells_little_gives_way_to_what_does(alone: float, telling: float) -> None:
    """As the network of labels judges; sentences of the same form are not all worth a wall."""
    better, worse = read("Wants to see every van", 0.9, 0.8), read("Wants to find the green folder", alone, telling)
    claims = [replace(claim("goals", s.text, n), evidence=(evidence_of(s),)) for s, n in ((worse, 2), (better, 1))]
    assert title_of({"goals": claims}, {s.statement_id: s for s in (better, worse)}, pipeline) == better.text


def test_a_title_is_a_line_of_the_page_where_any_fits() -> None:
    hidden = replace(claim("goals", "Plan the whole week in an hour", people=3), also_mentioned=True)
    assert (
        title(hidden, claim("pains", "The plan is wrong by nine each morning"))
        == "The plan is wrong by nine each morning"
    )
    assert title(hidden) == "Plan the whole week in an hour"
