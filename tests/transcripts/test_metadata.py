"""What people wrote about the transcripts is read as meant, and mistakes are reported with their line."""

from pathlib import Path

import pytest

from interview2persona.model import Transcript, Turn
from interview2persona.transcripts import metadata

ROW = {"transcript": "a.vtt", "speaker": "Ann", "role": "participant", "participant_id": "p-1", "kind": "customer"}


def transcript(path: str, *speakers: str, **about: str) -> Transcript:
    turns = tuple(Turn(i, s, 0, 0) for i, s in enumerate(speakers))
    return Transcript(path, "text", "", turns, metadata=about)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_any_usual_delimiter_and_header_case_is_read(mark: str) -> None:
    """Commas, semicolons and tabs work, and so does any case of the column names."""
    text = mark.join(name.upper() for name in ROW) + f"{mark}Age\n" + mark.join(ROW.values()) + f"{mark}44\n"
    (row,) = metadata.parse(text).rows
    assert (row.transcript, row.speaker, row.role, row.participant_id, row.kind) == tuple(ROW.values())
    assert dict(row.attributes) == {"age": "44"}
    assert row.line == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / metadata.FILE).write_bytes("transcript,speaker\na.vtt,Gráinne\n".encode(encoding))
    assert metadata.read_overrides(tmp_path).rows[0].speaker == "Gráinne"


def test_no_file_means_no_overrides(tmp_path: Path) -> None:
    assert metadata.read_overrides(tmp_path) == metadata.Overrides()


def test_unknown_roles_and_kinds_are_reported_with_their_line_and_ignored() -> None:
    """A wrong cell costs that cell only: the rest of the row is used."""
    found = metadata.parse("transcript,speaker,role,kind,age\na,Ann,boss,alien,44\n")
    assert [p.line for p in found.problems] == [2, 2]
    assert "'boss' is not a role" in found.problems[0].message
    assert (found.rows[0].role, found.rows[0].kind, found.rows[0].attributes["age"]) == (None, None, "44")


def test_a_table_without_transcripts_is_refused_as_a_whole() -> None:
    found = metadata.parse("name,role\nAnn,participant\n")
    assert not found.rows
    assert "no column 'transcript'" in found.problems[0].message


def test_rows_that_match_nothing_are_reported() -> None:
    """A typing error in a name must not pass silently."""
    found = metadata.parse("transcript,speaker\nx.vtt,Ann\na,Zoe\na,ann\n")
    messages = [str(p) for p in found.unmatched([transcript("a.vtt", "Ann", "Bo")])]
    assert len(messages) == 2
    assert "line 2" in messages[0] and "no transcript 'x.vtt'" in messages[0]
    assert "line 3" in messages[1] and "no speaker 'Zoe'" in messages[1]


@pytest.mark.parametrize("said", ["A01", "a01.vtt", "week 1/A01.vtt", "./week 1/A01", "week 1\\A01.vtt"])
def test_a_transcript_is_named_by_path_name_or_stem(said: str) -> None:
    assert metadata.Overrides((metadata.Override(said),)).of("week 1/A01.vtt")


def test_a_part_of_a_name_is_enough_unless_it_could_be_two() -> None:
    assert metadata.speaker_meant("hannah", ["Hannah Lindqvist", "Ruud"]) == "Hannah Lindqvist"
    assert metadata.speaker_meant("Ann", ["Ann Bell", "Ann Stone"]) is None
    assert metadata.speaker_meant("Ann", ["Ann", "Ann Stone"]) == "Ann"


def test_front_matter_names_roles_kind_and_attributes() -> None:
    rows = metadata.from_front_matter(
        transcript("a.md", interviewer="Marcus", participants="[Ann, Bo]", kind="sales", age="44", title="x")
    )
    assert [(r.speaker, r.role) for r in rows[:3]] == [
        ("Marcus", "interviewer"), ("Ann", "participant"), ("Bo", "participant"),
    ]  # fmt: skip
    assert rows[3].kind == "sales"
    assert dict(rows[3].attributes) == {"age": "44"}


def test_later_rows_win_cell_by_cell() -> None:
    first = metadata.Override("a", "Ann", "participant", "p-1", None, {"age": "44"})
    second = metadata.Override("a", "Ann", None, "", "sales", {"budget": "5k"})
    both = metadata.merged([first, second])
    assert both is not None
    assert (both.role, both.participant_id, both.kind) == ("participant", "p-1", "sales")
    assert dict(both.attributes) == {"age": "44", "budget": "5k"}
