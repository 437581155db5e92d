"""How badly a pain hurts and how much a gain gives, from the words that say so: 1 (mild) to 3 (severe, strong).

Points for the words of cost, frequency, strength and consequence, less for downtoners, in the manner of rule-based
sentiment with intensifiers (Taboada et al. 2011, *Lexicon-based methods for sentiment analysis*). The words are the
reason that is shown, so a reader can disagree.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NUMBER = (
    r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|"
    r"thirty|forty|fifty|"
    r"sixty|eighty|ninety|hundred|thousand|half an?|whole|an entire|a couple of|dozens of|hundreds of|thousands of)"
)
_WORDS: dict[str, tuple[float, str]] = {
    "consequence": (
        2.5,
        r"(?:nearly|almost|about to|ready to|want(?:ed)? to|going to) (?:quit|leave|left|cry|cried|give up|"
        r"gave up|resign|lose|lost)|"
        r"(?:quit|resign(?:ed)?|gave up|burn(?:ed|t)? out|burn-?out|breakdown|bankrupt\w*|fired|sued|lawsuit|"
        r"accident|injur\w+|dangerous|"
        r"ambulance|fined?\b(?= )|disasters?|catastroph\w+|nightmares?|unbearable|hell|desperate|despair|panic\w*|"
        r"in tears|cried|crying|couldn['’]t sleep|can['’]t sleep|sleepless|sick to|ruin\w*|never again|worst)|"
        r"los(?:e|es|t|ing) (?:a |the |an |our |my |some |two |three |\w+ )?(?:customers?|clients?|contracts?|"
        r"money|jobs?|deals?|patients?|orders?|business|days?|weekends?)",
    ),
    "cost": (
        1.5,
        rf"{_NUMBER}(?:[\s-]{_NUMBER})*[\s-](?:hours?|days?|weeks?|weekends?|nights?|evenings?|mornings?|"
        rf"afternoons?|months?|years?)(?![\s-]+old)|"
        rf"[€$£]\s?\d[\d.,]*k?|{_NUMBER}(?:[\s-]{_NUMBER})*\s(?:euros?|pounds?|dollars?|bucks|quid|francs?|"
        rf"grand|percent|per cent|%)|"
        r"an hour|a whole \w+|for hours|hours of|all day|all night|the whole (?:day|morning|afternoon|evening|"
        r"weekend|week)",
    ),
    "frequency": (
        1.0,
        r"every (?:single )?(?:day|week|month|morning|evening|night|time|year|friday|monday|tuesday|wednesday|"
        r"thursday|saturday|sunday|hour)s?|"
        r"all the time|always|never once|constantly|over and over|again and again|daily|weekly|each time|"
        r"(?:once|twice) a (?:day|week)|"
        r"(?:\w+ )?times (?:a|per) (?:day|week|month)|constant|every other day",
    ),
    "strength": (
        1.0,
        r"hate[sd]?|love[sd]?|furious|angry|mad|crazy|insane|terribl[ey]|terrif\w+|awful\w*|horribl[ey]|"
        r"dread\w*|sick of|fed up|"
        r"afraid|scared|frighten\w*|ashamed|mortified|humiliat\w+|stress\w*|exhaust\w+|overwhelm\w*|"
        r"frustrat\w+|annoy\w+|painful|impossible|"
        r"useless|hopeless|brilliant|fantastic|amazing|wonderful|priceless|game[- ]changer|lifesaver|"
        r"life-?saver|couldn['’]t live without|"
        r"can['’]t live without|best thing|huge\w*|massive\w*|enormous\w*|dramatic\w*|completely|totally|"
        r"absolutely|extremely|incredibl[ey]|"
        r"so much|nothing works|chaos|mess|shout\w*|yell\w*|vanish\w*|crash\w*|"
        r"relief|relieved|peace of mind|proud|delighted|worth every",
    ),
}  # fmt: skip
_POINTS = {name: (points, re.compile(rf"\b(?:{words})(?!\w)", re.I)) for name, (points, words) in _WORDS.items()}
_DOWN = re.compile(
    r"\b(?:a (?:little|bit|tad)|a little bit|slightly|somewhat|kind of|sort of|sometimes|now and then|"
    r"once in a while|rarely|occasionally|"
    r"minor|small thing|not (?:a )?(?:big|huge|major) (?:deal|problem|issue)|not (?:so|too|that|very) bad|"
    r"can live with|no big deal|"
    r"doesn['’]t (?:really )?(?:matter|bother)|only a (?:minute|moment|second)|fine|manageable)\b",
    re.I,
)
_TIME_SAVED = re.compile(r"\b(?:in|within|after) (?:two|three|five|ten|\d+) (?:minutes?|seconds?)\b", re.I)
_STRONG, _MARKED = 2.5, 1.0


def rate(text: str, labels: Collection[str], doc: Doc) -> tuple[int, str]:
    """Severity 1 to 3 and the words it rests on; (0, "") where nothing is a pain or a gain.

    `doc` is the parse of `text`; words that it negates do not count.
    """
    if not {"pain", "gain"} & set(labels):
        return 0, ""
    points, reasons = 0.0, []
    for weight, pattern in _POINTS.values():
        hits = [m for m in pattern.finditer(text) if not _negated(doc, m)]
        points += weight * min(2, len(hits)) if hits else 0.0
        reasons += hits
    down = list(_DOWN.finditer(text))
    points -= 1.5 * len(down)
    if "gain" in labels:
        quick = list(_TIME_SAVED.finditer(text))
        points += 1.5 * bool(quick)
        reasons += quick
    level = 3 if points >= _STRONG else 2 if points >= _MARKED else 1
    return level, _shown(down if level == 1 and down else reasons)


def _shown(hits: list[re.Match[str]]) -> str:
    """The words in the order of the sentence, each once, none inside another."""
    spans = sorted({(m.start(), -m.end(), m.group()) for m in hits})
    shown: list[str] = []
    last = -1
    for start, minus_end, words in spans:
        if start >= last and words.casefold() not in {s.casefold() for s in shown}:
            shown.append(" ".join(words.split()))
            last = -minus_end
    return "; ".join(shown)


def _negated(doc: Doc, match: re.Match[str]) -> bool:
    span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
    if span is None or any(t.dep_ == "neg" for t in span):
        return False
    head = span.root
    return any(
        t.dep_ == "neg" and t.i < span.start for t in (*head.children, *head.head.children) if t.i > span.start - 4
    )
