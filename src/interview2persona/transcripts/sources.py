"""A folder becomes transcripts: every file is read by the reader that knows it, and none brings down the others."""

from __future__ import annotations

import hashlib
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args

from interview2persona import plugins
from interview2persona.errors import SourceError, TranscriptError, UnreadableTranscript, UnsupportedFormat
from interview2persona.model import Kind, Problem, Transcript
from interview2persona.settings import Settings
from interview2persona.transcripts import Reader, Source
from interview2persona.transcripts.listing import leads_out, list_folder, why_not
from interview2persona.transcripts.parsing import archives
from interview2persona.transcripts.parsing.details import find_date
from interview2persona.transcripts.parsing.text import decode
from interview2persona.transcripts.reading import turns

_READERS = "interview2persona.transcripts.readers"
_DIED = "The process that read it died, perhaps for want of memory. Split the file, or set executor to serial."
_BINARY = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0")
_SAVE_AS = {
    ".doc": "This is Word's old format. Save it as DOCX.",
    ".rtf": "RTF is not read. Save it as DOCX or plain text.",
    ".odt": "OpenDocument is not read. Save it as DOCX.",
    ".pages": "Pages documents are not read. Export it as DOCX.",
    ".html": "HTML is not read. Save it as plain text or DOCX.",
    ".htm": "HTML is not read. Save it as plain text or DOCX.",
    ".xls": "This is Excel's old format. Save it as XLSX or CSV.",
    ".ods": "OpenDocument is not read. Save it as XLSX or CSV.",
    ".7z": "Unpack it first, or pack it as ZIP.",
    ".rar": "Unpack it first, or pack it as ZIP.",
    ".gz": "Unpack it first, or pack it as ZIP.",
    ".tar": "Unpack it first, or pack it as ZIP.",
}


def read_folder(folder: Path, settings: Settings, executor: Executor | None = None) -> list[Transcript]:
    """All transcripts of a folder (or of one file), sorted by path; those that failed carry a fatal problem.

    Roles and participants are not set yet. With `executor`, files are read in parallel; the result is the same.

    Raises:
        SourceError: the folder cannot be used at all.
    """
    listing = list_folder(folder)
    jobs = [(path, listing.name(path), listing.root, settings) for path in listing.files]
    found = [transcript for group in _each(jobs, executor) for transcript in group]
    return _without_doubles(sorted(found, key=lambda transcript: transcript.path))


def read_one(source: Path | Source, settings: Settings) -> Transcript:
    """The transcript in one file.

    Raises:
        TranscriptError: it cannot be used; the message says why and what to do.
        SourceError: there is no such file.
    """
    if isinstance(source, Source):
        return _read(source, settings)
    if not source.is_file():
        raise SourceError(f"{source}: there is no such file.")
    return _read(_source(source.name, _load(source, settings), settings), settings)


def _each(jobs: list[tuple[Path, str, Path, Settings]], executor: Executor | None) -> Iterator[list[Transcript]]:
    if executor is None:
        yield from (_read_file(*job) for job in jobs)
        return
    futures = [executor.submit(_read_file, *job) for job in jobs]
    for job, future in zip(jobs, futures, strict=True):
        try:
            yield future.result()
        except BrokenExecutor:
            yield [_failed(job[1], UnreadableTranscript(_DIED))]


def _read_file(path: Path, name: str, root: Path, settings: Settings) -> list[Transcript]:
    """Everything in one file: usually one transcript."""
    try:
        if leads_out(path, root):
            raise UnreadableTranscript("This link leads out of the folder and is not followed. Copy the file instead.")
        data = _load(path, settings)
        if path.suffix.casefold() == ".zip":
            return [t for source in _unpacked(name, data, settings) for t in _read_all(source, settings)]
        return _read_all(_source(name, data, settings), settings)
    except TranscriptError as error:
        return [_failed(name, error)]


def _read_all(source: Source | Transcript, settings: Settings) -> list[Transcript]:
    if isinstance(source, Transcript):
        return [source]
    try:
        parts = _split(source)
    except TranscriptError as error:
        return [_failed(source.name, error, source.data)]
    return [_safely(part, settings) for part in parts or [source]]


def _safely(source: Source, settings: Settings) -> Transcript:
    try:
        return _read(source, settings)
    except TranscriptError as error:
        return _failed(source.name, error, source.data, source.encoding)


