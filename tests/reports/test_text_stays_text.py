"""Every writer: markup, scripts, formulas, right-to-left text and emoji come out as the words that they are.

The reader of `shown` fails where a file would run a formula or shows markup that is not this program's own.
"""

from __future__ import annotations

import pytest
import shown

import studies
from interview2persona import plugins
from interview2persona.model import Study
from interview2persona.reports.pages import safe
from interview2persona.reports.saved import Saved, unescape
from interview2persona.settings import Settings

WRITERS = plugins.names("interview2persona.reports.writers")
EXPORTS = [n for n in plugins.names("interview2persona.reports.exports") if not n.startswith("_")]
#: What writers that show no sentences of transcripts show instead: titles, file names and names of personas.
WITHOUT_QUOTES = {
    "ageing": ("Alex Ash",), "method": ("Alex Ash",), "bibtex": ("Alex Ash",), "blind_spots": (),
    "qdc": ("Theme T1 & <u>co</u>",),
}  # fmt: skip


def files_of(kind: str, name: str, study: Study, saved: Saved) -> dict[str, str | bytes]:
    if name in ("pptx", "parquet"):
        pytest.importorskip({"pptx": "pptx", "parquet": "pyarrow"}[name])
    part = plugins.load(f"interview2persona.reports.{kind}", name)
    return dict(part.render(study, Settings()) if kind == "writers" else part.render(saved))


@pytest.mark.parametrize(("kind", "name"), [*(("writers", n) for n in WRITERS), *(("exports", n) for n in EXPORTS)])
def test_what_was_said_comes_out_as_it_was_said(kind: str, name: str, hostile: Study, saved: Saved) -> None:
    text = shown.words(files_of(kind, name, hostile, saved))
    for sentence in WITHOUT_QUOTES.get(name, studies.HOSTILE):
        assert shown.folded(sentence) in text


@pytest.mark.parametrize(
    "text",
    [*studies.HOSTILE, "- no list", "+ no list", "1. no list", "12) no list", "50 %% hidden %% here", "a ==mark== b",
     "[[Personas/Bo|Bo]] ![[file]]", "> no quote", "# no heading", "$x^2$ ~~gone~~ \\* back\\slash", "&lt;b&gt; &amp;"],
)  # fmt: skip
def test_any_text_is_shown_by_markdown_as_it_is_and_read_back(text: str) -> None:
    assert shown.markdown(f"- “{safe(text)}”\n\n{safe(text)}\n") == f"“{text}” {text}"
    assert unescape(safe(text)) == text
    assert "%%" not in safe(text)
    assert "==" not in safe(text)
