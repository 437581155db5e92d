"""ZIP archives that are not trusted, and documents that are ZIP archives inside (DOCX, XLSX)."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from interview2persona.errors import UnreadableTranscript
from interview2persona.transcripts import Source

_MOST_MEMBERS = 5000
_MOST_RATIO = 200  # text seldom shrinks to less than a fiftieth
_SMALL = 4 * 2**20  # bytes that may be packed at any ratio
_MAGIC = b"PK\x03\x04"


def is_archive(data: bytes) -> bool:
    return data.startswith(_MAGIC) or data.startswith(b"PK\x05\x06")


def has_member(data: bytes, name: str) -> bool:
    """Whether `data` is a ZIP archive with a member of that name."""
    if not is_archive(data):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return name in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def open_checked(data: bytes, limit: int) -> zipfile.ZipFile:
    """The archive, if it is sound and unpacks to at most `limit` bytes.

    Raises:
        UnreadableTranscript: it is damaged, or a bomb.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableTranscript(f"This archive is damaged or cut off ({error}). Pack it anew.") from error
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS:
        raise UnreadableTranscript(
            f"This archive holds {len(members)} files; {_MOST_MEMBERS} are the most. Unpack it first."
        )
    if size > limit:
        raise UnreadableTranscript(
            f"This archive unpacks to {size / 2**20:.0f} MB, more than transcripts.max_megabytes "
            f"({limit / 2**20:.0f}). Raise that setting, or split the archive."
        )
    if size > _SMALL and size > _MOST_RATIO * len(data):
        raise UnreadableTranscript(
            "This archive unpacks to far more than text ever does; it may be a ZIP bomb. Unpack it if you trust it."
        )
    return archive


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, never more than it declares.

    Raises:
        UnreadableTranscript: it is encrypted, damaged, or larger than declared.
    """
    if member.flag_bits & 1:
        raise UnreadableTranscript("This archive is protected with a password. Unpack it first.")
    try:
        with archive.open(member) as file:
            data = file.read(member.file_size + 1)
    except Exception as error:
        raise UnreadableTranscript(
            f"This file in the archive is damaged ({type(error).__name__}). Pack it anew."
        ) from error
    if len(data) > member.file_size:
        raise UnreadableTranscript(
            "This file in the archive is larger than it says; it may be a ZIP bomb. Pack it anew."
        )
    return data


def is_safe_name(name: str) -> bool:
    """Whether a member's name stays inside the archive."""
    path = PurePosixPath(name.replace("\\", "/"))
    return bool(name.strip()) and not path.is_absolute() and ".." not in path.parts and ":" not in path.parts[0]


def check(source: Source) -> None:
    """Refuses documents that unpack to too much or whose XML declares entities (billion laughs, external entities).

    Raises:
        UnreadableTranscript: the document is damaged or not safe to open.
    """
    archive = open_checked(source.data, source.limit)
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels", ".vml")):
            _check_xml(member.filename, read_member(archive, member))


def _check_xml(name: str, data: bytes) -> None:
    import xml.sax

    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(data, xml.sax.ContentHandler(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableTranscript(
            f"This document is not safe to open: {name} declares XML entities. Save it anew."
        ) from error
    except (xml.sax.SAXException, LookupError, ValueError) as error:  # the latter two: of an unknown encoding
        raise UnreadableTranscript(f"This document is damaged: {name} is not valid XML. Save it anew.") from error
