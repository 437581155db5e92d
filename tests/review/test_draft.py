"""What a run wrote, read as the types that flow."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from review_study import Small, ident, study_of

from interview2persona.reports.saved import Saved
from interview2persona.review import acts, draft, replay, view
from interview2persona.review.ids import participant_key, voice_id
from interview2persona.review.questions import Question


def test_everything_comes_back(output: Path, small: Small) -> None:
    study, read = study_of(small), draft.load(Saved(output))
    assert [s.statement_id for s in read.themes.statements] == [s.statement_id for s in study.statements]
    assert {t.theme_id: set(t.statement_ids) for t in read.themes.themes} == {
        t.theme_id: set(t.statement_ids) for t in study.themes
    }
    assert [p.participants for p in read.personas.personas] == [p.participants for p in study.personas.personas]
    assert {(v.transcript, v.role) for v in read.voices} >= {("P0.txt", "interviewer"), ("P0.txt", "participant")}
    assert all(v.says for v in read.voices)
    assert read.voices[0].voice_id == voice_id("P0.txt", "Ida")


def test_a_folder_of_an_older_run_lacks_only_the_hints(output: Path) -> None:
    for name in ("hints", "conflicts"):
        (output / "review" / f"{name}.json").unlink()
    read = draft.load(Saved(output))
    assert (read.voices, read.conflicts, read.alike) == ((), (), ())
    assert len(read.themes.themes) == 4


def test_decisions_on_people_hold_when_their_ids_are_replaced_on_the_pages(output: Path, small: Small) -> None:
    """An id of participants.csv may be a name; pages show a placeholder for it, decisions a key made from it."""
    shown, real = ident("p", 0), "hannah"
    for path in (output / "data").iterdir():
        path.write_text(path.read_text().replace(shown, "[PERSON 1]"))
    hints = output / "review" / "hints.json"
    data = json.loads(hints.read_text())
    data["participants"][0] = participant_key(real)
    hints.write_text(json.dumps(data))
    now = view.of(draft.load(Saved(output)), ())
    home = now.home[participant_key(real)]
    other = next(p for p in now.personas.values() if p.persona_id != home)
    (act,) = acts.acts(Question("participant", participant_key(real), ""), "move", other.persona_id, now)
    assert act.targets == [participant_key(real)]
    groups = [[real, ident("p", 1), ident("p", 2)], [ident("p", 3), ident("p", 4), ident("p", 5)]]
    from test_replay import decide

    moved = replay.regroup(groups, [decide(act.kind, act.targets, act.value)])
    assert tuple(sorted([real, *groups[1]])) in moved.result


def test_what_is_decided_is_seen_at_once(output: Path) -> None:
    """The view after a decision is what a run would write of it, without running."""
    read = draft.load(Saved(output))
    now = view.of(read, ())
    first, second = list(now.themes)[:2]
    act = acts.merge(now, [first, second], title="Both")
    from test_replay import decide

    after = view.of(read, [decide(act.kind, act.targets, act.value)])
    assert len(after.themes) == len(now.themes) - 1
    (both,) = [t for t in after.themes.values() if t.title == "Both"]
    assert set(both.statement_ids) == {*now.themes[first].statement_ids, *now.themes[second].statement_ids}
    assert replace(read) == read
