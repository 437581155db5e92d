"""Names put back, personal data listed, and a person forgotten: on an output folder written by hand."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from interview2persona.cli import audit as audit_command
from interview2persona.cli import forget as forget_command
from interview2persona.cli import reidentify as reidentify_command
from interview2persona.errors import WorkspaceError
from interview2persona.statements.privacy import inventory
from interview2persona.statements.privacy import key as keys
from interview2persona.statements.privacy.forget import forget
from interview2persona.statements.privacy.restore import restore

DECISIONS = (
    {"decision_id": "d1", "kind": "label", "targets": ["s1-aaaaaaaaaaaa"], "note": ""},
    {"decision_id": "d2", "kind": "label", "targets": ["s1-bbbbbbbbbbbb"], "note": "Annual matters"},
    {"decision_id": "d3", "kind": "note", "targets": ["t1"], "note": "as Jörg said"},
)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Two participants, of whom p1-aaaaaa is Jörg."""
    key = keys.Key()
    assert key.placeholder("PERSON", ["jorg"], "Jörg") == "[PERSON 1]"
    key.placeholder("PERSON", ["jorg"], "Jörg Wennemann")
    key.placeholder("PERSON", ["ann"], "Ann")
    key.participants = {
        "p1-aaaaaa": {"transcript": "Jörg 1.txt", "speaker": "Jörg", "placeholder": "[PERSON 1]"},
        "p1-bbbbbb": {"transcript": "2.txt", "speaker": "Ann", "placeholder": "[PERSON 2]"},
    }
    keys.save(key, tmp_path / "private" / "key.json")
    files = {
        "data/turns.csv": "transcript,turn,speaker,text\n"
        "1.txt,0,p1-aaaaaa,I am [PERSON 1] of [ORG 1]\n2.txt,0,p1-bbbbbb,Hi\n",
        "data/statements.csv": "statement_id,participant_id\ns1-aaaaaaaaaaaa,p1-aaaaaa\ns1-bbbbbbbbbbbb,p1-bbbbbb\n",
        "data/participants.csv": "participant_id,job_title,industry\np1-aaaaaa,owner,lifts\np1-bbbbbb,,\n",
        "personas.md": "\\[PERSON 1\\] (p1-aaaaaa) told \\[PERSON 9\\]\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "manifest.json").write_text(json.dumps({"files": dict.fromkeys(files, "")}))
    (tmp_path / "review").mkdir()
    lines = "".join(json.dumps(d) + "\n" for d in DECISIONS)
    (tmp_path / "review" / "decisions.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "vectors.sqlite").write_bytes(b"old")
    return tmp_path


def test_restore_puts_the_fullest_form_back(output: Path) -> None:
    """Escaped or not; what the key does not know stays."""
    key = keys.load(output / "private" / "key.json")
    assert restore("\\[PERSON 1\\]'s, [PERSON 9], p1-aaaaaa", key) == "Jörg Wennemann's, [PERSON 9], Jörg"


def test_reidentify_prints_a_page_and_needs_the_key(output: Path) -> None:
    """Without the key there is nothing to put back, and it is said so."""
    result = CliRunner().invoke(reidentify_command.command, ["-o", str(output)])
    assert result.output.startswith("Jörg Wennemann (Jörg) told")
    (output / "private" / "key.json").unlink()
    with pytest.raises(WorkspaceError, match="without the key"):
        CliRunner().invoke(reidentify_command.command, ["-o", str(output)], catch_exceptions=False)


def test_reidentify_reads_nothing_outside(output: Path) -> None:
    """A page is a page of this output folder."""
    with pytest.raises(WorkspaceError, match="no page"):
        CliRunner().invoke(reidentify_command.command, ["../secret.md", "-o", str(output)], catch_exceptions=False)


def test_audit_counts_and_finds_what_is_left(output: Path) -> None:
    """Placeholders per transcript; a name in a page is a finding; a lone combination of attributes is named."""
    key = keys.load(output / "private" / "key.json")
    found = inventory.audit(output, key, 3)
    assert dict(found.replaced["1.txt"]) == {"PERSON": 1, "ORG": 1}
    assert found.private == ("private/key.json",)
    assert [(c.participant_id, c.attributes, c.sharing) for c in found.small_cells] == [
        ("p1-aaaaaa", ("job_title", "industry"), 1)
    ]
    assert found.left == (("review/decisions.jsonl", "Jörg"),)


def test_audit_fails_when_names_are_left(output: Path) -> None:
    """The exit code tells a script."""
    result = CliRunner().invoke(audit_command.command, [str(output)], standalone_mode=False)
    assert result.return_value == 1
    (output / "review" / "decisions.jsonl").unlink()
    assert CliRunner().invoke(audit_command.command, [str(output)], standalone_mode=False).return_value == 0


@pytest.mark.parametrize("who", ["p1-aaaaaa", "jörg"])
def test_forget_leaves_nothing(output: Path, who: str) -> None:
    """Not in pages, tables, key, cache or decisions; decisions about others are kept."""
    done = forget(output, who)
    assert done.left == ()
    assert done.source == "Jörg 1.txt"
    assert done.decisions == 2
    left = {p.name for p in output.rglob("*") if p.is_file()}
    assert left == {"CACHEDIR.TAG", "decisions.jsonl", "key.json", "lock"}
    everything = "".join(p.read_text(encoding="utf-8") for p in output.rglob("*") if p.is_file())
    for trace in ("Jörg", "jorg", "Wennemann", "p1-aaaaaa", "s1-aaaaaaaaaaaa"):
        assert trace not in everything
    assert "Annual matters" in everything


def test_number_of_the_forgotten_is_not_given_again(output: Path) -> None:
    """Otherwise older pages would point to somebody else."""
    forget(output, "p1-aaaaaa")
    assert keys.load(output / "private" / "key.json").placeholder("PERSON", ["cy"], "Cy") == "[PERSON 3]"


def test_forget_names_those_that_exist(output: Path) -> None:
    """A slip in the name removes nobody."""
    with pytest.raises(WorkspaceError, match="p1-aaaaaa, p1-bbbbbb"):
        forget(output, "Jorgen")
    assert (output / "personas.md").is_file()


def test_forget_command_asks_first(output: Path) -> None:
    """Nothing is removed without a yes."""
    CliRunner().invoke(forget_command.command, ["p1-aaaaaa", "-o", str(output)], input="n\n")
    assert (output / "personas.md").is_file()
    result = CliRunner().invoke(
        forget_command.command, ["p1-aaaaaa", "-o", str(output), "--yes"], standalone_mode=False
    )
    assert result.return_value == 0
    assert not (output / "personas.md").exists()
