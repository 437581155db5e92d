"""Takes the screenshots of docs/: python tests/browser/screenshots.py OUTPUT/report.html docs/screenshots"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from conftest import ARGUMENTS, CHROMIUM

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
FIRST_CLAIM = "document.querySelector('.section.pains .claim').id"


def shots(browser: Any, report: Path, target: Path) -> None:
    def window(fragment: str = "", **options: Any) -> Any:
        page = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **options}).new_page()
        page.goto(report.resolve().as_uri() + fragment)
        page.wait_for_timeout(600)
        return page

    page = window()
    page.screenshot(path=target / "overview-light.png")
    claim = page.evaluate(FIRST_CLAIM)
    window(f"#{claim}").screenshot(path=target / "claim-light.png")
    window(f"#{claim.split('/')[0]}", color_scheme="dark").screenshot(path=target / "persona-dark.png")
    window("#themes", color_scheme="dark").screenshot(path=target / "themes-dark.png")
    window("#statements?label=pain&q=day").screenshot(path=target / "statements-light.png")
    window(viewport=PHONE).screenshot(path=target / "phone-light.png")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1060})  # A4 less its margins, in CSS pixels
    page.locator(".card").first.screenshot(path=target / "print-card.png")


if __name__ == "__main__":
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        shots(chromium, Path(sys.argv[1]), Path(sys.argv[2]))
        chromium.close()
