"""Asks whether a known vulnerability is in any package of constraints.txt (pip-audit), as far as anybody can be asked.

    python tools/audit.py

pip-audit lives in an environment of its own, so that it changes nothing that is measured. Without a network, or where
the advisory service does not answer, this says so and is no failure.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLACE = ROOT / ".venv" / "audit"
TIME = 120  # seconds


def main() -> int:
    try:
        report = json.loads(_run([str(_program()), "-r", str(ROOT / "constraints.txt"), "--no-deps", "--disable-pip",
                                  "-f", "json", "--timeout", "5", "--progress-spinner", "off"]))  # fmt: skip
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return _skipped(type(error).__name__)
    packages = report["dependencies"]
    asked = [p for p in packages if "skip_reason" not in p]
    for package in (p for p in asked if p["vulns"]):
        known = ", ".join(
            f"{v['id']} (mended in {', '.join(v['fix_versions']) or 'none yet'})" for v in package["vulns"]
        )
        sys.stderr.write(f"{package['name']} {package['version']}: {known}\n")
    if not asked:
        return _skipped("the advisory service knows none of the packages")
    sys.stdout.write(f"pip-audit: {len(asked)} of {len(packages)} packages looked up\n")
    return any(p["vulns"] for p in asked)


def _program() -> Path:
    folder = PLACE / ("Scripts" if sys.platform == "win32" else "bin")
    if not (folder / "pip-audit").is_file():
        venv.create(PLACE, with_pip=True)
        _run(
            [str(folder / "python"), "-m", "pip", "install", "--quiet", "--retries", "0", "pip-audit>=2.7"], check=True
        )
    return folder / "pip-audit"


def _run(command: list[str], check: bool = False) -> str:
    """pip-audit ends with 1 when it found something; what it says is in its report."""
    return subprocess.run(command, capture_output=True, text=True, timeout=TIME, check=check).stdout  # noqa: S603


def _skipped(why: str) -> int:
    sys.stdout.write(f"pip-audit: skipped, nobody could be asked ({why})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
