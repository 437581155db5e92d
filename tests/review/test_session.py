"""The session: what it asks, what it keeps, and that nothing confirmed is lost. No terminal is needed for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from review_study import Scripted, one_by_one

from interview2persona.review import log
from interview2persona.review.active import active
from interview2persona.review.cards import card
from interview2persona.review.draft import Draft
from interview2persona.review.questions import Scope
from interview2persona.review.session import Answer


def session(draft: Draft, kept: log.Log, *answers: Answer, scope: Scope | None = None, who: str = "ana") -> Scripted:
    made = Scripted(draft, kept, who, scope, answer=one_by_one(*answers))
    made.run()
    return made


def abouts(made: Scripted) -> list[str]:
    return [shown.question.about for shown in made.cards]


def test_what_matters_most_is_asked_first(draft: Draft, kept: log.Log) -> None:
    """Uncertain roles, fragile themes, near-duplicates, doubtful statements, people between personas, lone claims."""
    made = Scripted(draft, kept, "ana", answer=lambda _: Answer("quit"))
    order = list(dict.fromkeys(q.about for q in made.questions))
    assert order == ["voice", "theme", "pair", "statement", "participant"]
    assert all(q.ident != v.voice_id for q in made.questions for v in draft.voices if v.role == "interviewer")


def test_one_key_accepts_and_the_next_is_asked(draft: Draft, kept: log.Log) -> None:
    made = session(draft, kept, *[Answer("accept")] * 6, Answer("accept"))
    assert abouts(made) == ["voice"] * 6 + ["theme"] * 2
    kinds = [d.kind for d in kept.read().decisions]
    assert kinds == ["role"] * 6 + ["theme-status"]
    assert made.progress.done == 7


def test_it_is_on_the_disk_before_it_is_told(draft: Draft, kept: log.Log) -> None:
    """Whoever reads "Saved d1-..." can find that decision in the file at that moment."""
    seen: list[bool] = []

    class Watching(Scripted):
        def tell(self, message: str) -> None:
            key = message.split()[1].rstrip(":")
            seen.append(key in kept.path.read_text())

    Watching(draft, kept, "ana", answer=one_by_one(Answer("accept"), Answer("participant"))).run()
    assert seen == [True, True]


def test_a_renamed_theme_is_shown_with_its_new_name(draft: Draft, kept: log.Log) -> None:
    scope = Scope(only="themes")
    made = session(draft, kept, Answer("name", "Ringing"), Answer("back"), scope=scope)
    assert made.cards[0].heading != made.cards[2].heading == "Theme: Ringing"


def test_undo_takes_back_the_last_and_asks_it_again(draft: Draft, kept: log.Log) -> None:
    made = session(draft, kept, Answer("accept"), Answer("undo"))
    assert made.cards[0].question.ident == made.cards[2].question.ident
    assert active(kept.read().decisions) == []
    assert [d.kind for d in kept.read().decisions] == ["role", "undo"]


def test_undo_leaves_other_peoples_decisions_alone(draft: Draft, kept: log.Log) -> None:
    session(draft, kept, Answer("accept"), who="ben")
    made = session(draft, kept, Answer("undo"))
    assert len(active(kept.read().decisions)) == 1
    assert "nothing of yours" in made.told[0]


def test_skipped_questions_come_last_and_are_asked_again_next_time(draft: Draft, kept: log.Log) -> None:
    first = session(draft, kept, Answer("skip"), Answer("skip"))
    skipped = {first.cards[0].question.key, first.cards[1].question.key}
    second = session(draft, kept)
    assert second.cards[0].question.key == first.cards[2].question.key not in skipped
    everything = Scripted(draft, kept, "ana", answer=lambda _: Answer("skip"))
    everything.run()
    assert skipped <= {shown.question.key for shown in everything.cards}


def test_quitting_and_coming_back_goes_on_where_one_was(draft: Draft, kept: log.Log) -> None:
    first = session(draft, kept, Answer("accept"), Answer("skip"), Answer("accept"))
    second = session(draft, kept)
    assert second.cards[0].question.key == first.cards[-1].question.key


def test_back_asks_the_question_before(draft: Draft, kept: log.Log) -> None:
    made = session(draft, kept, Answer("accept"), Answer("back"), Answer("interviewer"))
    keys = [shown.question.key for shown in made.cards]
    assert keys[0] == keys[2]
    assert keys[1] == keys[3]
    assert [d.value for d in kept.read().decisions] == ["participant", "interviewer"]


def test_what_cannot_be_done_is_said_and_asked_again(draft: Draft, kept: log.Log) -> None:
    made = session(draft, kept, Answer("labels", "joy"), scope=Scope(only="statements"))
    assert made.told[0].startswith("Not possible: joy")
    assert made.cards[0].question == made.cards[1].question
    assert kept.read().decisions == ()


def test_merged_themes_are_asked_about_once(draft: Draft, kept: log.Log) -> None:
    scope = Scope(only="themes")

    def merging(shown: Any) -> Answer:
        return Answer("merge", shown.choices[0].ident) if not merged else Answer("accept")

    merged: list[int] = []
    made = Scripted(draft, kept, "ana", scope, answer=lambda c: (merging(c), merged.append(1))[0])
    made.run()
    assert abouts(made).count("theme") == 3


def test_notes_search_and_context_stay_with_the_question(draft: Draft, kept: log.Log) -> None:
    scope = Scope(only="themes")
    made = Scripted(draft, kept, "ana", scope, answer=one_by_one())
    hit = made.search("invoices person 3")[0].ident
    first = made.questions[0]
    quote = made.view.members(first.ident)[0].statement_id
    made.answer = one_by_one(
        Answer("note", "Ask about this"), Answer("context", quote), Answer("open", hit), Answer("skip")
    )
    made.run()
    assert [shown.question.ident for shown in made.cards] == [first.ident] * 3 + [hit, first.ident]
    assert kept.read().decisions[0].kind == "note"
    assert any(line.startswith(">") and "Person" in line for line in made.shown)


def test_a_conflict_is_asked_again_with_both_sides(output: Path, kept: log.Log, draft: Draft) -> None:
    """After a re-run, what could not be kept comes first; deciding again replaces the old decision."""
    from dataclasses import replace

    theme = draft.themes.themes[0]
    other = draft.themes.themes[1]
    half = [*theme.statement_ids[:4], *other.statement_ids[:4]]
    d = log.make("theme-title", half, "Ringing", "ana")
    kept.append([d])
    listed = {"decision_id": d.decision_id, "state": "conflict", "reason": "Of its 8 statements ...",
              "machine_now": {"themes": {theme.theme_id: 4, other.theme_id: 4}}}  # fmt: skip
    made = session(replace(draft, conflicts=(listed,)), kept, Answer("drop"))
    assert made.cards[0].question.about == "conflict"
    assert any("Ringing" in fact for fact in made.cards[0].facts)
    assert any(theme.title in fact and other.title in fact for fact in made.cards[0].facts)
    assert made.cards[1].question.about == "voice"
    assert active(kept.read().decisions) == []


def test_everything_and_single_sorts_can_be_gone_through(draft: Draft, kept: log.Log) -> None:
    whole = Scripted(draft, kept, "ana", Scope(everything=True), answer=one_by_one())
    assert {q.about for q in whole.questions} == {
        "voice",
        "theme",
        "pair",
        "statement",
        "participant",
        "claim",
        "persona",
    }
    persona = draft.personas.personas[0]
    one = Scripted(draft, kept, "ana", Scope(only="persona", persona_id=persona.persona_id), answer=one_by_one())
    assert {q.about for q in one.questions} == {"claim", "persona"}
    assert {one.view.claims[q.ident][0].persona_id for q in one.questions if q.about == "claim"} == {persona.persona_id}


def test_every_action_of_every_card_can_be_carried_out(draft: Draft, kept: log.Log) -> None:
    """No key leads to an error: each is tried with a value of the sort it needs, and undone."""
    made = Scripted(draft, kept, "ana", Scope(everything=True), answer=one_by_one())
    tried = set()
    for question in {q.about: q for q in made.questions}.values():
        shown = card(question, made.view)
        values = {
            "text": {"attribute": "job_title=clerk", "order": "1", "kind": "buyer"},
            "labels": "pg", "choice": shown.choices[:1] and shown.choices[0].ident,
            "quote": shown.quotes and shown.quotes[0].ident,
            "quotes": [q.ident for q in shown.quotes[:1]], "persons": [q.ident for q in shown.quotes[:1]],
        }  # fmt: skip
        for action in shown.actions:
            value: Any = values.get(action.needs)
            if action.needs == "text":
                value = value.get(action.name, "Some words")
            before = len(made.told)
            made._answered(question, Answer(action.name, value))
            assert not any(t.startswith("Not possible") for t in made.told[before:]), (
                question.about,
                action.name,
                made.told,
            )
            made._undo(question, None)
            tried.add((question.about, action.name))
    assert len(tried) > 25


def test_a_few_quick_answers_promise_no_quick_end(draft: Draft, kept: log.Log) -> None:
    """The estimate moves from the usual pace to one's own with the number of answers."""
    progress = session(draft, kept).progress
    first = progress.minutes
    for _ in range(3):
        progress.spent("theme", 1.0)
    after_three = progress.minutes
    for _ in range(50):
        progress.spent("theme", 1.0)
    themes = progress.left.count("theme")
    assert first > after_three > progress.minutes
    assert after_three > first - 0.5 * themes * 20 / 60
