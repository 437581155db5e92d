"""Display in Jupyter, and the example notebook as a reader would run it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import studies
from interview2persona.model import Study
from interview2persona.reports import notebook

NOTEBOOK = Path(__file__).parents[2] / "docs" / "example.ipynb"


def test_a_persona_shows_as_a_card_in_which_text_stays_text(hostile: Study) -> None:
    text = notebook.persona_html(hostile.personas.personas[0])
    assert "Alex Ash" in text
    assert "&lt;/script&gt;&lt;script&gt;alert(1)" in text
    assert "<script" not in text


def test_a_study_shows_its_personas_and_themes(hostile: Study) -> None:
    text = notebook.study_html(hostile)
    assert all(p.name in text for p in hostile.personas.personas)
    assert "Theme T1 &amp; &lt;u&gt;co&lt;/u&gt;" in text
    assert notebook.personas_html(hostile.personas).count("<article") == 2
    assert "stable" in notebook.theme_html(hostile.themes[0])


def test_loading_the_extension_is_all_it_takes(hostile: Study) -> None:
    formatters = pytest.importorskip("IPython.core.formatters")

    class Shell:
        display_formatter = formatters.DisplayFormatter()

    notebook.load_ipython_extension(Shell)
    data, _ = Shell.display_formatter.format(studies.small().personas.personas[0])
    assert "<article" in data["text/html"]


@pytest.mark.models
@pytest.mark.filterwarnings("ignore")
def test_the_example_notebook_runs_from_top_to_bottom(tmp_path: Path) -> None:
    """In a kernel of its own, as a reader would; four transcripts are enough, and its output goes elsewhere."""
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    samples = NOTEBOOK.parents[1] / "transcripts"
    (tmp_path / "transcripts").mkdir()
    for path in sorted(samples.glob("*.txt"))[:4]:
        shutil.copy(path, tmp_path / "transcripts")
    book = nbformat.read(NOTEBOOK, as_version=4)
    for cell in book.cells:
        cell.source = cell.source.replace('"../', f'"{tmp_path.as_posix()}/')
    nbclient.NotebookClient(book, timeout=300, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    shown = [o["data"].get("text/html", "") for c in book.cells for o in c.get("outputs", ()) if "data" in o]
    assert any("<article" in text for text in shown)
