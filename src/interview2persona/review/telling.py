"""Decisions and their values as people read them."""

from __future__ import annotations

from interview2persona.model import Decision


def told(d: Decision) -> str:
    """A decision in one line: what was joined or kept apart goes by its names, everything else by its value."""
    named = [f"“{t['title']}”" for t in d.machine.get("themes", ())] or [*d.machine.get("personas", ())]
    joint = " and " if d.kind == "theme-apart" else " + "
    return f"{d.decision_id}: {d.kind} {joint.join(named) or worded(d.value)}".rstrip()


def worded(value: object) -> str:
    """A decision's value as people read it."""
    if isinstance(value, dict):
        if "parts" in value:
            return f"{len(value['parts'])} groups" + (f", “{value['title']}”" if value.get("title") else "")
        if "to" in value:
            return f"with {len(value['to'])} others" if value["to"] else "none"
        return f"{value.get('name')} = {value.get('value') or '(removed)'}"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return {"True": "yes", "False": "no", "None": ""}.get(str(value), str(value))
