"""Codebooks given by the researcher."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from interview2persona.errors import SettingsError
from interview2persona.themes.codebook import Code, load, read

QDC = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes>
<Code guid="a1" name="Pains" isCodable="false"><Code guid="a2" name="Retyping" isCodable="true">
<Description>Typed  twice</Description></Code></Code>
<Code guid="a3" name="Trust" isCodable="true"/></Codes></CodeBook>"""


def test_csv_with_any_case_and_order(tmp_path: Path) -> None:
    """Titles, descriptions and examples by column name; rows without a title and repeated ones are passed over."""
    path = tmp_path / "codes.csv"
    path.write_text("\ufeffExample,Title\nI type it,Retyping\n,\n,retyping\n,Trust\n", encoding="utf-8")
    assert read(path) == (Code("Retyping", "", "I type it"), Code("Trust"))


def test_refi_qda_codebook(tmp_path: Path) -> None:
    """Codes at every depth that can be coded with."""
    path = tmp_path / "codes.qdc"
    path.write_text(QDC, encoding="utf-8")
    assert read(path) == (Code("Retyping", "Typed twice"), Code("Trust"))


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "code\nx\n"), ("b.qdc", "<CodeBook/>"), ("c.qdc", "no xml"), ("d.csv", b"title\n\xff\xfe\n"),
     ("e.csv", None),
     ("f.qdc", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><CodeBook>&e;</CodeBook>')],
)  # fmt: skip
def test_what_cannot_be_used_is_said(tmp_path: Path, name: str, content: str | bytes | None) -> None:
    """The message names the file."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SettingsError, match=name):
        read(path)


def test_vectors_are_unit(tmp_path: Path) -> None:
    """Title, description and example together make the vector of a code."""

    class Lengths:
        fingerprint, dimensions = "lengths", 2

        def encode(self, texts):
            return np.array([[len(t), 1] for t in texts], dtype=np.float32)

    path = tmp_path / "codes.csv"
    path.write_text("title,description\nab,abcd\n", encoding="utf-8")
    assert np.allclose(load(path, Lengths()).vectors, np.array([[3, 1]]) / np.sqrt(10))
