"""Exports made of text: tables, JSON, sticky notes, notes for Obsidian, a citation; and the command for all exports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path, PurePosixPath

import pytest
import yaml
from click.testing import CliRunner

from interview2persona import plugins
from interview2persona.cli.export import command
from interview2persona.errors import MissingPart, WorkspaceError
from interview2persona.model import Study
from interview2persona.reports.exports import bibtex, obsidian, stickies
from interview2persona.reports.exports import csv as csv_export
from interview2persona.reports.exports import json as json_export
from interview2persona.reports.saved import Saved

PACKAGE = "interview2persona.reports.exports"
FORMATS = [name for name in plugins.names(PACKAGE) if not name.startswith("_")]


def table(text: str | bytes) -> list[dict[str, str]]:
    assert isinstance(text, str)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_no_cell_of_a_table_begins_like_a_formula(saved: Saved) -> None:
    files = {**csv_export.render(saved), **stickies.render(saved)}
    cells = [cell for text in files.values() for row in table(text) for cell in row.values()]
    assert not [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert [c for c in cells if "HYPERLINK" in c]


def test_tables_give_titles_instead_of_ids(saved: Saved, hostile: Study) -> None:
    first = table(csv_export.render(saved)["statements.csv"])[0]
    assert first["theme"] == hostile.themes[0].title
    assert first["persona"] == hostile.personas.personas[0].name


def test_json_has_everything_as_it_was_said(saved: Saved, hostile: Study) -> None:
    data = json.loads(json_export.render(saved)["interview2persona.json"])
    assert [s["text"] for s in data["statements"]] == [s.text for s in hostile.statements]
    assert [p["name"] for p in data["personas"]] == [p.name for p in hostile.personas.personas]


def test_there_is_a_sticky_note_for_every_claim(saved: Saved) -> None:
    notes = table(stickies.render(saved)["sticky-notes.csv"])
    claims = sum(len(c) for p in saved.personas for c in p["sections"].values())
    assert sum(n["Kind"] == "claim" for n in notes) == claims


def test_every_link_of_the_vault_leads_to_a_note_inside_it(saved: Saved) -> None:
    files = obsidian.render(saved)
    import re

    for text in files.values():
        assert isinstance(text, str)
        for target in re.findall(r"\[\[([^|\]]+)\|", text):
            assert f"{target}.md" in files
    assert all(not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts for name in files)


def test_properties_of_notes_are_yaml_whatever_was_said(saved: Saved) -> None:
    for name, text in obsidian.render(saved).items():
        if name != "Personas.md":
            assert isinstance(text, str)
            assert isinstance(yaml.safe_load(text.split("---")[1]), dict)


def test_the_citation_names_the_study_and_leaves_the_authors_to_the_researcher(saved: Saved) -> None:
    text = bibtex.render(saved)["citation.bib"]
    assert isinstance(text, str)
    assert "2 personas from" in text
    assert "fill in" in text
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_in_a_line_what_it_is_for_and_is_documented(name: str) -> None:
    part = plugins.load(PACKAGE, name)
    assert part.SUMMARY.endswith((".", "..."))
    assert f"`{name}`" in (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")


def test_without_a_format_the_command_lists_them() -> None:
    result = CliRunner().invoke(command, [], standalone_mode=False)
    assert all(name in result.output for name in FORMATS)


def test_an_unknown_format_is_an_error_that_lists_the_known_ones(saved: Saved) -> None:
    result = CliRunner().invoke(command, ["xml", "-o", str(saved.root)], standalone_mode=False)
    assert isinstance(result.exception, MissingPart)
    assert "xlsx" in str(result.exception)


def test_an_empty_folder_is_an_error_that_says_what_to_run(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["csv", "-o", str(tmp_path)], standalone_mode=False)
    assert isinstance(result.exception, WorkspaceError)
    assert "interview2persona run" in str(result.exception)


def test_one_file_goes_where_it_is_told_and_edited_files_are_not_overwritten(saved: Saved, tmp_path: Path) -> None:
    target = tmp_path / "notes.csv"
    arguments = ["stickies", "-o", str(saved.root), "--to", str(target)]
    assert CliRunner().invoke(command, arguments, standalone_mode=False).exception is None
    assert CliRunner().invoke(command, arguments, standalone_mode=False).exception is None  # nothing changed
    target.write_text("mine")
    result = CliRunner().invoke(command, arguments, standalone_mode=False)
    assert isinstance(result.exception, WorkspaceError)
    assert target.read_text() == "mine"
    assert CliRunner().invoke(command, [*arguments, "--force"], standalone_mode=False).exception is None
    assert target.read_text() != "mine"


def test_several_files_go_into_a_folder(saved: Saved, tmp_path: Path) -> None:
    CliRunner().invoke(command, ["obsidian", "-o", str(saved.root), "--to", str(tmp_path / "vault")])
    assert (tmp_path / "vault" / "Personas" / "Alex Ash.md").is_file()
