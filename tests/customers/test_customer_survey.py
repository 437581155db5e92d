"""The typing tool: few questions, and an accuracy that was not measured on its own material."""

from __future__ import annotations

import pytest
from small_harbour import make_study

from interview2persona.assignment import pages
from interview2persona.customers.study import Finished
from interview2persona.customers.survey import Split, survey


def test_one_question_is_enough_where_one_tells_all(harbour: Finished) -> None:
    found = survey(harbour)
    assert len(found.questions) == 1
    assert (found.right, found.of, found.chance) == (10, 10, 5)
    assert isinstance(found.tree, Split)
    assert sum(sum(leaf.people) for leaf in (found.tree.below, found.tree.above) if not isinstance(leaf, Split)) == 10


def test_where_nothing_tells_the_accuracy_is_honest() -> None:
    """All say the same of themselves: left out, nobody can be typed better than by chance."""
    same = {"job_title": "Clerk", "age": "40", "company_size": "50", "channels": "phone", "industry": ""}
    alike = make_study(**{f"{kind}{i}": same for kind in ("owner", "clerk") for i in range(5)})
    found = survey(alike)
    assert found.right <= found.chance


def test_the_page_asks_for_years_and_says_what_to_expect(harbour: Finished) -> None:
    page = "\n".join(pages.survey(survey(harbour), harbour))
    assert "right for 10 of 10 people (72% to 100%)" in page
    assert "first draft" in page
    assert "**Birch** (5 of the 5 participants who answer so)" in page


@pytest.mark.parametrize("people", [1, 2])
def test_a_tiny_study_still_gives_a_page(people: int) -> None:
    tiny = make_study(people=people)
    page = "\n".join(pages.survey(survey(tiny), tiny))
    assert f"of {2 * people} people" in page
    assert "first draft" in page
