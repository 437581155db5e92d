"""Where a language model may meet the study: after names were replaced, before anything is written."""

from __future__ import annotations

import json
from collections.abc import Callable

from interview2persona import language
from interview2persona.errors import SettingsError
from interview2persona.model import Study
from interview2persona.settings import Settings
from interview2persona.themes import embedding
from interview2persona.wordings import models, rewording
from interview2persona.workspace import Workspace

CACHE = ".cache/wordings.json"


def worded(study: Study, workspace: Workspace, settings: Settings, may_send: rewording.Consent | None) -> Study:
    """The study with what `settings.wording.model` worded; a model outside this process is only asked when allowed.

    Raises:
        ModelError: there is no such model, or it could not answer.
        SettingsError: names are kept in the text, and the model is not on this machine.
    """
    model = models.load(settings.wording.model)
    local = models.is_local(model)
    if not local and not settings.privacy.pseudonyms:
        raise SettingsError(
            f"wording.model: {model.model_id!r} does not run within this program, and with privacy.pseudonyms off it "
            "would be sent names. Switch pseudonyms on, or name a local model."
        )
    embedder = embedding.for_texts(settings)
    cache = _read(workspace)
    known = len(cache)
    allowed: Callable[[models.Estimate], bool] = (lambda _: True) if local else may_send or (lambda _: False)
    try:
        pipeline = language.load(settings.statements.spacy_model)
        return rewording.reword(study, model, settings.wording, pipeline, embedder.encode, cache, allowed)
    finally:
        if len(cache) > known:  # what was paid for is kept, even when a later answer failed
            workspace.write(CACHE, json.dumps(cache, indent=1, ensure_ascii=False, sort_keys=True) + "\n")


def _read(workspace: Workspace) -> dict[str, str]:
    try:
        cache = json.loads((workspace.root / CACHE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in cache.items()} if isinstance(cache, dict) else {}
