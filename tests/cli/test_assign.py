"""`assign` from the command line: what it writes, and what it says when something is wrong."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from interview2persona.cli.main import main
from interview2persona.model import ATTRIBUTES

SET = ("--set", "themes.embedder=hashing")
PEOPLE = {
    "owner": {"job_title": "Owner", "industry": "boat building", "age": "61", "company_size": "34"},
    "clerk": {"job_title": "Office clerk", "industry": "harbour administration", "age": "33", "company_size": "120"},
}
SAID = {"owner": "The slipway crane breaks every spring.", "clerk": "Berth invoices are typed twice."}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of a finished study, as `run` leaves them."""
    root = tmp_path_factory.mktemp("study") / "output"
    participants, statements = [], []
    for kind, stated in PEOPLE.items():
        for i in range(4):
            ident = f"{kind}{i}"
            age = {"age": str(int(stated["age"]) + i)}
            empty = dict.fromkeys(ATTRIBUTES, "")
            participants.append({"participant_id": ident, "persona_id": f"persona-{kind}", **empty, **stated, **age})
            statements.append({"participant_id": ident, "theme_id": f"t-{kind}", "text": f"{SAID[kind]} {i}"})
    personas = [
        {
            "persona_id": f"persona-{k}",
            "name": n,
            "title": "",
            "participants": [f"{k}{i}" for i in range(4)],
            "sections": {},
        }
        for k, n in (("owner", "Birch"), ("clerk", "Maple"))
    ]
    tables = {
        "participants": participants,
        "statements": statements,
        "themes": [{"theme_id": f"t-{kind}", "title": said} for kind, said in SAID.items()],
        "transcripts": [{"transcript": "a.vtt", "date": "2026-02-01"}],
    }
    (root / "data").mkdir(parents=True)
    for name, rows in tables.items():
        with (root / "data" / f"{name}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    (root / "data" / "personas.json").write_text(json.dumps(personas))
    (root / "manifest.json").write_text("{}")
    return root


@pytest.fixture
def output(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "output")
    return tmp_path / "output"


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    lines = [
        "id,Name,Job title,Industry,Employees,Birth year,Comment,churn",
        "=1+1,Jo Ray,Ownr,boat building,30,1964,the slipway crane breaks,yes",
        "c2,Al Day,Clerk,harbour administration,130,1992,berth invoices typed twice,no",
        "c2,,,,,,,",
        "c4,,Nail artist,hairdressing and beauty,1,1999,the wedding cake looked wonderful,no",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _assignments(output: Path) -> list[dict[str, str]]:
    with (output / "customers" / "assignments.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_becomes_assignments_and_a_report(output: Path, customers: Path) -> None:
    """Every row has a persona or none; the table is safe to open; names of customers are nowhere."""
    assert main(["-q", "assign", str(customers), "-o", str(output), *SET]) == 0
    rows = _assignments(output)
    assert [row["persona"] for row in rows] == ["Birch", "Maple", "none", "none"]
    assert rows[0]["customer"] == "'=1+1"
    assert rows[0]["persona_id"] == "persona-owner"
    assert "nothing is known" in rows[2]["reasons"]
    report = (output / "customers.md").read_text()
    assert "4 customers; 2 (50%) resemble a persona." in report
    assert "1 ids stand for several rows" in report
    assert "Not read, being about persons: Name." in report
    written = report + (output / "customers" / "assignments.csv").read_text()
    assert not any(word in written for word in ("Jo Ray", "Al Day", "wedding"))


def test_the_same_table_gives_the_same_bytes(output: Path, customers: Path) -> None:
    main(["-q", "assign", str(customers), "-o", str(output), *SET])
    before = [(output / name).read_bytes() for name in ("customers.md", "customers/assignments.csv")]
    main(["-q", "assign", str(customers), "-o", str(output), *SET, "--set", "customers.chunk=1"])
    assert before == [(output / name).read_bytes() for name in ("customers.md", "customers/assignments.csv")]


def test_columns_are_told_or_asked(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--column and --map lead to the same answer, and --map says how not to be asked again."""
    path = tmp_path / "odd.csv"
    path.write_text("a,b\nOwner,1964\n")
    told = ["--column", "job_title=a", "--column", "age=b"]
    assert main(["-q", "assign", str(path), "-o", str(output), *SET, *told]) == 0
    first = _assignments(output)
    answers = {"job_title": "a", "age": "b"}
    monkeypatch.setattr("click.prompt", lambda key, default, err: answers.get(key, default))
    assert main(["assign", str(path), "-o", str(output), *SET, "--map"]) == 0
    assert _assignments(output) == first
    assert 'age = "b"' in capsys.readouterr().err
    settings = tmp_path / "s.toml"
    settings.write_text('[customers.columns]\njob_title = "a"\nage = "b"\n[themes]\nembedder = "hashing"\n')
    assert main(["-q", "assign", str(path), "-o", str(output), "-s", str(settings)]) == 0
    assert _assignments(output) == first


def test_a_survey_needs_no_table(output: Path, tmp_path: Path) -> None:
    survey = tmp_path / "survey.md"
    assert main(["-q", "assign", "--survey", str(survey), "-o", str(output), *SET]) == 0
    assert survey.read_text().startswith("# Which persona? 1 questions")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "Name a table of customers or an interview"),
        (["gone.csv"], 1, "there is no such file"),
        (["{customers}", "--column", "age"], 2, "is not POINT=COLUMN"),
        (["{customers}", "--column", "age=birthyear"], 1, "Did you mean 'Birth year'?"),
        (["{customers}", "--outcome", "profit"], 1, "no column 'profit'"),
        (["{customers}", "--outcome", "churn"], 1, "only 2 customers have it and a persona"),
        (["postgresql://u:secret@h/db"], 1, "database"),
    ],
)
def test_wrong_calls_are_explained(
    arguments: list[str], code: int, words: str, output: Path, customers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = [a.format(customers=customers) for a in arguments]
    assert main(["assign", *call, "-o", str(output), *SET]) == code
    said = capsys.readouterr().err
    assert words in said
    assert "secret" not in said


def test_a_folder_without_personas_is_explained(
    customers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assign", str(customers), "-o", str(tmp_path / "nothing"), *SET]) == 1
    assert "no personas here yet" in capsys.readouterr().err


@pytest.mark.models
def test_a_new_interview_is_assigned(output: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    path.write_text(
        "Interviewer: What do you do?\nHelen: I'm the owner, there are thirty of us.\n"
        "Interviewer: What is hard?\nHelen: The slipway crane breaks every spring, and I hate that.\n"
    )
    assert main(["-q", "assign", str(path), "-o", str(output), *SET]) == 0
    (row,) = _assignments(output)
    assert row["persona"] == "Birch"
    assert row["customer"].startswith("p1-")
    assert "Helen" not in (output / "customers.md").read_text()
