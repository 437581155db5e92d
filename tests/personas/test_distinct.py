"""Over-represented themes."""

from interview2persona.personas.distinct import discoveries, distinct, upper_tail


def test_exact_tail_is_that_of_fisher() -> None:
    """3 of 3 in the group, 3 holders among 6 people: 1 of the 20 ways to draw three."""
    assert abs(upper_tail(3, 3, 3, 6) - 1 / 20) < 1e-12


def test_false_discovery_rate_keeps_the_small_values_only() -> None:
    """Benjamini and Hochberg compare the rank-th smallest value with level * rank / tests."""
    assert discoveries([0.001, 0.8, 0.03, 0.04], 0.05) == [True, False, False, False]
    assert discoveries([0.001, 0.8, 0.02, 0.03], 0.05) == [True, False, True, True]


def test_a_theme_of_one_persona_is_distinct_and_a_theme_of_all_is_not() -> None:
    groups = {"p": ["a", "b", "c", "d"], "q": ["e", "f", "g", "h"]}
    found = distinct({"own": ["a", "b", "c", "d"], "common": list("abcdefgh")}, groups)
    assert found == {("p", "own")}
