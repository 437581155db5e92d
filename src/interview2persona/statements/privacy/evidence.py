"""All mentions of names in a study, gathered from its turns, speakers, metadata and file names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from interview2persona.model import Study, Transcript
from interview2persona.statements.privacy import patterns
from interview2persona.statements.privacy.chains import chains
from interview2persona.statements.privacy.cues import Mention, judge
from interview2persona.statements.privacy.vocabulary import Vocabulary, first_names, function_words, is_cased, known, titles
from interview2persona.statements.privacy.words import Word, words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ROLES = frozenset(
    "interviewer interviewee interviewers participant participants respondent moderator moderators facilitator researcher speaker agent "
    "customer client caller host guest user operator unknown unidentified person voice channel prospect buyer seller rep representative "
    "sales support service observer notetaker translator narrator system assistant bot ai expert member guest answer question spk int iv "
    "female male man woman narrator panelist sprecher locuteur subject all several everyone other others advisor adviser consultant staff team".split()
)
_PEOPLE_FIELDS = re.compile(r"interview|participant|respondent|moderator|speaker|name|author|researcher|host|attend|contact|customer|client|guest|by$", re.I)
_INTRODUCED = re.compile(r"\b(?:my name(?: i|'|’)s|i'm called|ich heiße|my name's)\s+([^\W\d_]{3,})", re.I)


@dataclass(slots=True)
class Evidence:
    """`mentions` in order of the text; `people`: words that certainly belong to names of people (as written)."""

    mentions: list[tuple[str, Mention]] = field(default_factory=list)  # with the transcript's path
    people: list[tuple[str, ...]] = field(default_factory=list)
    bare: set[str] = field(default_factory=set)  # folded names in texts without capitals


def gather(study: Study, vocabulary: Vocabulary) -> Evidence:
    """Everything in the study that looks like a name."""
    evidence = Evidence()
    turns = [(t, t.text_of(turn)) for t in study.transcripts for turn in t.turns]
    stripped = [_without_patterns(text) for _, text in turns]
    vocabulary.learn(stripped)
    evidence.people = _labelled_people(study, vocabulary)
    docs = vocabulary.language.parse([text for _, text in turns])
    noisy = _noisy(study.transcripts)
    for (transcript, text), plain, doc in zip(turns, stripped, docs, strict=True):
        if is_cased(text):
            found = _in_text(text, plain, doc, vocabulary, transcript.path in noisy)
            evidence.mentions += [(transcript.path, m) for m in found]
        else:
            evidence.bare |= _in_bare_text(plain, vocabulary)
    return evidence


def _without_patterns(text: str) -> str:
    """The text with e-mail addresses and the like blanked out, of equal length."""
    for found in [*patterns.find(text), *patterns.domains(text)]:
        text = text[: found.start] + "9" * (found.end - found.start) + text[found.end :]
    return text


def _noisy(transcripts: Sequence[Transcript]) -> set[str]:
    """Transcripts in which capitals are so common (German nouns, title case) that they say little."""
    noisy = set()
    for transcript in transcripts:
        inner = [w for turn in transcript.turns for w in words(transcript.text_of(turn)) if not w.initial and w.text != "I"]
        if len(inner) > 100 and sum(w.capital for w in inner) > 0.16 * len(inner):
            noisy.add(transcript.path)
    return noisy


def _in_text(text: str, plain: str, doc: Doc, vocabulary: Vocabulary, noisy: bool) -> list[Mention]:
    entities = {token.idx: token.ent_type_ for token in doc if token.ent_type_}
    proper = {token.idx for token in doc if token.pos_ == "PROPN"}
    mentions = []
    for chain in chains(words(plain), vocabulary):
        label = next((entities[w.start] for w in chain.names if w.start in entities), "")
        is_proper = any(w.start in proper for w in chain.names)
        if noisy and not label and not (is_proper and any(w.key in first_names() for w in chain.names)) and not chain.title:
            continue
        if mention := judge(text, chain, label, is_proper, vocabulary):
            mentions.append(mention)
    return mentions


def _in_bare_text(text: str, vocabulary: Vocabulary) -> set[str]:
    """Names in a text without capitals (or with nothing else): listed first names, and what follows a form of address."""
    found = words(text)
    names = {w.key for w in found if len(w.key) > 3 and w.key in first_names() and not vocabulary.is_ordinary(w.key)}
    for title, word in zip(found, found[1:], strict=False):
        if titles().get(title.key) is False and word.joined and len(word.key) > 3 and not vocabulary.is_ordinary(word.key):
            names.add(word.key)
    for match in _INTRODUCED.finditer(text):
        names |= {w.key for w in words(match.group(1)) if w.key not in function_words()}
    return names


def _labelled_people(study: Study, vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """Names that speakers' labels, metadata and file names give."""
    labels = dict.fromkeys(turn.speaker for t in study.transcripts for turn in t.turns)
    labels |= dict.fromkeys(p.speaker for p in study.participants)
    people = [name for label in labels if (name := name_in_label(label, vocabulary))]
    for transcript in study.transcripts:
        for field_name, value in sorted(transcript.metadata.items()):
            if _PEOPLE_FIELDS.search(field_name):
                people += [n for part in re.split(r"[,;&/]|\band\b", value) if (n := name_in_label(part.strip(" []'\""), vocabulary))]
        people += _in_file_name(transcript.path, vocabulary)
    return list(dict.fromkeys(people))


def name_in_label(label: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words of a person's name in a speaker's label; () for "Speaker 1", "Interviewer", "Dispatcher"."""
    inner = re.sub(r"[(\[{].*?[)\]}]|[|/,–-]\s.*$|@\S+", " ", label)
    found = [w for w in words(inner) if w.key not in _ROLES and not (w.key in titles() and w.key not in first_names())]
    found = [w for w in found if len(w.text) > 1 or len(found) > 1]
    if not found or all(len(w.text) == 1 for w in found) or (len(found) == 1 and _is_code(found[0], inner)):
        return ()
    titled = any(w.key in titles() for w in words(inner))
    named = any(w.key in first_names() or not vocabulary.is_ordinary(w.key) and w.key not in known() for w in found)
    return tuple(w.text for w in found) if named or titled or _is_full_name(found, vocabulary) else ()


def _is_full_name(found: list[Word], vocabulary: Vocabulary) -> bool:
    return len(found) == 2 and all(w.capital and w.key not in function_words() for w in found) and not any(
        vocabulary.lower[w.key] for w in found
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
    if word.key in _ROLES or word.key in known() and word.key not in first_names() or len(word.text) < 3 or word.key in titles():
        return False
    if word.key in first_names():
        return not vocabulary.is_plain(word.key)
    return word.capital and not word.shouted and not vocabulary.is_ordinary(word.key)
