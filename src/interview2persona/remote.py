"""Transcripts in an object store or on another machine: what fsspec can read is copied into the private folder first.

Only files that are new or changed are fetched; everything after that is as with a folder of this machine.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from interview2persona.errors import InterviewError, MissingPart, SourceError

_URL = re.compile(r"(?P<protocol>[a-z][a-z0-9+.-]+):/{1,2}(?P<place>.+)", re.I)  # C:/ has one letter, a path one slash

_TELLING = frozenset(
    {"ETag", "etag", "md5Hash", "content_md5", "size", "mtime", "LastModified", "last_modified", "updated", "created"}
)


def url_of(folder: str | Path) -> str:
    """The address that was given in the place of a folder, "" when it is a folder."""
    match = _URL.fullmatch(str(folder).replace("\\", "/"))
    return f"{match['protocol'].casefold()}://{match['place']}" if match and not Path(folder).exists() else ""


def place_of(url: str, private: Path) -> Path:
    """Where the files of an address are kept."""
    return private / "fetched" / hashlib.sha256(url.encode()).hexdigest()[:16]


def fetched(url: str, into: Path) -> Path:
    """The folder, or for one file that file, of this machine that now holds what is at `url`.

    Raises:
        MissingPart: the package for this kind of address is not installed.
        SourceError: nothing is there, or it cannot be read.
    """
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingPart(f"{url}: addresses need a part: pip install 'interview2persona[remote]'") from error
    try:
        system, root = url_to_fs(url)
        details = system.find(root, detail=True)
        names = {path: _name(path, root) for path in details}
        wanted = {name: path for path, name in names.items() if name}
        if not wanted:
            raise SourceError(f"{url}: there are no files here.")
        folder = _brought(system, wanted, details, into)
        return folder / next(iter(wanted)) if list(wanted.values()) == [root] else folder
    except InterviewError:
        raise
    except ImportError as error:  # "Install s3fs to access S3"
        raise MissingPart(f"{url}: {error} (with pip).") from error
    except FileNotFoundError as error:
        raise SourceError(f"{url}: there is no such folder or file.") from error
    except Exception as error:  # every store's library has errors of its own
        raise SourceError(f"{url}: cannot be read ({error}). Check the address and your access to it.") from error


def _name(path: str, root: str) -> str:
    """The name of a file within the folder; "" for one that would lie outside."""
    inner = PurePosixPath(path.removeprefix(root).lstrip("/") or PurePosixPath(path).name)
    outside = ".." in inner.parts or inner.is_absolute() or "\\" in str(inner)  # it ends a folder's name on Windows
    return "" if outside else inner.as_posix()


def _brought(system: Any, wanted: Mapping[str, str], details: Mapping[str, Any], into: Path) -> Path:
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    into.parent.chmod(0o700)
    marks = {name: _mark(details[path]) for name, path in wanted.items()}
    kept = into.with_suffix(".json")
    before = _known(kept)
    new = [name for name in wanted if before.get(name) != marks[name] or not (into / name).is_file()]
    for name in new:
        (into / name).parent.mkdir(parents=True, exist_ok=True)
    if new:
        system.get([wanted[name] for name in new], [str(into / name) for name in new])
    for path in [p for p in into.rglob("*") if p.is_file()]:
        if path.relative_to(into).as_posix() not in wanted:
            path.unlink()
    kept.write_text(json.dumps(marks, ensure_ascii=False), encoding="utf-8")
    return into


def _mark(detail: Mapping[str, Any]) -> str:
    """Changes when a file does: what the store says of its content, or its size and time."""
    return json.dumps({name: str(detail[name]) for name in sorted(_TELLING & {*detail})})


def _known(path: Path) -> dict[str, str]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
