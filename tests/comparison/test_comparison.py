"""Output folders, dates and markets compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import output

from interview2persona import comparison
from interview2persona.comparison import log
from interview2persona.errors import SettingsError, WorkspaceError
from interview2persona.settings import Settings

EARLY = [f"e{n}" for n in range(8)]
LATE = [f"l{n}" for n in range(8)]
DATES = dict.fromkeys(EARLY, "2024-05-01") | dict.fromkeys(LATE, "2026-05-01")
HASHING = Settings().with_changes({"themes.embedder": "hashing"})


def said(people: list[str], *themes: str) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(people, themes)


def words(found: comparison.Comparison, kind: str = "theme") -> dict[str, str]:
    return {c.subject.title: c.word for c in found.changes if c.subject.kind == kind and c.word}


def test_dates_show_what_came_and_what_went(tmp_path: Path) -> None:
    folder = output(tmp_path / "o", said(EARLY, "paper", "phone") | said(LATE, "robots", "phone"), dates=DATES)
    found = comparison.by_date(folder, "2025-01-01")
    assert words(found) == {"Paper": "gone", "Robots": "new"}
    assert words(found, "claim") == {"paper hurts": "gone", "robots hurts": "new"}
    assert found.people == (8, 8)


def test_the_middle_splits_when_no_day_is_named(tmp_path: Path) -> None:
    folder = output(tmp_path / "o", said(EARLY + LATE, "phone"), dates=DATES)
    assert comparison.by_date(folder).before == "before 2026-05-01"


def test_people_without_a_date_are_left_out_and_counted(tmp_path: Path) -> None:
    folder = output(tmp_path / "o", said([*EARLY, *LATE, "x"], "phone"), dates=DATES)
    found = comparison.by_date(folder)
    assert found.people == (8, 8) and "1 person without a date" in found.notes[0]


def test_a_study_without_dates_says_what_to_do(tmp_path: Path) -> None:
    folder = output(tmp_path / "o", said(EARLY, "phone"))
    with pytest.raises(SettingsError, match="Put the date into the file names"):
        comparison.by_date(folder)


def test_a_day_outside_the_study_is_refused(tmp_path: Path) -> None:
    folder = output(tmp_path / "o", said(EARLY + LATE, "phone"), dates=DATES)
    with pytest.raises(SettingsError, match="all interviews lie on one side"):
        comparison.by_date(folder, "2030-01-01")


def test_markets_are_two_groups_of_one_study(tmp_path: Path) -> None:
    markets = dict.fromkeys(EARLY, "DE") | dict.fromkeys(LATE, "FR")
    folder = output(tmp_path / "o", said(EARLY, "paper") | said(LATE, "phone"), markets=markets)
    assert words(comparison.by_column(folder, "market")) == {"Paper": "gone", "Phone": "new"}
    assert words(comparison.by_column(folder, "market", ("FR", "DE"))) == {"Paper": "new", "Phone": "gone"}


def test_more_than_two_values_have_to_be_named(tmp_path: Path) -> None:
    markets = {"e0": "DE", "e1": "FR", "e2": "IT"}
    folder = output(tmp_path / "o", said(EARLY, "phone"), markets=markets)
    with pytest.raises(SettingsError, match=r"DE \(1\), FR \(1\), IT \(1\)"):
        comparison.by_column(folder, "market")
    with pytest.raises(SettingsError, match="no participant has a value"):
        comparison.by_column(folder, "planet")


def test_a_study_that_grew_compares_who_came_with_who_was_there(tmp_path: Path) -> None:
    old = output(tmp_path / "old", said(EARLY, "paper", "phone"))
    new = output(tmp_path / "new", said(EARLY, "paper", "phone") | said(LATE, "robots", "phone"))
    found = comparison.of_folders(old, new, HASHING)
    assert words(found) == {"Paper": "gone", "Robots": "new"}
    assert [(m.before, m.after) for m in found.personas] == [("Ash", "Ash")]


def test_two_studies_of_different_people_are_sorted_into_themes_together(tmp_path: Path) -> None:
    old = output(tmp_path / "old", said(EARLY, "invoices", "telephones"))
    new = output(tmp_path / "new", said(LATE, "robots", "telephones"))
    found = comparison.of_folders(old, new, HASHING)
    assert words(found) == {"Invoices": "gone", "Robots": "new"}


def test_the_same_people_are_matched_and_nothing_is_tested(tmp_path: Path) -> None:
    """Two reviewers of one study: what differs is their doing."""
    old = output(tmp_path / "old", said(EARLY, "phone"), personas={"Ash": EARLY[:4], "Birch": EARLY[4:]})
    new = output(tmp_path / "new", said(EARLY, "phone"), personas={"Cedar": EARLY})
    found = comparison.of_folders(old, new, HASHING)
    assert not found.changes and "nothing is tested" in found.notes[0]
    assert len(found.personas) == 2


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="missing"):
        comparison.of_folders(tmp_path / "no", tmp_path / "way", HASHING)


def test_the_log_names_what_changed_what_was_not_heard_again_and_how_it_was_decided(tmp_path: Path) -> None:
    folder = output(tmp_path / "o", said(EARLY, "paper", "phone") | said(LATE, "robots", "phone"), dates=DATES)
    text = "\n".join(log.lines(comparison.by_date(folder, "2025-01-01")))
    assert "- **Gone: Paper** — 8 of 8 before, 0 of 8 after; points: -100 (-100 to -54)" in text
    assert "“The paper, always paper, on Monday.” (e0, e0.txt)" in text
    assert "Ash: paper hurts — **no longer borne out**" in text
    assert "Fisher's exact test" in text


def test_the_data_hold_every_subject(tmp_path: Path) -> None:
    folder = output(tmp_path / "o", said(EARLY, "paper", "phone") | said(LATE, "robots", "phone"), dates=DATES)
    data = log.as_data(comparison.by_date(folder, "2025-01-01"))
    themes = {c["title"]: (c["before"], c["after"], c["change"]) for c in data["changes"] if c["kind"] == "theme"}
    assert themes == {
        "Paper": ([8, 8], [0, 8], "gone"),
        "Phone": ([8, 8], [8, 8], ""),
        "Robots": ([0, 8], [8, 8], "new"),
    }
