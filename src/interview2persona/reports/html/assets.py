"""The page's own styles and script, inline, and the policy that lets nothing else load or run."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

CSS = ("base.css", "persona.css", "charts.css", "explore.css", "print.css")
JS = ("data.js", "look.js", "evidence.js", "filters.js", "list.js", "map.js", "start.js")


@cache
def style() -> str:
    return "\n".join(_read("css", name) for name in CSS)


@cache
def script() -> str:
    """All parts in one strict scope, so that the page adds no global name."""
    return '(() => {\n"use strict";\n' + "\n".join(_read("js", name) for name in JS) + "\n})();"


def policy() -> str:
    """Content Security Policy (level 3): no network, no frames, no forms; only these styles and this script."""
    return (
        f"default-src 'none'; style-src '{_hash(style())}'; script-src '{_hash(script())}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def as_json(data: Any) -> str:
    """JSON that cannot end the script element it stands in, whatever was said (HTML, section 4.12.1.3)."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _read(folder: str, name: str) -> str:
    return files(__package__).joinpath(folder, name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
