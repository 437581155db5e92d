"""The parts of the page: theme map, matrices, saturation curve, and the appendix on method."""

from __future__ import annotations

import dataclasses
import itertools
import math

import studies
from interview2persona.model import Study
from interview2persona.reports import method
from interview2persona.reports.html import curve, islands, matrices, overview
from interview2persona.reports.html.view import personas_of


def test_no_two_islands_overlap_and_every_labelled_statement_has_a_place() -> None:
    study = studies.large(1000)
    drawn = islands.layout(study)
    for a, b in itertools.combinations(drawn.islands, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) > 0.97 * (a.radius + b.radius)
    assert set(drawn.points) == {s.statement_id for s in study.statements if s.labels}
    x, y, width, height = drawn.box
    assert all(x <= px <= x + width and y <= py <= y + height for px, py in drawn.points.values())


def test_the_map_does_not_depend_on_the_order_of_statements(hostile: Study) -> None:
    turned = dataclasses.replace(hostile, statements=tuple(reversed(hostile.statements)))
    assert islands.layout(turned).points == islands.layout(hostile).points


def test_two_themes_or_one_still_make_a_map(hostile: Study) -> None:
    for count in (1, 2):
        assert len(islands.layout(dataclasses.replace(hostile, themes=hostile.themes[:count])).islands) == count


def test_the_heat_map_counts_statements_of_people_that_count(hostile: Study) -> None:
    shown = matrices.heatmap(hostile)
    assert [c.key for c in shown.columns] == ["P0", "P1", "P2"]
    people = {c.key for c in shown.columns}
    wanted = sum(bool(s.theme_id) and s.participant_id in people for s in hostile.statements)
    assert sum(cell.count for row in shown.rows for cell in row.cells) == wanted
    assert all((cell.level > 0) == (cell.count > 0) for row in shown.rows for cell in row.cells)


def test_many_participants_become_columns_of_personas() -> None:
    study = studies.large(200, people=100, theme_count=50)
    shown = matrices.heatmap(study)
    assert [c.name for c in shown.columns] == [p.name for p in study.personas.personas]
    assert shown.unit == "people"
    assert shown.hidden == 50 - matrices.ROWS


def test_themes_are_spoken_of_together_when_one_answer_holds_both(hostile: Study) -> None:
    """Counted over people, and sales staff are not counted."""
    assert not matrices.together(hostile).rows  # every answer of it holds one statement
    moved = [dataclasses.replace(s, turn=1) for s in hostile.statements]
    shown = matrices.together(dataclasses.replace(hostile, statements=tuple(moved)))
    assert {cell.count for row in shown.rows for cell in row.cells} == {0, 3}


def test_the_curve_rises_to_the_number_of_themes(hostile: Study) -> None:
    drawn = curve.curve(hostile)
    assert drawn is not None
    assert drawn.dots[-1][2:] == (6, 3.0)
    assert "after 6 3.0" in drawn.words
    assert curve.curve(dataclasses.replace(hostile, saturation={})) is None


def test_limits_name_what_was_not_used_and_what_nobody_was_asked(hostile: Study) -> None:
    found = dict(overview.limits(hostile))
    assert "bad<i>4.docx" in found["Not used"]
    assert found["Nobody was heard on"] == "budget"
    assert "P2" in found["Between two personas"]


def test_a_fact_stands_apart_from_how_many_told_it(hostile: Study) -> None:
    persona = dataclasses.replace(
        hostile.personas.personas[0], facts={"tools": "paper (2), Excel — 3 of 9 people", "location": "[PLACE 1]"}
    )
    study = dataclasses.replace(hostile, personas=dataclasses.replace(hostile.personas, personas=(persona,)))
    (fact,) = personas_of(study, 7)[0].facts
    assert (fact.name, fact.value, fact.count) == ("Tools", "paper (2), Excel", "3 of 9 people")


def test_a_section_opens_with_lines_of_several_people_and_the_canvas_still_has_five(hostile: Study) -> None:
    first = hostile.personas.personas[0]
    claim = first.sections["pains"][0]
    many = tuple(
        dataclasses.replace(claim, claim_id=f"c{n}", participants=("P0", "P1") if n < 4 else ("P0",)) for n in range(9)
    )
    crowded = dataclasses.replace(first, sections={"pains": many}, journey={})
    study = dataclasses.replace(hostile, personas=dataclasses.replace(hostile.personas, personas=(crowded,)))
    view = personas_of(study, 7)[0]
    assert [len(s.claims) for s in view.sections] == [4]
    assert len(view.top("pains", 5)) == 5


def test_every_topic_of_the_checklist_is_answered_or_left_to_the_researcher(hostile: Study) -> None:
    rows = [line for line in method.lines(hostile) if line.startswith("| ") and line.split("|")[1].strip().isdigit()]
    assert [int(row.split("|")[1]) for row in rows] == list(range(1, 33))
    assert sum(method.OPEN in row for row in rows) == 32 - len(method.answers(hostile))


def test_the_method_states_counts_and_software_and_no_markup_of_transcripts(hostile: Study) -> None:
    text = "\n".join(method.lines(hostile))
    assert "3 participants in 4 transcripts; 1 from sales" in text
    assert "interview2persona 0.1.0" in text
    assert "<u>" not in text


def test_a_persona_says_what_it_rests_on(hostile: Study) -> None:
    text = "\n".join(method.lines(hostile))
    assert "| Alex Ash | 2: P0, P1 | 2 | 2024-03-01 to 2024-03-02 | 300 |" in text
