"""Lines that may begin what somebody says, and which of them do: decided over the whole file.

A label is believed when it recurs, names a role ("Interviewer", "P3"), or stands beside a time; `Note:`, `10:30` and
`https:` never are. What a single line looks like is not enough.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from interview2persona.transcripts.parsing.timecodes import CLOCK, STAMP, span
from interview2persona.transcripts.parsing.words import is_role, looks_like_speaker, may_be_speaker

FREQUENT, SHARE = 4, 0.2  # times, and share of all, from which a label counts whatever words it is made of
_LONGEST_HEAD = 160  # characters of a line that are looked at
_NAME = r"(?P<name>[^\W\d_][^\n:：*\[\]()|<>{}\t\"!?;]{0,58}?)"
_PAREN = r"(?P<paren>\s?\([^():]{1,30}\))?"
_OPEN, _CLOSE = r"(?P<open>\*{1,3}|__?|\[|<b>)?", r"(?:\*{1,3}|__?|\]|</b>)?"
_LEAD = re.compile(rf"\s*(?:>{{1,2}}\s*)?(?:[-•+*–]\s+|\d{{1,4}}(?:[.)]\s+|\t+))?(?P<stamp>{STAMP})?\s*[-–—|:]?\s*")
_COLON = re.compile(
    rf"(?P<heading>#{{1,6}}\s+)?{_OPEN}{_NAME}{_PAREN}\s?{_CLOSE}\s*(?P<stamp>{STAMP})?\s?{_CLOSE}\s?(?P<colon>[:：]){_CLOSE}"
    rf"(?:(?P<later>\s*[\[(]{CLOCK}[\])])|(?!/))"
)
_STAMPED = re.compile(
    rf"(?P<heading>#{{1,6}}\s+)?{_OPEN}{_NAME}{_PAREN}{_CLOSE}[\s,|·–-]{{0,12}}(?P<stamp>{STAMP})(?P<after>{_CLOSE})\s*"
)
_LETTER = re.compile(r"(?P<open>)(?P<name>Q|A|I|P|R|M|INT|[A-Z]{1,2}\d{1,3})(?:\.|\s?\)|\t)\s+(?=\S)")
_ALONE = re.compile(rf"(?P<open>#{{1,6}}\s+)?{_OPEN.replace('open', 'mark')}{_NAME}{_PAREN}{_CLOSE}\s*$")
_DASH = re.compile(rf"{_OPEN}{_NAME}{_PAREN}{_CLOSE}(?:\s+[-–—]\s+|\t+)(?=\S)")
_NUMBERED = re.compile(r"([QA])\s?\d{1,3}")


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's name at the start of a line."""

    line: int  # index of the line
    name: str
    style: str  # colon, stamped, letter, alone or dash; "+" for bold, "#" for a heading, "/" when the line ends with it
    words: int  # where in the line the words begin
    blank_before: bool
    start_time: float | None = None
    end_time: float | None = None

    @property
    def key(self) -> str:
        """What two spellings of one speaker share."""
        return _key(self.name)

    @property
    def strong(self) -> bool:
        return self.style.startswith(("colon", "stamped"))


@dataclass(frozen=True, slots=True)
class Size:
    """Of the text in which labels are sought."""

    lines: int  # that are not blank
    blocks: int  # paragraphs
    stamps: int = 0  # lines that begin with a time


@functools.lru_cache(maxsize=4096)
def _key(name: str) -> str:
    base = re.sub(r"\s*\([^()]*\)$", "", name).casefold().strip(" .")
    numbered = _NUMBERED.fullmatch(base.upper())
    return numbered[1].casefold() if numbered else base


def candidate(index: int, line: str, blank_before: bool) -> Label | None:
    """The label that `line` may begin with."""
    head = line[:_LONGEST_HEAD]
    lead = _LEAD.match(head)
    stamp, at = (lead["stamp"], lead.end()) if lead else (None, 0)
    for style, pattern in (("colon", _COLON), ("stamped", _STAMPED), ("letter", _LETTER)):
        if (match := pattern.match(head, at)) and _fits(style, match, head):
            return _label(index, line, style, match, stamp, blank_before)
    if (match := _DASH.match(head, at)) and looks_like_speaker(match["name"].strip()):
        return _label(index, line, "dash", match, stamp, blank_before)
    if len(line) == len(head) and (match := _ALONE.match(head, at)):
        return _label(index, line, "alone@" if stamp else "alone", match, stamp, blank_before)
    return None


def accepted(labels: Sequence[Label], size: Size) -> list[Label]:
    """Those of the candidates that are speakers, in order."""
    often = Counter(label.key for label in labels if label.strong)
    frequent = {key for key, times in often.items() if times >= max(FREQUENT, often.total() * SHARE)}
    plausible = [
        label
        for label in labels
        if looks_like_speaker(label.name, loose=label.style.startswith("stamped") or often[label.key] > 2)
        or (label.strong and label.key in frequent and may_be_speaker(label.name))
    ]
    for family in (_strong(plausible), _letters(plausible), _weak(plausible, size), _lower_case(labels, size)):
        if family:
            return _named_alike(family)
    return []


