"""Google Speech-to-Text, v1 and v2: `results[].alternatives[0]`, speakers by the tags of the last result's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from interview2persona.transcripts import Reading, Source
from interview2persona.transcripts.parsing import jsonio
from interview2persona.transcripts.parsing.details import language_code
from interview2persona.transcripts.parsing.jsonio import Word
from interview2persona.transcripts.parsing.timecodes import seconds
from interview2persona.transcripts.reading import Piece, build

SUFFIXES = jsonio.SUFFIXES
PRIORITY = 36


def accepts(source: Source) -> bool:
    return any(jsonio.objects(result, "alternatives") for result in _results(jsonio.peek(source)))


def read(source: Source) -> Reading:
    results = _results(jsonio.load(source))
    tagged = [r for r in results if any(_speaker(w) for w in jsonio.objects(r, "alternatives", 0, "words"))]
    pieces = list(jsonio.joined(_words(tagged))) if tagged else list(_plain(results))
    return build(pieces, language=language_code(jsonio.get(results, 0, "languageCode")))


def _results(data: Any) -> list[Mapping[str, Any]]:
    return jsonio.objects(data, "results") or jsonio.objects(data, "response", "results")


def _words(tagged: list[Mapping[str, Any]]) -> Iterator[Word]:
    """With diarisation, v1 repeats all words, tagged, in the last result."""
    counts = [len(jsonio.objects(result, "alternatives", 0, "words")) for result in tagged]
    last_has_all = len(tagged) == 1 or counts[-1] >= sum(counts[:-1])
    for result in tagged[-1:] if last_has_all else tagged:
        for word in jsonio.objects(result, "alternatives", 0, "words"):
            yield Word(jsonio.text(word, "word"), _speaker(word), _time(word, "start"), _time(word, "end"))


def _speaker(word: Mapping[str, Any]) -> str:
    name = jsonio.text(word, "speakerLabel") or jsonio.text(word, "speakerTag") or jsonio.text(word, "speaker_tag")
    return f"Speaker {name}" if name.isdigit() else name


def _plain(results: list[Mapping[str, Any]]) -> Iterator[Piece]:
    for result in results:
        words = jsonio.objects(result, "alternatives", 0, "words")
        begin, end = (_time(words[0], "start"), _time(words[-1], "end")) if words else (None, None)
        channel = jsonio.number_label(result, "channelTag")
        yield Piece(channel, jsonio.text(result, "alternatives", 0, "transcript"), begin, end)


def _time(word: Mapping[str, Any], which: str) -> float | None:
    for key in (f"{which}Time", f"{which}Offset", f"{which}_time"):
        value = word.get(key)
        if isinstance(value, str):
            return seconds(value)
        if isinstance(value, Mapping):
            return (jsonio.time(value, "seconds") or 0.0) + (jsonio.time(value, "nanos", scale=1e-9) or 0.0)
    return None
