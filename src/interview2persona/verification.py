"""Every quote of an output folder is checked against the transcripts it came from, letter for letter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interview2persona.model import Transcript
from interview2persona.reports.saved import Saved
from interview2persona.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """A quote that does not stand where it should."""

    where: str  # page with line, or data/personas.json with the claim
    quote: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}: “{self.quote}”"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked, and everything that is wrong."""

    quotes: int
    pages: int
    findings: tuple[Finding, ...]


def verify(output: Path, folder: Path, settings: Settings) -> Verdict:
    """Reads the transcripts anew and compares every quote of `personas.json` and of every page with them.

    Raises:
        SourceError: the transcripts are not there.
        WorkspaceError: there is nothing to check.
    """
    from interview2persona.transcripts import sources

    saved = Saved(output)
    transcripts = {t.path: t for t in sources.read_folder(folder, settings)}
    forms = _forms(output / "private" / "key.json")
    true: set[str] = set()
    findings: list[Finding] = []
    quotes = 0
    for where, item in _evidence(saved):
        quotes += 1
        problem = _problem(item, transcripts, forms)
        if problem:
            findings.append(Finding(where, item["quote"], problem))
        else:
            true.add(item["quote"])
    on_pages = list(saved.quotes_of_pages())
    findings += [
        Finding(f"{page}, line {line}", quote, "differs from what was said")
        for page, line, quote in on_pages
        if quote not in true
    ]
    return Verdict(quotes + len(on_pages), len({page for page, _, _ in on_pages}), tuple(findings))


def _evidence(saved: Saved) -> Iterator[tuple[str, dict[str, Any]]]:
    for persona in saved.personas:
        for item in persona.get("quotes", ()):
            yield f"data/personas.json, quotes of {persona['name']}", item
        for _, code, claim in saved.claims(persona):
            for kind in ("evidence", "counter_evidence", "second_hand"):
                for item in claim.get(kind, ()):
                    yield f"data/personas.json, {code} of {persona['name']}", item


def _problem(item: dict[str, Any], transcripts: dict[str, Transcript], forms: Mapping[str, list[str]]) -> str:
    transcript = transcripts.get(item["transcript"]) or _renamed(item["transcript"], transcripts)
    if transcript is None:
        return f"the transcript {item['transcript']} is gone"
    said = " ".join(transcript.text[item["start"] : item["end"]].split())
    if item["quote"] == said or _pattern(item["quote"], forms).fullmatch(said):
        return ""
    return f"{item['transcript']} has other words at characters {item['start']} to {item['end']}"


def _renamed(path: str, transcripts: dict[str, Transcript]) -> Transcript | None:
    """A file whose name holds a person's name is listed under a placeholder; found when only one file fits."""
    pattern = _pattern(path, {})
    found = [t for name, t in transcripts.items() if pattern.fullmatch(name)]
    return found[0] if len(found) == 1 else None


def _pattern(quote: str, forms: Mapping[str, list[str]]) -> re.Pattern[str]:
    """The quote letter for letter, where each placeholder is one of the forms that the key has for it."""
    parts = []
    for piece in _PLACEHOLDER.split(quote):
        if _PLACEHOLDER.fullmatch(piece):
            known = [re.escape(" ".join(f.split())) for f in sorted(forms.get(piece, ()), key=len, reverse=True)]
            parts.append(f"(?:{'|'.join([*known, re.escape(piece)])})" if known else ".{1,80}?")
        else:
            parts.append(re.escape(piece))
    return re.compile("".join(parts))


_PLACEHOLDER = re.compile(r"(\[(?:(?:PERSON|ORG|PLACE|EMAIL|PHONE|ADDRESS|ACCOUNT) \d+|p1-[0-9a-f]+)\])")


def _forms(key: Path) -> Mapping[str, list[str]]:
    """What each placeholder stands for; nothing when the key was taken away, and then any words may stand there."""
    try:
        placeholders = json.loads(key.read_text(encoding="utf-8"))["placeholders"]
        return {mark: list(entry["forms"]) for mark, entry in placeholders.items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
