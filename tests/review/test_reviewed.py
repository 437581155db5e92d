"""Decisions between the stages: what is asked of the clusterer, and what personas are made from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from review_study import TOPICS, Small, found, vectors_of
from test_replay import decide, theme_of

from interview2persona.model import Themes
from interview2persona.reviewed import Reviewed
from interview2persona.themes.constraints import Constraints


class Clusterer:
    """Tears every theme in two unless it is pinned; remembers what it was asked."""

    def __init__(self, small: Small) -> None:
        self.small, self.asked = small, []  # type: ignore[var-annotated]

    def __call__(self, rows: Sequence[int], constraints: Constraints | None) -> Themes:
        self.asked.append((len(rows), constraints))
        statements = [self.small.statements[i] for i in rows]
        pinned = constraints.pinned if constraints else ()
        taken = {i for group in pinned for i in group}
        groups = {f"pinned {n}": [s for s in statements if s.statement_id in g] for n, g in enumerate(pinned)}
        rest = [s for s in statements if s.statement_id not in taken]
        for name in TOPICS:
            for half in (0, 1):
                some = [s for s in rest if name in s.text and int(s.transcript[1]) % 2 == half]
                groups |= {f"{name} {half}": some} if some else {}
        return found(statements, groups)


def corrected(small: Small, reviewed: Reviewed, find: Clusterer) -> Themes:
    nothing: Any = None  # no language is needed as long as no theme changes its members
    return reviewed.themes(small.statements, vectors_of(small.statements), (), nothing, find)


def test_nothing_decided_changes_nothing_and_asks_once(small: Small) -> None:
    find = Clusterer(small)
    assert corrected(small, Reviewed(), find) == find(range(len(small.statements)), None)
    assert find.asked[0] == (48, None)


def test_a_theme_that_was_lost_is_pinned_and_found(small: Small) -> None:
    """The clusterer is asked again with the theme held; it then bears its title and state."""
    ids = theme_of(small.themes(), "phone")
    reviewed = Reviewed([decide("theme-title", ids, "Ringing"), decide("theme-status", ids, "accepted")])
    find = Clusterer(small)
    themes = corrected(small, reviewed, find)
    assert [c and [set(g) for g in c.pinned] for _, c in find.asked] == [None, [set(ids)]]
    ringing = next(t for t in themes.themes if t.title == "Ringing")
    assert set(ringing.statement_ids) == set(ids)
    assert ringing.status == "accepted"
    assert len(themes.themes) == 7


def test_what_does_not_count_is_not_clustered_and_keeps_its_place(small: Small) -> None:
    out = small.statements[5].statement_id
    reviewed = Reviewed([decide("discount", [out], True)])
    find = Clusterer(small)
    themes = corrected(small, reviewed, find)
    assert find.asked[0][0] == 47
    assert [s.statement_id for s in themes.statements] == [s.statement_id for s in small.statements]
    assert themes.statements[5].theme_id == ""


def test_personas_are_made_without_rejected_themes(small: Small) -> None:
    """They stay in the tables with their state, and no line of a persona rests on them."""
    themes = small.themes()
    reviewed = Reviewed([decide("theme-status", theme_of(themes, "phone"), "rejected")])
    find = lambda rows, constraints: themes  # noqa: E731 (a clusterer that finds the same)
    nothing: Any = None
    done = reviewed.themes(small.statements, vectors_of(small.statements), (), nothing, find)
    assert {t.title: t.status for t in done.themes}["phone"] == "rejected"
    statements, kept, rows = reviewed.material(done)
    assert {t.title for t in kept} == set(TOPICS) - {"phone"}
    assert len(statements) == len(rows) == 36
    assert [done.statements[i] for i in rows] == list(statements)
    assert not any("phone" in s.text for s in statements)