def _load(path: Path, settings: Settings) -> bytes:
    limit = _limit(settings)
    try:
        if not path.is_file():
            raise UnreadableTranscript(
                "This is no ordinary file, or a link to nothing. Put the transcript itself here."
            )
        if (size := path.stat().st_size) > limit:
            raise UnreadableTranscript(
                f"This file has {size / 2**20:.0f} MB, more than transcripts.max_megabytes ({limit / 2**20:.0f}). "
                "Raise that setting, or split the file."
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableTranscript(f"This file cannot be opened ({error.strerror}). Check its permissions.") from error


def _limit(settings: Settings) -> int:
    return int(settings.transcripts.max_megabytes * 2**20)


def _source(name: str, data: bytes, settings: Settings) -> Source:
    given = settings.transcripts
    return Source(
        name, data, limit=_limit(settings), speaker_column=given.speaker_column, text_column=given.text_column
    )


def _decoded(source: Source) -> tuple[Source, tuple[Problem, ...]]:
    if source.text or source.data.startswith(_BINARY) or b"%PDF-" in source.data[:1024]:
        return source, ()
    if not source.data.strip():
        raise UnreadableTranscript("This file is empty. Export the transcript again, or remove the file.")
    decoded = decode(source.data)
    return replace(source, text=decoded.text, encoding=decoded.encoding), decoded.problems


def _unpacked(name: str, data: bytes, settings: Settings) -> Iterator[Source | Transcript]:
    archive = archives.open_checked(data, _limit(settings))
    for member in sorted(archive.infolist(), key=lambda info: info.filename):
        inner = f"{name}/{member.filename}"
        try:
            if not archives.is_safe_name(member.filename):
                raise UnreadableTranscript("The name of this file leads out of the archive. Unpack it, and rename it.")
            if not member.is_dir() and not why_not(member.filename):
                yield _source(inner, _member(archive, member), settings)
        except TranscriptError as error:
            yield _failed(inner.replace("..", "_"), error)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    data = archives.read_member(archive, member)
    if member.filename.casefold().endswith(".zip"):
        raise UnreadableTranscript("An archive within an archive is not unpacked. Unpack it first.")
    return data


def _split(source: Source) -> list[Source]:
    source, _ = _decoded(source)
    _, reader = _reader(source)
    split = getattr(reader, "split", None)
    return list(_guarded(split, source)) if split else []


def _read(source: Source, settings: Settings) -> Transcript:
    source, problems = _decoded(source)
    name, reader = _reader(source)
    reading = _guarded(reader.read, source)
    spoken = turns(reading)
    if not any(c.isalpha() for turn in spoken for c in reading.text[turn.start : turn.end]):
        raise UnreadableTranscript("Nothing that anybody says was found in this file. Is it a transcript?")
    stated = settings.transcripts.kind or reading.kind
    return Transcript(
        path=source.name,
        format=name,
        text=reading.text,
        turns=spoken,
        kind=cast(Kind, stated) if stated in get_args(Kind) else "unknown",
        date=reading.date or find_date(source.name.rsplit("/", 1)[-1]),
        language=reading.language,
        encoding=source.encoding,
        sha256=hashlib.sha256(source.data).hexdigest(),
        metadata=dict(reading.metadata),
        problems=(*problems, *reading.problems),
    )


def _guarded(function: Any, source: Source) -> Any:
    """Calls a reader; whatever it or its libraries raise becomes a `TranscriptError`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # libraries warn of what does not matter for the words
            return function(source)
    except TranscriptError:
        raise
    except MemoryError as error:
        raise UnreadableTranscript("There is not enough memory to read this file. Split it.") from error
    except Exception as error:
        raise UnreadableTranscript(
            f"This file could not be understood ({type(error).__name__}: {str(error)[:200]}). Save it anew or as text."
        ) from error


@cache
def _readers() -> tuple[tuple[str, Reader], ...]:
    loaded = [(name, plugins.load(_READERS, name)) for name in plugins.names(_READERS)]
    return tuple(sorted(loaded, key=lambda pair: (pair[1].PRIORITY, pair[0])))


def _reader(source: Source) -> tuple[str, Reader]:
    """The reader for a file: those of its suffix are asked first, then all others.

    Raises:
        UnsupportedFormat: none knows it.
    """
    own = [pair for pair in _readers() if source.suffix in pair[1].SUFFIXES]
    for name, reader in [*own, *(pair for pair in _readers() if pair not in own and source.suffix not in _SAVE_AS)]:
        if _guarded(reader.accepts, source):
            return name, reader
    raise UnsupportedFormat(_advice(source, bool(own)))


def _advice(source: Source, known: bool) -> str:
    if source.suffix in _SAVE_AS:
        return _SAVE_AS[source.suffix]
    if known:
        return (
            f"The content is not what {source.suffix} promises; the file may be damaged or misnamed, or have a "
            "password. Open it where it was made, and save it anew."
        )
    return "No reader knows this kind of file. Save it as text, DOCX, PDF, VTT, SRT, JSON or CSV."


def _failed(name: str, error: TranscriptError, data: bytes = b"", encoding: str = "") -> Transcript:
    digest = hashlib.sha256(data).hexdigest() if data else ""
    problem = Problem(str(error), error.line, fatal=True)
    return Transcript(name, "", "", (), encoding=encoding, sha256=digest, metadata={}, problems=(problem,))


def _without_doubles(transcripts: Iterable[Transcript]) -> list[Transcript]:
    """Every conversation once: a copy, also in another format, is marked as such."""
    seen: dict[str, str] = {}
    result = []
    for transcript in transcripts:
        words = "".join(c for turn in transcript.turns for c in transcript.text_of(turn).casefold() if c.isalnum())
        first = seen.setdefault(hashlib.sha256(words.encode()).hexdigest(), transcript.path) if words else ""
        if words and first != transcript.path:
            problem = Problem(f"Same content as {first}; each conversation is used once.", fatal=True)
            transcript = replace(transcript, problems=(*transcript.problems, problem))  # noqa: PLW2901
        result.append(transcript)
    return result
