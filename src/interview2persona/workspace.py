"""The output folder: atomic writes, a lock, what the last run left, and a cache of what is dear to compute.

Only files that a run of this program wrote are ever replaced or removed: the manifest lists them with their hashes.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from interview2persona.errors import WorkspaceError
from interview2persona.model import Study, Vectors
from interview2persona.upgrades import MANIFEST, SCHEMA, upgrade

if TYPE_CHECKING:
    from pydantic import TypeAdapter

TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# What interview2persona can compute again.\n"  # CACHEDIR.TAG
_WRITING = ".cache/writing.json"  # names of files that are being written
PIECE = 512  # rows that are computed and kept at a time
EVERY = slice(None)
TRIES = 3  # to fill the cache
WAIT = 60.0  # seconds while another process writes there
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)  # the last: another table than ours


class Workspace:
    """One output folder. Use `open_workspace` to get one that is locked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.cache = root / ".cache"
        self.decisions = root / "review" / "decisions.jsonl"
        self.private = root / "private"
        self.parsed = self.private / "parses.sqlite"

    def manifest(self) -> dict[str, Any]:
        """What the last run wrote about itself; empty when there was none or it cannot be read."""
        return self._read(self.root / MANIFEST)

    def is_intact(self) -> bool:
        """Whether every file that the last run wrote is still there, unchanged."""
        files = self.manifest().get("files", {})
        return bool(files) and all(_sha256(self.root / name) == digest for name, digest in files.items())

    def write(self, name: str, content: str | bytes) -> str:
        """Writes one file atomically, only when its content changed; returns its sha256.

        Raises:
            WorkspaceError: the disk is full, or the folder cannot be written.
        """
        data = content.encode("utf-8") if isinstance(content, str) else content
        path = self.root / name
        digest = hashlib.sha256(data).hexdigest()
        if _sha256(path) != digest:
            with explained(path):
                _replace(path, data)
        return digest

    def written(self) -> set[str]:
        """Every file that the last run wrote, also one that was killed while it did."""
        return {*self.manifest().get("files", {}), *self._read(self.root / _WRITING).get("files", ())}

    def publish(self, files: Mapping[str, str | bytes], manifest: Mapping[str, Any]) -> None:
        """Writes a run's files and its manifest last; removes files of the last run that are no longer made."""
        before = self.written()
        self.write(_WRITING, json.dumps({"files": sorted(before | set(files))}))
        digests = {name: self.write(name, content) for name, content in sorted(files.items())}
        text = json.dumps({**manifest, "schema": SCHEMA, "files": digests}, indent=1, ensure_ascii=False) + "\n"
        self.write(MANIFEST, text)
        for name in sorted(before - set(digests)):
            stale = self.root / name
            if stale.resolve().is_relative_to(self.root.resolve()):
                stale.unlink(missing_ok=True)

    def state(self) -> Mapping[str, Mapping[str, Any]]:
        """What the last run depended on (see `state`); empty when that is not known."""
        return self._read(self.private / "state.json").get("state", {})  # type: ignore[no-any-return]

    def transcripts(self) -> str:
        """The folder or address that the last run read; "" when that is not known."""
        return str(self._read(self.private / "state.json").get("transcripts", ""))

    def keep_state(self, state: Mapping[str, Any], transcripts: str) -> None:
        """It names the files that were read, and so perhaps people: only the owner may read it."""
        with explained(self.private):
            self.private.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.private.chmod(0o700)
        kept = {"state": state, "transcripts": transcripts}
        self.write("private/state.json", json.dumps(kept, indent=1, ensure_ascii=False) + "\n")

    def study(self, key: str) -> Study | None:
        """The study of the last run if it is that of `key`."""
        data = self._read(self.cache / "study.json")
        if data.get("key") != key:
            return None
        try:
            return _studies().validate_python(data["study"])
        except ValueError:
            return None

    def keep_study(self, study: Study, key: str) -> None:
        data = _studies().dump_json(study, fallback=dict, warnings=False)
        self.write(".cache/study.json", b'{"key": %s, "study": %s}' % (json.dumps(key).encode(), data))

    def _read(self, path: Path) -> dict[str, Any]:
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}

    def vectors(
        self,
        kind: str,
        keys: Sequence[str],
        compute: Callable[[list[int]], Vectors],
        size: int = PIECE,
        columns: slice = EVERY,
    ) -> Vectors:
        """Rows for `keys`, from the cache where known; `compute` gets the positions of the unknown ones, in pieces.

        Every piece is kept as soon as it is there, so that a run that was stopped goes on where it was.

        Args:
            kind: what the rows are, with the fingerprint of what computes them.
            size: how many are computed at a time.
            columns: those of the rows that are given back.
        """
        digests = [_digest(f"{kind}\0{key}") for key in keys]
        first = {digest: i for i, digest in reversed(list(enumerate(digests)))}
        with _Store(self.cache / "vectors.sqlite") as store:
            for _ in range(TRIES):
                missing = sorted(first[digest] for digest in set(first) - store.known(first))
                for start in range(0, len(missing), size):
                    piece = missing[start : start + size]
                    store.put([(digests[i], _bytes(row)) for i, row in zip(piece, compute(piece), strict=True)])
                with suppress(KeyError):  # the file was damaged and is begun anew
                    return _filled(store, digests, columns)
        raise WorkspaceError(f"{self.cache}: what is kept there is damaged again at once. Check the disk.")

    @contextmanager
    def parses(self) -> Iterator[MutableMapping[str, bytes]]:
        """Parsed texts by key. They hold what was said, names and all, so only the owner may read them."""
        with explained(self.private):
            self.private.mkdir(parents=True, exist_ok=True)
            self.private.chmod(0o700)
            self.parsed.touch(mode=0o600)
        with _Store(self.parsed) as store, _Kept(store).flushed() as kept:
            yield kept


