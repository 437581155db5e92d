"""JSON that is not trusted: parsed once, and looked into without believing its shape."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interview2persona.errors import UnreadableTranscript
from interview2persona.transcripts import Source
from interview2persona.transcripts.parsing.timecodes import number
from interview2persona.transcripts.reading import Piece

SUFFIXES = (".json", ".txt")
_NO_SPACE_BEFORE = frozenset(",.?!;:%)]}…。，、！？")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a punctuation mark with its time in seconds; `glued` to the word before it."""

    text: str
    speaker: str = ""
    start: float | None = None
    end: float | None = None
    glued: bool = False


def load(source: Source) -> Any:
    """The JSON value of a file; of JSON Lines, the list of its lines.

    Raises:
        UnreadableTranscript: it is no JSON, or nested too deep.
    """
    value, error = _load(source.text)
    if error:
        raise UnreadableTranscript(error[0], error[1])
    return value


def peek(source: Source) -> Any:
    """As `load`, but None where it raises."""
    if source.text.lstrip()[:1] not in ("{", "["):
        return None
    return _load(source.text)[0]


@functools.lru_cache(maxsize=2)
def _load(text: str) -> tuple[Any, tuple[str, int | None] | None]:
    try:
        return json.loads(text), None
    except RecursionError:
        return None, ("This JSON is nested too deep to be a transcript. Export it anew.", None)
    except json.JSONDecodeError as error:
        if (lines := _json_lines(text)) is not None:
            return lines, None
        return None, (f"This is not valid JSON ({error.msg}); was the file cut off or edited?", error.lineno)
    except ValueError as error:
        return None, (f"This is not valid JSON ({error}).", None)


def _json_lines(text: str) -> list[Any] | None:
    rows = [line for line in text.split("\n") if line.strip()]
    if len(rows) < 2 or not rows[0].lstrip().startswith("{"):
        return None
    try:
        return [json.loads(row) for row in rows]
    except (ValueError, RecursionError):
        return None


def get(value: Any, *path: str | int) -> Any:
    """What stands at `path`; None where the shape is another."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value


def items(value: Any, *path: str | int) -> list[Any]:
    """The list at `path`; empty where there is none."""
    found = get(value, *path)
    return found if isinstance(found, list) else []


def objects(value: Any, *path: str | int) -> list[Mapping[str, Any]]:
    """The objects of the list at `path`."""
    return [item for item in items(value, *path) if isinstance(item, Mapping)]


def text(value: Any, *path: str | int) -> str:
    """The string or whole number at `path`; "" where there is none."""
    found = get(value, *path)
    if isinstance(found, bool) or not isinstance(found, (str, int)):
        return ""
    return found if isinstance(found, str) else str(found)[:20] if abs(found) < 10**15 else ""


def has(value: Any, *keys: str) -> bool:
    return isinstance(value, Mapping) and all(key in value for key in keys)


def number_label(value: Any, *path: str | int) -> str:
    """`Speaker 1` for a bare number 0 or "1", the name itself otherwise."""
    name = text(value, *path).strip()
    return f"Speaker {name}" if name.isdigit() or (len(name) == 1 and name.isalpha()) else name


def time(value: Any, *path: str | int, scale: float = 1.0) -> float | None:
    return number(get(value, *path), scale)


def joined(words: Iterable[Word]) -> Iterator[Piece]:
    """One piece per run of words of one speaker; punctuation stands close to the word before it."""
    run: list[Word] = []
    for word in words:
        if run and word.speaker != run[-1].speaker and not word.glued:
            yield _piece(run)
            run = []
        run.append(word if not (word.glued and run) else Word(word.text, run[-1].speaker, word.start, word.end, True))
    if run:
        yield _piece(run)


def _piece(run: Sequence[Word]) -> Piece:
    parts: list[str] = []
    for word in run:
        close = word.glued or (word.text[:1] in _NO_SPACE_BEFORE and len(word.text) == 1)
        parts += [word.text] if close else [" ", word.text]
    ends = [word.end for word in run if word.end is not None]
    starts = [word.start for word in run if word.start is not None]
    return Piece(run[0].speaker, "".join(parts), starts[0] if starts else None, ends[-1] if ends else None)
