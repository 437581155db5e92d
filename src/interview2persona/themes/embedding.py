"""Which embedder, and what it reads: a statement in its place where it can, else a text that is understood alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from interview2persona import plugins
from interview2persona.model import Statement
from interview2persona.reading.inputs import Answer, InPlace, of_statements
from interview2persona.settings import Settings
from interview2persona.themes import Embedder
from interview2persona.themes.embedders import reading
from interview2persona.themes.embedders._reader import ReaderEmbedder

READER = "in_place"
READING = "reading"
PLAIN = "sentence_transformer"


def for_statements(settings: Settings) -> Embedder:
    """The embedder that the settings name.

    Raises:
        InterviewError: there is no such part, or its model is missing or damaged.
    """
    return _made(settings, settings.themes.embedder)


def for_labels(settings: Settings) -> ReaderEmbedder:
    """All that is read of statements to label them, whatever themes are found with."""
    return reading.make(settings)


def tells_labels(settings: Settings) -> bool:
    """Whether what `for_labels` reads begins with the vectors of `for_statements`."""
    return settings.themes.embedder == READER and not settings.themes.model


def for_texts(settings: Settings) -> Embedder:
    """The embedder for texts that nobody said in an interview: names of industries, customers' comments."""
    name = settings.themes.embedder
    return _made(settings, PLAIN if name == READER else name)


def reads_context(embedder: Embedder) -> bool:
    """Whether the embedder takes statements in their place, so that a question needs no vector of its own."""
    return bool(getattr(embedder, "reads_context", False))


def inputs(statements: Sequence[Statement], embedder: Embedder) -> list[str] | list[InPlace]:
    """What `embedder` reads of each statement."""
    if reads_context(embedder):
        return of_statements(statements)
    return [s.in_context for s in statements]


def keys(texts: Sequence[str] | Sequence[InPlace]) -> list[str]:
    """A string for each of what an embedder reads, to remember its vector by."""
    return [text if isinstance(text, str) else f"{_digest(text.answer)} {text.number}" for text in texts]


@lru_cache(maxsize=4096)
def _digest(answer: Answer) -> str:
    question, before, statements = answer
    return hashlib.sha256("\x1f".join((question, before, *statements)).encode()).hexdigest()


def _made(settings: Settings, name: str) -> Embedder:
    made: Any = plugins.load("interview2persona.themes.embedders", name).make(settings)
    return made  # type: ignore[no-any-return]
