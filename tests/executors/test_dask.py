"""A cluster gives what one process gives, also when it loses a worker."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from interview2persona import analysis, plugins
from interview2persona.errors import MissingPart
from interview2persona.settings import Settings

pytest.importorskip("distributed")
SAMPLES = Path(__file__).parents[2] / "transcripts"
SMALL = {"personas.permutations": 10, "themes.resamples": 3, "reports.formats": ["json", "tables"]}


def slowly(number: int) -> tuple[int, int]:
    time.sleep(0.1)
    return number, os.getpid()


def test_a_lost_worker_costs_time_and_no_result() -> None:
    with plugins.load("interview2persona.executors", "dask").make(2, "") as executor:
        futures = [executor.submit(slowly, n) for n in range(20)]
        os.kill(futures[0].result()[1], signal.SIGKILL)
        assert [future.result(60)[0] for future in futures] == list(range(20))


def test_an_address_where_nobody_answers_is_named() -> None:
    with pytest.raises(MissingPart, match=r"127\.0\.0\.1:1.*scheduler"):
        plugins.load("interview2persona.executors", "dask").make(0, "tcp://127.0.0.1:1")


class Killer:
    """Kills a worker of this process as soon as labelling begins."""

    def step(self, name: str, size: int) -> None:
        if name == "labels":
            from distributed import default_client

            os.kill(next(iter(default_client().run(os.getpid).values())), signal.SIGKILL)


@pytest.mark.models
def test_a_cluster_that_loses_a_worker_writes_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("A03.txt", "A12.txt"):
        shutil.copy(SAMPLES / name, tmp_path / "in" / name)
    settings = Settings().with_changes(SMALL)
    analysis.run(tmp_path / "in", tmp_path / "serial", settings)
    many = settings.with_changes({"executor": "dask", "workers": 2})
    analysis.run(tmp_path / "in", tmp_path / "dask", many, listener=Killer())
    assert written(tmp_path / "serial") == written(tmp_path / "dask")


def written(output: Path) -> dict[str, str]:
    files = sorted(p for p in (output / "data").rglob("*") if p.is_file())
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
