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
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from interview2persona.errors import WorkspaceError
from interview2persona.model import Vectors

SCHEMA = 1  # of the output folder; raised when older folders can no longer be read as they are
MANIFEST = "manifest.json"


class Workspace:
    """One output folder. Use `open_workspace` to get one that is locked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.cache = root / ".cache"
        self.decisions = root / "review" / "decisions.jsonl"
        self.private = root / "private"

    def manifest(self) -> dict[str, Any]:
        """What the last run wrote about itself; empty when there was none or it cannot be read."""
        try:
            data = json.loads((self.root / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}

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

    def publish(self, files: Mapping[str, str | bytes], manifest: Mapping[str, Any]) -> None:
        """Writes a run's files and its manifest last; removes files of the last run that are no longer made."""
        before = set(self.manifest().get("files", {}))
        digests = {name: self.write(name, content) for name, content in sorted(files.items())}
        text = json.dumps({**manifest, "schema": SCHEMA, "files": digests}, indent=1, ensure_ascii=False) + "\n"
        self.write(MANIFEST, text)
        for name in sorted(before - set(digests)):
            stale = self.root / name
            if stale.resolve().is_relative_to(self.root.resolve()):
                stale.unlink(missing_ok=True)

    def vectors(self, kind: str, keys: Sequence[str], compute: Callable[[list[int]], Vectors]) -> Vectors:
        """Rows for `keys`, from the cache where known; `compute` gets the positions of the unknown ones.

        Args:
            kind: what the rows are, with the fingerprint of what computes them.
        """
        digests = [hashlib.sha256(f"{kind}\0{key}".encode()).digest()[:16] for key in keys]
        with _Store(self.cache / "vectors.sqlite") as store:
            known = store.get(set(digests))
            missing = [i for i, digest in enumerate(digests) if digest not in known]
            if missing:
                new = np.asarray(compute(missing), dtype=np.float32)
                store.put(zip((digests[i] for i in missing), new, strict=True))
                known |= dict(zip((digests[i] for i in missing), new, strict=True))
        return np.stack([known[d] for d in digests]) if digests else np.zeros((0, 0), dtype=np.float32)

    @contextmanager
    def memo(self) -> Iterator[MutableMapping[str, Vectors]]:
        """Rows by key as a mapping, for parts that look up one at a time; what is new is kept when all went well."""
        with _Store(self.cache / "vectors.sqlite") as store:
            memo = _Memo(store)
            yield memo
            store.put((_digest(key), row) for key, row in sorted(memo.new.items()))


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
        for half_written in root.rglob(".*.tmp"):  # by a run that was killed
            half_written.unlink(missing_ok=True)
    try:
        yield workspace
    finally:
        lock.release()


def _refuse_foreign(root: Path) -> None:
    if root.exists() and not root.is_dir():
        raise WorkspaceError(f"{root}: this is a file, not a folder. Name another output folder with -o.")
    if (root / MANIFEST).is_file() or not root.is_dir():
        return
    others = [p.name for p in root.iterdir() if p.name not in {"README.md", ".gitkeep", ".cache", "review", "private"}]
    ours = {"data", "personas", "personas.md", "report.html", "method.md", "exports"}
    if set(others) - ours:
        raise WorkspaceError(
            f"{root}: this folder holds other things ({', '.join(sorted(others)[:3])} ...). "
            "Name an empty or a new folder with -o, so that nothing of yours is touched."
        )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what the operating system says about `path` into a message that says what to do."""
    try:
        yield
    except OSError as error:
        advice = {28: "The disk is full: free some space and run again.", 30: "The disk is read-only."}
        what = advice.get(error.errno or 0, "Check the permissions, or name another folder with -o.")
        raise WorkspaceError(f"{path}: cannot be written ({error.strerror or error}). {what}") from error


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


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()[:16]


class _Memo(MutableMapping[str, Vectors]):
    """Rows of a store and new ones; nothing can be taken out, and what the store holds cannot be listed."""

    def __init__(self, store: _Store) -> None:
        self._store = store
        self._known: dict[str, Vectors] = {}
        self.new: dict[str, Vectors] = {}

    def __getitem__(self, key: str) -> Vectors:
        if key not in self._known:
            found = self._store.get([_digest(key)])
            if not found:
                raise KeyError(key)
            self._known[key] = next(iter(found.values()))
        return self._known[key]

    def __setitem__(self, key: str, row: Vectors) -> None:
        self._known[key] = self.new[key] = row

    def __delitem__(self, key: str) -> None:
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class _Store:
    """Rows of float32 by key in SQLite: safe when killed, and never larger than what was asked for in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> _Store:
        try:
            self._connect()
        except sqlite3.DatabaseError:
            self._connection.close()
            self.path.unlink(missing_ok=True)  # a damaged cache is only slow, never wrong
            self._connect()
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _connect(self) -> None:
        self._connection = sqlite3.connect(self.path)
        self._connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")

    def get(self, keys: Iterable[bytes]) -> dict[bytes, Vectors]:
        wanted = sorted(keys)
        rows: dict[bytes, Vectors] = {}
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, value FROM vectors WHERE key IN ({marks})"  # noqa: S608 (question marks only)
            rows |= {k: np.frombuffer(v, dtype=np.float32) for k, v in self._connection.execute(query, part)}
        return rows

    def put(self, rows: Iterable[tuple[bytes, Vectors]]) -> None:
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                ((key, np.ascontiguousarray(row, dtype=np.float32).tobytes()) for key, row in rows),
            )
