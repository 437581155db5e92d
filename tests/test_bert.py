"""In which numbers a processor computes."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview2persona import bert
from interview2persona.errors import ModelError


def flags(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Makes this a processor that is told of in `words`."""
    (tmp_path / "cpuinfo").write_text(f"flags : {words}\n", encoding="utf-8")
    monkeypatch.setattr(bert, "Path", lambda _: tmp_path / "cpuinfo")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fpu avx2", "float32"),
        ("avx512f avx512_bf16", "float32"),
        ("avx512_bf16 amx_bf16 amx_tile avx512_vnni", "bfloat16"),
        ("avx512f avx512_vnni avx512_bf16", "int8"),
        ("avx2 avx_vnni", "int8"),
    ],
)
def test_smaller_numbers_are_for_processors_that_are_faster_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, expected: str
) -> None:
    """Vector instructions for bfloat16 are slower than 32 bits; a GPU and an explicit wish are left as they are."""
    flags(tmp_path, monkeypatch, words)
    assert bert.precision("auto", "cpu") == expected
    assert bert.precision("auto", "cuda") == "float32"
    assert bert.precision("bfloat16", "cpu") == "bfloat16"
    assert bert.precision("float32", "cpu") == "float32"


@pytest.mark.parametrize(("words", "device"), [("fpu avx2", "cpu"), ("avx512_vnni", "cuda")])
def test_bytes_are_refused_where_their_sums_are_not_exact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, device: str
) -> None:
    flags(tmp_path, monkeypatch, words)
    with pytest.raises(ModelError, match="int8 needs a processor with VNNI"):
        bert.precision("int8", device)


@pytest.mark.models
@pytest.mark.skipif("int8" not in bert._fast(), reason="this processor multiplies no bytes")
class TestByteLinear:
    """A linear map in bytes, against the same in 32 bits."""

    @pytest.mark.parametrize("least", [None, -0.17])
    def test_it_is_near_the_map_in_32_bits(self, least: float | None) -> None:
        """Also where rows differ a hundredfold in size, for the map alone, with a residual, and with an activation."""
        import torch

        torch.manual_seed(1)
        weight, bias, other = torch.randn(96, 64) / 8, torch.randn(96), torch.randn(40, 96)
        states = torch.randn(40, 64) * torch.logspace(-1, 1, 40)[:, None]
        if least is not None:
            states = torch.nn.functional.gelu(states)
        exact, found = bert.Linear(weight, bias), bert.ByteLinear(weight, bias, least=least)
        for name, arguments in (("__call__", (states,)), ("plus", (states, other)), ("activated", (states,))):
            expected, got = getattr(exact, name)(*arguments), getattr(found, name)(*arguments)
            size = (states.abs().amax(1, keepdim=True) * weight.abs().amax()).clamp_min(1e-3)
            assert ((expected - got).abs() / size).max() < 0.1, name
            assert torch.nn.functional.cosine_similarity(expected, got).min() > 0.999, name

    def test_a_row_is_the_same_whatever_is_beside_it(self) -> None:
        """Bit for bit, in products of few rows and of many."""
        import torch

        torch.manual_seed(1)
        states = torch.randn(700, 64)
        made = bert.ByteLinear(torch.randn(96, 64), torch.randn(96))
        together = made(states)
        for some in (slice(0, 1), slice(3, 20), slice(100, 612)):
            assert (made(states[some]) == together[some]).all()

    def test_a_sample_keeps_what_few_large_dimensions_would_push_out(self) -> None:
        """Two dimensions a hundred times as large as the others, as in the states of a trained network."""
        import torch

        torch.manual_seed(1)
        weight, bias, states = torch.randn(96, 64), torch.zeros(96), torch.randn(40, 64)
        states[:, :2] = 100 + states[:, :2]
        weight[:, :2] /= 100
        expected = bert.Linear(weight, bias)(states)
        plain, made = (bert.ByteLinear(weight, bias, sample)(states) for sample in (None, states[:5]))
        assert (made - expected).abs().max() < (plain - expected).abs().max() / 5

    def test_a_dimension_that_is_silent_in_the_sample_may_speak_later(self) -> None:
        import torch

        torch.manual_seed(1)
        weight, bias, states = torch.randn(96, 64), torch.zeros(96), torch.randn(40, 64)
        sample = states.clone()
        sample[:, 0] = 0
        expected, found = bert.Linear(weight, bias)(states), bert.ByteLinear(weight, bias, sample)(states)
        assert torch.nn.functional.cosine_similarity(expected, found).min() > 0.999

    def test_rows_of_zeros_give_the_bias(self) -> None:
        import torch

        bias = torch.randn(96)
        assert torch.allclose(bert.ByteLinear(torch.randn(96, 64), bias)(torch.zeros(2, 64)), bias.expand(2, -1))
