"""How fast a run is, against the encoder alone and BERTopic, and what a change costs.

    python benchmarks/speed/bench.py limit|labelling|cold|rerun|dask|scale [--bertopic PYTHON]

Every program is a process of its own, from its start to its end, with a warm disk; comparisons are made by turns in
one call. BERTopic is no dependency: make an environment (python -m venv bt; bt/bin/pip install bertopic) and name its
Python. Prints Markdown tables.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from interview2persona.model import Statement
from material import interviews, resampled, table

if TYPE_CHECKING:
    import torch

    from interview2persona.encoder import Text

HERE = Path(__file__).parent
ROUNDS, PAIRS = 3, 9
SIZES = 59, 590, 2_360  # interviews: 5,000, 50,000 and 200,000 statements
STEPS = "read", "statements", "embed", "labels", "themes", "personas", "privacy", "reports"
PER_LAYER = 4 * 384**2 + 2 * 384 * 1536  # weights that every token is multiplied with
RUN = [sys.executable, "-m", "interview2persona", "--quiet", "run"]
ENCODE = """
import csv, sys
from sentence_transformers import SentenceTransformer
texts = [row["text"] for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))]
SentenceTransformer(sys.argv[2], device="cpu").encode(texts)
"""
BERTOPIC = """
import csv, sys
from bertopic import BERTopic
texts = [row["text"] for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))]
BERTopic(embedding_model=sys.argv[2]).fit_transform(texts)
"""


def row(*cells: object) -> None:
    print("| " + " | ".join(f"{c:.2f}" if isinstance(c, float) else str(c) for c in cells) + " |", flush=True)


def head(*cells: str) -> None:
    print()
    row(*cells)
    print("|---" * len(cells) + "|", flush=True)


def seconds(command: Sequence[object]) -> float:
    begun = time.perf_counter()
    offline = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    done = subprocess.run(
        [str(c) for c in command], capture_output=True, text=True, env=os.environ | offline, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - begun


def model() -> Path:
    from interview2persona.encoder import bundled_folder

    return bundled_folder()


def cold(scratch: Path, bertopic: str) -> None:
    """A first run against the encoder alone and BERTopic on the statements of that run."""
    count, first = interviews(scratch / "in"), scratch / "first"
    seconds([*RUN, scratch / "in", "-o", first])  # warms the disk
    texts = first / "data" / "statements.csv"
    programs: dict[str, Callable[[int], list[object]]] = {
        "interview2persona run": lambda n: [*RUN, scratch / "in", "-o", scratch / f"cold{n}"],
        "SentenceTransformer.encode": lambda _: [sys.executable, "-c", ENCODE, texts, model()],
    }
    if bertopic:
        programs["BERTopic: import, embed, fit"] = lambda _: [bertopic, "-c", BERTOPIC, texts, model()]
    taken = {name: [] for name in programs}
    for n in range(ROUNDS):
        for name, command in programs.items():
            taken[name].append(seconds(command(n)))
    ours = statistics.median(taken["interview2persona run"])
    head(f"{count} interviews, {len(table(first, 'statements')):,} statements", "seconds (median)", "the run takes")
    for name, values in taken.items():
        middle = statistics.median(values)
        row(name, middle, f"{ours / middle:.2f} times")
    head("step of the run", "seconds")
    for name, value in json.loads((scratch / "cold0" / "manifest.json").read_text())["seconds"].items():
        row(name, float(value))


def rerun(scratch: Path, _: str) -> None:
    """What it costs to run again: nothing changed, other formats, one interview more."""
    count, output = interviews(scratch / "in"), scratch / "out"
    added = sorted((scratch / "in").iterdir())[count // 2]
    shutil.move(added, scratch / added.name)
    full = seconds([*RUN, scratch / "in", "-o", output])
    head(f"after a first run on {count - 1} interviews of {full:.1f} s", "seconds", "share of the first run")

    def again(name: str, *more: str) -> None:
        taken = seconds([*RUN, scratch / "in", "-o", output, *more])
        row(name, taken, f"{taken / full:.1%}")

    again("nothing changed")
    again("other formats of reports", "--set", 'reports.formats=["json","tables","markdown"]')
    shutil.copy(scratch / added.name, scratch / "in")
    again("one interview more")
    again("all anew, with what is known of the text", "--force")


def dask(scratch: Path, _: str) -> None:
    """Two workers of this machine against one process."""
    interviews(scratch / "in")
    head("executor", "seconds", "sha256 of the data")
    for name in ("serial", "dask"):
        taken = seconds([*RUN, scratch / "in", "-o", scratch / name, "--executor", name, "--set", "workers=2"])
        digest = hashlib.sha256()
        for path in sorted((scratch / name / "data").iterdir()):
            digest.update(path.read_bytes())
        row(name, taken, digest.hexdigest()[:16])


def scale(scratch: Path, _: str) -> None:
    """Whole runs on ever more interviews, made from those of the studies with other words by other people."""
    interviews(scratch / "in")
    head("interviews", "statements", "seconds", "ms per statement", "peak memory, MB", *STEPS)
    for count in SIZES:
        resampled(scratch / "in", folder := scratch / f"in{count}", count)
        taken, peak = measured([*RUN, folder, "-o", output := scratch / f"out{count}"])
        manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
        statements, steps = manifest["counts"]["statements"], manifest["seconds"]
        each = [1000 * float(steps[name]) / statements for name in STEPS]
        row(f"{count:,}", f"{statements:,}", taken, 1000 * taken / statements, f"{peak:,.0f}", *each)


def measured(command: Sequence[object]) -> tuple[float, float]:
    """Seconds, and the most memory of the process and those that it started together, in MB, looked at twice a second.

    Memory that processes share counts once (proportional set size, Linux).
    """
    begun, most = time.perf_counter(), 0.0
    with subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL) as run:
        while run.poll() is None:
            most = max(most, sum(_proportional(pid) for pid in _family(run.pid)))
            time.sleep(0.5)
    if run.returncode:
        sys.exit(f"{command} ended with {run.returncode}")
    return time.perf_counter() - begun, most


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(each for child in children for each in _family(int(child)))]


def _proportional(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


class Passes:
    """What is read of the statements of some interviews, in one precision."""

    def __init__(self, scratch: Path) -> None:
        from interview2persona.reading.inputs import of_statements

        interviews(scratch / "in")
        seconds([*RUN, scratch / "in", "-o", scratch / "out"])
        rows = table(scratch / "out", "statements")
        self.texts = list(dict.fromkeys(r["text"] for r in rows))
        self.places = of_statements([_said(r) for r in rows])

    def of_vectors(self, precision: str) -> tuple[Sequence[Text], Callable[[], object]]:
        from interview2persona.encoder import Encoder, bundled_folder
        from interview2persona.reading import reader
        from interview2persona.reading import weights as files

        made = reader.shipped(precision=precision)
        vectors = Encoder(bundled_folder(), precision=precision, changes=files.shipped().deltas)
        windows = [window.text for window in made.windows(self.places)]
        return windows, lambda: vectors.rows([w.text for w in made.windows(self.places)])

    def of_all(self, precision: str) -> tuple[Sequence[Text], Callable[[], object]]:
        from interview2persona.reading import reader
        from interview2persona.reading import weights as files

        made, network = reader.shipped(precision=precision), files.shipped()
        windows = [window.text for window in made.windows(self.places)]
        return windows, lambda: reader.probabilities(made.read(self.places)[:, made.dimensions :], network)


def _precisions() -> list[str]:
    from interview2persona import bert

    return sorted({bert.FLOAT32, bert.precision("auto", "cpu")}, reverse=True)


def limit(scratch: Path, _: str) -> None:
    """The multiplications of the encoder at this machine's measured peak, and how long they take."""
    import torch

    from interview2persona import threads
    from interview2persona.settings import Settings
    from interview2persona.themes.embedders import sentence_transformer

    read = Passes(scratch)
    head("pass", "precision", "tokens", "TFLOP", "peak, GFLOP/s", "seconds at the peak", "seconds", "of the limit")
    for precision in _precisions():
        peak = threads.cores() * _peak(getattr(torch, precision))
        plain = sentence_transformer.make(Settings().with_changes({"themes.precision": precision}))
        passes: dict[str, tuple[Sequence[Text], Callable[[], object]]] = {
            "statements alone, the plain encoder": (
                plain.texts(read.texts),
                lambda plain=plain: plain.encode(read.texts),
            ),
            "answers, vectors alone": read.of_vectors(precision),
            "answers, with labels and attributes": read.of_all(precision),
        }
        taken = {name: [] for name in passes}
        for _ in range(1 + ROUNDS):  # the first warms up
            for name, (_, work) in passes.items():
                taken[name].append(_timed(work))
        for name, (some, _) in passes.items():
            tokens, middle = sum(len(text.ids) for text in some), statistics.median(taken[name][1:])
            flop = 2 * PER_LAYER * plain._encoder.layers * tokens
            least = flop / peak / 1e9
            row(name, precision, f"{tokens:,}", flop / 1e12, f"{peak:,.0f}", least, middle, f"{least / middle:.0%}")
    print(f"\n{torch.__version__}, {threads.cores()} threads, {PER_LAYER / 1e6:.2f} million weights a layer and token.")


