"""In which numbers a processor computes."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview2persona import bert


@pytest.mark.parametrize(
    ("flags", "expected"),
    [("fpu avx2", "float32"), ("avx512f avx512_bf16", "float32"), ("avx512_bf16 amx_bf16 amx_tile", "bfloat16")],
)
def test_bfloat16_is_for_processors_with_units_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flags: str, expected: str
) -> None:
    """Vector instructions alone are slower than 32 bits; a GPU and an explicit wish are left as they are."""
    (tmp_path / "cpuinfo").write_text(f"flags : {flags}\n", encoding="utf-8")
    monkeypatch.setattr(bert, "Path", lambda _: tmp_path / "cpuinfo")
    assert bert.precision("auto", "cpu") == expected
    assert bert.precision("auto", "cuda") == "float32"
    assert bert.precision("bfloat16", "cpu") == "bfloat16"
