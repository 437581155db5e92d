"""Names that are given outright: in speakers' labels, metadata and file names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Protocol

from interview2persona.model import Participant, Transcript
from interview2persona.statements.privacy.vocabulary import (
    Vocabulary,
    first_names,
    function_words,
    known,
    role_words,
    titles,
)
from interview2persona.statements.privacy.words import Word, fold, words

_PEOPLE_FIELDS = re.compile(
    r"interview|participant|respondent|moderator|speaker|name|author|researcher|host|attend|contact|customer|client|guest|by$",
    re.I,
)


_SURNAME_FIRST = re.compile(r"([^\W\d_]+(?:[ '’-][^\W\d_]+)*),\s*([^\W\d_]+)")
_FIRM_FIELDS = re.compile(r"compan(?:y|ies)|organi[sz]ation|employer|firm|business$|account$", re.I)
_PLACE_FIELDS = re.compile(r"location|city|town|place|site|region|address", re.I)


class Speakers(Protocol):
    """Who speaks in a study, and what they said: all that names are looked for in."""

    @property
    def transcripts(self) -> Sequence[Transcript]: ...

    @property
    def participants(self) -> Sequence[Participant]: ...


def labelled(study: Speakers, vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """Names that speakers' labels, metadata, participants.csv and file names give."""
    labels = dict.fromkeys(turn.speaker for t in study.transcripts for turn in t.turns)
    labels |= dict.fromkeys(p.speaker for p in study.participants)
    labels |= dict.fromkeys(p.participant_id for p in study.participants if p.participant_id.isalpha())
    people = [name for label in labels if (name := in_label(label, vocabulary))]
    for _, field, value in _fields(study):
        if _PEOPLE_FIELDS.search(field):
            parts = re.split(r"[,;&/]|\band\b", value)
            people += [name for part in parts if (name := in_label(part.strip(" []'\""), vocabulary))]
    for transcript in study.transcripts:
        people += _in_file_name(transcript.path, vocabulary)
    return list(dict.fromkeys(people))


def things(study: Speakers) -> Iterable[tuple[str, str, str]]:
    """Path, kind (ORG or PLACE) and value of what metadata and participants.csv say of companies and places."""
    for path, field, value in _fields(study):
        if _FIRM_FIELDS.search(field) and not field.endswith("size"):
            yield path, "ORG", value
        elif _PLACE_FIELDS.search(field):
            yield path, "PLACE", value


def _fields(study: Speakers) -> Iterable[tuple[str, str, str]]:
    for transcript in study.transcripts:
        yield from ((transcript.path, name, value) for name, value in sorted(transcript.metadata.items()))
    for person in study.participants:
        yield from ((person.transcript, name, a.value) for name, a in sorted(person.attributes.items()))


def in_label(label: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words of a person's name in a speaker's label; () for "Speaker 1", "Interviewer", "Dispatcher"."""
    inner = re.sub(r"[(\[{].*?[)\]}]|[|/,–-]\s.*$|@\S+", " ", _forename_first(label, vocabulary))
    found = [
        w for w in words(inner) if w.key not in role_words() and not (w.key in titles() and w.key not in first_names())
    ]
    found = [w for w in found if len(w.text) > 1 or len(found) > 1]
    if not found or all(len(w.text) == 1 for w in found) or (len(found) == 1 and _is_code(found[0], inner)):
        return ()
    titled = any(w.key in titles() for w in words(inner))
    named = any(w.key in first_names() or (not vocabulary.is_ordinary(w.key) and w.key not in known()) for w in found)
    return tuple(w.text for w in found) if named or titled or _is_full_name(found, vocabulary) else ()


def _forename_first(label: str, vocabulary: Vocabulary) -> str:
    """ "Berg, Anna" as "Anna Berg"; "Anna Berg, nurse" as it is."""
    match = _SURNAME_FIRST.match(label.strip())
    if not match or not match[2][0].isupper():
        return label
    key = fold(match[2])
    named = key in first_names() or not (vocabulary.in_dictionary(key) or key in role_words() or key in known())
    return f"{match[2]} {match[1]}{label.strip()[match.end() :]}" if named else label


def _is_full_name(found: list[Word], vocabulary: Vocabulary) -> bool:
    return (
        len(found) == 2
        and all(w.capital and w.key not in function_words() for w in found)
        and not any(vocabulary.lower[w.key] for w in found)
    )


def _is_code(word: Word, label: str) -> bool:
    return len(word.text) < 4 and (word.text.isupper() or bool(re.search(r"\d", label)))


def _in_file_name(path: str, vocabulary: Vocabulary) -> Iterable[tuple[str, ...]]:
    for part in PurePosixPath(path).with_suffix("").parts:
        found = [w for w in words(part, camel=True) if not re.match(r"\d", part[w.end : w.end + 1]) or len(w.text) > 5]
        run: list[Word] = []
        for word in [*found, None]:
            if word is not None and _is_name_in_path(word, vocabulary) and (not run or word.joined):
                run.append(word)
                continue
            if run:
                yield tuple(w.text for w in run)
            run = [word] if word is not None and _is_name_in_path(word, vocabulary) else []


def _is_name_in_path(word: Word, vocabulary: Vocabulary) -> bool:
    if (
        word.key in role_words()
        or (word.key in known() and word.key not in first_names())
        or len(word.text) < 3
        or word.key in titles()
    ):
        return False
    if word.key in first_names():
        return not vocabulary.is_plain(word.key)
    return word.capital and not word.shouted and not vocabulary.is_ordinary(word.key)
