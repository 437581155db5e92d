"""`report.html` as text: self-contained, policed, deterministic, and complete without a script."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re

import pytest
from lxml import html

from interview2persona.model import Personas, Study
from interview2persona.reports.html import assets
from interview2persona.reports.writers.html import render
from interview2persona.settings import Settings


def text_of(study: Study) -> str:
    content = render(study, Settings())["report.html"]
    assert isinstance(content, str)
    return content


@pytest.fixture(scope="module")
def text(hostile: Study) -> str:
    return text_of(hostile)


@pytest.fixture(scope="module")
def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def test_the_policy_allows_this_style_and_this_script_alone(tree: html.HtmlElement) -> None:
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for path, directive in (("//style", "style-src"), ("//script[not(@type)]", "script-src")):
        (element,) = tree.xpath(path)
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy


def test_nothing_is_loaded_and_no_markup_runs_code(tree: html.HtmlElement) -> None:
    assert not tree.xpath("//@src | //link | //iframe | //object | //img | //base | //@style")
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert all(str(href).startswith("#") for href in tree.xpath("//@href"))


def test_every_link_inside_the_page_has_a_target_and_every_id_is_used_once(tree: html.HtmlElement) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {str(h)[1:] for h in tree.xpath("//@href")} <= set(ids)


def test_the_data_cannot_end_its_script_and_come_back_as_they_were(text: str, hostile: Study) -> None:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    data = json.loads(found.group(1))
    assert "<" not in found.group(1)
    for row, statement in enumerate(hostile.statements):
        turn = data["turns"]["text"][data["statements"]["turn"][row]].encode("utf-16-le")
        span = turn[2 * data["statements"]["start"][row] : 2 * data["statements"]["end"][row]]
        assert span.decode("utf-16-le") == statement.text


def test_json_holds_no_line_separator_that_old_scripts_end_at() -> None:
    assert assets.as_json("\u2028&</") == '"\\u2028\\u0026\\u003c/"'


def test_quotes_stand_in_the_page_without_a_script(tree: html.HtmlElement, hostile: Study) -> None:
    shown = {q.text_content() for q in tree.xpath("//main//blockquote/p")}
    wanted = {c.evidence[0].quote for p in hostile.personas.personas for cs in p.sections.values() for c in cs}
    assert wanted <= shown


def test_the_same_study_gives_the_same_bytes(text: str, hostile: Study) -> None:
    assert text_of(hostile) == text


def test_a_study_without_themes_or_personas_is_a_page_that_says_so(hostile: Study) -> None:
    statements = tuple(dataclasses.replace(s, theme_id="", nearest_theme_id="") for s in hostile.statements)
    empty = dataclasses.replace(
        hostile, themes=(), statements=statements, personas=Personas((), (), {}), saturation={}, manifest={}
    )
    assert "No theme was found" in text_of(empty)


def test_statements_that_privacy_changed_keep_their_own_words(hostile: Study) -> None:
    """Where a turn does not hold a statement's words, the page carries the words themselves."""
    first = dataclasses.replace(hostile.statements[0], text="[PERSON 1] said so")
    changed = dataclasses.replace(hostile, statements=(first, *hostile.statements[1:]))
    assert '"own":{"0":"[PERSON 1] said so"}' in text_of(changed)
