"""Stages whose cost could grow faster than the study: themes, personas and reports, on statements with vectors.

    python benchmarks/speed/scale.py OUTPUT VECTORS.npy COUNT

`bench.py scale` calls it, one process for each size; it prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

from interview2persona import language, plugins
from interview2persona.model import Study
from interview2persona.personas import build
from interview2persona.settings import Settings
from interview2persona.themes import find
from material import many, people

SETTINGS = Settings()


def main(output: Path, vectors: Path, count: int) -> None:
    pipeline = language.load()
    statements, rows = many(output, np.load(vectors), count)
    participants, transcripts = people(statements)
    seconds, began = {}, time.perf_counter()
    before = peak()

    def spent(stage: str) -> None:
        nonlocal began
        seconds[stage] = round(time.perf_counter() - began, 2)
        began = time.perf_counter()

    themes = find.find(statements, rows, participants, pipeline, SETTINGS)
    spent("themes")
    personas = build.build(themes.statements, themes.themes, participants, transcripts, rows, pipeline, SETTINGS)
    spent("personas")
    study = Study(tuple(transcripts), tuple(participants), themes.statements, themes.themes, personas, {})
    for name in ("markdown", "tables", "json", "html"):
        plugins.load("interview2persona.reports.writers", name).render(study, SETTINGS)
    spent("reports")
    result = {"statements": count, "themes": len(themes.themes), "personas": len(personas.personas)}
    print(json.dumps(result | {"seconds": seconds, "made_mb": before, "peak_mb": peak()}), flush=True)


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
