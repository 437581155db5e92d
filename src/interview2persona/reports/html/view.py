"""What the templates show of a persona: plain values, nothing left to compute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from interview2persona.model import JOURNEY_STAGES, Claim, Evidence, Persona, Study
from interview2persona.reports import datapoints, facts, sections
from interview2persona.reports.facts import Fact
from interview2persona.reports.pages import asked, clock, severity, slug, standing, worded
from interview2persona.settings import PrivacySettings

_PRINTED = 3  # quotes of a claim in the page itself where the claim does not say; its script shows all
HUES = 8  # persona colours in the style sheet


@dataclass(frozen=True, slots=True)
class QuoteView:
    text: str
    who: str
    place: str
    statement_id: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """`anchor` is the fragment of its link: "alex-ash/pain-2"."""

    anchor: str
    code: str
    text: str
    asked: str  # the question, where the text is hardly understood without it
    section: str
    count: int
    of: int
    low: int  # per cent, 95 % Wilson interval
    high: int
    people: tuple[str, ...]
    severity: str
    reason: str
    distinct: bool
    status: str
    worded: str
    theme: str
    quotes: tuple[QuoteView, ...]
    more: int  # quotes that are not in `quotes`
    against: tuple[QuoteView, ...]
    second_hand: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    key: str
    title: str
    claims: tuple[ClaimView, ...]
    rest: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class StageView:
    name: str
    pains: tuple[ClaimView, ...]
    gains: tuple[ClaimView, ...]
    rest: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class PersonaView:
    key: str
    slug: str
    hue: int
    initials: str
    name: str
    title: str
    kind: str
    participants: tuple[str, ...]
    total: int
    standing: tuple[str, ...]
    quotes: tuple[QuoteView, ...]
    opening: str
    worded: str  # by which model the opening was worded
    facts: tuple[Fact, ...]
    not_told: str
    points: tuple[datapoints.Row, ...]
    points_note: str
    sections: tuple[SectionView, ...]
    stages: tuple[StageView, ...]
    silent: tuple[str, ...]  # journey stages nobody spoke of
    questions: tuple[tuple[str, str, str], ...]  # section, question, whom to ask
    origin: str

    @property
    def marks(self) -> tuple[str, ...]:
        """By which models lines were worded."""
        claims = (c for s in self.sections for c in (*s.claims, *s.rest))
        return tuple(dict.fromkeys(c.worded for c in claims if c.worded))

    def top(self, key: str, count: int) -> tuple[ClaimView, ...]:
        """The first claims of a section, from one that may be empty."""
        return next(((*s.claims, *s.rest) for s in self.sections if s.key == key), ())[:count]


class Places:
    """Where each statement was said, for people: "A01.vtt · 3:20"."""

    def __init__(self, study: Study) -> None:
        self._turns = {(t.path, turn.number): turn.start_time for t in study.transcripts for turn in t.turns}
        self._statements = {s.statement_id: s for s in study.statements}
        self._asked = asked(study)

    def asked(self, claim: Claim) -> str:
        """The question that the words of a claim answer, "" where they are understood without it."""
        return self._asked.get(claim.evidence[0].statement_id, "") if claim.evidence else ""

    def of(self, evidence: Evidence) -> str:
        statement = self._statements.get(evidence.statement_id)
        if statement is None:
            return evidence.transcript
        at = clock(self._turns.get((statement.transcript, statement.turn)))
        return " · ".join(filter(None, (statement.transcript, f"turn {statement.turn + 1}", at)))


def personas_of(study: Study, shown: int, least: int = PrivacySettings().smallest_cell) -> tuple[PersonaView, ...]:
    """Every persona.

    Args:
        shown: most claims of a section that are open; the others are folded away.
        least: people of the study to whom a rule of a data point must point.
    """
    places = Places(study)
    themes = {t.theme_id: t.title for t in study.themes}
    return tuple(_persona(p, n, study, places, themes, shown, least) for n, p in enumerate(study.personas.personas))


def slug_of(persona: Persona) -> str:
    return slug(persona.name) or slug(persona.persona_id) or "persona"


def _persona(
    p: Persona, number: int, study: Study, places: Places, themes: Mapping[str, str], shown: int, least: int
) -> PersonaView:
    prefix = slug_of(p)
    views = {
        claim.claim_id: claim_view(claim, code, f"{prefix}/{code}", places, themes) for code, claim in sections.codes(p)
    }
    stages = tuple(_stage(s, p.journey[s], views) for s in JOURNEY_STAGES if p.journey.get(s))
    total = sum(one.counts for one in study.participants)
    return PersonaView(
        key=p.persona_id,
        slug=prefix,
        hue=number % HUES,
        initials="".join(w[0] for w in p.name.split()[:2]).upper(),
        name=p.name,
        title=p.title,
        kind=p.kind,
        participants=p.participants,
        total=total,
        standing=standing(p, total),
        quotes=_quotes(p.quotes, places),
        opening=p.opening,
        worded=worded(p.worded_by),
        facts=facts.told(p.facts),
        not_told=facts.not_told(p.facts),
        points=datapoints.rows(p.data_points, least),
        points_note=" ".join(filter(None, (datapoints.LEGEND, datapoints.left_out(p.data_points, least)))),
        sections=tuple(_section(s, claims, views, shown) for s, claims in sections.in_order(p)),
        stages=stages,
        silent=tuple(s for s in JOURNEY_STAGES if not p.journey.get(s)),
        questions=tuple((sections.of(q.section).title, q.question, q.whom) for q in p.open_questions),
        origin=_origin(p, study),
    )


def _section(
    section: sections.Section, claims: Sequence[Claim], views: Mapping[str, ClaimView], most: int
) -> SectionView:
    found = tuple(views[c.claim_id] for c in claims)
    shown = sections.headlines(claims, most)
    return SectionView(section.key, section.title, found[:shown], found[shown:])


def _stage(name: str, claims: Iterable[Claim], views: Mapping[str, ClaimView]) -> StageView:
    known = [views[c.claim_id] for c in claims if c.claim_id in views]
    pains = tuple(c for c in known if c.section == "pains")
    gains = tuple(c for c in known if c.section == "gains")
    return StageView(name, pains, gains, tuple(c for c in known if c.section not in {"pains", "gains"}))


def claim_view(claim: Claim, code: str, anchor: str, places: Places, themes: Mapping[str, str]) -> ClaimView:
    low, high = claim.interval
    printed = claim.quotes or _PRINTED
    return ClaimView(
        anchor=anchor,
        code=code,
        text=claim.text,
        asked=places.asked(claim),
        section=claim.section,
        count=len(claim.participants),
        of=claim.of,
        low=round(100 * low),
        high=round(100 * high),
        people=claim.participants,
        severity=severity(claim),
        reason=claim.severity_reason,
        distinct=claim.distinct,
        status="" if claim.status == "draft" else claim.status,
        worded=worded(claim.worded_by),
        theme=themes.get(claim.theme_id, ""),
        quotes=_quotes(claim.evidence[:printed], places),
        more=len(claim.evidence[printed:]),
        against=_quotes(claim.counter_evidence[:_PRINTED], places),
        second_hand=_quotes(claim.second_hand[:_PRINTED], places),
    )


def _quotes(items: Iterable[Evidence], places: Places) -> tuple[QuoteView, ...]:
    return tuple(QuoteView(e.quote, e.participant_id, places.of(e), e.statement_id) for e in items)


def _origin(p: Persona, study: Study) -> str:
    interviews = p.interviews or len({s.transcript for s in study.statements if s.participant_id in p.participants})
    days = " to ".join(dict.fromkeys(p.dates))
    said = sum(s.participant_id in p.participants for s in study.statements)
    words = f", {p.words:,} words" if p.words else ""
    return f"{interviews} interviews{', ' + days if days else ''}; {said:,} statements{words}"