def _fits(style: str, match: re.Match[str], head: str) -> bool:
    if style == "letter":
        return True
    after = head[match.end() : match.end() + 1]
    if style == "colon":
        if after.isdigit():  # 10:30 is a time, Nora:30 people is not
            return not head[match.start("colon") - 1].isdigit()
        return not after or after.isalpha() or after.isspace() or after in "\"'“‘„«([¿¡….-–—*_"
    bracketed = match["stamp"].lstrip()[:1] in "[(<#"
    return not after or bracketed


def _label(index: int, line: str, style: str, match: re.Match[str], stamp: str | None, blank: bool) -> Label:
    groups = match.groupdict()
    begin, end = span(groups.get("stamp") or groups.get("later") or stamp or "")
    paren = (groups.get("paren") or "").strip()
    name = " ".join(match["name"].strip(" -–—,._*").split()) + (f" {paren}" if paren else "")
    mark = (groups.get("open") or "").strip() if style.startswith("alone") else ""
    mark = mark or ("+" if (groups.get("open") or groups.get("mark") or "").strip("[") else "")
    mark += "#" if groups.get("heading") else ""
    bare = "/" if not line[match.end() :].strip(" *_:") else ""
    timed = "stamped" if style == "colon" and begin is not None else style
    words = len(line) if bare else match.end()
    return Label(index, name, f"{timed}{mark}{bare}", words, blank, begin, end)


def _strong(labels: Iterable[Label]) -> list[Label]:
    strong = [label for label in labels if label.strong]
    times = Counter(label.key for label in strong)
    timed = {label.key for label in strong if label.style.startswith("stamped")}
    steady = {label.key for label in strong if times[label.key] > 1 or is_role(label.name) or label.key in timed}
    styles = {label.style.rstrip("/") for label in strong if times[label.key] > 1}
    spaced = _spaced([label for label in strong if label.key in steady])
    chosen = [
        label
        for label in strong
        if (label.key in steady and (label.blank_before or not spaced or times[label.key] > 1 or label.key in timed))
        or (
            times[label.key] == 1
            and label.style.rstrip("/") in styles
            and (label.blank_before or not spaced)
            and steady
        )
    ]
    if len({label.key for label in chosen}) > 1 or len(chosen) > 2:
        return chosen
    return _tiny(strong, chosen)


def _tiny(strong: list[Label], chosen: list[Label]) -> list[Label]:
    """A file of two or three short turns has no label that recurs."""
    if 2 <= len(strong) <= 4 and len({label.key for label in strong}) == len(strong) and strong[0].line == 0:
        return strong
    return chosen if len(chosen) > 1 or any(is_role(label.name) for label in chosen) else []


def _letters(labels: Iterable[Label]) -> list[Label]:
    letters = [label for label in labels if label.style.startswith("letter")]
    return letters if len({label.key for label in letters}) > 1 and len(letters) > 3 else []


def _weak(labels: Iterable[Label], size: Size) -> list[Label]:
    """Names without a colon, in their own line, are believed only when they recur and structure most of the file."""
    families: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        if label.style.startswith(("alone", "dash")):
            families[label.style].append(label)
    for style, family in sorted(families.items()):
        times = Counter(label.key for label in family)
        spaced = _spaced(family)
        steady = [label for label in family if label.blank_before or not spaced]
        known = sum(times[label.key] > 1 or (is_role(label.name) and len(label.name) > 1) for label in steady)
        enough = size.stamps / 2 if "@" in style else size.blocks / 4
        if len({label.key for label in steady}) > 1 and known >= max(2, len(steady) / 2, enough):
            return steady
    return []


def _lower_case(labels: Iterable[Label], size: Size) -> list[Label]:
    """`nora: ...` and `paul: ...` are believed when nearly every line or paragraph begins with one of few."""
    family = [label for label in labels if label.style == "colon" and label.name.isalpha() and label.name.islower()]
    family = [label for label in family if looks_like_speaker(label.name.capitalize())]
    times = Counter(label.key for label in family)
    few = 2 <= len(times) <= 6 and min(times.values()) > 1
    return family if few and len(family) >= 0.6 * (size.lines if size.blocks == 1 else size.blocks) else []


def _spaced(labels: Sequence[Label]) -> bool:
    """Whether the file sets turns apart by blank lines."""
    return bool(labels) and sum(label.blank_before for label in labels) >= 0.8 * len(labels)


def _named_alike(labels: Sequence[Label]) -> list[Label]:
    """One spelling per speaker: `Anna (laughing)` is Anna, while `Anna (Host)` keeps what she is."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for label in labels:
        paren = re.search(r"\(([^()]*)\)$", label.name)
        base = re.sub(r"\s*\([^()]*\)$", "", label.name)
        spelled = label.name if paren and is_role(paren[1]) else base
        spellings[label.key][label.key.upper() if _NUMBERED.fullmatch(base.upper()) else spelled] += 1
    best = {key: max(names, key=lambda name, n=names: (n[name], name)) for key, names in spellings.items()}  # type: ignore[misc]
    return [replace(label, name=best[label.key]) for label in labels]
