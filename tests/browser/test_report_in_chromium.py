"""The report in a real browser: filters, search, drill-down, links, keyboard, print, and nothing that was said runs."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest

import studies
from interview2persona.model import Study

Opener = Callable[..., Any]


def found(window: Any) -> int:
    """How many statements the page says it found; it filters shortly after the last key."""
    window.wait_for_timeout(300)
    text = window.locator("#found").inner_text()
    match = re.match(r"([\d,]+) of", text)
    return int(match.group(1).replace(",", "")) if match else 0


def test_nothing_that_was_said_runs_or_changes_the_page(opened: Opener, hostile: Study) -> None:
    """The fixture fails on any dialog, console message or request."""
    window = opened(hostile)
    texts = window.locator("#list .said").all_text_contents()
    assert texts == [s.text for s in hostile.statements]
    assert window.evaluate("document.querySelectorAll('img').length") == 0


@pytest.mark.parametrize(
    ("field", "value", "test"),
    [
        ("persona", "A", lambda s: s.participant_id in {"P0", "P1"}),
        ("persona", "none", lambda s: s.participant_id == "S1"),
        ("person", "P2", lambda s: s.participant_id == "P2"),
        ("theme", "T2", lambda s: s.theme_id == "T2"),
        ("theme", "none", lambda s: not s.theme_id),
        ("kind", "sales", lambda s: s.transcript == "sales3.txt"),
        ("hand", "second", lambda s: s.perspective == "second-hand"),
        ("stage", "support", lambda s: s.journey_stage == "support"),
    ],
)
def test_a_filter_leaves_what_it_names(
    field: str, value: str, test: Callable[[Any], bool], opened: Opener, hostile: Study
) -> None:
    window = opened(hostile)
    window.select_option(f"#filters [name={field}]", value)
    assert found(window) == sum(map(test, hostile.statements)) > 0


def test_labels_add_up_and_filters_narrow_each_other(opened: Opener, hostile: Study) -> None:
    window = opened(hostile)
    window.check("#filters [value=pain]", force=True)
    window.check("#filters [value=gain]", force=True)
    wanted = [s for s in hostile.statements if {"pain", "gain"} & set(s.labels)]
    assert found(window) == len(wanted)
    window.select_option("#filters [name=person]", "P0")
    assert found(window) == sum(s.participant_id == "P0" for s in wanted)
    window.click("#clear")
    assert found(window) == len(hostile.statements)


def test_search_finds_words_in_any_order_and_marks_them(opened: Opener, hostile: Study) -> None:
    window = opened(hostile)
    window.fill("#filters [name=q]", "BREAK app")
    assert found(window) == sum("app is great" in s.text for s in hostile.statements)
    assert window.locator("#list mark").all_text_contents()[:2] == ["app", "break"]
    window.fill("#filters [name=q]", "nobodysaidthis")
    assert found(window) == 0
    assert "Remove a filter" in window.locator("#found").inner_text()


def test_a_claim_opens_its_quotes_with_the_turns_around_them(opened: Opener, hostile: Study) -> None:
    window = opened(hostile)
    claim = window.locator('[id="alex-ash/pain-2"]')
    claim.locator("summary").click()
    quote = claim.locator("blockquote").first
    quote.locator("mark").wait_for()
    said = hostile.personas.personas[0].sections["pains"][1].evidence[0]
    assert quote.locator("mark").inner_text() == said.quote
    assert "INT: And then" in quote.locator(".around").first.inner_text()
    assert said.participant_id in quote.locator("footer").inner_text()
    assert re.search(r"turn \d+ · \d+:\d\d", quote.locator("footer").inner_text())


def test_a_link_to_a_claim_opens_it(opened: Opener, hostile: Study) -> None:
    window = opened(hostile, "#alex-ash/pain-2")
    details = window.locator('[id="alex-ash/pain-2"] > details')
    details.locator("mark").first.wait_for()
    assert details.get_attribute("open") is not None
    window.wait_for_timeout(900)
    assert details.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight; }")


def test_a_link_to_a_filter_sets_it(opened: Opener, hostile: Study) -> None:
    window = opened(hostile, "#statements?person=P1&label=pain")
    assert found(window) == sum(s.participant_id == "P1" and "pain" in s.labels for s in hostile.statements)


def test_a_mangled_link_does_no_harm(opened: Opener, hostile: Study) -> None:
    window = opened(hostile, "#%E0%A4%A")
    assert found(window) == len(hostile.statements)


def test_a_cell_of_the_heat_map_shows_its_statements(opened: Opener, hostile: Study) -> None:
    window = opened(hostile)
    cell = window.locator("tr[data-key=T1] td[data-key=P0]").first
    count = int(cell.inner_text())
    cell.click()
    assert found(window) == count


def test_the_map_takes_the_keyboard_and_shows_quotes_under_the_pointer(opened: Opener, hostile: Study) -> None:
    window = opened(hostile)
    island = window.locator(".island[data-theme=T3]")
    island.scroll_into_view_if_needed()
    window.wait_for_timeout(200)
    box = window.locator(".island[data-theme=T3] circle").bounding_box()
    window.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert window.locator("#tip").inner_text()
    island.focus()
    window.keyboard.press("Enter")
    assert found(window) == sum(s.theme_id == "T3" for s in hostile.statements)


def test_dark_and_light_can_be_chosen_and_are_remembered_by_the_browser(opened: Opener, hostile: Study) -> None:
    window = opened(hostile, color_scheme="light")
    colour = "getComputedStyle(document.body).backgroundColor"
    light = window.evaluate(colour)
    window.click("#look")
    dark = window.evaluate(colour)
    assert dark != light
    window.reload()
    assert window.evaluate(colour) == dark
    assert window.get_attribute("#look", "aria-pressed") == "true"


def test_print_has_one_a4_page_for_each_persona(opened: Opener, large: Study) -> None:
    """Four personas with long lines: four pages, nothing else of the page."""
    from pypdf import PdfReader

    window = opened(large)
    pages = PdfReader(io.BytesIO(window.pdf(prefer_css_page_size=True, print_background=True))).pages
    assert len(pages) == len(large.personas.personas)
    for sheet, persona in zip(pages, large.personas.personas, strict=True):
        assert persona.name in sheet.extract_text()
        assert "A draft from" in sheet.extract_text()  # the last line of a card: nothing was cut off
        assert round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height)) == (595, 842)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_wcag_2_2_aa_finds_nothing(scheme: str, width: int, opened: Opener, hostile: Study) -> None:
    """Checked with axe-core, with a claim open and a filter set."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    window = opened(
        hostile, "#alex-ash/pain-2", color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    window.fill("#filters [name=q]", "app")
    window.locator("#alex-ash .points summary").click()
    window.wait_for_timeout(900)
    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
    result = axe.run(window, options=rules)
    assert result.violations_count == 0, result.generate_report()


def test_no_part_is_wider_than_a_phone(opened: Opener, hostile: Study) -> None:
    window = opened(hostile, viewport={"width": 360, "height": 740})
    window.evaluate("document.querySelectorAll('.points').forEach((table) => { table.open = true; })")
    assert window.locator(".points tbody tr").first.is_visible()
    assert window.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_javascript_personas_and_quotes_are_there(opened: Opener, hostile: Study) -> None:
    window = opened(hostile, java_script_enabled=False)
    claim = window.locator('[id="alex-ash/pain-1"]')
    claim.locator("summary").click()
    assert studies.HOSTILE[0] in claim.locator("blockquote").first.inner_text()
    assert not window.locator("#filters").is_visible()
    assert "JavaScript" in window.locator("#statements").inner_text()


def test_the_first_stop_of_the_keyboard_skips_the_menu(opened: Opener, hostile: Study) -> None:
    window = opened(hostile)
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.className") == "skip"


def test_a_long_list_is_shown_a_page_at_a_time(opened: Opener, large: Study) -> None:
    window = opened(large)
    assert found(window) == len(large.statements)
    assert window.locator("#list > li").count() == 60
    window.click("#further")
    assert window.locator("#list > li").count() == 120
