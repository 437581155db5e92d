"""A run does only what is needed, says so beforehand, and comes to what a fresh run comes to."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from interview2persona import analysis
from interview2persona.cli import options
from interview2persona.errors import SettingsError, SourceError
from interview2persona.settings import Settings

pytestmark = pytest.mark.models
SAMPLES = Path(__file__).parents[1] / "transcripts"
SETTINGS = Settings().with_changes({"personas.permutations": 10, "themes.resamples": 3, "reports.formats": ["json"]})


class Heard:
    """Remembers the steps that began, and how much of them was done."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.counts: list[int] = []

    def step(self, name: str, size: int) -> None:
        self.steps.append(name)

    def done(self, count: int) -> None:
        self.counts.append(count)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two interviews and what a run made of them."""
    root = tmp_path_factory.mktemp("first")
    (root / "in").mkdir()
    for name in ("A03.txt", "A12.txt"):
        shutil.copy(SAMPLES / name, root / "in" / name)
    heard = Heard()
    analysis.run(root / "in", root / "out", SETTINGS, listener=heard)
    assert heard.steps == list(analysis.STEPS)
    assert heard.counts
    return root


@pytest.fixture
def study(first: Path, tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(first, tmp_path / "study")
    yield tmp_path / "study"


def written(output: Path) -> dict[str, str]:
    files = [*(output / "data").rglob("*"), *(output / "review").rglob("*")]
    return {p.relative_to(output).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files if p.is_file()}


def steps(study: Path, settings: Settings = SETTINGS) -> list[str]:
    heard = Heard()
    analysis.run(study / "in", study / "out", settings, listener=heard)
    return heard.steps


def test_nothing_changed_nothing_runs(study: Path) -> None:
    assert analysis.plan(study / "in", study / "out", SETTINGS) == analysis.Plan((), ())
    assert steps(study) == []


def test_what_the_last_run_read_is_known_also_after_the_folder_moved(study: Path, tmp_path: Path) -> None:
    """Who reviews or verifies need not say it again, and never gets the samples instead."""
    assert steps(study) == []  # the same files, in the copy of the folder
    assert options.transcripts_of(study / "out", None) == study / "in"
    assert options.transcripts_of(study / "out", tmp_path) == tmp_path
    assert options.transcripts_of(tmp_path, None) == Path("transcripts")


def test_other_formats_only_write(study: Path) -> None:
    """And they write what a run with these formats would have written."""
    more = SETTINGS.with_changes({"reports.formats": ["json", "tables"]})
    plan = analysis.plan(study / "in", study / "out", more)
    assert plan.steps == ("reports",)
    assert plan.reasons == ("setting reports.formats: ['json'] before, ['json', 'tables'] now",)
    assert steps(study, more) == ["reports"]
    analysis.run(study / "in", study / "fresh", more)
    assert written(study / "out") == written(study / "fresh")


def test_a_file_that_was_removed_is_written_again(study: Path) -> None:
    (study / "out" / "data" / "personas.json").unlink()
    assert analysis.plan(study / "in", study / "out", SETTINGS).steps == ("reports",)
    assert steps(study) == ["reports"]
    assert (study / "out" / "data" / "personas.json").is_file()


def vectors_kept(output: Path) -> int:
    with contextlib.closing(sqlite3.connect(output / ".cache" / "vectors.sqlite")) as store:
        return int(store.execute("SELECT count(*) FROM vectors").fetchone()[0])


def test_a_new_interview_comes_to_what_a_fresh_run_comes_to(study: Path) -> None:
    """Only its own text is embedded and labelled. People keep the numbers that the first run gave them."""
    (study / "fresh" / "private").mkdir(parents=True)
    shutil.copy(study / "out" / "private" / "key.json", study / "fresh" / "private")
    shutil.copy(SAMPLES / "A11.txt", study / "in" / "A11.txt")
    plan = analysis.plan(study / "in", study / "out", SETTINGS)
    assert plan.steps == analysis.STEPS
    assert plan.reasons == ("new: A11.txt",)
    before = vectors_kept(study / "out")
    assert steps(study) == list(analysis.STEPS)
    added = vectors_kept(study / "out") - before
    analysis.run(study / "in", study / "fresh", SETTINGS)
    assert 0 < added < 0.6 * vectors_kept(study / "fresh")
    assert written(study / "out") == written(study / "fresh")


def test_a_plan_writes_nothing(tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "A12.txt", tmp_path / "a.txt")
    assert analysis.plan(tmp_path / "a.txt", tmp_path / "out").reasons == ("there are no results yet",)
    assert not (tmp_path / "out").exists()
    with pytest.raises(SourceError, match="no such folder"):
        analysis.plan(tmp_path / "nowhere", tmp_path / "out")


def test_a_codebook_is_filled_first_and_is_part_of_what_a_run_depends_on(study: Path) -> None:
    """Its codes come out as themes under their own titles; another codebook is a reason to run again."""
    codes = study / "codes.csv"
    codes.write_text("title,description,example\nPhone calls,,The phone rings all morning.\n", encoding="utf-8")
    settings = SETTINGS.with_changes({"themes.codebook": str(codes), "themes.codebook_similarity": 0.3})
    result = analysis.run(study / "in", study / "out", settings)
    assert result.study is not None
    assert [t.title for t in result.study.themes if t.status == "seeded"] == ["Phone calls"]
    codes.write_text("title\nPaperwork in the evening\n", encoding="utf-8")
    assert analysis.plan(study / "in", study / "out", settings).reasons == ("the codebook is another one",)
    with pytest.raises(SettingsError, match=r"gone\.csv.*codebook"):
        analysis.run(study / "in", study / "out", SETTINGS.with_changes({"themes.codebook": "gone.csv"}))
