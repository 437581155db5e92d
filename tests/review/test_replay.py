"""Replaying decisions: what still applies is applied, what cannot be is said, nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from review_study import TOPICS, Small, found, ident, statement, vectors_of

from interview2persona.model import Decision, Themes
from interview2persona.review import log, replay

STEP = iter(range(10**6))


def decide(kind: str, targets: Sequence[str], value: Any, who: str = "ana", **machine: Any) -> Decision:
    """A decision made one moment after the one before."""
    when = f"2024-03-01T10:00:00.{next(STEP):06}+00:00"
    return log.make(kind, targets, value, who, machine=machine, when=when)


def theme_of(themes: Themes, title: str) -> list[str]:
    return list(next(t.statement_ids for t in themes.themes if t.title == title))


def titles(themes: Themes) -> dict[str, int]:
    return {t.title: len(t.statement_ids) for t in themes.themes}


def test_a_title_stays_with_its_statements_whatever_the_themes_are_called(small: Small) -> None:
    """The theme is found by what it consists of: another id, other members, another order do not matter."""
    before = small.themes()
    d = decide("theme-title", theme_of(before, "phone"), "Ringing all day")
    more = Small((*small.people[:-1], 7, 8))  # one person gone, two new
    done = replay.apply_to_themes(more.themes(), [d])
    assert titles(done.result)["Ringing all day"] == 2 * len(more.people)
    assert done.conflicts == ()


def test_the_last_word_wins(small: Small) -> None:
    ids = theme_of(small.themes(), "phone")
    done = replay.apply_to_themes(
        small.themes(), [decide("theme-title", ids, "One"), decide("theme-title", ids, "Two")]
    )
    assert "Two" in titles(done.result)
    assert "One" not in titles(done.result)


def test_merged_themes_are_one_with_all_their_people(small: Small) -> None:
    themes = small.themes()
    parts = [theme_of(themes, "phone"), theme_of(themes, "invoices")]
    d = decide("theme-merge", [*parts[0], *parts[1]], {"parts": parts, "title": "Both"})
    done = replay.apply_to_themes(themes, [d])
    assert titles(done.result) == {"cancellations": 12, "training": 12, "Both": 24}
    both = next(t for t in done.result.themes if t.title == "Both")
    assert {s.theme_id for s in done.result.statements if s.statement_id in parts[1]} == {both.theme_id}
    assert done.changed == {both.theme_id}


def test_merged_themes_keep_what_the_machine_has_elsewhere_now(small: Small) -> None:
    """A re-run that has some of the merged statements in a third theme takes none of them away."""
    themes = small.themes()
    parts = [theme_of(themes, "phone"), theme_of(themes, "invoices")]
    strays = set(parts[0][-2:])
    groups = {title: [s for s in small.statements if title in s.text] for title in TOPICS}
    groups["training"] += [s for s in groups["phone"] if s.statement_id in strays]
    groups["phone"] = [s for s in groups["phone"] if s.statement_id not in strays]
    d = decide("theme-merge", [*parts[0], *parts[1]], {"parts": parts, "title": "Both"})
    done = replay.apply_to_themes(found(small.statements, groups), [d])
    assert titles(done.result) == {"cancellations": 12, "training": 12, "Both": 24}
    assert strays <= set(next(t for t in done.result.themes if t.title == "Both").statement_ids)
    assert len(done.changed) == 2


def test_a_merge_is_satisfied_when_the_machine_made_it_too(small: Small) -> None:
    themes = small.themes()
    parts = [theme_of(themes, "phone"), theme_of(themes, "invoices")]
    d = decide("theme-merge", [*parts[0], *parts[1]], {"parts": parts})
    done = replay.apply_to_themes(small.themes(joined=(2, 1)), [d])
    assert done.conflicts == ()
    assert done.touched[d.decision_id]


def test_a_moved_statement_is_in_the_other_theme_and_only_there(small: Small) -> None:
    themes = small.themes()
    moved, to = theme_of(themes, "phone")[3], theme_of(themes, "invoices")
    done = replay.apply_to_themes(themes, [decide("statement-move", [moved], {"to": to[:5]})])
    holders = [t.title for t in done.result.themes if moved in t.statement_ids]
    assert holders == ["invoices"]


def test_a_correction_is_not_needed_twice(small: Small) -> None:
    """A new statement that says nearly the same as one that was moved goes where that one went."""
    themes = small.themes()
    moved, to, left = theme_of(themes, "phone")[0], theme_of(themes, "invoices"), theme_of(themes, "phone")[1:6]
    d = decide("statement-move", [moved], {"to": to[:5]}, **{"from": left})
    original = next(s for s in themes.statements if s.statement_id == moved)
    new = replace(original, statement_id="s1-aaaaaaaaaa", transcript="P9.txt", participant_id=ident("p", 9))
    statements = [*small.statements, new]
    groups = {name: [s for s in statements if name in s.text] for name in TOPICS}
    done = replay.apply_to_themes(found(statements, groups), [d], vectors_of(statements))
    home = {i: t.title for t in done.result.themes for i in t.statement_ids}
    assert home["s1-aaaaaaaaaa"] == "invoices"
    assert sum(title == "phone" for title in home.values()) == 11


def test_a_split_divides_a_theme_by_its_examples(small: Small) -> None:
    """Everything else goes with the example that it is nearest to."""
    joined = small.themes(joined=(2, 1))
    phone = [s.statement_id for s in small.statements if "phone" in s.text]
    invoices = [s.statement_id for s in small.statements if "invoices" in s.text]
    d = decide("theme-split", [phone[0], invoices[0]], {"parts": [phone[:1], invoices[:1]]})
    done = replay.apply_to_themes(joined, [d], vectors_of(small.statements))
    sets = [set(t.statement_ids) for t in done.result.themes]
    assert set(phone) in sets
    assert set(invoices) in sets
    again = replay.apply_to_themes(small.themes(), [d], vectors_of(small.statements))
    assert again.changed == frozenset()


def test_a_theme_that_fell_apart_is_a_conflict_with_both_sides(small: Small) -> None:
    """No theme holds more of it than another: the decision is listed with what the machine has now."""
    d = decide("theme-title", [s.statement_id for s in small.statements if "phone" in s.text], "Ringing", title="phone")
    half = [s for s in small.statements if "phone" in s.text]
    groups = {"left": half[:6], "right": half[6:], "rest": [s for s in small.statements if "phone" not in s.text]}
    done = replay.apply_to_themes(found(small.statements, groups), [d])
    (conflict,) = done.conflicts
    assert conflict.state == "conflict"
    data = conflict.as_data()
    assert data["decided"] == "Ringing"
    assert data["machine_then"] == {"title": "phone"}
    assert sorted(data["machine_now"]["themes"].values()) == [6, 6]


def test_what_is_not_in_the_study_waits_and_comes_back(small: Small) -> None:
    """Taking a transcript out suspends decisions about it; putting it back puts them in force."""
    themes = small.themes()
    gone = [s.statement_id for s in small.statements if s.participant_id == ident("p", 5)]
    d = decide("labels", gone[:1], ["goal"])
    fewer = Small(small.people[:-1])
    without = replay.apply_to_statements(fewer.themes().statements, [d])
    assert [c.state for c in without.conflicts] == ["waiting"]
    back = replay.apply_to_statements(themes.statements, [d])
    assert next(s for s in back.result if s.statement_id == gone[0]).labels == ("goal",)


def test_two_titled_themes_that_became_one_are_a_conflict(small: Small) -> None:
    themes = small.themes()
    ds = [decide("theme-title", theme_of(themes, t), f"My {t}") for t in ("phone", "invoices")]
    done = replay.apply_to_themes(small.themes(joined=(2, 1)), ds)
    assert [c.decision.value for c in done.conflicts] == ["My invoices"]
    assert "My phone" in titles(done.result)


def test_only_themes_that_were_lost_are_pinned(small: Small) -> None:
    """A theme that is found again needs nothing; one that the machine swallowed or tore apart is held."""
    themes = small.themes()
    ds = [decide("theme-status", theme_of(themes, t), "accepted") for t in ("phone", "training")]
    assert replay.constraints(themes, ds).pinned == ()
    wishes = replay.constraints(small.themes(joined=(0, 3)), ds)
    assert wishes.pinned == ()  # half of a theme twice its size is still most of it
    scattered = {f"{t} {p % 2}": [s for s in small.statements if t in s.text and int(s.transcript[1]) % 2 == p]
                 for t in TOPICS for p in (0, 1)}  # fmt: skip
    wishes = replay.constraints(found(small.statements, scattered), ds)
    assert {frozenset(theme_of(themes, t)) for t in ("phone", "training")} == set(wishes.pinned)


def test_a_move_out_of_a_pinned_theme_is_not_undone_by_the_pin(small: Small) -> None:
    themes = small.themes()
    ids, to = theme_of(themes, "phone"), theme_of(themes, "invoices")
    ds = [decide("theme-status", ids, "pinned"), decide("statement-move", ids[:1], {"to": to[:5]})]
    scattered = {"a": small.statements[::2], "b": small.statements[1::2]}
    (pinned,) = replay.constraints(found(small.statements, scattered), ds).pinned
    assert pinned == frozenset(ids[1:])


def test_labels_and_counting_are_a_persons_to_decide(small: Small) -> None:
    first, second = (s.statement_id for s in small.statements[:2])
    done = replay.apply_to_statements(
        small.statements, [decide("labels", [first], "goal,pain"), decide("discount", [second], True)]
    )
    by_id = {s.statement_id: s for s in done.result}
    assert by_id[first].labels == ("goal", "pain")
    assert by_id[first].probabilities["goal"] == 1.0 if "goal" in by_id[first].probabilities else True
    assert by_id[second].labels == ()
    assert replay.discounted(small.statements, [decide("discount", [second], True)]) == {second}
    taken_back = [decide("discount", [second], True), decide("discount", [second], False)]
    assert replay.discounted(small.statements, taken_back) == frozenset()


def test_moving_a_participant_changes_both_personas(small: Small) -> None:
    a, b = tuple(ident("p", p) for p in (0, 1, 2)), tuple(ident("p", p) for p in (3, 4, 5))
    done = replay.regroup([a, b], [decide("participant-move", [a[0]], {"to": list(b)})])
    assert set(done.result) == {tuple(sorted([*b, a[0]])), tuple(sorted(a[1:]))}


def test_personas_merge_split_and_are_rejected(small: Small) -> None:
    a, b = [ident("p", p) for p in (0, 1, 2)], [ident("p", p) for p in (3, 4, 5)]
    merged = replay.regroup([a, b], [decide("persona-merge", [*a, *b], {"parts": [a, b]})])
    assert merged.result == (tuple(sorted(a + b)),)
    split = replay.regroup([a, b], [decide("persona-split", a, {"parts": [a[:2], a[2:]]})])
    assert set(split.result) == {tuple(sorted(a[:2])), tuple(a[2:]), tuple(sorted(b))}
    rejected = replay.regroup([a, b], [decide("persona-status", a, "rejected")])
    assert rejected.result == (tuple(sorted(b)),)


def test_an_accepted_persona_keeps_its_people(small: Small) -> None:
    """When a re-run deals its people to others, they come back together."""
    a = [ident("p", p) for p in (0, 1, 2)]
    dealt = [[ident("p", 0), ident("p", 3)], [ident("p", 1), ident("p", 4)], [ident("p", 2), ident("p", 5)]]
    done = replay.regroup(dealt, [decide("persona-status", a, "accepted")])
    assert tuple(sorted(a)) in done.result


def test_words_of_personas_and_claims_are_a_persons_to_choose(small: Small) -> None:
    personas = small.personas(small.themes())
    persona = personas.personas[0]
    pain = persona.sections["pains"][0]
    ids = [e.statement_id for e in pain.evidence]
    ds = [
        decide("persona-name", persona.participants, "Sandy Shore"),
        decide("claim-text", ids, "Cancellations eat the day", section="pains"),
        decide("promote-quote", ids, ids[-1], section="pains"),
        decide("claim-order", ids, 2, section="pains"),
    ]
    done = replay.apply_to_personas(personas, ds).result.personas[0]
    assert done.name == "Sandy Shore"
    claim = next(c for c in done.sections["pains"] if c.claim_id == pain.claim_id)
    assert (claim.text, claim.status) == ("Cancellations eat the day", "edited")
    assert claim.evidence[0].statement_id == ids[-1]
    assert done.sections["pains"].index(claim) == 1


def test_a_rejected_claim_leaves_the_page_and_the_title(small: Small) -> None:
    personas = small.personas(small.themes())
    goal = personas.personas[0].sections["goals"][0]
    assert personas.personas[0].title == goal.text
    d = decide("claim-status", [e.statement_id for e in goal.evidence], "rejected", section="goals")
    done = replay.apply_to_personas(personas, [d]).result.personas[0]
    assert done.sections["goals"] == ()
    assert done.title != goal.text


def test_a_claim_moves_to_another_section_and_stays_there(small: Small) -> None:
    personas = small.personas(small.themes())
    goal = personas.personas[0].sections["goals"][0]
    d = decide("claim-section", [e.statement_id for e in goal.evidence], "gains", section="goals")
    once = replay.apply_to_personas(personas, [d]).result
    twice = replay.apply_to_personas(once, [d])
    assert once.personas[0].sections["gains"][0].claim_id == goal.claim_id
    assert twice.result == once
    assert twice.conflicts == ()


def test_attributes_can_be_set_and_removed(small: Small) -> None:
    from interview2persona.model import Attribute, Participant

    p = Participant("p1-abcdef", "a.txt", "A", attributes={"age": Attribute("40", "s1-aaaaaa")})
    ds = [decide("attribute", ["p1-abcdef"], "job_title=dispatcher"), decide("attribute", ["p1-abcdef"], "age="),
          decide("attribute", ["p1-abcdef"], "kind=sales")]  # fmt: skip
    (done,) = replay.apply_to_cast([p], ds).result
    assert {k: v.value for k, v in done.attributes.items()} == {"job_title": "dispatcher"}
    assert done.kind == "sales"


@pytest.mark.parametrize("people", [(0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 6, 7), (3, 4, 5, 6, 7, 8)])
@pytest.mark.parametrize("joined", [None, (2, 1), (0, 3)])
def test_no_decision_is_ever_dropped(small: Small, people: tuple[int, ...], joined: tuple[int, int] | None) -> None:
    """Whatever happens to the study, each decision is in force or listed."""
    themes, personas = small.themes(), small.personas(small.themes())
    parts = [theme_of(themes, "phone"), theme_of(themes, "invoices")]
    claim = personas.personas[0].sections["pains"][0]
    ds = [
        decide("labels", [statement(5, 1).statement_id], ["gain"]),
        decide("discount", [statement(0, 0).statement_id], True),
        decide("theme-title", parts[0], "Ringing"),
        decide("theme-apart", [*parts[0], *parts[1]], {"parts": parts}),
        decide("statement-move", [statement(4, 3).statement_id], {"to": parts[0][:5]}),
        decide("theme-split", [parts[0][0], parts[0][-1]], {"parts": [parts[0][:1], parts[0][-1:]]}),
        decide("persona-name", personas.personas[1].participants, "Sandy"),
        decide("participant-move", [ident("p", 5)], {"to": list(personas.personas[0].participants)}),
        decide("claim-text", [e.statement_id for e in claim.evidence], "A line", section="pains"),
    ]
    now = Small(people)
    found_now = now.themes(joined)
    made = now.personas(found_now)
    outcomes = [
        replay.apply_to_statements(found_now.statements, ds),
        replay.apply_to_themes(found_now, ds),
        replay.regroup([p.participants for p in made.personas], ds),
        replay.apply_to_personas(made, ds),
    ]
    accounted = {k for o in outcomes for k in o.touched} | {
        c.decision.decision_id for o in outcomes for c in o.conflicts
    }
    assert accounted == {d.decision_id for d in ds}


def test_a_line_that_is_made_no_more_is_a_conflict_and_one_whose_transcript_is_gone_waits(small: Small) -> None:
    """The statements are there, but they carry no line any more; or they are not there at all."""
    personas = small.personas(small.themes())
    d = decide("claim-text", [statement(0, 0).statement_id, statement(1, 0).statement_id], "Words", section="gains")
    ids = [s.statement_id for s in small.statements]
    (made_no_more,) = replay.apply_to_personas(personas, [d], ids).conflicts
    assert made_no_more.state == "conflict"
    gone = decide("claim-text", ["s1-ffffffffff"], "Words", section="gains")
    assert [c.state for c in replay.apply_to_personas(personas, [gone], ids).conflicts] == ["waiting"]
