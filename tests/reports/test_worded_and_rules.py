"""What a model worded is marked wherever it stands, and rules for finding customers stand on every page."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shown
from lxml import html
from test_text_stays_text import files_of

import studies
from interview2persona.model import DataPoint, Persona, Study
from interview2persona.reports import datapoints, notebook
from interview2persona.reports.exports import _tables
from interview2persona.reports.saved import Saved

PAGES = [
    ("writers", "markdown"),
    ("writers", "html"),
    ("exports", "docx"),
    ("exports", "pptx"),
    ("exports", "obsidian"),
]
LISTS = [("exports", "stickies"), ("exports", "csv"), ("exports", "xlsx")]


@pytest.fixture
def persona(hostile: Study) -> Persona:
    return hostile.personas.personas[0]


@pytest.mark.parametrize(("kind", "name"), [*PAGES, ("exports", "stickies")])
def test_the_opening_and_worded_lines_are_marked(kind: str, name: str, hostile: Study, saved: Saved) -> None:
    """Twice at least: once behind the opening, once behind a line."""
    text = shown.words(files_of(kind, name, hostile, saved))
    opening = shown.folded(hostile.personas.personas[0].opening)
    assert f"{opening} ({studies.MARK})" in text
    assert text.count(studies.MARK) > text.count(f"{opening} ({studies.MARK})")


@pytest.mark.parametrize(("kind", "name"), [*PAGES, *LISTS])
def test_the_six_most_telling_rules_are_shown(kind: str, name: str, hostile: Study, saved: Saved) -> None:
    text = shown.words(files_of(kind, name, hostile, saved))
    assert all(rule in text for rule in studies.HOSTILE[1:7])
    assert "3.0 times likelier, may be chance" in text
    for rule in ("a seventh rule", "an eighth rule", "fits everybody", "the only one"):
        assert rule not in text


def test_a_printed_card_marks_lines_with_a_star_and_explains_it_once(hostile: Study, saved: Saved) -> None:
    """However many lines a model worded, the card stays on its page."""
    tree = html.document_fromstring(str(files_of("writers", "html", hostile, saved)["report.html"]))
    card = tree.xpath("//article[contains(@class, 'card')]")[0]
    assert [b.text_content() for b in card.xpath(".//li/b")].count("1/2*") == 4
    assert f"*: {studies.MARK}." in card.xpath("./footer")[0].text_content()


def test_tables_name_the_model(saved: Saved) -> None:
    columns, values = _tables.claims(saved)
    assert {row[columns.index("worded_by")] for row in values} == {"", studies.MODEL}
    columns, values = _tables.personas(saved)
    assert {row[columns.index("opening_worded_by")] for row in values} == {studies.MODEL}


def test_a_page_without_a_model_has_no_mark(hostile: Study, saved: Saved) -> None:
    def plain(p: Persona) -> Persona:
        sections = {k: tuple(replace(c, worded_by="") for c in cs) for k, cs in p.sections.items()}
        journey = {k: tuple(replace(c, worded_by="") for c in cs) for k, cs in p.journey.items()}
        return replace(p, sections=sections, journey=journey, opening="", worded_by="")

    personas = replace(
        hostile.personas,
        personas=tuple(map(plain, hostile.personas.personas)),
        shared=tuple(replace(c, worded_by="") for c in hostile.personas.shared),
    )
    for name in ("markdown", "html"):
        assert "worded by" not in shown.words(files_of("writers", name, replace(hostile, personas=personas), saved))


def test_the_opening_stands_under_the_title(hostile: Study, saved: Saved) -> None:
    page = str(files_of("writers", "markdown", hostile, saved)["personas/alex-ash.md"]).splitlines()
    assert page[0].startswith("# Alex Ash")
    assert page[2].startswith("1\\. &lt;/script&gt;")


def test_the_table_is_folded_away(hostile: Study, saved: Saved, persona: Persona) -> None:
    wall = str(files_of("writers", "markdown", hostile, saved)["personas/alex-ash.md"]).split("<details>")[0]
    assert datapoints.TITLE not in wall
    tree = html.document_fromstring(str(files_of("writers", "html", hostile, saved)["report.html"]))
    (details,) = tree.xpath("//*[@id='alex-ash']//details[contains(@class, 'points')]")
    assert details.get("open") is None
    assert len(details.xpath(".//tbody/tr")) == datapoints.SHOWN
    assert datapoints.TITLE in notebook.persona_html(persona)


def test_a_rule_that_would_single_people_out_needs_as_many_people_as_anything_on_a_page() -> None:
    age = DataPoint("age", "44 years old", ("P0",), 1, 4, others=1, others_stated=9, lift=2.0, thin=False)
    own = replace(age, attribute="shoe_size")
    channel = replace(age, attribute="channels")
    assert [r.what for r in datapoints.rows([age, own, channel], 3)] == ["Channels"]
    assert len(datapoints.rows([age, own, channel], 2)) == 3


def test_only_rules_that_tell_are_shown_and_chance_is_said() -> None:
    """A rule of one person, one that nobody else could meet, and a replaced name find nobody in a table."""
    point = DataPoint(
        "channels", "phone", ("P0", "P1"), 2, 4, others=1, others_stated=3, lift=2.04, p_value=0.001, thin=False
    )
    chance = replace(point, rule="e-mail", p_value=0.3)
    nobody = [
        replace(point, thin=True),
        replace(point, lift=None, p_value=None, others=0, others_stated=0),
        replace(point, lift=1.1),
        replace(point, rule="i asked [PERSON 4]"),
    ]
    solid, perhaps = datapoints.rows([point, chance, *nobody], 1)
    assert (solid.own, solid.others, solid.telling) == ("2 of 2", "1 of 3", "2.0 times likelier")
    assert perhaps.telling == "2.0 times likelier, may be chance"
    assert datapoints.left_out([point, *nobody], 1).startswith("4 more")


def test_the_rules_of_a_folder_are_those_of_the_study(saved: Saved, hostile: Study) -> None:
    first = hostile.personas.personas[0]
    assert saved.data_points(saved.personas[0]) == first.data_points
