"""Sentence embeddings by sentence-transformers; the bundled all-MiniLM-L6-v2 unless another model is named.

Source: Reimers and Gurevych (2019), Sentence-BERT; Wang et al. (2020), MiniLM.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from interview2persona.encoder import SHA256, checked_folder, device
from interview2persona.errors import ModelError
from interview2persona.model import Vectors
from interview2persona.settings import Settings
from interview2persona.themes import Embedder
from interview2persona.themes.embedders._bundled import BundledEmbedder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED_NAME = "all-MiniLM-L6-v2"
_BATCH = 32
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")


class SentenceTransformerEmbedder:
    """Vectors of one sentence-transformers model; loaded on the first text."""

    def __init__(self, model: SentenceTransformer, fingerprint: str) -> None:
        self._model = model
        self.fingerprint = fingerprint
        self.dimensions = int(model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimensions), float32, in the order of `texts`.

        Texts are embedded in the order of their length, so that little is padded; equal texts are embedded once.
        """
        distinct = sorted(set(texts), key=lambda text: (len(text), text))
        if not distinct:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = self._model.encode(
            distinct, batch_size=_BATCH, show_progress_bar=False, convert_to_numpy=True, normalize_embeddings=True
        )
        row = {text: number for number, text in enumerate(distinct)}
        return np.asarray(vectors, dtype=np.float32)[[row[text] for text in texts]]


def make(settings: Settings) -> Embedder:
    """The embedder that the settings name.

    Raises:
        ModelError: the model is not there, or its weights are not those it should have.
    """
    name = settings.themes.model
    if not name:
        where, precision = settings.themes.device, settings.themes.precision
        return BundledEmbedder(checked_folder(), f"{BUNDLED_NAME}@{SHA256}", where, precision)
    folder = Path(name).expanduser()
    is_local = folder.exists()
    with _quiet(offline=is_local):
        model = _load(str(folder) if is_local else name, device(settings.themes.device))
    digest = _digest(folder) if is_local else _commit(model)
    return SentenceTransformerEmbedder(model, f"{name}@{digest}")


def _load(name: str, device: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, device=device)
    except (OSError, ValueError, RuntimeError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".") + "."
        raise ModelError(
            f"The sentence model {name!r} could not be loaded on {device!r}: {reason} "
            "Set themes.model to the folder of a sentence-transformers model, to the name of one that can be "
            "downloaded, or to '' for the bundled one; themes.device is 'cpu' by default."
        ) from error


def _digest(folder: Path) -> str:
    """SHA-256 of a model's weight files; of more than one, in the order of their names."""
    files = sorted(path for pattern in _WEIGHTS for path in folder.rglob(pattern))
    if not files:
        raise ModelError(f"{folder}: there are no weights of a sentence model here (*.safetensors).")
    total = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                total.update(block)
    return total.hexdigest()


def _commit(model: SentenceTransformer) -> str:
    """Revision of a model that was downloaded by name, as its configuration tells it."""
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    return str(getattr(config, "_commit_hash", None) or "unknown")


@contextmanager
def _quiet(*, offline: bool) -> Iterator[None]:
    """No telemetry, no progress bars, and no network unless a model was named that is not on this machine."""
    wanted = {"HF_HUB_DISABLE_TELEMETRY": "1", "TOKENIZERS_PARALLELISM": "false"}
    if offline:
        wanted |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    before = {key: os.environ.get(key) for key in wanted}
    os.environ.update(wanted)
    try:
        with _no_progress_bars():
            yield
    finally:
        for key, value in before.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value


@contextmanager
def _no_progress_bars() -> Iterator[None]:
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    level = logging.get_verbosity()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if shown:
            logging.enable_progress_bar()
