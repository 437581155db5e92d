"""Whatever is decided, in whatever order: taking all of it back leaves no trace."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_study import TOPICS, Small, ident, vectors_of

from interview2persona.model import Decision
from interview2persona.review import log, replay

STUDY = Small(tuple(range(5)))
THEMES = STUDY.themes()
PERSONAS = STUDY.personas(THEMES)
VECTORS = vectors_of(THEMES.statements)
IDS = [s.statement_id for s in STUDY.statements]
PEOPLE = [ident("p", p) for p in STUDY.people]
some_ids = st.lists(st.sampled_from([*IDS, "s1-ffffffffff"]), min_size=1, max_size=8, unique=True)
some_people = st.lists(st.sampled_from([*PEOPLE, "p1-ffffffffff"]), min_size=1, max_size=4, unique=True)
section = st.sampled_from(["pains", "goals", "gains"])


def parts(of: st.SearchStrategy[list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    """Two or more groups, each id in one of them only."""
    groups = st.lists(of, min_size=2, max_size=3, unique_by=min)
    return groups.filter(lambda gs: len({i for g in gs for i in g}) == sum(map(len, gs))).map(lambda gs: {"parts": gs})


CHOICES: st.SearchStrategy[tuple[str, list[str], Any]] = st.one_of(
    st.tuples(st.just("labels"), some_ids, st.sampled_from(["pain", "goal,gain", "none"])),
    st.tuples(st.just("discount"), some_ids, st.booleans()),
    st.tuples(st.just("statement-move"), some_ids, some_ids.map(lambda to: {"to": to})),
    st.tuples(st.just("theme-title"), some_ids, st.sampled_from(TOPICS)),
    st.tuples(st.just("theme-status"), some_ids, st.sampled_from(["accepted", "rejected", "pinned"])),
    st.tuples(st.sampled_from(["theme-merge", "theme-apart", "theme-split"]), some_ids, parts(some_ids)),
    st.tuples(st.sampled_from(["persona-merge", "persona-split"]), some_people, parts(some_people)),
    st.tuples(st.just("participant-move"), some_people, some_people.map(lambda to: {"to": to})),
    st.tuples(st.sampled_from(["persona-name", "persona-title"]), some_people, st.just("Words")),
    st.tuples(st.just("persona-status"), some_people, st.sampled_from(["accepted", "rejected"])),
    st.tuples(st.just("attribute"), some_people, st.just("age=40")),
    st.tuples(st.just("claim-text"), some_ids, st.just("Words")),
    st.tuples(st.just("claim-status"), some_ids, st.sampled_from(["accepted", "rejected"])),
    st.tuples(st.just("claim-section"), some_ids, section),
    st.tuples(st.just("claim-order"), some_ids, st.integers(1, 4)),
    st.tuples(st.just("note"), some_ids, st.just("Words")),
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def made(choices: list[tuple[str, list[str], Any]]) -> list[Decision]:
    return [
        log.make(kind, targets, value, "ana", when=f"2024-03-01T10:00:00.{n:06}+00:00", machine={"section": "pains"})
        for n, (kind, targets, value) in enumerate(choices)
    ]


def state(decisions: list[Decision]) -> tuple[Any, ...]:
    """Everything that decisions can change."""
    now = replay.active(decisions)
    said = replay.apply_to_statements(THEMES.statements, now)
    themes = replay.apply_to_themes(THEMES, now, VECTORS)
    groups = replay.regroup([p.participants for p in PERSONAS.personas], now)
    personas = replay.apply_to_personas(PERSONAS, now)
    wishes = replay.constraints(THEMES, now)
    return said.result, themes.result, groups.result, personas.result, wishes


@given(st.lists(CHOICES, max_size=12))
@QUICK
def test_undoing_everything_gives_the_untouched_state(choices: list[tuple[str, list[str], Any]]) -> None:
    decisions = made(choices)
    undone = decisions + [log.make("undo", [d.decision_id], None, "ana") for d in reversed(decisions)]
    assert state(undone) == state([])


@given(st.lists(CHOICES, min_size=1, max_size=8))
@QUICK
def test_undoing_an_undo_gives_back_what_was_decided(choices: list[tuple[str, list[str], Any]]) -> None:
    decisions = made(choices)
    undo = log.make("undo", [d.decision_id for d in decisions], None, "ana")
    again = log.make("undo", [undo.decision_id], None, "ana")
    assert state([*decisions, undo, again]) == state(decisions)


@given(st.lists(CHOICES, max_size=10))
@QUICK
def test_every_statement_stays_and_is_in_one_theme_at_most(choices: list[tuple[str, list[str], Any]]) -> None:
    """No sequence of decisions loses a statement, doubles it, or leaves a theme without members."""
    themes = replay.apply_to_themes(THEMES, replay.active(made(choices)), VECTORS).result
    held = [i for t in themes.themes for i in t.statement_ids]
    assert len(held) == len(set(held))
    assert all(t.statement_ids and t.participant_ids for t in themes.themes)
    assert {s.statement_id for s in themes.statements} == set(IDS)
    home = {i: t.theme_id for t in themes.themes for i in t.statement_ids}
    assert all(s.theme_id == home.get(s.statement_id, "") for s in themes.statements)


@given(st.lists(CHOICES, max_size=8))
@QUICK
def test_every_decision_is_in_force_or_listed(choices: list[tuple[str, list[str], Any]]) -> None:
    decisions = [d for d in made(choices) if d.kind not in ("note", "attribute")]
    outcomes = (
        replay.apply_to_statements(THEMES.statements, decisions),
        replay.apply_to_themes(THEMES, decisions, VECTORS),
        replay.regroup([p.participants for p in PERSONAS.personas], decisions),
        replay.apply_to_personas(PERSONAS, decisions),
    )
    accounted = {key.split("/")[0] for o in outcomes for key in o.touched}
    accounted |= {c.decision.decision_id for o in outcomes for c in o.conflicts}
    assert {d.decision_id for d in decisions} - accounted == set()


@given(st.lists(CHOICES, max_size=8))
@QUICK
def test_the_order_of_lines_in_the_log_does_not_matter(choices: list[tuple[str, list[str], Any]]) -> None:
    """Logs are merged by appending; what counts is when something was decided."""
    decisions = made(choices)
    assert state(list(reversed(decisions))) == state(decisions)
