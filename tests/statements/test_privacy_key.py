"""The key is private, stable, and never half-written."""

import stat
from pathlib import Path

import pytest

from interview2persona.errors import WorkspaceError
from interview2persona.statements.privacy import key as keys


def test_numbers_are_kept_across_runs(tmp_path: Path) -> None:
    """Whoever had a number keeps it; newcomers get the next one, whatever comes first in the text."""
    path = tmp_path / "private" / "key.json"
    first = keys.Key()
    assert first.placeholder("PERSON", ["anna berg", "anna"], "Anna") == "[PERSON 1]"
    assert first.placeholder("PERSON", ["bo"], "Bo") == "[PERSON 2]"
    keys.save(first, path)
    second = keys.load(path)
    assert second.placeholder("PERSON", ["cy"], "Cy") == "[PERSON 3]"
    assert second.placeholder("PERSON", ["anna"], "ANNA") == "[PERSON 1]"
    assert second.placeholder("ORG", ["anna"], "Anna Ltd") == "[ORG 1]"


def test_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Mode 0600 in a folder of mode 0700, also when the file was there with another mode."""
    path = tmp_path / "private" / "key.json"
    keys.save(keys.Key(), path)
    path.chmod(0o644)
    keys.save(keys.Key(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [p.name for p in path.parent.iterdir()] == ["key.json"]


@pytest.mark.parametrize("content", ["", "[]", '{"placeholders": {"[PERSON 1]": {}}}', "\x00"])
def test_damaged_key_is_named(tmp_path: Path, content: str) -> None:
    """A key that cannot be read is never silently replaced by a new one."""
    path = tmp_path / "key.json"
    path.write_text(content)
    with pytest.raises(WorkspaceError, match="cannot be read"):
        keys.load(path)
