"""People are divided into groups, as many as were asked for or as chance leaves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interview2persona.personas import divide as module
from interview2persona.personas.bags import Bags
from interview2persona.personas.divide import divide

MakeBags = Callable[..., Bags]


@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_there_are_as_many_groups_as_were_asked_for(bags: MakeBags, count: int) -> None:
    """Nobody is lost, also where everybody is alone; small groups are divided last."""
    groups, _ = divide(bags(9, 6, 2), 0, 1, count)
    assert len(groups) == count
    assert sorted(person for group in groups for person in group) == list(range(9))


def test_a_group_that_need_not_be_divided_is_not_tested(bags: MakeBags, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests are what takes long: of two groups asked for, only everybody is looked at."""
    tested: list[int] = []
    real = module.heterogeneity
    monkeypatch.setattr(module, "heterogeneity", lambda some, *rest: tested.append(some.people) or real(some, *rest))
    divide(bags(8, 6, 2), 0, 1, 2)
    assert tested == [8]
