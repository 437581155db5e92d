"""People are divided into groups, as many as were asked for or as exceed chance most."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interview2persona.personas import divide as module
from interview2persona.personas.bags import Bags
from interview2persona.personas.divide import divide

MakeBags = Callable[..., Bags]


@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_there_are_as_many_groups_as_were_asked_for(bags: MakeBags, count: int) -> None:
    """Nobody is lost, also where everybody is alone."""
    groups = divide(bags(9, 6, 2), 0, 1, count).groups
    assert len(groups) == count
    assert sorted(person for group in groups for person in group) == list(range(9))


@pytest.mark.parametrize("kinds", [2, 3, 4])
def test_groups_that_are_there_are_found_and_counted(bags: MakeBags, kinds: int) -> None:
    """Person n is of kind n modulo the number of kinds."""
    found = divide(bags(12, 12, kinds), 120, 1)
    assert found.p_value <= module.LEVEL
    assert sorted(found.groups) == [tuple(range(kind, 12, kinds)) for kind in range(kinds)]


def test_people_of_one_kind_are_one_group(bags: MakeBags) -> None:
    """Whatever they are drawn from; each number of groups was tried, and why there is one is told."""
    found = divide(bags(9, 12, 1), 120, 1)
    assert found.groups == [tuple(range(9))]
    assert found.p_value > module.LEVEL
    assert list(found.by_size) == [2, 3]


@pytest.mark.parametrize(("people", "most"), [(4, 2), (9, 3), (12, 4), (45, 8)])
def test_there_are_four_people_for_each_group_beyond_the_first(bags: MakeBags, people: int, most: int) -> None:
    """Of four at least two groups can be made, and nobody takes more than eight personas to a workshop."""
    assert max(divide(bags(people, 2, 2), 2, 1).by_size) == most


def test_a_number_that_is_asked_for_is_not_tested(bags: MakeBags, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests are what takes long."""
    asked: list[bool] = []
    real = module.heterogeneity
    monkeypatch.setattr(module, "heterogeneity", lambda *a, **more: asked.append(more["test"]) or real(*a, **more))
    divide(bags(8, 6, 2), 100, 1, 2)
    assert asked == [False]
