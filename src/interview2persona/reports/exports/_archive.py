"""ZIP archives whose bytes depend on their content alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP knows; the day of an export is no part of the study
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def pack(files: Mapping[str, bytes]) -> bytes:
    """An archive of `files`, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def office(data: bytes) -> bytes:
    """An Office document without the time of its making (Open Packaging Conventions, core properties)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    core = "docProps/core.xml"
    if core in files:
        files[core] = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", files[core])
    return pack(files)
