"""Replaces every known form in any text by the placeholder of whoever it means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from interview2persona.settings import PrivacySettings
from interview2persona.statements.privacy import patterns
from interview2persona.statements.privacy.entities import ANY, CAPITAL, Form
from interview2persona.statements.privacy.key import Key
from interview2persona.statements.privacy.vocabulary import function_words, known
from interview2persona.statements.privacy.words import Word, words

_MARK = re.compile(r"\[(?:PERSON|ORG|PLACE|EMAIL|PHONE|ADDRESS|ACCOUNT) \d+\]")
_AFTER_A_VERB = frozenset(
    [
        "you",
        "i",
        "we",
        "they",
        "it",
        "he",
        "she",
        "the",
        "that",
        "this",
        "there",
        "not",
        "be",
        "have",
        "my",
        "your",
        "our",
        "his",
        "her",
        "their",
        "a",
        "an",
        "if",
        "when",
        "as",
        "don",
        "in",
        "on",
        "at",
        "to",
        "for",
    ]
)


@dataclass(slots=True)
class Replacer:
    """Maps text to text; the same text always becomes the same."""

    key: Key
    privacy: PrivacySettings
    forms: Iterable[Form]
    _by_first: dict[str, list[Form]] = field(default_factory=lambda: defaultdict(list))
    _done: dict[str, str] = field(default_factory=dict)
    _kinds: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for form in self.forms:
            self._by_first[form.phrase[0]].append(form)
        for same in self._by_first.values():
            same.sort(key=lambda f: (-len(f.phrase), f.phrase))
        off = {kind for kind, on in (("ORG", self.privacy.organisations), ("PLACE", self.privacy.places)) if not on}
        self._kinds = frozenset({"PERSON", "ORG", "PLACE", "EMAIL", "PHONE", "ADDRESS", "ACCOUNT"} - off)

    def text(self, text: str) -> str:
        """`text` without personal data."""
        if text not in self._done:
            self._done[text] = self._replaced(text, camel=False)
        return self._done[text]

    def path(self, path: str) -> str:
        """A file name without names of people; everything else of it stays."""
        return self._replaced(path, camel=True)

    def spans(self, text: str, camel: bool = False) -> Iterator[tuple[int, int, str]]:
        """Start, end and placeholder of all that is replaced, in order."""
        at = 0
        for mark in [*_MARK.finditer(text), None]:
            end = mark.start() if mark else len(text)
            for start, stop, placeholder in self._in_part(text[at:end], camel):
                yield at + start, at + stop, placeholder
            at = mark.end() if mark else end

    def _replaced(self, text: str, camel: bool) -> str:
        out, at = [], 0
        for start, end, placeholder in self.spans(text, camel):
            out += [text[at:start], placeholder]
            at = end
        return "".join([*out, text[at:]])

    def _in_part(self, text: str, camel: bool) -> list[tuple[int, int, str]]:
        spans: list[tuple[int, int, str]] = []
        if not camel:
            found = [f for f in patterns.find(text) if f.kind in self._kinds]
            if "ORG" in self._kinds:
                fixed = [(f.start, f.end) for f in found]
                found += [
                    d
                    for d in patterns.domains(text)
                    if self._foreign(d.normal) and not _overlaps(d.start, d.end, fixed)
                ]
            spans = [(f.start, f.end, self.key.placeholder(f.kind, [f.normal], text[f.start : f.end])) for f in found]
        taken = [(start, end) for start, end, _ in spans]
        for start, end, form in self._names(text, camel):
            if not _overlaps(start, end, taken):
                surface = " ".join(text[start:end].split())
                normal = [" ".join(form.entity), " ".join(form.phrase)] if form.entity else [" ".join(form.phrase)]
                spans.append((start, end, self.key.placeholder(form.kind, normal, surface)))
        return sorted(spans)

    def _foreign(self, domain: str) -> bool:
        return not any(part in known() or part in self.privacy.keep for part in domain.split("."))

    def _names(self, text: str, camel: bool) -> Iterator[tuple[int, int, Form]]:
        found = words(text, camel)
        at = 0
        while at < len(found):
            form = self._form_at(found, at)
            if form is None:
                at += 1
                continue
            last = at + len(form.phrase) - 1
            if form.kind in self._kinds:
                yield found[at].start, found[last].end, form
            at = last + 1

    def _form_at(self, found: Sequence[Word], at: int) -> Form | None:
        for form in self._by_first.get(found[at].key, ()):
            here = found[at : at + len(form.phrase)]
            same = tuple(w.key for w in here) == form.phrase and all(w.joined for w in here[1:])
            if same and _counts(form, here, found[at + len(here) : at + len(here) + 1]):
                return form
        return None


def _counts(form: Form, here: Sequence[Word], following: Sequence[Word]) -> bool:
    if form.mode == ANY:
        return True
    if not any(w.capital for w in here):
        return False
    if form.mode == CAPITAL:
        begins = here[0].initial and len(here) == 1 and here[0].key in function_words()
        return not (begins and following and following[0].key in _AFTER_A_VERB)
    return not here[0].initial


def _overlaps(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start < b and a < end for a, b in taken)