def _filled(store: _Store, digests: Sequence[bytes], columns: slice) -> Vectors:
    rows = np.zeros((0, 0), dtype=np.float32)
    for start in range(0, len(digests), PIECE):
        piece = digests[start : start + PIECE]
        found = store.get(set(piece))
        for number, digest in enumerate(piece, start):
            row = np.frombuffer(found[digest], dtype=np.float32)[columns]
            if not number:
                rows = np.empty((len(digests), len(row)), dtype=np.float32)
            rows[number] = row
    return rows


@contextmanager
def open_workspace(root: Path) -> Iterator[Workspace]:
    """The output folder, made if need be and locked against a second run.

    Raises:
        WorkspaceError: it cannot be written, is not a folder, holds other things, or another run works in it.
    """
    from filelock import FileLock, Timeout

    workspace = Workspace(root)
    _refuse_foreign(root)
    with explained(root):
        workspace.cache.mkdir(parents=True, exist_ok=True)
        lock = FileLock(workspace.cache / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise WorkspaceError(f"{root}: another run is working in this folder. Wait for it, or use -o.") from None
    try:
        with explained(root):
            _mark(workspace.cache / "CACHEDIR.TAG")
            for half_written in root.rglob(".*.tmp"):  # by a run that was killed
                half_written.unlink(missing_ok=True)
            upgrade(root)
        yield workspace
    finally:
        lock.release()


def _refuse_foreign(root: Path) -> None:
    if root.exists() and not root.is_dir():
        raise WorkspaceError(f"{root}: this is a file, not a folder. Name another output folder with -o.")
    if (root / MANIFEST).is_file() or not root.is_dir() or _is_marked(root / ".cache" / "CACHEDIR.TAG"):
        return
    others = [p.name for p in root.iterdir() if p.name not in {"README.md", ".gitkeep", ".cache", "review", "private"}]
    ours = {"data", "personas", "personas.md", "report.html", "method.md", "exports"}
    if set(others) - ours:
        raise WorkspaceError(
            f"{root}: this folder holds other things ({', '.join(sorted(others)[:3])} ...). "
            "Name an empty or a new folder with -o, so that nothing of yours is touched."
        )


def _mark(tag: Path) -> None:
    """Says to backup programs that the folder can be left out, and to the next run whose it is."""
    if not _is_marked(tag):
        tag.write_text(TAG, encoding="utf-8")


def _is_marked(tag: Path) -> bool:
    try:
        return tag.read_text(encoding="utf-8") == TAG
    except (OSError, UnicodeDecodeError):
        return False


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what the operating system or SQLite says about `path` into a message that says what to do."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        advice = {28: "The disk is full: free some space and run again.", 30: "The disk is read-only."}
        number = getattr(error, "errno", 0) or {sqlite3.SQLITE_FULL: 28, sqlite3.SQLITE_READONLY: 30}.get(_code(error))
        what = advice.get(number or 0, "Check the permissions, or name another folder with -o.")
        why = getattr(error, "strerror", "") or error
        raise WorkspaceError(f"{path}: cannot be written ({why}). {what}") from error


def _code(error: Exception) -> int:
    """What kind of error of SQLite it is, without its details."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _studies() -> TypeAdapter[Study]:
    from pydantic import TypeAdapter

    return TypeAdapter(Study)


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()[:16]


def _bytes(row: Vectors) -> bytes:
    return np.ascontiguousarray(row, dtype=np.float32).tobytes()


class _Kept(MutableMapping[str, bytes]):
    """What a store holds, and what is new; nothing can be taken out, and what the store holds cannot be listed."""

    def __init__(self, store: _Store) -> None:
        self._store = store
        self._new: dict[str, bytes] = {}

    def __getitem__(self, key: str) -> bytes:
        if key in self._new:
            return self._new[key]
        found = self._store.get([_digest(key)])
        if not found:
            raise KeyError(key)
        return next(iter(found.values()))

    def __setitem__(self, key: str, value: bytes) -> None:
        self._new[key] = value
        if len(self._new) >= PIECE:
            self.flush()

    @contextmanager
    def flushed(self) -> Iterator[_Kept]:
        """What was put in is kept, even when something else fails later."""
        try:
            yield self
        finally:
            self.flush()

    def flush(self) -> None:
        self._store.put([(_digest(key), value) for key, value in sorted(self._new.items())])
        self._new.clear()

    def __delitem__(self, key: str) -> None:
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._new)

    def __len__(self) -> int:
        return len(self._new)


class _Store:
    """Values by key in SQLite: safe when killed, and never larger than what was asked for in memory.

    A damaged one is begun anew, whenever that is noticed: it is only slow, never wrong.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> _Store:
        with self._mended():
            self._connect()
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _connect(self) -> None:
        self._connection = sqlite3.connect(self.path, timeout=WAIT)
        self._connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")

    @contextmanager
    def _mended(self) -> Iterator[None]:
        """What is done within ends early when the file is damaged; afterwards it is empty.

        Raises:
            WorkspaceError: the disk is full, or the folder cannot be written.
        """
        with explained(self.path):
            try:
                yield
            except sqlite3.DatabaseError as error:
                if _code(error) not in _DAMAGED:
                    raise
                self._connection.close()
                self.path.write_bytes(b"")  # with the permissions that it had
                self._connect()

    def known(self, keys: Iterable[bytes]) -> set[bytes]:
        """Those of the keys that are held."""
        return {key for (key,) in self._select("key", keys)}

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        return dict(self._select("key, value", keys))

    def _select(self, columns: str, keys: Iterable[bytes]) -> list[Any]:
        wanted = sorted(keys)
        found: list[Any] = []
        with self._mended():
            for start in range(0, len(wanted), 500):
                part = wanted[start : start + 500]
                marks = ",".join("?" * len(part))
                query = f"SELECT {columns} FROM vectors WHERE key IN ({marks})"  # noqa: S608 (our own words only)
                found += self._connection.execute(query, part)
        return found

    def put(self, rows: Sequence[tuple[bytes, bytes]]) -> None:
        """Keeps rows; those that met a damaged file are not kept, and are computed again when they are asked for."""
        with self._mended(), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
