"""The append-only log of decisions: one JSON object per line, on disk before anybody is told that it is kept."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from interview2persona.errors import DecisionError, WorkspaceError
from interview2persona.model import Decision
from interview2persona.review import ids, kinds

FILE = "decisions.jsonl"
TORN = "decisions.torn"
_FIELDS = {"decision_id", "kind", "targets", "value", "who", "when"}


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in a log: decisions in the order of their lines, and lines that cannot be read."""

    decisions: tuple[Decision, ...]
    damaged: tuple[str, ...] = ()


def read(path: Path) -> Contents:
    """The decisions of a file; none when there is no file. A line torn by a crash damages no other.

    Raises:
        WorkspaceError: the file is there and cannot be read.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Contents(())
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from error
    return _parsed(data)


def _parsed(data: bytes) -> Contents:
    found: dict[str, Decision] = {}
    damaged = []
    for line in data.decode("utf-8", errors="replace").split("\n"):
        if line.strip():
            decision = from_line(line)
            if decision is None:
                damaged.append(line)
            else:
                found.setdefault(decision.decision_id, decision)
    return Contents(tuple(found.values()), tuple(damaged))


def from_line(line: str) -> Decision | None:
    """The decision of one line; None when the line is damaged, or says what its identifier does not."""
    try:
        data = json.loads(line)
    except ValueError:
        return None
    if not isinstance(data, dict) or _FIELDS - set(data) or not isinstance(data["targets"], list):
        return None
    texts = [data[k] for k in ("decision_id", "kind", "who", "when")] + [data.get("note", ""), *data["targets"]]
    if not all(isinstance(t, str) for t in texts):
        return None
    decision = Decision(
        data["decision_id"], data["kind"], tuple(data["targets"]), data["value"], data["who"], data["when"],
        data.get("note", ""), data.get("machine") or {},
    )  # fmt: skip
    return decision if _identified(decision) else None


def _identified(decision: Decision) -> bool:
    d = decision
    return d.decision_id == ids.decision_id(d.kind, d.targets, d.value, d.who, d.when, d.note)


def as_line(decision: Decision) -> str:
    """One line of the log, without its end."""
    d = decision
    data = {
        "decision_id": d.decision_id, "kind": d.kind, "targets": list(d.targets), "value": d.value, "who": d.who,
        "when": d.when, "note": d.note, "machine": dict(d.machine),
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False)


def make(
    kind: str,
    targets: Sequence[str],
    value: Any,
    who: str,
    *,
    note: str = "",
    machine: Mapping[str, Any] | None = None,
    when: str = "",
) -> Decision:
    """A decision, checked; `when` is now unless given (ISO 8601, UTC, microseconds).

    Raises:
        DecisionError: there is no such kind, the value is not possible, or there is nothing it is about.
    """
    value = kinds.of(kind).check(value)
    if not targets:
        raise DecisionError(f"{kind}: nothing is named that it is about.")
    when = when or datetime.now(UTC).isoformat(timespec="microseconds")
    key = ids.decision_id(kind, targets, value, who, when, note)
    return Decision(key, kind, tuple(targets), value, who, when, note, machine or {})


class Log:
    """The decisions of one output folder. Safe for several writers; what `append` returned from survives a crash."""

    def __init__(self, output: Path) -> None:
        self.path = output / "review" / FILE

    def read(self) -> Contents:
        return read(self.path)

    def append(self, decisions: Sequence[Decision]) -> int:
        """Writes decisions that are not there yet and returns how many; they are on the disk when this returns.

        Raises:
            WorkspaceError: the disk is full or the folder cannot be written; nothing is kept then.
        """
        try:
            with self._locked():
                contents = self._mended()
                known = {d.decision_id for d in contents.decisions}
                new = [d for d in decisions if d.decision_id not in known]
                if new:
                    self._write("".join(as_line(d) + "\n" for d in new).encode())
        except OSError as error:
            message = f"{self.path}: cannot be written ({error.strerror}). The decision is NOT kept."
            raise WorkspaceError(message) from error
        return len(new)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock

        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.parent / ".lock"):
            yield

    def _mended(self) -> Contents:
        """What is in the file, after setting damaged lines aside and ending the last line."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return Contents(())
        contents = _parsed(data)
        if contents.damaged:
            with (self.path.parent / TORN).open("ab") as torn:
                torn.write("".join(line + "\n" for line in contents.damaged).encode())
                torn.flush()
                os.fsync(torn.fileno())
            self._replace("".join(as_line(d) + "\n" for d in contents.decisions).encode())
        elif data and not data.endswith(b"\n"):
            self._write(b"\n")
        return contents

    def _write(self, data: bytes) -> None:
        new = not self.path.exists()
        size = 0 if new else self.path.stat().st_size
        with self.path.open("ab") as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                os.truncate(self.path, size)  # half a line on a full disk is not kept
                raise
        if new:
            _sync_folder(self.path.parent)

    def _replace(self, data: bytes) -> None:
        temporary = self.path.with_suffix(".tmp")
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.path)
        _sync_folder(self.path.parent)


def _sync_folder(folder: Path) -> None:
    """Makes a new name in a folder last (POSIX); Windows keeps names without it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
