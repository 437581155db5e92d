"""Measures `report.html` in a headless Chromium: size, time to the first paint, to readiness, to search and to filter.

    python benchmarks/report.py                              invented studies of 5,000 and 50,000 statements
    python benchmarks/report.py output/report.html ...       and these reports

Prints the table of docs/report.md: medians of `--rounds` fresh windows.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS / "browser"), str(TESTS / "reports")]
INVENTED = ((5_000, 40), (50_000, 200))
COLUMNS = ("study", "file", "made in", "first paint", "ready", "search", "filter by label")
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
READY = "document.querySelector('#found').textContent ? performance.now() : 0"
#: From the last key, or the click, until the list is painted anew.
CHANGE = """(kind) => new Promise((done) => {
  const found = document.querySelector('#found'), start = performance.now();
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))))
    .observe(found, { childList: true, characterData: true, subtree: true });
  const search = document.querySelector('#filters [name=q]');
  if (kind === 'label') document.querySelector('#filters [value=pain]').click();
  else { search.value = 'day'; search.dispatchEvent(new Event('input', { bubbles: true })); }
})"""


def main() -> None:
    from conftest import ARGUMENTS, CHROMIUM
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("reports", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
        print(f"Chromium {chromium.version}, {os.cpu_count()} cores, load {load}\n")
        print(f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|")
        for name, path, made in reports(options.reports, Path(folder)):
            rounds = [timed(chromium, path) for _ in range(options.rounds)]
            seconds = [f"{statistics.median(values):.2f} s" for values in zip(*rounds, strict=True)]
            print(f"| {name} | {path.stat().st_size / 1e6:.1f} MB | {made} | {' | '.join(seconds)} |", flush=True)
        chromium.close()


def reports(given: list[Path], folder: Path) -> Iterator[tuple[str, Path, str]]:
    """A name, the file, and how long its making took, for each study."""
    import studies as invented
    from interview2persona.reports.html.page import page
    from interview2persona.settings import Settings

    for path in given:
        yield str(path), path.resolve(), ""
    for count, people in INVENTED:
        study = invented.large(count, people)
        start = time.perf_counter()
        text = page(study, Settings())
        made = f"{time.perf_counter() - start:.1f} s"
        path = folder / f"{count}.html"
        path.write_text(text, encoding="utf-8")
        yield f"invented: {count:,} statements, {people} people", path, made


def timed(chromium: Any, path: Path) -> tuple[float, ...]:
    """First paint, ready, search and filter of one window, in seconds."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    window = context.new_page()
    window.goto(path.as_uri())
    ready = window.wait_for_function(READY).json_value()
    window.wait_for_function(f"{PAINT} > 0")
    window.wait_for_timeout(500)
    times = (window.evaluate(PAINT), ready, window.evaluate(CHANGE, "search"), window.evaluate(CHANGE, "label"))
    context.close()
    return tuple(value / 1000 for value in times)


if __name__ == "__main__":
    main()
