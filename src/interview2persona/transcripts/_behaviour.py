"""How a speaker behaves in a conversation: who asks, who tells, who opens it, who leads through it.

Works with and without punctuation, since automatic transcripts often have none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_VERBS = r"(?:do|does|did|are|is|was|were|can|could|would|will|have|has|had|should|'s|’s|'re|’re|'d|’d)"
_OTHER = r"(?:you|your|it|that|they|there|those|this|he|she|anyone|anybody|someone|people|any)"
_ASKS = re.compile(
    rf"\b(?:how|what|why|when|where|who|which)(?:\s+(?:\w+\s+){{0,3}}?)?{_VERBS}\s+(?:the\s+\w+\s+)?{_OTHER}\b"
    rf"|\b(?:how|what|why|who|where)(?:\s+(?:is|are|does|did|was|were|happens|happened|about|else|kind|sort|would)|['’]s)\b"
    rf"|\bhow\s+(?:long|often|many|much|come|so|old|big)\b"
    rf"|(?:^|[.,!?;]\s*|\b(?:so|and|okay|ok|right|but)\s+){_VERBS}\s+(?:you|your|it|that|they|there)\b"
    rf"|\b(?:do|did|are|were|could|would|can|will|have)\s+you\b",
    re.I,
)
_LEADS = re.compile(
    r"\b(?:tell (?:me|us)|walk (?:me|us) through|talk (?:me|us) through|describe"
    r"|can you (?:explain|describe|give|share)|take (?:me|us) through|give (?:me|us) an example"
    r"|say more|picture|imagine|start with|anything else"
    r"|i(?:['’]d| would) (?:like|love) to (?:hear|know|ask|understand|talk)|i want to (?:hear|ask|know|talk|understand)"
    r"|last question|next question|final question|(?:a few|some|couple of) questions"
    r"|let['’]?s (?:start|talk|move|begin))\b",
    re.I,
)
_HOSTS = re.compile(
    r"\b(?:thank(?:s| you)(?: so much| very much| again| a lot)? for (?:your time|taking|making|joining|coming"
    r"|having me|doing|agreeing|sharing|talking|speaking|participating|squeezing|calling|holding|being)"
    r"|record(?:ing|ed)\b|this (?:interview|study|research|session|conversation)|our (?:study|research|session)"
    r"|purpose of (?:the|this|our)"
    r"|right or wrong answers?|that(?:['’]s| is| was) (?:really |very )?(?:all|everything|helpful|interesting|useful)"
    r"|appreciate (?:you|your)|how can i help|is there anything)\b",
    re.I,
)
_SELF = re.compile(r"\b(?:i|i['’](?:m|ve|d|ll)|my|mine|me|we|we['’](?:re|ve|d|ll)|our|us)\b", re.I)
_YOU = re.compile(r"\b(?:you|your|yours|you['’](?:re|ve|d|ll))\b", re.I)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Figures of one speaker in one transcript."""

    words: int
    share: float  # of all words, 0 to 1
    turns: int
    length: float  # mean words per turn
    asks: float  # share of the turns that ask or invite, 0 to 1
    hosts: int  # turns with words of thanks, welcome or about the study
    about_self: float  # (I, my, we ... minus you, your) per word
    first: bool  # speaks first


def observe(turns: Sequence[tuple[str, str]]) -> dict[str, Behaviour]:
    """Behaviour of each speaker from (speaker, text) pairs in order."""
    texts: dict[str, list[str]] = {}
    for speaker, text in turns:
        texts.setdefault(speaker, []).append(text)
    total = max(1, sum(len(text.split()) for _, text in turns))
    first = turns[0][0] if turns else ""
    return {speaker: _one(said, total, speaker == first) for speaker, said in texts.items()}


def asks(text: str) -> bool:
    """Whether a turn asks or invites to tell. A long turn asks with its end, or it tells."""
    words = text.split()
    if text.rstrip(" \"'”’)").endswith("?"):
        return True
    end = " ".join(words[-25:]) if len(words) > 40 else text
    return bool(_ASKS.search(end) or _LEADS.search(end))


def interviewer_score(of: str, all_: Mapping[str, Behaviour]) -> float:
    """How much more like an interviewer than the others a speaker behaves; 0 is no difference, in logits."""
    mine, others = all_[of], [b for label, b in all_.items() if label != of]
    if not others:
        return 0.0
    return _points(mine) - sum(_points(b) * b.words for b in others) / max(1, sum(b.words for b in others))


def _points(b: Behaviour) -> float:
    return 4 * b.asks - math.log2(max(2.0, b.length)) + 0.5 * min(b.hosts, 4) - 12 * b.about_self + 0.5 * b.first


def _one(said: Sequence[str], total: int, first: bool) -> Behaviour:
    words = sum(len(text.split()) for text in said)
    whole = " ".join(said)
    return Behaviour(
        words=words,
        share=words / total,
        turns=len(said),
        length=words / max(1, len(said)),
        asks=sum(asks(text) for text in said) / max(1, len(said)),
        hosts=sum(bool(_HOSTS.search(text)) for text in said),
        about_self=(len(_SELF.findall(whole)) - len(_YOU.findall(whole))) / max(1, words),
        first=first,
    )
