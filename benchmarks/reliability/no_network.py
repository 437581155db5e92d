"""Runs every command of the program without any network, and counts who asked for one (must be nobody).

    python benchmarks/reliability/no_network.py transcripts

On Linux everything happens in a network namespace that has no interface (`unshare`), so that even code outside of
Python finds nobody to talk to. Beside that, every Python process refuses sockets and notes that one was asked for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
EXPORTS = ("bibtex", "csv", "docx", "json", "obsidian", "parquet", "pptx", "qdc", "qdpx", "stickies", "xlsx")
NAMESPACE = ["unshare", "--map-root-user", "--net"]


def commands(transcripts: str, output: str) -> list[list[str]]:
    """Every command that needs no answers, the second run included, which has its models' results in the cache."""
    return [
        ["check", transcripts],
        ["run", transcripts, "-o", output],
        ["run", transcripts, "-o", output, "--force", "--set", "executor=processes"],
        ["show", "-o", output],
        ["themes", "-o", output],
        ["verify", output, "-t", transcripts],
        ["audit", output],
        ["reidentify", "personas.md", "-o", output],
        *(["export", name, "-o", output] for name in EXPORTS),
    ]


def has_namespaces() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0


def failures(transcripts: Path, scratch: Path, prefix: list[str]) -> list[str]:
    """What went wrong: commands that failed, and every attempt to reach the network."""
    log = scratch / "refused.log"
    environment = {**os.environ, "PYTHONPATH": str(HERE / "refuse"), "REFUSED_LOG": str(log)}
    found = []
    for command in commands(str(transcripts), str(scratch / "output")):
        call = [*prefix, sys.executable, "-m", "interview2persona", *command]
        done = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 3):
            found.append(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")
    return found + (log.read_text(encoding="utf-8").splitlines() if log.is_file() else [])


def main(transcripts: Path) -> int:
    prefix = NAMESPACE if has_namespaces() else []
    with tempfile.TemporaryDirectory() as folder:
        found = failures(transcripts.resolve(), Path(folder), prefix)
    for line in found:
        print(line)
    where = "in a network namespace without any interface" if prefix else "with sockets refused"
    print(f"{len(commands('', ''))} commands {where}: {len(found)} failures or attempts to reach the network")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
