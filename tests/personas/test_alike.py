"""Parts of a theme that say the same."""

import numpy as np

from interview2persona.model import Statement
from interview2persona.personas.alike import centrality, parts


def said(number: int, person: str) -> Statement:
    return Statement(f"s{number}", "t.txt", 0, 0, 4, person, "text")


def test_statements_that_point_elsewhere_are_a_part_of_their_own() -> None:
    near, far = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    group = [said(0, "a"), said(1, "b"), said(2, "c")]
    vectors = {"s0": near, "s1": near, "s2": far}
    assert [[s.statement_id for s in part] for part in parts(group, vectors)] == [["s0", "s1"], ["s2"]]


def test_without_vectors_a_theme_stays_whole() -> None:
    group = [said(0, "a"), said(1, "b")]
    assert parts(group, {}) == [group]
    assert centrality(group, {}) == {"s0": 0.0, "s1": 0.0}


def test_only_other_people_make_a_statement_central() -> None:
    near, far = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    found = centrality([said(0, "a"), said(1, "a"), said(2, "b")], {"s0": near, "s1": far, "s2": near})
    assert found == {"s0": 1.0, "s1": 0.0, "s2": 0.5}
