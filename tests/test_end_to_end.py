"""The whole program on the samples, with the real models: what a new user gets, and what may never break."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from interview2persona.cli.main import main

pytestmark = pytest.mark.models
ROOT = Path(__file__).parents[1]
SAMPLES = [
    "A01.vtt",
    "A03.txt",
    "A04.docx",
    "A06 interview.md",
    "A10.csv",
    "A12.txt",
    "A13.json",
    "A16.json",
]
COLUMNS = {
    "transcripts": "transcript,format,kind,date,turns,words,statements,status,problem",
    "turns": "transcript,turn,speaker,role,participant_id,start_time,end_time,start,end,text",
    "statements": "statement_id,transcript,turn,start,end,participant_id,perspective,text,labels,theme_id,strength,"
    "journey_stage",
    "themes": "theme_id,title,keywords,statements,participants,stability,status",
    "participants": "participant_id,transcript,kind,persona_id,fit,second_persona_id",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight samples and one file that nobody can read."""
    folder = tmp_path_factory.mktemp("interviews")
    for name in SAMPLES:
        shutil.copy(ROOT / "transcripts" / name, folder / name)
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 cut off")
    return folder


@pytest.fixture(scope="module")
def output(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    output = tmp_path_factory.mktemp("results") / "out"
    assert main(["--quiet", "run", str(folder), "-o", str(output)]) == 3  # one file was skipped
    yield output


def rows(output: Path, name: str) -> list[dict[str, str]]:
    with (output / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digests(output: Path) -> dict[str, str]:
    """Every result, apart from the times in the manifest and what can be rebuilt."""
    found = {}
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        if path.is_file() and not name.startswith((".cache/", "private/parses.sqlite", "manifest.json")):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def test_everything_that_is_promised_is_there(output: Path) -> None:
    """The output contract: files and columns, none renamed."""
    for name, columns in COLUMNS.items():
        header = (output / "data" / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
        assert header[: len(columns.split(","))] == columns.split(",")
    for name in ("personas.md", "report.html", "manifest.json"):
        assert (output / name).stat().st_size > 500
    personas = json.loads((output / "data/personas.json").read_text(encoding="utf-8"))
    assert len(list((output / "personas").glob("*.md"))) == len(personas) >= 1


def test_personas_follow_the_schema(output: Path) -> None:
    schema = json.loads((ROOT / "src/interview2persona/reports/personas.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads((output / "data/personas.json").read_text(encoding="utf-8")), schema)


def test_the_skipped_file_is_named_with_its_reason(output: Path) -> None:
    skipped = [r for r in rows(output, "transcripts") if r["status"] == "skipped"]
    assert [r["transcript"] for r in skipped] == ["broken.docx"]
    assert skipped[0]["problem"]
    assert "broken.docx" in (output / "personas.md").read_text(encoding="utf-8")


def test_each_claim_counts_people_who_said_so(output: Path) -> None:
    """The people of a claim belong to the persona, each has a statement in the study, and the count is their number."""
    speakers = {r["statement_id"]: r["participant_id"] for r in rows(output, "statements")}
    for persona in json.loads((output / "data/personas.json").read_text(encoding="utf-8")):
        for claims in persona["sections"].values():
            for claim in claims:
                assert set(claim["participants"]) <= set(persona["participants"])
                assert claim["of"] == len(persona["participants"])
                assert {speakers[e["statement_id"]] for e in claim["evidence"]} <= set(claim["participants"])
                low, high = claim["interval"]
                assert low <= len(claim["participants"]) / claim["of"] <= high


def test_sales_people_inform_but_are_not_counted(output: Path) -> None:
    """A16 is an interview with a sales person about customers."""
    sales = [r for r in rows(output, "participants") if r["transcript"] == "A16.json"]
    assert [(r["kind"], r["persona_id"]) for r in sales] == [("sales", "")]
    second_hand = [r for r in rows(output, "statements") if r["perspective"] == "second-hand"]
    assert any(r["transcript"] == "A16.json" for r in second_hand)


def test_no_interviewer_is_quoted(output: Path) -> None:
    roles = {(r["transcript"], r["turn"]): r["role"] for r in rows(output, "turns")}
    assert {roles[r["transcript"], r["turn"]] for r in rows(output, "statements")} == {"participant"}


def test_names_appear_nowhere_outside_the_key(output: Path) -> None:
    names = ["Gráinne", "Declan", "Sorcha", "Bethan Prosser", "Priya", "Katja Brenner", "grainne@carrowvale.example"]
    for path in sorted(output.rglob("*")):
        if path.is_file() and not {"private", ".cache"} & set(path.relative_to(output).parts):
            text = path.read_text(encoding="utf-8")
            assert [n for n in names if n in text] == [], path.name


def test_every_quote_stands_as_it_was_said(output: Path, folder: Path) -> None:
    assert main(["--quiet", "verify", str(output)]) == 0
    assert main(["--quiet", "verify", str(output), "-t", str(folder)]) == 0


def test_one_altered_letter_in_a_transcript_is_found(
    output: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    persona = json.loads((output / "data/personas.json").read_text(encoding="utf-8"))
    evidence = [e for p in persona for claims in p["sections"].values() for c in claims for e in c["evidence"]]
    item = next(e for e in evidence if e["transcript"] == "A12.txt" and "[" not in e["quote"])
    altered = tmp_path / "altered"
    shutil.copytree(folder, altered)
    text = (altered / "A12.txt").read_text(encoding="utf-8")
    middle = (item["start"] + item["end"]) // 2
    letter = "x" if text[middle] != "x" else "y"
    (altered / "A12.txt").write_text(text[:middle] + letter + text[middle + 1 :], encoding="utf-8")
    assert main(["verify", str(output), "-t", str(altered)]) == 1
    assert "A12.txt" in capsys.readouterr().out


def test_one_altered_letter_on_a_page_is_found(
    output: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "out"
    shutil.copytree(output, copy)
    page = sorted((copy / "personas").glob("*.md"))[0]
    lines = page.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if line.startswith("  - “"))
    lines[number] = (
        lines[number].replace(" the ", " teh ", 1) if " the " in lines[number] else "  - “x" + lines[number][5:]
    )
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["verify", str(copy), "-t", str(folder)]) == 1
    assert f"{page.name}, line {number + 1}" in capsys.readouterr().out


def test_an_unchanged_study_is_not_computed_again(
    output: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (output / "manifest.json").read_bytes()
    assert main(["run", str(folder), "-o", str(output)]) in (0, 3)
    assert "Nothing changed" in capsys.readouterr().err
    assert (output / "manifest.json").read_bytes() == before


def test_two_runs_give_the_same_bytes(output: Path, folder: Path, tmp_path: Path) -> None:
    """A second run elsewhere, without any cache, writes the same files."""
    other = tmp_path / "other" / "out"
    main(["--quiet", "run", str(folder), "-o", str(other)])
    assert digests(other) == digests(output)


def test_claims_can_be_asked_back(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`show` lists personas and their claims; `why` shows a claim's turns."""
    persona = json.loads((output / "data/personas.json").read_text(encoding="utf-8"))[0]
    assert main(["show", "-o", str(output)]) == 0
    assert persona["name"] in capsys.readouterr().out
    assert main(["show", persona["name"], "-o", str(output)]) == 0
    assert "pain-1" in capsys.readouterr().out
    assert main(["why", "pain-1", "-p", persona["name"], "-o", str(output)]) == 0
    assert persona["sections"]["pains"][0]["evidence"][0]["quote"] in " ".join(capsys.readouterr().out.split())
    assert main(["themes", "-o", str(output)]) == 0
    assert rows(output, "themes")[0]["title"] in capsys.readouterr().out


def test_questions_to_nothing_are_answered_kindly(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "Nobody At All", "-o", str(output)]) == 1
    assert "No persona is called" in capsys.readouterr().err
    assert main(["why", "pain-99", "-o", str(output)]) == 1
    assert "No claim" in capsys.readouterr().err
