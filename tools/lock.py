"""Writes to constraints.txt what is installed: `make lock`.

Where the file has several lines for a package, by version of Python ("spacy==3.8.4; python_version < '3.13'"), the one
that holds for this Python is renewed and the others stay.
"""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from packaging.requirements import Requirement

FILE = Path("constraints.txt")


def locked(before: list[str], installed: list[str]) -> list[str]:
    """The new lines: those of `installed` ("name==version"), under the conditions of `before`."""
    conditions: dict[str, list[Requirement]] = defaultdict(list)
    for line in before:
        if (known := Requirement(line)).marker:
            conditions[known.name].append(known)
    lines: list[str] = []
    for line in installed:
        pinned, *_ = line.partition("+cpu")
        known_lines = conditions.pop(Requirement(pinned).name, [])
        here = [known for known in known_lines if known.marker and known.marker.evaluate()]
        lines += [_line(known) for known in known_lines if known not in here]
        lines.append(f"{pinned}; {here[0].marker}" if here else pinned)
    return sorted(lines + [_line(known) for rest in conditions.values() for known in rest], key=str.casefold)


def _line(known: Requirement) -> str:
    return f"{known.name}{known.specifier}; {known.marker}"


if __name__ == "__main__":
    command = ["-m", "pip", "freeze", "--exclude-editable", "--exclude", "pip", "--exclude", "setuptools"]
    freeze = subprocess.run([sys.executable, *command], check=True, capture_output=True, text=True).stdout.splitlines()  # noqa: S603
    FILE.write_text("\n".join([*locked(FILE.read_text(encoding="utf-8").splitlines(), freeze), ""]), encoding="utf-8")
