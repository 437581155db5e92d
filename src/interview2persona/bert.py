"""Layers of BERT (Devlin et al. 2019), computed with PyTorch alone, in 32-bit numbers or in bfloat16.

A processor with units for bfloat16 matrices (AMX) is three to four times as fast with them; sums stay in 32 bits. What
that costs in accuracy is in docs/speed.md. Vector instructions alone (AVX-512 BF16) were slower than 32 bits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from interview2persona.errors import ModelError

if TYPE_CHECKING:
    from torch import Tensor

FLOAT32, BFLOAT16 = "float32", "bfloat16"
PRECISIONS = ("auto", FLOAT32, BFLOAT16)
Groups = Sequence[tuple[int, int]]  # (texts, tokens of each) of the texts of equal length
LARGEST = 60.0  # of a score, so that its exponential is a number in either precision
USUAL = 1024  # rows of a product, for which weights are laid out
EPSILON = 1e-12  # of the layer norm, as BERT was trained


def precision(wanted: str, device: str) -> str:
    """The precision to compute in: `wanted`, or for 'auto' what this processor is fastest with.

    Raises:
        ModelError: there is no such precision.
    """
    if wanted not in PRECISIONS:
        raise ModelError(f"There is no precision {wanted!r}: use one of {', '.join(PRECISIONS)}.")
    if wanted != "auto":
        return wanted
    return BFLOAT16 if device == "cpu" and _multiplies_bfloat16() else FLOAT32


def _multiplies_bfloat16() -> bool:
    flags = Path("/proc/cpuinfo")  # of Linux, which tells without an import of a second
    if flags.exists():
        return "amx_bf16" in flags.read_text(encoding="utf-8").split()
    import torch

    ask = getattr(torch.cpu, "_is_amx_tile_supported", None)
    return bool(ask and ask())


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation (Ba et al. 2016)."""

    weight: Tensor
    bias: Tensor

    def __call__(self, states: Tensor) -> Tensor:
        from torch.nn.functional import layer_norm

        return layer_norm(states, self.weight.shape, self.weight, self.bias, EPSILON)


class Linear:
    """A linear map and what a layer does with its result."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        self._weight, self._bias = weight, bias

    def __call__(self, states: Tensor) -> Tensor:
        from torch.nn.functional import linear

        return linear(states, self._weight, self._bias)

    def activated(self, states: Tensor) -> Tensor:
        """Gaussian error linear units (Hendrycks and Gimpel 2016)."""
        from torch.nn.functional import gelu

        return gelu(self(states))

    def plus(self, states: Tensor, other: Tensor) -> Tensor:
        return self(states) + other


class PackedLinear(Linear):
    """The same in one step each, with weights laid out for the processor: oneDNN, as PyTorch's own compiler uses it."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        import torch

        self._steps = torch.ops.mkldnn
        super().__init__(self._steps._reorder_linear_weight(weight.contiguous(), USUAL), bias)

    def __call__(self, states: Tensor) -> Tensor:
        return self._step(states, "none", "")

    def activated(self, states: Tensor) -> Tensor:
        return self._step(states, "gelu", "none")

    def plus(self, states: Tensor, other: Tensor) -> Tensor:
        out: Tensor = self._steps._linear_pointwise.binary(states, other, self._weight, self._bias, "add")
        return out

    def _step(self, states: Tensor, name: str, kind: str) -> Tensor:
        out: Tensor = self._steps._linear_pointwise(states, self._weight, self._bias, name, [], kind)
        return out


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer; `states` in and out have the shape (tokens, dimensions).

    Texts lie one behind the other and nothing is padded: `groups` tells how many texts of which length there are.
    """

    attention: Linear  # query, key and value in one
    heads: int
    mixed: Linear
    after_attention: Norm
    inner: Linear
    outer: Linear
    after_inner: Norm

    def __call__(self, states: Tensor, groups: Groups) -> Tensor:
        import torch

        found = self.attention(states).split([count * length for count, length in groups])
        heard = torch.cat([self._heard(part, *group) for part, group in zip(found, groups, strict=True)])
        states = self.after_attention(self.mixed.plus(heard, states))
        return self.after_inner(self.outer.plus(self.inner.activated(states), states))

    def _heard(self, found: Tensor, count: int, length: int) -> Tensor:
        """Scaled dot-product attention (Vaswani et al. 2017); the library takes twice the time for short texts.

        Query weights hold the scale (see `layer`).
        """
        import torch

        query, key, value = found.view(count, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4).flatten(1, 2)
        weights = torch.bmm(query, key.transpose(1, 2)).clamp_(-LARGEST, LARGEST).exp_()
        heard = torch.bmm(weights, value).div_(weights.sum(-1, keepdim=True))
        return heard.view(count, self.heads, length, -1).transpose(1, 2).reshape(count * length, -1)


def layer(weights: Mapping[str, Tensor], number: int, heads: int, precision: str) -> Layer:
    """Layer `number` of a model's `weights`, by their names in its file."""
    import torch

    def part(name: str) -> tuple[Tensor, Tensor]:
        stem = f"encoder.layer.{number}.{name}"
        return weights[f"{stem}.weight"], weights[f"{stem}.bias"]

    kind = torch.bfloat16 if precision == BFLOAT16 else torch.float32
    three = [part(f"attention.self.{name}") for name in ("query", "key", "value")]
    scale = (len(three[0][1]) // heads) ** -0.5
    three[0] = three[0][0] * scale, three[0][1] * scale
    made = [
        (torch.cat([weight for weight, _ in three]), torch.cat([bias for _, bias in three])),
        *(part(name) for name in ("attention.output.dense", "attention.output.LayerNorm", "intermediate.dense")),
        *(part(name) for name in ("output.dense", "output.LayerNorm")),
    ]
    attention, mixed, after_attention, inner, outer, after_inner = ((w.to(kind), b.to(kind)) for w, b in made)
    linear = PackedLinear if precision == BFLOAT16 and _packs() else Linear
    return Layer(
        linear(*attention),
        heads,
        linear(*mixed),
        Norm(*after_attention),
        linear(*inner),
        linear(*outer),
        Norm(*after_inner),
    )


def _packs() -> bool:
    import torch

    steps = torch.ops.mkldnn
    if not hasattr(steps, "_linear_pointwise") or not torch.backends.mkldnn.is_available():
        return False
    able = getattr(steps, "_is_mkldnn_bf16_supported", None)  # processors without AVX-512 or AVX-NE-CONVERT are not
    return bool(able is None or able())
