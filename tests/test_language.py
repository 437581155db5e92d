"""Nothing is parsed twice: not in a run, and not in the next one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from interview2persona import copies, language, threads
from interview2persona.language import Language

TEXT = "The invoice for Berlin is wrong, and I lose an hour to it. Anna Berg knows."


class Counting:
    """A pipeline that counts what it parses."""

    def __init__(self, pipeline: Any) -> None:
        self.parsed: list[str] = []
        self.vocab, self.lang, self._pipeline = pipeline.vocab, pipeline.lang, pipeline

    def pipe(self, texts: list[str], batch_size: int) -> Iterator[Any]:
        self.parsed += texts
        return self._pipeline.pipe(texts, batch_size=batch_size)


@pytest.fixture
def counting() -> Counting:
    return Counting(language.load().pipeline)


def seen(doc: Any) -> list[tuple[object, ...]]:
    return [
        (t.text, t.whitespace_, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i, t.ent_type_, t.is_sent_start, t.is_stop)
        for t in doc
    ]


def test_a_text_is_parsed_once(counting: Counting) -> None:
    parser = Language(counting, "x 1")  # type: ignore[arg-type]
    first, second = parser.parse([TEXT, TEXT])
    assert first is second is parser.parse([TEXT])[0]
    assert counting.parsed == [TEXT]


def test_a_part_of_a_parse_is_not_parsed_again(counting: Counting) -> None:
    parser = Language(counting, "x 1")  # type: ignore[arg-type]
    sentence = next(iter(parser.parse([TEXT])[0].sents))
    parser.keep(sentence.text, sentence)
    assert seen(parser.parse([sentence.text])[0])[0] == seen(sentence)[0]
    assert counting.parsed == [TEXT]


def test_a_parse_of_an_earlier_run_is_the_same_parse(counting: Counting) -> None:
    """Words, parts of speech, dependencies, entities and sentences come back; another pipeline parses anew."""
    kept: dict[str, bytes] = {}
    parsed = []
    for name in ("x 1", "x 1", "x 2"):
        parser = Language(counting, name)  # type: ignore[arg-type]
        with language.keeping(kept):
            parsed.append(seen(parser.parse([TEXT])[0]))
    assert parsed[0] == parsed[1] == parsed[2]
    assert counting.parsed == [TEXT, TEXT]


def test_earlier_parses_are_packed_and_the_same_when_they_are_needed(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two hundred thousand statements as spaCy makes them are 4 GB; nothing is parsed twice for it."""
    texts = [TEXT, "Nobody told us.", "It rains in Leeds."]
    whole = [seen(doc) for doc in Language(counting, "x 1").parse(texts)]  # type: ignore[arg-type]
    counting.parsed.clear()
    monkeypatch.setattr(language, "HELD", 8)
    parser = Language(counting, "x 1")  # type: ignore[arg-type]
    parser.remember(texts)
    parser.remember(texts)
    sentences = list(parser.parse([TEXT])[0].sents)
    parser.keep(sentences[1].text, sentences[1])
    parser.remember(texts)
    assert [seen(doc) for doc in parser.each(texts)] == whole
    assert [row[:5] for row in seen(parser.parse([sentences[1].text])[0])] == [row[:5] for row in seen(sentences[1])]
    assert counting.parsed == texts


def test_no_more_is_held_than_a_number_of_tokens(counting: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "HELD", 10)
    parser = Language(counting, "x 1")  # type: ignore[arg-type]
    for number in range(9):
        parser.remember([f"It rains for {number} days."])
        assert sum(len(doc) for doc in parser._held.values()) == parser._tokens <= 10
    assert len(parser._packed) == 8


def test_the_default_pipeline_is_loaded_once() -> None:
    assert language.load() is language.load("") is language.load(language.load().name.split()[0])


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_a_copy_of_the_process_asks_nothing_of_the_database(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would share the connection with this process."""
    monkeypatch.setattr(threads, "cores", lambda: 2)
    monkeypatch.setattr(copies, "LARGEST", 1 << 60)  # tests before this one may have left much in memory
    kept: dict[str, bytes] = {}
    parser = Language(counting, "x 1")  # type: ignore[arg-type]
    with language.keeping(kept):
        made = copies.Begun(lambda: (seen(parser.parse([TEXT])[0]), dict(kept))).result()
        assert made == (seen(parser.parse([TEXT])[0]), {})
    assert len(kept) == 1


def test_a_run_imports_no_networks_for_the_small_pipeline(tmp_path: Path) -> None:
    """PyTorch takes seconds to import; where it is asked for itself, it is found."""
    script = """
import sys
from interview2persona import language
language.alone()
assert language.load().parse(["A short text."])[0][1].pos_ == "ADJ"
assert "torch" not in sys.modules
import torch
"""
    subprocess.run([sys.executable, "-c", script], check=True, cwd=tmp_path)
