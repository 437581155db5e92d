"""Transcripts at an address are read as those of a folder, fetched once and again only when they change."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from interview2persona import analysis, remote
from interview2persona.errors import MissingPart, SourceError
from interview2persona.settings import Settings

fsspec = pytest.importorskip("fsspec")
QUICK = Settings().with_changes(
    {"themes.embedder": "hashing", "personas.permutations": 5, "themes.resamples": 2, "reports.formats": ["json"]}
)


@pytest.fixture
def store() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    system.pipe({"/study/a.txt": b"I: Hello?\nP: I print the plan every day.\n", "/study/deep/b.txt": b"P: Fine.\n"})
    yield system
    system.store.clear()


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("s3://bucket/study", "s3://bucket/study"),
        (Path("s3://bucket/study"), "s3://bucket/study"),
        ("GS://b/x.vtt", "gs://b/x.vtt"),
        ("interviews", ""),
        ("/data/interviews", ""),
        ("C:/interviews", ""),
        (r"C:\interviews", ""),
    ],
)
def test_an_address_is_told_from_a_folder(given: str | Path, url: str) -> None:
    assert remote.url_of(given) == url


def test_a_folder_whose_name_looks_like_an_address_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ab:" / "c").mkdir(parents=True)
    assert remote.url_of("ab:/c") == ""


def test_files_come_with_their_folders_and_only_the_owner_may_look(store: Any, tmp_path: Path) -> None:
    into = remote.place_of("memory://study", tmp_path / "private")
    assert remote.fetched("memory://study", into) == into
    assert (into / "deep" / "b.txt").read_bytes() == b"P: Fine.\n"
    assert stat.S_IMODE(into.stat().st_mode) == 0o700
    assert stat.S_IMODE(into.parent.stat().st_mode) == 0o700


def test_only_what_changed_is_fetched_again_and_what_is_gone_goes(
    store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remote.fetched("memory://study", tmp_path)
    asked: list[str] = []
    get = type(store).get
    monkeypatch.setattr(type(store), "get", lambda self, some, *rest: asked.extend(some) or get(self, some, *rest))
    remote.fetched("memory://study", tmp_path)
    assert asked == []
    store.pipe("/study/a.txt", b"P: Another day.\n")
    store.rm("/study/deep/b.txt")
    remote.fetched("memory://study", tmp_path)
    assert asked == ["/study/a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"P: Another day.\n"
    assert not (tmp_path / "deep" / "b.txt").exists()


def test_one_file_may_be_named(store: Any, tmp_path: Path) -> None:
    assert remote.fetched("memory://study/a.txt", tmp_path) == tmp_path / "a.txt"


def test_names_that_lead_out_are_left(store: Any) -> None:
    assert remote._name("/study/../secret.txt", "/study") == ""
    assert remote._name(r"/study/..\secret.txt", "/study") == ""
    assert remote._name("/study/deep/b.txt", "/study") == "deep/b.txt"


def test_errors_of_a_store_are_told_in_words(store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries of stores have errors of their own, which are no OSError."""

    class NoCredentialsError(Exception):
        pass

    def refuse(*_: object, **__: object) -> None:
        raise NoCredentialsError("Unable to locate credentials")

    monkeypatch.setattr(type(store), "find", refuse)
    with pytest.raises(SourceError, match="Unable to locate credentials"):
        remote.fetched("memory://study", tmp_path)


def test_what_is_missing_is_named(store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="memory://nowhere"):
        remote.fetched("memory://nowhere", tmp_path)
    with pytest.raises(SourceError, match="cannot be read"):
        remote.fetched("nosuch://bucket/x", tmp_path)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(MissingPart, match=r"interview2persona\[remote\]"):
        remote.fetched("memory://study", tmp_path)


@pytest.mark.models
def test_a_run_on_an_address_gives_what_a_run_on_its_folder_gives(store: Any, tmp_path: Path) -> None:
    samples = Path(__file__).parents[1] / "transcripts"
    for file in sorted(p for p in samples.iterdir() if p.is_file())[:4]:
        store.pipe(f"/samples/{file.name}", file.read_bytes())
    store.get("/samples", str(tmp_path / "here"), recursive=True)
    there = analysis.run("memory://samples", tmp_path / "there", QUICK)
    here = analysis.run(tmp_path / "here", tmp_path / "out", QUICK)
    assert there.study is not None
    assert (tmp_path / "there/data/personas.json").read_bytes() == (tmp_path / "out/data/personas.json").read_bytes()
    assert here.manifest["inputs"] == there.manifest["inputs"]
    assert analysis.run("memory://samples", tmp_path / "there", QUICK).unchanged
    assert analysis.plan("memory://samples", tmp_path / "there", QUICK).steps == ()
