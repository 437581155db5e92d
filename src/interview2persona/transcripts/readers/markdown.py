"""Markdown: YAML front matter, bold names, headings, tables of speaker and words."""

from __future__ import annotations

import re
from typing import Any

from interview2persona.model import Problem
from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import tables
from interview2persona.transcripts.parsing.text import fold
from interview2persona.transcripts.readers.text import in_place
from interview2persona.transcripts.reading import build

SUFFIXES = (".md", ".markdown", ".mdown", ".qmd", ".txt")
PRIORITY = 80
_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LONGEST_FRONT = 20_000  # characters


def accepts(source: Source) -> bool:
    markdown = source.suffix in SUFFIXES[:-1] or source.text.startswith("---\n")
    return markdown and bool(source.text.strip())


def read(source: Source) -> Reading:
    match = _FRONT.match(source.text[:_LONGEST_FRONT])
    metadata, problems = _front_matter(match[1]) if match else ({}, ())
    start = match.end() if match else 0
    body = source.text[start:]
    line = source.text.count("\n", 0, start)
    if pieces := tables.from_markdown(body, line):
        about = in_place("", 0, metadata)
        return build(
            pieces, kind=about.kind, date=about.date, language=about.language, metadata=metadata, problems=problems
        )
    reading = in_place(source.text, start, metadata)
    return Reading(
        reading.text,
        reading.utterances,
        reading.kind,
        reading.date,
        reading.language,
        reading.metadata,
        (*problems, *reading.problems),
    )


def _front_matter(text: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    import yaml

    if re.search(r"[:\-\[,{]\s*[&*][^\W\d_]", text):  # anchors and aliases are how YAML grows without bound
        return {}, (Problem("The front matter uses YAML anchors, which are not read.", 1),)
    try:
        data: Any = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 gives strings, lists and mappings only
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return {}, (Problem(f"The front matter is not YAML and was left out ({fold(str(error))[:120]}).", 1),)
    if not isinstance(data, dict):
        return {}, ()
    return {fold(str(key)).casefold(): fold(_text(value)) for key, value in data.items()}, ()


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)
