"""Layers of BERT (Devlin et al. 2019), computed with PyTorch alone, in 32-bit numbers, in bfloat16 or in bytes.

A processor with units for bfloat16 matrices (AMX) is three to four times as fast with them; sums stay in 32 bits.
Vector instructions alone (AVX-512 BF16) were slower than 32 bits. Those for bytes (VNNI), which most x86 processors
since 2021 have, are four times as fast as 32 bits, and their sums are exact. What either costs in accuracy is in
docs/speed.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from interview2persona.errors import ModelError

if TYPE_CHECKING:
    from torch import Tensor

FLOAT32, BFLOAT16, INT8 = "float32", "bfloat16", "int8"
PRECISIONS = ("auto", FLOAT32, BFLOAT16, INT8)
Groups = Sequence[tuple[int, int]]  # (texts, tokens of each) of the texts of equal length
LARGEST = 60.0  # of a score, so that its exponential is a number in any precision
USUAL = 1024  # rows of a product, for which weights are laid out
SIGNED, UNSIGNED = 127, 255  # the largest whole numbers in use
LEAST_SCALE = 1e-8
SILENT = 1 / 16
GELU_LEAST = -0.17  # no Gaussian error linear unit gives less (its minimum is -0.16997)
EPSILON = 1e-12  # of the layer norm, as BERT was trained


def precision(wanted: str, device: str) -> str:
    """The precision to compute in: `wanted`, or for 'auto' what this processor is fastest with.

    Raises:
        ModelError: there is no such precision, or this processor does not have it.
    """
    if wanted not in PRECISIONS:
        raise ModelError(f"There is no precision {wanted!r}: use one of {', '.join(PRECISIONS)}.")
    fast = _fast() if device == "cpu" else ()
    if wanted == "auto":
        return next(iter(fast), FLOAT32)
    if wanted == INT8 and INT8 not in fast:
        which = "this one" if device == "cpu" else device
        raise ModelError(
            f"Precision {INT8} needs a processor with VNNI, which {which} is not: set themes.precision to float32."
        )
    return wanted


def _fast() -> tuple[str, ...]:
    """The smaller numbers with which this processor is faster than with 32 bits, the fastest first."""
    flags = Path("/proc/cpuinfo")  # of Linux, which tells without an import of a second
    if flags.exists():
        found = set(flags.read_text(encoding="utf-8").split())
        units, multiplies_bytes = "amx_bf16" in found, not found.isdisjoint({"avx512_vnni", "avx_vnni"})
    else:
        import torch

        asked = (getattr(torch.cpu, name, None) for name in ("_is_amx_tile_supported", "_is_vnni_supported"))
        units, multiplies_bytes = (bool(ask and ask()) for ask in asked)
    return tuple(kind for kind, has in ((BFLOAT16, units), (INT8, multiplies_bytes)) if has)


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

    @property
    def parts(self) -> tuple[Tensor, Tensor]:
        return self._weight, self._bias

    def __call__(self, states: Tensor) -> Tensor:
        from torch.nn.functional import linear

        return linear(states, self._weight, self._bias)

    def activated(self, states: Tensor) -> Tensor:
        """Gaussian error linear units (Hendrycks and Gimpel 2016)."""
        from torch.nn.functional import gelu

        return gelu(self(states))

    def plus(self, states: Tensor, other: Tensor) -> Tensor:
        """With `other` added; `states` may be used up."""
        return self(states) + other


class PackedLinear(Linear):
    """The same in one step each, with weights laid out for the processor: oneDNN, as PyTorch's own compiler uses it.

    They are laid out for products of so many `rows`.
    """

    def __init__(self, weight: Tensor, bias: Tensor, rows: int = USUAL) -> None:
        import torch

        self._steps = torch.ops.mkldnn
        super().__init__(self._steps._reorder_linear_weight(weight.contiguous(), rows), bias)

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


class ByteLinear(Linear):
    """The same in whole numbers of 8 bits, with a scale for each row of weights and for each row of states.

    Sums of whole numbers are exact, so that a row comes out the same whatever is beside it. Some dimensions of states
    are ten times as large as others and would leave those few of the 8 bits: the largest numbers of each in `sample`
    (states, shape (rows, dimensions)) are shared out between states and weights (Xiao et al. 2023, SmoothQuant). Where
    no number of `states` is below `least`, all 8 bits are for what is above.
    """

    def __init__(self, weight: Tensor, bias: Tensor, sample: Tensor | None = None, least: float | None = None) -> None:
        import torch

        steps = torch.ops.onednn
        if not hasattr(steps, "qlinear_pointwise"):
            raise ModelError("This PyTorch was built without oneDNN: set themes.precision to float32.")
        self._multiplied = steps.qlinear_pointwise.default
        self._shares = None if sample is None else _shares(sample, weight)
        if self._shares is not None:
            weight = weight / self._shares
        self._scales = (weight.abs().amax(1) / SIGNED).clamp_min_(LEAST_SCALE)
        whole = (weight / self._scales[:, None]).round_().to(torch.int8)
        self._zeros = torch.zeros(len(weight), dtype=torch.int64)
        self._least, self._zero = least, SIGNED + 1 if least is None else 0
        self._half = torch.full((weight.shape[1],), self._zero + 0.5)  # added, so that cutting off fractions rounds
        if least is not None:
            bias = bias + least * self._scales * whole.sum(1)
        super().__init__(steps.qlinear_prepack(whole, [USUAL, weight.shape[1]]), bias)

    def __call__(self, states: Tensor) -> Tensor:
        return self._of(states.clone() if self._shares is None else states * self._shares)

    def activated(self, states: Tensor) -> Tensor:
        import torch

        return torch.ops.aten.gelu_(self(states))

    def plus(self, states: Tensor, other: Tensor) -> Tensor:
        return self._of(states if self._shares is None else states.mul_(self._shares)).add_(other)

    def _of(self, states: Tensor) -> Tensor:
        """Of `states` that are shared out; they are used up, as new memory takes longer than arithmetic."""
        import torch

        whole, scales = self._whole(states)
        out: Tensor = self._multiplied(
            whole, 1.0, self._zero, self._weight, self._scales, self._zeros, None, 1.0, 0, torch.float32, "none", [], ""
        )
        return torch.addcmul(self._bias, out, scales, out=out)

    def _whole(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Whole numbers from 0 to 255, and what one is worth in a row."""
        import torch

        if self._least is None:
            largest, units = torch.maximum(states.amax(1, keepdim=True), -states.amin(1, keepdim=True)), SIGNED
        else:
            largest, units = states.sub_(self._least).amax(1, keepdim=True), UNSIGNED
        scales = largest.clamp_min_(LEAST_SCALE).div_(units)
        torch.addcmul(self._half, states, scales.reciprocal(), out=states)
        return torch.from_numpy(states.numpy().astype(np.uint8)), scales  # a third of PyTorch's time


