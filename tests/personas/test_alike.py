"""Statements that make one point."""

import numpy as np
import pytest

from interview2persona.model import Statement
from interview2persona.personas.alike import Others, centrality, near_most, nearest_of_each, points

NEAR, FAR = np.array([1.0, 0.0]), np.array([0.0, 1.0])


def said(number: int, person: str, theme: str = "") -> Statement:
    return Statement(f"s{number}", "t.txt", 0, 0, 4, person, "text", theme_id=theme)


def ids(groups) -> list[list[str]]:
    return [[s.statement_id for s in group] for group in groups]


def test_statements_that_point_elsewhere_make_another_point() -> None:
    group = [said(0, "a"), said(1, "b"), said(2, "c")]
    assert ids(points(group, {"s0": NEAR, "s1": NEAR, "s2": FAR})) == [["s0", "s1"], ["s2"]]


def test_a_theme_that_a_person_decided_on_is_one_point_whatever_its_statements_mean() -> None:
    group = [said(0, "a", "t"), said(1, "b", "t"), said(2, "c")]
    places = {"s0": NEAR, "s1": FAR, "s2": NEAR}
    assert ids(points(group, places, frozenset({"t"}))) == [["s0", "s1"], ["s2"]]
    assert ids(points(group, places)) == [["s0", "s2"], ["s1"]]


def test_without_places_the_themes_are_the_points() -> None:
    group = [said(0, "a", "t"), said(1, "b", "t"), said(2, "c"), said(3, "d")]
    assert ids(points(group, {})) == [["s0", "s1"], ["s2"], ["s3"]]
    assert centrality(group[:2], {}) == {"s0": 0.0, "s1": 0.0}


def test_the_nearest_about_the_same_thing_come_first_and_the_far_not_at_all() -> None:
    middle = np.array([0.8, 0.6])
    places = {"s0": NEAR, "s1": FAR, "s2": middle, "s3": NEAR}
    assert [
        s.statement_id for s in Others([said(1, "b"), said(2, "c"), said(3, "d")], places).nearest([said(0, "a")], 0.5)
    ] == [
        "s3",
        "s2",
    ]


def test_without_places_the_same_theme_is_the_same_thing() -> None:
    others = [said(1, "b", "t"), said(2, "c", "u"), said(3, "d")]
    assert [s.statement_id for s in Others(others, {}).nearest([said(0, "a", "t")], 0.5)] == ["s1"]


def test_nothing_is_near_where_nothing_is_known() -> None:
    """No others, or others of which only the words are known."""
    assert Others([], {"s0": NEAR}).nearest([said(0, "a", "t")], 0.5) == []
    assert Others([said(1, "b", "t")], {"s0": NEAR}).nearest([said(0, "a", "t")], 0.5) == []


def test_only_other_people_make_a_statement_central() -> None:
    found = centrality([said(0, "a"), said(1, "a"), said(2, "b")], {"s0": NEAR, "s1": FAR, "s2": NEAR})
    assert found == {"s0": 1.0, "s1": 0.0, "s2": 0.5}


def test_of_very_many_statements_a_sample_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others join the group they are alike, or stay alone; nobody is lost, and nobody counted twice."""
    monkeypatch.setattr("interview2persona.personas.alike.LARGEST", 8)
    everything = [said(n, f"p{n}") for n in range(24)]
    places = {s.statement_id: np.eye(4)[n % 2 if n < 23 else 3] for n, s in enumerate(everything)}
    groups = points(everything, places)
    assert sorted(s.statement_id for g in groups for s in g) == sorted(places)
    assert sorted(map(len, groups))[-2:] == [11, 12]


def test_what_only_a_third_statement_links_is_not_one_point() -> None:
    """Each counts who is near its middle; those who are near somebody at its edge alone are another group."""
    turned = [np.array([np.cos(a), np.sin(a)]) for a in np.radians([0, 50, 100, 150])]
    group = [said(n, f"p{n}") for n in range(4)]
    found = points(group, {s.statement_id: row for s, row in zip(group, turned, strict=True)})
    assert ids(found) == [["s1", "s0", "s2"], ["s3"]]


def test_the_statement_that_most_people_are_near_is_in_the_middle_however_much_one_person_says() -> None:
    places = {"s0": NEAR, "s1": NEAR, "s2": NEAR, "s3": FAR, "s4": FAR}
    group = [said(0, "a"), said(1, "a"), said(2, "a"), said(3, "b"), said(4, "c")]
    assert ids(points(group, places)) == [["s3", "s4"], ["s0", "s1", "s2"]]


def test_who_speaks_for_all_is_near_to_what_most_of_them_say() -> None:
    """A statement on the rim of a group is near its middle, not near what others say."""
    middle, rim = np.array([0.8, 0.6]), np.array([0.0, 1.0])
    group = [said(0, "a"), said(1, "b"), said(2, "c"), said(3, "d")]
    places = {"s0": rim, "s1": middle, "s2": NEAR, "s3": NEAR}
    assert [s.statement_id for s in near_most(group, places)] == ["s1", "s2", "s3"]
    assert near_most(group, {}) == group


def test_of_other_people_what_is_most_alike_comes_next() -> None:
    group = [said(0, "a"), said(1, "b"), said(2, "b"), said(3, "c"), said(4, "a")]
    places = {"s0": NEAR, "s1": FAR, "s2": np.array([0.6, 0.8]), "s3": np.array([0.8, 0.6]), "s4": NEAR}
    assert [s.statement_id for s in nearest_of_each(group[0], group, places)] == ["s0", "s3", "s2", "s1", "s4"]
    assert [s.statement_id for s in nearest_of_each(group[0], group, {})] == ["s0", "s1", "s3", "s2", "s4"]
