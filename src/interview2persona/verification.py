"""Every quote of an output folder is checked against the transcripts it came from, letter for letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    replace = _replacer(output, settings)
    true: set[str] = set()
    findings: list[Finding] = []
    quotes = 0
    for where, item in _evidence(saved):
        quotes += 1
        problem = _problem(item, transcripts, replace)
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


def _problem(item: dict[str, Any], transcripts: dict[str, Transcript], replace: Callable[[str], str]) -> str:
    transcript = transcripts.get(item["transcript"])
    if transcript is None:
        return f"the transcript {item['transcript']} is gone"
    said = transcript.text[item["start"] : item["end"]]
    if item["quote"] in (_folded(said), _folded(replace(said))):
        return ""
    return f"{item['transcript']} says “{_folded(replace(said))}” at characters {item['start']} to {item['end']}"


def _folded(text: str) -> str:
    return " ".join(text.split())


def _replacer(output: Path, settings: Settings) -> Callable[[str], str]:
    """Puts the same placeholders into a transcript that the run put into the quotes."""
    from interview2persona.statements import privacy

    return privacy.replacer(output / "private" / "key.json", settings)
