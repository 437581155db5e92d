"""One `Settings`: defaults, TOML, and what is wrong with a file."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from interview2persona import settings
from interview2persona.errors import SettingsError
from interview2persona.settings import Settings


def test_the_file_that_init_writes_gives_the_defaults(tmp_path: Path) -> None:
    """Every line uncommented is a valid settings file with the defaults in it: none is missing, none is misspelt."""
    text = re.sub(r"^# (\w+ = )", r"\1", settings.as_toml(), flags=re.MULTILINE)
    path = tmp_path / "all.toml"
    path.write_text(text, encoding="utf-8")
    assert settings.load(path) == Settings()
    assert set(tomllib.loads(text)) == set(Settings.model_fields)


def test_an_unknown_key_is_rejected_with_the_nearest_one(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text("[personas]\ncont = 3\n")
    with pytest.raises(
        SettingsError, match=r"s\.toml: there is no setting 'personas\.cont'\. Did you mean 'personas\.count'"
    ):
        settings.load(path)


def test_a_value_out_of_range_is_named(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text("[themes]\nmin_participants = 0\n")
    with pytest.raises(SettingsError, match=r"themes\.min_participants.*was 0"):
        settings.load(path)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text("[themes\n")
    with pytest.raises(SettingsError, match="not a readable TOML file"):
        settings.load(path)


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="init"):
        settings.load(tmp_path / "none.toml")


def test_single_settings_are_changed_by_dotted_key() -> None:
    changed = Settings().with_changes({"personas.count": 3, "seed": 7})
    assert (changed.personas.count, changed.seed) == (3, 7)
    with pytest.raises(SettingsError, match=r"personas\.cuont"):
        Settings().with_changes({"personas.cuont": 3})