def labelling(scratch: Path, _: str) -> None:
    """What labels, attributes and qualities add to the time of vectors alone: medians of many pairs, by turns."""
    read = Passes(scratch)
    head(
        "precision",
        "pairs",
        "vectors alone, seconds",
        "with all that is told",
        "more",
        "quarter of pairs below",
        "above",
    )
    for precision in _precisions():
        vectors, everything = read.of_vectors(precision)[1], read.of_all(precision)[1]
        pairs = [(_timed(vectors), _timed(everything)) for _ in range(1 + PAIRS)][1:]
        low, middle, high = statistics.quantiles((both / alone - 1 for alone, both in pairs), n=4)
        alone, both = (statistics.median(part) for part in zip(*pairs, strict=True))
        row(precision, PAIRS, alone, both, *(f"{share:.1%}" for share in (middle, low, high)))


def _said(row: dict[str, str]) -> Statement:
    place = row["transcript"], int(row["turn"]), int(row["start"]), int(row["end"]), row["participant_id"]
    return Statement("", *place, row["text"], question=row["question"])


def _peak(kind: torch.dtype) -> float:
    """Thousand millions of operations a second of one core in a large product of matrices."""
    import torch

    torch.set_num_threads(1)
    left, right = ((10 * torch.randn(2048, 2048)).to(kind) for _ in range(2))
    multiply = torch._int_mm if kind == torch.int8 else torch.mm
    best = min(_timed(lambda: multiply(left, right)) for _ in range(10))
    torch.set_num_threads(os.cpu_count() or 1)
    return 2 * 2048**3 / best / 1e9


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


PARTS = {"limit": limit, "labelling": labelling, "cold": cold, "rerun": rerun, "dask": dask, "scale": scale}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--bertopic", default="", help="Python of an environment with BERTopic.")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        PARTS[args.part](Path(scratch), args.bertopic)


if __name__ == "__main__":
    main()