def _shares(sample: Tensor, weight: Tensor) -> Tensor:
    """What to multiply dimensions of states with: powers of two, which no last bit of a `sample` changes.

    What is silent in a small sample need not be silent elsewhere, and is taken as `SILENT` of the usual.
    """
    of_states, of_weights = (part.abs().amax(0).clamp_min(LEAST_SCALE) for part in (sample, weight))
    of_states = of_states.clamp_min(SILENT * of_states.median())
    return (of_weights / of_states).sqrt().log2().round().exp2()


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
        states = self.after_attention(self.mixed.plus(self.heard(states, groups), states))
        return self.after_inner(self.outer.plus(self.inner.activated(states), states))

    def heard(self, states: Tensor, groups: Groups) -> Tensor:
        """What each token hears from those of its text, before it is mixed."""
        import torch

        found = self.attention(states).split([count * length for count, length in groups])
        return torch.cat([self._heard(part, *group) for part, group in zip(found, groups, strict=True)])

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
    mapping = PackedLinear if precision == BFLOAT16 and _packs_bfloat16() else Linear
    return Layer(
        mapping(*attention),
        heads,
        mapping(*mixed),
        Norm(*after_attention),
        mapping(*inner),
        mapping(*outer),
        Norm(*after_inner),
    )


def in_bytes(exact: Layer, sample: Tensor, groups: Groups) -> tuple[Layer, Tensor]:
    """A layer in 32 bits as one in bytes, made for states like those of a `sample`, and what becomes of the sample."""
    heard = exact.heard(sample, groups)
    middle = exact.after_attention(exact.mixed.plus(heard, sample))
    inside = exact.inner.activated(middle)
    made = replace(
        exact,
        attention=ByteLinear(*exact.attention.parts, sample),
        mixed=ByteLinear(*exact.mixed.parts, heard),
        inner=ByteLinear(*exact.inner.parts, middle),
        outer=ByteLinear(*exact.outer.parts, least=GELU_LEAST),
    )
    return made, exact.after_inner(exact.outer.plus(inside, middle))


def linear(weight: Tensor, bias: Tensor, rows: int) -> Linear:
    """A map in 32 bits that takes so many rows at a time; laid out beforehand it is a quarter faster for a few."""
    return PackedLinear(weight, bias, rows) if _packs() else Linear(weight, bias)


def _packs() -> bool:
    import torch

    return hasattr(torch.ops.mkldnn, "_linear_pointwise") and torch.backends.mkldnn.is_available()


def _packs_bfloat16() -> bool:
    """Processors without AVX-512 or AVX-NE-CONVERT do not."""
    import torch

    able = getattr(torch.ops.mkldnn, "_is_mkldnn_bf16_supported", None)
    return _packs() and bool(able is None or able())
