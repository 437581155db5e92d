"""After a review of study A one interview is added: what is computed anew, and does every decision hold?

    python benchmarks/review/added.py [TRANSCRIPTS]

TRANSCRIPTS are those of study A by default; one of them (the middle one) is left out at first. Counted are the rows
that each model had to compute: what is remembered from the first run is not.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from interview2persona import analysis
from interview2persona.model import Study
from interview2persona.reports.saved import Saved
from interview2persona.review import draft, log, naming, view
from interview2persona.settings import Settings
from interview2persona.statements import labels
from interview2persona.workspace import Workspace

TRANSCRIPTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "study-a" / "transcripts"
MERGES = 6  # pairs of themes that are said to be one, besides one decision of each other kind


def main(transcripts: Path) -> int:
    """Returns how many decisions are neither in force nor listed, and how many merged themes lost statements."""
    with tempfile.TemporaryDirectory() as folder:
        place, out = Path(folder) / "in", Path(folder) / "out"
        shutil.copytree(transcripts, place)
        files = sorted(p for p in place.iterdir() if p.is_file())
        added = files[len(files) // 2]
        aside = Path(shutil.move(added, Path(folder) / added.name))
        first = _run("first run", place, out)
        wanted = _reviewed(first, out)
        _told(_run("after the review", place, out), wanted)
        shutil.copy(aside, added)
        return _told(_run("one interview added", place, out), wanted)


def _run(name: str, place: Path, out: Path) -> Study:
    begun = time.perf_counter()
    with _counted() as counts:
        study = analysis.run(place, out, Settings()).study
    assert study is not None
    rows = ", ".join(f"{kind}: {n}" for kind, n in sorted(counts.items())) or "none"
    print(f"{name}: {time.perf_counter() - begun:.0f} s, {len(study.statements)} statements; rows computed: {rows}")
    return study


@contextmanager
def _counted() -> Iterator[Counter[str]]:
    """Counts what the cache could not give, by kind of row."""
    counts: Counter[str] = Counter()
    kept, probabilities = Workspace.vectors, labels._probabilities

    def counting(
        self: Workspace, kind: str, keys: Sequence[str], compute: Callable[[list[int]], Any], *more: Any
    ) -> Any:
        def counted(missing: list[int]) -> Any:
            counts[kind.partition(" ")[0]] += len(missing)
            return compute(missing)

        return kept(self, kind, keys, counted, *more)

    def labelling(inputs: Sequence[Any], model: Any, memo: Any) -> Any:
        counts["labels"] += sum(key not in memo for key in {labels._key(i, model) for i in inputs})
        return probabilities(inputs, model, memo)

    Workspace.vectors, labels._probabilities = counting, labelling  # type: ignore[method-assign, assignment]
    try:
        yield counts
    finally:
        Workspace.vectors, labels._probabilities = kept, probabilities  # type: ignore[method-assign, assignment]


def _reviewed(study: Study, out: Path) -> list[frozenset[str]]:
    """Decides; returns the statements that each merged theme must hold from now on."""
    kept, themes, personas = log.Log(out), study.themes, study.personas.personas
    claim = next(c for c in personas[0].sections["pains"] if not c.also_mentioned)
    pairs = [(themes[i], themes[i + MERGES]) for i in range(MERGES)]
    rest = themes[2 * MERGES :]
    wanted: list[tuple[str, list[str], Any]] = [
        *(("theme-merge", [a.theme_id, b.theme_id], None) for a, b in pairs),
        ("theme-title", [rest[0].theme_id], "Ours"),
        ("theme-status", [rest[1].theme_id], "accepted"),
        ("theme-status", [rest[2].theme_id], "pinned"),
        ("theme-status", [rest[3].theme_id], "rejected"),
        ("theme-apart", [rest[0].theme_id, rest[1].theme_id], None),
        ("statement-move", [rest[4].statement_ids[-1]], "Ours"),
        ("labels", [rest[5].statement_ids[0]], "pain"),
        ("discount", [rest[5].statement_ids[-1]], None),
        ("attribute", [personas[0].participants[0]], "job_title=dispatcher"),
        ("participant-move", [personas[-1].participants[0]], personas[0].name),
        ("persona-name", [personas[0].name], "Sandy Shore"),
        ("claim-text", [claim.claim_id], "Cannot work in peace"),
    ]
    for kind, named, value in wanted:
        act = naming.act(kind, named, value, view.of(draft.load(Saved(out)), kept.read().decisions))
        kept.append([log.make(act.kind, act.targets, act.value, "ana", machine=act.machine)])
    return [frozenset((*a.statement_ids, *b.statement_ids)) for a, b in pairs]


def _told(study: Study, merged: Sequence[frozenset[str]]) -> int:
    review, held = study.review, [set(t.statement_ids) for t in study.themes]
    lacking = [min(len(ids - h) for h in held) for ids in merged]
    listed = {c["decision_id"] for c in review["conflicts"]} | set(review["in_force"])
    print(
        f"  {len(review['in_force'])} of {review['decisions']} decisions in force, {len(review['conflicts'])} listed; "
        f"statements that merged themes lack: {sum(lacking)} of {sum(map(len, merged))}"
    )
    for conflict in review["conflicts"]:
        print(f"  {conflict['state']}: {conflict['kind']}: {conflict['reason']}")
    return int(review["decisions"]) - len(listed) + sum(map(bool, lacking))


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]) if len(sys.argv) > 1 else TRANSCRIPTS)))
