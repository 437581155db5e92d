"""Kills `run` at random moments; the next run must end with the bytes of an undisturbed one, all decisions kept.

    python benchmarks/reliability/kill.py 300

Half of the runs start without any output, half in the output of an earlier run with decisions, to which a transcript
was added. Half are killed at a moment spread evenly over the run, half at one spread evenly over a step chosen by
chance, so that short steps, such as writing, are met as often as long ones. The cache, and times in the manifest, may
differ.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A process that computed on several threads must not fork: the child would wait for threads that it does not have.
os.environ |= {"OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}

import talk

from interview2persona import analysis, language
from interview2persona.reading import reader
from interview2persona.reports.saved import Saved
from interview2persona.review import draft, log
from interview2persona.review.questions import Scope
from interview2persona.review.session import Answer, Session
from interview2persona.settings import Settings

SETTINGS = Settings().with_changes({"themes.embedder": "hashing"})
Moments = list[tuple[str, float]]  # step, seconds since the beginning


class _Told:
    """Writes the name of each step to a pipe."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def step(self, name: str, size: int) -> None:  # noqa: ARG002 (the contract of listeners)
        os.write(self._pipe, f"{name}\n".encode())

    def done(self, count: int) -> None:
        pass


@contextmanager
def child(folder: Path, output: Path) -> Iterator[tuple[int, int]]:
    """A run in a process of its own, forked with everything loaded; gives its id and the pipe that tells its steps."""
    read, write = os.pipe()
    process = os.fork()
    if not process:
        try:
            analysis.run(folder, output, SETTINGS, listener=_Told(write))
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(1)
    os.close(write)
    try:
        yield process, read
    finally:
        os.close(read)


def run(folder: Path, output: Path) -> Moments:
    """An undisturbed run, and when its steps began; the last entry is its end.

    Raises:
        RuntimeError: it failed.
    """
    begun = time.perf_counter()
    moments = []
    with child(folder, output) as (process, pipe):
        while told := os.read(pipe, 4096):
            moments += [(name, time.perf_counter() - begun) for name in told.decode().split()]
        if os.waitpid(process, 0)[1]:
            raise RuntimeError(f"the run of {folder} into {output} failed")
    return [*moments, ("end", time.perf_counter() - begun)]


def killed(folder: Path, output: Path, delay: float, after: str) -> str:
    """Kills a run `delay` seconds after the step `after` ("": its start) began; returns the step that it was in."""
    with child(folder, output) as (process, pipe):
        told = ""
        while after and after not in told.split() and (part := os.read(pipe, 4096)):
            told += part.decode()
        time.sleep(delay)
        os.kill(process, signal.SIGKILL)
        status = os.waitpid(process, 0)[1]
        while part := os.read(pipe, 4096):
            told += part.decode()
    return "finished before" if not status else (["start", *told.split()])[-1]


def contents(output: Path) -> dict[str, str]:
    """sha256 of every file, of the manifest without times."""
    found = {}
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        if path.is_file() and not name.startswith(".cache/"):
            data = path.read_bytes()
            if name == "manifest.json":
                data = json.dumps({k: v for k, v in json.loads(data).items() if k != "seconds"}).encode()
            found[name] = hashlib.sha256(data).hexdigest()
    return found


class _Reviewer(Session):
    """Accepts what it is asked, as often as it is let."""

    left = 12

    def choose(self, shown: object) -> Answer:
        self.left -= 1
        actions = [a.name for a in shown.actions]  # type: ignore[attr-defined]
        return Answer("quit" if self.left < 0 else "accept" if "accept" in actions else "skip", None)

    def tell(self, message: str) -> None:
        pass

    def show(self, lines: object) -> None:
        pass


def prepare(scratch: Path) -> tuple[Path, Path]:
    """Four interviews, and the output of the first three with decisions."""
    folder, earlier = scratch / "interviews", scratch / "earlier"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_bytes(talk.write(talk.turns(number), "txt"))
    run(folder, earlier)
    _Reviewer(draft.load(Saved(earlier)), log.Log(earlier), "ana", Scope(everything=True)).run()
    (folder / "3.vtt").write_bytes(talk.write(talk.turns(3), "vtt"))
    return folder, earlier


def main(kills: int, seed: int) -> int:
    """Returns the number of runs after a kill that differ from an undisturbed one."""
    chance, steps, wrong = random.Random(seed), Counter[str](), 0
    reader.shipped(), language.load().parse(["Everything is loaded once, before the first fork."])
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place)
        folder, earlier = prepare(scratch)
        wanted, moments = {}, {}
        for start in (None, earlier):
            moments[start] = run(folder, _begin(scratch / f"undisturbed {start is None}", start))
            wanted[start] = contents(scratch / f"undisturbed {start is None}")
        decisions = (earlier / "review" / "decisions.jsonl").read_bytes()
        for number in range(kills):
            start = earlier if number % 2 else None
            output = _begin(scratch / "output", start)
            steps[killed(folder, output, *_moment(chance, moments[start], number % 4 < 2))] += 1
            run(folder, output)
            lost = start and (output / "review" / "decisions.jsonl").read_bytes() != decisions
            if lost or contents(output) != wanted[start]:
                wrong += 1
                print(f"kill {number}: ", "decisions lost" if lost else _difference(contents(output), wanted[start]))
            if not (number + 1) % 10:
                print(f"{number + 1} kills so far, {wrong} ended differently", file=sys.stderr, flush=True)
    print(f"{kills} kills ({', '.join(f'{n} in {step}' for step, n in steps.most_common())});")
    kept = len(decisions.splitlines())
    print(f"{kept} confirmed decisions each; {wrong} of the runs that followed ended differently")
    return wrong


def _begin(output: Path, start: Path | None) -> Path:
    shutil.rmtree(output, ignore_errors=True)
    if start:
        shutil.copytree(start, output)
    return output


def _moment(chance: random.Random, moments: Moments, evenly: bool) -> tuple[float, str]:
    """Delay, and the step after whose beginning it counts."""
    if evenly:
        return chance.uniform(0, moments[-1][1]), ""
    at = chance.randrange(len(moments) - 1)
    return chance.uniform(0, moments[at + 1][1] - moments[at][1]), moments[at][0]


def _difference(found: dict[str, str], wanted: dict[str, str]) -> str:
    return ", ".join(sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name)))


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)))
