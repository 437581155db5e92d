"""A headless Chromium that opens reports from disk; the tests are skipped where there is none."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from interview2persona.model import Study
from interview2persona.reports.html.page import page
from interview2persona.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[1] / "reports"))

import studies

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
Opener = Callable[..., Any]
SMALL = 27  # statements of the hostile study


@cache
def study_of(size: int) -> Study:
    return studies.small() if size == SMALL else studies.large(size)


@cache
def report(size: int) -> str:
    return page(study_of(size), Settings())


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("There is no Chromium here (Debian: apt-get install chromium).")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def hostile() -> Study:
    return study_of(SMALL)


@pytest.fixture(scope="session")
def large() -> Study:
    return study_of(5000)


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Opens the report of a study in a window of its own; at the end nothing may have been logged, asked or fetched."""
    contexts, trouble = [], []
    path = tmp_path / "report.html"

    def open_(study: Study, fragment: str = "", **options: Any) -> Any:
        path.write_text(report(len(study.statements)), encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        window = context.new_page()
        window.on("console", lambda message: trouble.append(f"{message.type}: {message.text}"))
        window.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        window.on("dialog", lambda dialog: (trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        window.on("request", lambda r: r.url.startswith(path.as_uri()) or trouble.append(f"request: {r.url}"))
        window.goto(path.as_uri() + fragment)
        return window

    yield open_
    for context in contexts:
        context.close()
    assert trouble == []
