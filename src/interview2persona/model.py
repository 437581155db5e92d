"""The types that flow from a transcript to a persona, in flow order. All are frozen; a stage makes new ones.

Offsets are Python character positions in a transcript's *reading text*: the decoded file itself for plain text and
Markdown, the text that the reader extracted for every other format. For every span here
``reading_text[start:end]`` is exactly the text that the span stands for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

Role = Literal["participant", "interviewer", "other"]
Kind = Literal["customer", "sales", "service", "unknown"]
Perspective = Literal["first-hand", "second-hand"]
Label = Literal["goal", "pain", "gain", "behaviour", "profile", "decision", "attitude"]
Stability = Literal["stable", "doubtful", "fragile", "unknown"]
Vectors = NDArray[np.float32]

ROLES: tuple[Role, ...] = get_args(Role)
KINDS: tuple[Kind, ...] = get_args(Kind)
LABELS: tuple[Label, ...] = get_args(Label)
OFF_RECORD = "off the record"  # why something is no statement: somebody asked not to pass it on
JOURNEY_STAGES = ("awareness", "consideration", "purchase", "onboarding", "use", "support", "renewal", "advocacy")
ATTRIBUTES = (
    "job_title",
    "seniority",
    "company_size",
    "industry",
    "age",
    "household",
    "location",
    "tenure",
    "buying_role",
    "budget",
    "channels",
    "source_of_information",
    "tools",
    "risk_attitude",
)
_EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know about one transcript: what is wrong, where, and what to do."""

    message: str
    line: int | None = None  # 1-based line of the source file, where there is one
    fatal: bool = False  # the transcript could not be used at all

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until another one speaks (conversation analysis)."""

    number: int  # position in the transcript, from 0
    speaker: str  # label as in the file; "" when the file names none
    start: int
    end: int
    start_time: float | None = None  # seconds from the start of the recording
    end_time: float | None = None
    line: int | None = None  # 1-based line of the source file where the turn starts
    role: Role = "other"
    participant_id: str = ""  # set for participants only
    shown: str | None = None  # what others may read of it; None: the reading text itself


@dataclass(frozen=True, slots=True)
class Transcript:
    """One interview or call as it was read."""

    path: str  # relative to the folder of transcripts, with forward slashes
    format: str  # name of the reader
    text: str  # the reading text
    turns: tuple[Turn, ...]
    kind: Kind = "unknown"
    date: str = ""  # ISO 8601 (YYYY-MM-DD), "" when unknown
    language: str = ""  # ISO 639-1, "" when unknown
    encoding: str = ""
    sha256: str = ""  # of the file's bytes
    metadata: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    problems: tuple[Problem, ...] = ()

    def text_of(self, turn: Turn) -> str:
        """What the turn says, without names where the study was made for others."""
        return self.text[turn.start : turn.end] if turn.shown is None else turn.shown

    @property
    def usable(self) -> bool:
        return bool(self.turns) and not any(p.fatal for p in self.problems)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact that a participant stated about themselves."""

    value: str
    statement_id: str = ""  # where it was said; "" when it comes from participants.csv or front matter


@dataclass(frozen=True, slots=True)
class Participant:
    """A person interviewed (a Case in REFI-QDA): one speaker of one transcript, unless participants.csv joins some."""

    participant_id: str
    transcript: str  # path of the (first) transcript
    speaker: str
    kind: Kind = "unknown"
    attributes: Mapping[str, Attribute] = field(default_factory=lambda: _EMPTY)

    @property
    def counts(self) -> bool:
        """Whether this is a person the personas are about; sales and service staff speak about others."""
        return self.kind not in ("sales", "service")


@dataclass(frozen=True, slots=True)
class Qualities:
    """How a statement reads on a page, 0 to 1: understood without its neighbours; worth knowing of a kind of person."""

    alone: float
    telling: float


QUALITIES = tuple(f.name for f in fields(Qualities))


@dataclass(frozen=True, slots=True)
class Statement:
    """A span of one turn that says one thing."""

    statement_id: str
    transcript: str
    turn: int
    start: int
    end: int
    participant_id: str
    text: str
    question: str = ""  # what the interviewer said last before it: the context of short answers
    before: str = ""  # the previous statement of the same turn
    perspective: Perspective = "first-hand"
    labels: tuple[Label, ...] = ()
    probabilities: Mapping[str, float] = field(default_factory=lambda: _EMPTY)  # label -> calibrated probability
    qualities: Qualities | None = None  # None where no network of labels has read it
    severity: int = 0  # 1 to 3 for pains and gains, 0 elsewhere
    severity_reason: str = ""  # the words that the severity rests on
    journey_stage: str = ""  # one of JOURNEY_STAGES or ""
    theme_id: str = ""  # "" when unassigned
    nearest_theme_id: str = ""  # for unassigned statements
    strength: float = 0.0  # membership in its theme, 0 to 1

    @property
    def in_context(self) -> str:
        """The text to embed and to show: a short answer is only understood with its question."""
        if len(self.text.split()) < 6 and self.question:
            return f"{self.question.split('. ')[-1]} {self.text}"
        return self.text


@dataclass(frozen=True, slots=True)
class Theme:
    """Statements of several people about one thing (a Code in REFI-QDA)."""

    theme_id: str
    title: str
    keywords: tuple[str, ...]
    statement_ids: tuple[str, ...]  # most central first
    participant_ids: tuple[str, ...]  # sorted; who said them
    definition: str = ""
    topic: str = ""  # title of the broader topic it falls under
    topic_id: str = ""
    stability: float | None = None  # mean Jaccard over resampled participants, None when not estimable
    stability_class: Stability = "unknown"
    deviating_ids: tuple[str, ...] = ()  # the least typical members
    status: str = "draft"  # draft, accepted, rejected, pinned, seeded

    @property
    def central_id(self) -> str:
        return self.statement_ids[0]


