"""The themes and labels as a REFI-QDA codebook, which ATLAS.ti, MAXQDA, NVivo, QualCoder and others import."""

from __future__ import annotations

from interview2persona.reports.exports import Files, _refi
from interview2persona.reports.saved import Saved

SUMMARY = "REFI-QDA codebook: themes and labels as codes."
NAMESPACE = "urn:QDA-XML:codebook:1.0"


def render(saved: Saved) -> Files:
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}CodeBook", nsmap={None: NAMESPACE}, origin="interview2persona")
    _refi.codes(_refi.add(root, "Codes"), saved)
    return {"codebook.qdc": _refi.as_bytes(root)}
