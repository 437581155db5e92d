"""The bill of materials and the list of licences name what the program runs on."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tools" / "licences.py"


def test_the_bill_lists_every_direct_dependency_and_the_weights(tmp_path: Path) -> None:
    target = tmp_path / "sbom.json"
    subprocess.run([sys.executable, str(SCRIPT), "--sbom", str(target)], check=True)
    bill = json.loads(target.read_text(encoding="utf-8"))
    libraries = {c["name"] for c in bill["components"] if c["type"] == "library"}
    assert {"spacy", "torch", "pypdf", "python-docx", "safetensors"} <= libraries
    assert not {"pytest", "mypy"} & libraries  # nobody who uses the program needs them
    weights = {c["name"]: c["hashes"][0]["content"] for c in bill["components"] if c["type"] != "library"}
    path = "src/interview2persona/reading/network/reader.safetensors"
    assert weights[path] == hashlib.sha256((ROOT / path).read_bytes()).hexdigest()


def test_every_licence_lets_the_program_be_passed_on() -> None:
    """None is missing, and none of them asks that the program itself be published."""
    spec = importlib.util.spec_from_file_location("licences", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    stated = {name: module.licence(part) for name, part in module.parts().items()}
    assert {n for n, text in stated.items() if text == "not stated"} == set()
    assert {n for n, text in stated.items() if "GPL" in text and "MIT" not in text} == set()