@dataclass(frozen=True, slots=True)
class Themes:
    """What the theme stage found."""

    themes: tuple[Theme, ...]
    statements: tuple[Statement, ...]  # all of them, with theme_id, nearest_theme_id and strength set
    method: Mapping[str, Any]  # what was chosen and why, for the manifest
    saturation: Mapping[str, Any] = field(default_factory=lambda: _EMPTY)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement that supports or contradicts a claim."""

    statement_id: str
    transcript: str
    start: int
    end: int
    quote: str  # verbatim, white space folded
    participant_id: str = ""
    perspective: Perspective = "first-hand"


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of a persona."""

    claim_id: str
    section: str
    text: str
    theme_id: str
    participants: tuple[str, ...]  # ids of the persona's people who said this or something near it
    of: int  # people in the persona
    interval: tuple[float, float]  # Wilson, 95 %
    severity: int = 0
    severity_reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    counter_evidence: tuple[Evidence, ...] = ()
    second_hand: tuple[Evidence, ...] = ()  # what sales and service say of it; never counted
    distinct: bool = False  # over-represented in this persona
    status: str = "draft"  # draft, accepted, edited, rejected
    quotes: int = 0  # how many of `evidence` to print: the first ones are the best, each of another person
    also_mentioned: bool = False  # said by one person only or beyond the lines of a page: listed, not headlined
    aspect: str = (
        ""  # finer key: trigger, success_factors, barriers, criteria, process, budget, sources, risk, channels
    )
    worded_by: str = ""  # language model that made `text` of the evidence; "": the words are the participants' own
    confidence: float = 1.0  # probability that at least half of the evidence truly carries the section's label


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What the interviews do not say, and how to ask it next time."""

    section: str
    question: str
    whom: str


@dataclass(frozen=True, slots=True)
class DataPoint:
    """A characteristic of a persona as a rule over data that a company has, by which customers can be assigned."""

    attribute: str  # one of ATTRIBUTES or another column of participants.csv, or "frequency"
    rule: str  # in words: "born 1964 to 1968 (58 to 62 years old in 2026)"
    participants: tuple[str, ...]  # people of the persona who fit it
    stated: int  # people of the persona who said anything about it
    of: int  # people of the persona
    low: float | None = None  # of a range, in the units of the attribute
    high: float | None = None
    values: tuple[str, ...] = ()  # words of which one is enough, synonyms among them
    others: int = 0  # people of other personas who fit it too
    others_stated: int = 0
    lift: float | None = None  # how much likelier somebody who fits is of this persona than anybody is
    p_value: float | None = None  # Fisher's exact test, one-sided; None where nobody else said anything about it
    thin: bool = True  # too few people to rely on


@dataclass(frozen=True, slots=True)
class Persona:
    """A hypothesis about a group of participants, built from what they said."""

    persona_id: str
    name: str
    title: str
    kind: str  # "customer", "buyer" or "customer and buyer"
    participants: tuple[str, ...]
    share: float  # of the participants that count
    stability: float | None
    sections: Mapping[str, tuple[Claim, ...]]
    open_questions: tuple[OpenQuestion, ...] = ()
    facts: Mapping[str, str] = field(default_factory=lambda: _EMPTY)  # who they are, as counts and ranges
    quotes: tuple[Evidence, ...] = ()  # in their own words
    evidence_kind: str = "qualitative"  # proto, qualitative, statistical
    journey: Mapping[str, tuple[Claim, ...]] = field(default_factory=lambda: _EMPTY)
    interviews: int = 0
    words: int = 0  # in statements of its people
    dates: tuple[str, ...] = ()  # first and last day of its interviews, () when unknown
    status: str = "draft"  # draft, accepted
    opening: str = ""  # paragraph worded by a language model, each sentence checked against the claims' evidence
    worded_by: str = ""  # the language model that worded the opening
    data_points: tuple[DataPoint, ...] = ()  # most telling first


@dataclass(frozen=True, slots=True)
class Membership:
    """Which persona a participant belongs to, and how well."""

    participant_id: str
    persona_id: str
    fit: float  # 0 to 1
    second_persona_id: str = ""


@dataclass(frozen=True, slots=True)
class Personas:
    """What the persona stage found."""

    personas: tuple[Persona, ...]
    memberships: tuple[Membership, ...]
    method: Mapping[str, Any]  # number of personas and why, for the manifest and the overview
    shared: tuple[Claim, ...] = ()  # what most participants of most personas say
    tensions: tuple[str, ...] = ()
    coverage: Mapping[str, Any] = field(default_factory=lambda: _EMPTY)


@dataclass(frozen=True, slots=True)
class Decision:
    """Something a person decided in review; `targets` are content-derived ids, never positions."""

    decision_id: str
    kind: str
    targets: tuple[str, ...]
    value: Any
    who: str
    when: str  # ISO 8601, UTC
    note: str = ""
    machine: Mapping[str, Any] = field(default_factory=lambda: _EMPTY)  # what the machine said then


@dataclass(frozen=True, slots=True)
class Study:
    """The whole result of an analysis: what the reports are written from."""

    transcripts: tuple[Transcript, ...]
    participants: tuple[Participant, ...]
    statements: tuple[Statement, ...]
    themes: tuple[Theme, ...]
    personas: Personas
    manifest: Mapping[str, Any]
    saturation: Mapping[str, Any] = field(default_factory=lambda: _EMPTY)
    filtered: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: _EMPTY)  # transcript -> reason -> count
    review: Mapping[str, Any] = field(default_factory=lambda: _EMPTY)  # conflicts with decisions, hints what to review
