"""A recorded review replayed on a study that changes: transcripts added and removed, settings changed."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from interview2persona import analysis
from interview2persona.model import Decision, Statement, Study, Vectors
from interview2persona.reports.saved import Saved
from interview2persona.review import draft, log, naming, view
from interview2persona.settings import Settings
from interview2persona.statements import labels

QUICK = {"themes.embedder": "hashing", "themes.resamples": 0, "personas.permutations": 1, "personas.count": 2}
SETTINGS = Settings().with_changes({**QUICK, "reports.formats": ("tables", "json")})
TRANSCRIPTS = Path(__file__).parents[2] / "transcripts"
SAID = {
    "cancellations": "I hate it when a customer has a late cancellation and the cancellation costs us a slot",
    "invoices": "I want to send every invoice on the same day, because an unpaid invoice is a worry",
    "phone": "The phone never stops and every phone call tears me out of my work",
    "training": "The training was great and since the training my team saves an hour a day",
}
KIND = {"cancellations": "pain", "invoices": "goal", "phone": "pain", "training": "gain"}
TAILS = ("in spring", "in the shop", "with the van", "at the desk", "on Mondays", "before lunch", "at night", "by hand")


def interview(folder: Path, person: int) -> None:
    """One person's interview: two answers on each topic."""
    lines = []
    for topic, words in SAID.items():
        for number in range(2):
            lines.append(f"Ida: And how is that for you, what about {topic}?")
            lines.append(f"Guest {person}: {words} {TAILS[(person + 3 * number) % 8]}, number {person}{number}.")
    (folder / f"guest-{person}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def by_topic(statements: Sequence[Statement], vectors: Vectors, settings: Settings, **_: Any) -> list[Statement]:
    """A label model for this study: each topic has its label."""
    out = []
    for s in statements:
        label = next((KIND[t] for t in SAID if t.rstrip("s")[:6] in s.text), None)
        given = (label,) if label else ()
        out.append(replace(s, labels=given, probabilities={label: 0.9} if label else {}))  # type: ignore[arg-type]
    return out


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(labels, "label", by_topic)
    place = tmp_path / "interviews"
    place.mkdir()
    for person in range(6):
        interview(place, person)
    return place


def run(folder: Path, settings: Settings = SETTINGS) -> Study:
    result = analysis.run(folder, folder.parent / "out", settings, force=True)
    assert result.study is not None
    return result.study


def theme(study: Study, words: str) -> str:
    """Id of the theme that holds most statements with these words."""
    count = Counter(s.theme_id for s in study.statements if words in s.text and s.theme_id)
    return max(count, key=lambda key: (count[key], key))


def recorded_review(folder: Path, study: Study) -> list[Decision]:
    """One decision of every sort that a review makes, on what the first run wrote."""
    out = folder.parent / "out"
    kept = log.Log(out)
    phone, invoices, training = (theme(study, w) for w in ("phone", "invoice", "training"))
    persona, other = study.personas.personas[:2]
    said = {w: next(s for s in study.statements if w in s.text and "number 1" in s.text) for w in ("phone", "training")}
    claim = persona.sections["pains"][0]
    wanted: list[tuple[str, list[str], Any]] = [
        ("theme-title", [phone], "Torn out of work"),
        ("theme-status", [training], "accepted"),
        ("theme-apart", [phone, invoices], None),
        ("statement-move", [said["training"].statement_id], "Torn out of work"),
        ("labels", [said["phone"].statement_id], "pain,behaviour"),
        ("discount", [next(s for s in study.statements if "number 20" in s.text).statement_id], None),
        ("attribute", [persona.participants[0]], "job_title=dispatcher"),
        ("participant-move", [other.participants[0]], persona.name),
        ("persona-name", [persona.name], "Sandy Shore"),
        ("claim-text", [claim.claim_id], "Cannot work in peace"),
        ("note", [phone], "Ask about it again"),
    ]
    for kind, named, value in wanted:
        now = view.of(draft.load(Saved(out)), kept.read().decisions)
        act = naming.act(kind, named, value, now)
        kept.append([log.make(act.kind, act.targets, act.value, "ana", machine=act.machine)])
    return list(kept.read().decisions)


def accounted(study: Study, decisions: Sequence[Decision]) -> bool:
    """Whether each decision is in force or listed; notes change nothing and are neither."""
    listed = {c["decision_id"] for c in study.review["conflicts"]}
    return {d.decision_id for d in decisions if d.kind != "note"} <= listed | set(study.review["in_force"])


def in_force(study: Study, words: str = "Torn out of work") -> Any:
    return next(t for t in study.themes if t.title == words)


def test_a_recorded_review_survives_what_happens_to_a_study(folder: Path) -> None:
    """Decisions applied, a transcript added, one removed, settings changed, back again: each time all are in force or
    listed with both sides, and none is lost."""
    decisions = recorded_review(folder, run(folder))

    same = run(folder)
    assert same.review["conflicts"] == []
    assert accounted(same, decisions)
    moved = next(d for d in decisions if d.kind == "statement-move").targets[0]
    discounted = next(d for d in decisions if d.kind == "discount").targets[0]
    assert moved in in_force(same).statement_ids
    assert next(s for s in same.statements if s.statement_id == discounted).theme_id == ""
    sandy = next(p for p in same.personas.personas if p.name == "Sandy Shore")
    assert next(d for d in decisions if d.kind == "participant-move").targets[0] in sandy.participants
    assert any(c.text == "Cannot work in peace" for c in sandy.sections["pains"])
    person = next(d for d in decisions if d.kind == "attribute").targets[0]
    attributes = next(p for p in same.participants if p.participant_id == person).attributes
    assert attributes["job_title"].value == "dispatcher"

    interview(folder, 6)
    interview(folder, 7)
    more = run(folder)
    assert accounted(more, decisions)
    assert len(in_force(more).participant_ids) >= len(in_force(same).participant_ids)

    (folder / "guest-1.txt").rename(folder.parent / "guest-1.txt")
    fewer = run(folder)
    assert accounted(fewer, decisions)
    assert {c["state"] for c in fewer.review["conflicts"] if moved in c["targets"]} == {"waiting"}

    (folder.parent / "guest-1.txt").rename(folder / "guest-1.txt")
    other = run(folder, SETTINGS.with_changes({"themes.min_participants": 4, "personas.count": 3, "seed": 7}))
    assert accounted(other, decisions)
    assert in_force(other).title

    for name in ("guest-6.txt", "guest-7.txt"):
        (folder / name).unlink()
    assert run(folder).review["conflicts"] == []
    assert len(log.Log(folder.parent / "out").read().decisions) == len(decisions)


def test_undoing_all_gives_the_first_run_again(folder: Path) -> None:
    """The tables are the same, byte for byte."""
    first = run(folder)
    out = folder.parent / "out"
    tables = {p.name: p.read_bytes() for p in sorted((out / "data").iterdir())}
    decisions = recorded_review(folder, first)
    run(folder)
    assert {p.name: p.read_bytes() for p in sorted((out / "data").iterdir())} != tables
    log.Log(out).append([log.make("undo", [d.decision_id], None, "ana") for d in decisions])
    run(folder)
    assert {p.name: p.read_bytes() for p in sorted((out / "data").iterdir())} == tables


def test_a_role_that_was_decided_holds_before_anything_is_made_of_it(folder: Path) -> None:
    """Who is no participant has no statements; nothing else in the study changes its id."""
    before = run(folder)
    out = folder.parent / "out"
    path = before.transcripts[0].path
    speaker = next(
        row["speaker"] for row in Saved(out).table("turns") if row["transcript"] == path and row["participant_id"]
    )
    act = naming.act("role", [path, speaker], "other", view.of(draft.load(Saved(out)), ()))
    log.Log(out).append([log.make(act.kind, act.targets, act.value, "ana", machine=act.machine)])
    after = run(folder)
    gone = {s.statement_id for s in before.statements} - {s.statement_id for s in after.statements}
    assert gone == {s.statement_id for s in before.statements if s.transcript == path}


def test_words_that_people_typed_stand_as_they_typed_them(folder: Path) -> None:
    """Names are replaced in what the machine wrote, not in what a reviewer chose to write."""
    study = run(folder)
    out = folder.parent / "out"
    now = view.of(draft.load(Saved(out)), ())
    act = naming.act("theme-title", [theme(study, "phone")], "What Anna Schmidt from Berlin said", now)
    log.Log(out).append([log.make(act.kind, act.targets, act.value, "ana", machine=act.machine)])
    assert "What Anna Schmidt from Berlin said" in {t.title for t in run(folder).themes}


def test_a_decision_makes_a_run_compute_again_and_nothing_else_does(folder: Path) -> None:
    out = folder.parent / "out"
    first = analysis.run(folder, out, SETTINGS)
    assert analysis.run(folder, out, SETTINGS).unchanged
    assert first.study is not None
    act = naming.act("theme-title", [first.study.themes[0].theme_id], "Mine", view.of(draft.load(Saved(out)), ()))
    log.Log(out).append([log.make(act.kind, act.targets, act.value, "ana", machine=act.machine)])
    assert not analysis.run(folder, out, SETTINGS).unchanged
    assert analysis.run(folder, out, SETTINGS).unchanged
    assert json.loads((out / "review" / "conflicts.json").read_text()) == []


@pytest.mark.models
@pytest.mark.skipif(not TRANSCRIPTS.is_dir(), reason="the sample study is not here")
def test_a_review_of_real_interviews_survives_what_happens_to_them(tmp_path: Path) -> None:
    """The same with real models on some of the sample interviews: no decision is lost, whatever changes."""
    place = tmp_path / "interviews"
    place.mkdir()
    files = sorted(TRANSCRIPTS.glob("*.txt")) + sorted(TRANSCRIPTS.glob("*.vtt"))
    for file in files[:6]:
        shutil.copy(file, place)
    settings = Settings().with_changes(
        {"themes.resamples": 0, "personas.count": 2, "reports.formats": ("tables", "json")}
    )
    study = run(place, settings)
    first, second, third, *_ = study.themes
    wanted: list[tuple[str, list[str], Any]] = [
        ("theme-status", [first.theme_id], "accepted"),
        ("theme-title", [second.theme_id], "Ours"),
        ("theme-merge", [second.theme_id, third.theme_id], None),
        ("statement-move", [first.statement_ids[-1]], "Ours"),
        ("labels", [first.statement_ids[0]], "pain"),
        ("persona-name", [study.personas.personas[0].name], "Sandy Shore"),
    ]
    kept = log.Log(tmp_path / "out")
    for kind, named, value in wanted:
        now = view.of(draft.load(Saved(tmp_path / "out")), kept.read().decisions)
        act = naming.act(kind, named, value, now)
        kept.append([log.make(act.kind, act.targets, act.value, "ana", machine=act.machine)])
    decisions = kept.read().decisions
    same = run(place, settings)
    assert same.review["conflicts"] == []
    assert set(second.statement_ids) | set(third.statement_ids) <= set(in_force(same, "Ours").statement_ids)
    shutil.copy(files[6], place)
    (place / files[0].name).unlink()
    changed = run(place, settings.with_changes({"themes.min_participants": 3, "seed": 3}))
    assert accounted(changed, decisions)
    assert len(in_force(changed, "Ours").statement_ids) > 0
