"""Runs on disks that fill up at different moments, and commands in a folder that may only be read.

    python benchmarks/reliability/disks.py

A run on a disk that is too small must say so with exit code 1 and leave nothing half written; when there is room, the
next run must end with the bytes of an undisturbed one. Where a folder may only be read, commands that write must say so
and the others must work. Linux only: the disks are memory, mounted in a name space of this program's own (`unshare`).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SHARES = (0.01, 0.1, 0.3, 0.55, 0.7, 0.8, 0.9)  # of the room that an undisturbed run takes
READING = (["show"], ["themes"], ["audit"], ["verify"])
WRITING = (["run"], ["run", "--force"], ["export", "json"])
NAMESPACE = ["unshare", "--map-root-user", "--mount"]
SAMPLES = ("A01.vtt", "A12.txt", "A13.json")


def call(command: list[str], folder: Path, output: Path) -> tuple[int, str]:
    """Exit code and messages of one command."""
    name, *rest = command
    places = {
        "run": [str(folder), "-o", str(output), "--set", "themes.embedder=hashing"],
        "audit": [str(output)],
        "verify": [str(output), "-t", str(folder)],
    }.get(name, ["-o", str(output)])
    full = [sys.executable, "-m", "interview2persona", "--quiet", name, *rest, *places]
    done = subprocess.run(full, capture_output=True, text=True, check=False)
    return done.returncode, " ".join(done.stderr.split())


def contents(output: Path) -> dict[str, bytes]:
    """Every file but the cache, what is private, and the manifest with its times."""
    found = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    apart = (".cache/", "private/", "manifest.json")
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(apart)}


def filling(folder: Path, disk: Path, wanted: dict[str, bytes], kilobytes: int) -> tuple[str, list[str]]:
    """The file that met the end of a disk of that size, and what is wrong after that run and the next one."""
    mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(disk))
    code, said = call(["run"], folder, disk / "out")
    named = re.search(r"out/(\S+): cannot be written", said)
    wrong = [] if code == 1 and named and "The disk is full" in said else [f"exit code {code}: {said}"]
    wrong += [f"{path.name} is left" for path in disk.rglob(".*.tmp")]
    mount("-o", "remount,size=500m", str(disk))
    code, said = call(["run"], folder, disk / "out")
    wrong += [] if code == 0 and contents(disk / "out") == wanted else [f"the next run differs ({code}): {said}"]
    subprocess.run(["umount", str(disk)], check=True)
    return named.group(1) if named else "", wrong


def reading_only(folder: Path, output: Path) -> list[str]:
    """What is wrong when the folder of the results may only be read."""
    mount("--bind", str(output), str(output))
    mount("-o", "remount,bind,ro", str(output))
    wrong = []
    for command in (*READING, *WRITING):
        code, said = call(command, folder, output)
        if code if command in READING else (code != 1 or "read-only" not in said):
            wrong.append(f"{' '.join(command)}: exit code {code}: {said}")
    subprocess.run(["umount", str(output)], check=True)
    return wrong


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


def main() -> int:
    with tempfile.TemporaryDirectory() as place:
        folder, output, disk = (Path(place) / name for name in ("interviews", "out", "disk"))
        folder.mkdir(), disk.mkdir()
        for name in SAMPLES:
            shutil.copy(Path(__file__).parents[2] / "transcripts" / name, folder)
        if call(["run"], folder, output)[0]:
            return 1
        room = sum(path.stat().st_size for path in output.rglob("*")) // 1024
        found = [filling(folder, disk, contents(output), int(room * share)) for share in SHARES]
        wrong = [line for _, lines in found for line in lines]
        met = ", ".join(dict.fromkeys(name for name, _ in found))
        print(f"{len(SHARES)} disks that filled up (at {met}): {len(wrong)} mistakes")
        refused = reading_only(folder, output)
        print(f"{len(READING)} commands that read and {len(WRITING)} that write, read-only: {len(refused)} mistakes")
    print(*wrong, *refused, sep="\n")
    return bool(wrong or refused)


if __name__ == "__main__":
    inside = "--inside" in sys.argv
    again = [*NAMESPACE, sys.executable, __file__, "--inside"]
    sys.exit(main() if inside else subprocess.run(again, check=False).returncode)
