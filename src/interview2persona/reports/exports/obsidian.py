"""A vault of linked notes for Obsidian (or any Markdown editor): personas, themes, participants and interviews."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from interview2persona.reports import datapoints
from interview2persona.reports.exports import Files, _tables
from interview2persona.reports.pages import safe, worded
from interview2persona.reports.saved import Row, Saved

SUMMARY = "Folder of linked Markdown notes for Obsidian: personas, themes, participants."
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f]+')  # in names of notes and in links


def render(saved: Saved) -> Files:
    vault = _Vault(saved)
    files = {f"Personas/{_name(p['name'])}.md": "\n".join(vault.persona(p)) + "\n" for p in saved.personas}
    files |= {f"Themes/{vault.theme_name(t)}.md": "\n".join(vault.theme(t)) + "\n" for t in vault.themes}
    files |= {
        f"Participants/{_name(p['participant_id'])}.md": "\n".join(vault.participant(p)) + "\n" for p in vault.people
    }
    files["Personas.md"] = "\n".join(vault.index()) + "\n"
    return files


class _Vault:
    """The saved tables, looked up once."""

    def __init__(self, saved: Saved) -> None:
        self.saved = saved
        self.themes = _tables.rows(saved, "themes")
        self.people = _tables.rows(saved, "participants")
        self.names = {p["persona_id"]: p["name"] for p in saved.personas}
        titles = [_name(t["title"]).casefold() for t in self.themes]
        self._double = {t for t in titles if titles.count(t) > 1}
        self._by_id = {t["theme_id"]: t for t in self.themes}
        self.said: dict[str, list[Row]] = defaultdict(list)
        for s in _tables.rows(saved, "statements"):
            self.said[f"theme/{s['theme_id']}"].append(s)
            self.said[f"person/{s['participant_id']}"].append(s)

    def theme_name(self, theme: Row) -> str:
        name = _name(theme["title"])
        return f"{name} {theme['theme_id'][-6:]}" if name.casefold() in self._double else name

    def index(self) -> Iterator[str]:
        yield "# Personas"
        yield ""
        for p in self.saved.personas:
            yield f"- {_link('Personas', _name(p['name']))}: {safe(p['title'])} ({len(p['participants'])} people)"

    def persona(self, p: dict[str, Any]) -> Iterator[str]:
        yield from _front({"kind": p["kind"], "people": len(p["participants"]), "tags": ["persona"]})
        yield f"# {safe(p['name'])}: {safe(p['title'])}"
        yield ""
        if p.get("opening"):
            yield from (f"{safe(p['opening'])} *({safe(worded(p.get('worded_by', '')))})*", "")
        yield "People: " + ", ".join(_link("Participants", _name(pid)) for pid in p["participants"])
        last = ""
        for title, code, claim in self.saved.claims(p):
            if title != last:
                yield from ("", f"## {title}", "")
                last = title
            mark = safe(worded(claim.get("worded_by", "")))
            count = ", ".join(filter(None, (f"{len(claim['participants'])} of {claim['of']}", mark)))
            yield f"- {safe(claim['text'])} ({count}){self._of_theme(claim)} ^{code}"
            for item in claim["evidence"][:3]:
                yield f"    - “{safe(item['quote'])}” ({_link('Participants', _name(item.get('participant_id', '')))})"
        if p["open_questions"]:
            yield from ("", "## What we do not know yet", "")
            yield from (f"- [ ] {safe(q['question'])}" for q in p["open_questions"])
        table = list(datapoints.lines(self.saved.data_points(p), self.saved.smallest_cell))
        if table:
            yield from ("", f"> [!info]- {datapoints.TITLE}", *(f"> {line}".rstrip() for line in table))

    def _of_theme(self, claim: dict[str, Any]) -> str:
        theme = self._by_id.get(claim["theme_id"])
        return f" {_link('Themes', self.theme_name(theme))}" if theme else ""

    def theme(self, t: Row) -> Iterator[str]:
        yield from _front({"people": int(t["participants"]), "statements": int(t["statements"]), "tags": ["theme"]})
        yield f"# {safe(t['title'])}"
        yield ""
        if t.get("definition"):
            yield from (safe(t["definition"]), "")
        yield from (self._line(s) for s in self.said[f"theme/{t['theme_id']}"])

    def participant(self, p: Row) -> Iterator[str]:
        fixed = {"participant_id", "persona_id", "fit", "second_persona_id"}
        yield from _front({**{k: v for k, v in p.items() if v and k not in fixed}, "tags": ["participant"]})
        yield f"# {safe(p['participant_id'])}"
        yield ""
        if p["persona_id"] in self.names:
            yield from (f"Persona: {_link('Personas', _name(self.names[p['persona_id']]))}", "")
        yield from (self._line(s) for s in self.said[f"person/{p['participant_id']}"])

    def _line(self, s: Row) -> str:
        theme = self._by_id.get(s["theme_id"])
        links = [_link("Participants", _name(s["participant_id"]))]
        links += [_link("Themes", self.theme_name(theme))] if theme else []
        tags = [f"#{label}" for label in s["labels"].split("|") if label]
        return " ".join([f"- “{safe(s['text'])}”", *links, *tags])


def _name(text: str) -> str:
    """A name that every file system and every link of Obsidian takes."""
    return " ".join(_FORBIDDEN.sub(" ", text).split()).strip(". ")[:90].strip(". ") or "unnamed"


def _link(folder: str, name: str) -> str:
    return f"[[{folder}/{name}|{name}]]"


def _front(values: dict[str, Any]) -> Iterator[str]:
    """Properties of a note; JSON is YAML, so nothing that was said can end them."""
    yield "---"
    yield from (
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in values.items()
    )
    yield "---"
    yield ""
