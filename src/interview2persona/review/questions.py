"""What to ask, and in which order: what changes most for the least effort first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from interview2persona.model import LABELS, Claim, Decision, Statement
from interview2persona.review.active import differences
from interview2persona.review.view import View

About = Literal["difference", "conflict", "voice", "theme", "pair", "statement", "participant", "claim", "persona"]
SURE_ROLE = 0.8  # confidence from which a role is not asked about
MARGIN = 0.1  # probability around a label's threshold within which a statement is asked about
FEW = 2  # people: a claim of fewer is asked about
QUOTED = 3  # quotes that a page shows of a claim
SCOPES: dict[str, tuple[About, ...]] = {
    "roles": ("voice",),
    "themes": ("theme", "pair"),
    "statements": ("statement",),
    "participants": ("participant",),
    "claims": ("claim",),
    "personas": ("persona",),
    "persona": ("persona", "claim"),
    "conflicts": ("difference", "conflict"),
}
_THEME_KINDS = {"theme-title", "theme-status", "theme-merge", "theme-split"}
_STATEMENT_KINDS = {"labels", "discount", "statement-move"}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide. `ident` is its id in the draft; `key` stays the same while the draft does."""

    about: About
    ident: str
    reason: str
    other: str = ""  # second theme of a pair, second decision of a difference
    answered: bool = False

    @property
    def key(self) -> str:
        return ":".join(filter(None, (self.about, self.ident, self.other)))


@dataclass(frozen=True, slots=True)
class Scope:
    """What to go through: what matters, everything, or one sort of things (of one persona)."""

    everything: bool = False
    only: str = ""  # a key of SCOPES
    persona_id: str = ""


def worklist(view: View, log: Sequence[Decision], scope: Scope) -> list[Question]:
    """All questions in the order to ask them, those answered already with their mark."""
    whole = scope.everything or bool(scope.only)
    wanted = SCOPES.get(scope.only)
    steps = (
        _differences(view, log), _conflicts(view), _voices(view, whole), _themes(view, whole), _pairs(view),
        _statements(view, whole), _participants(view, whole), _claims(view, whole, scope),
        _personas(view, whole, scope),
    )  # fmt: skip
    return [q for step in steps for q in step if wanted is None or q.about in wanted]


def _differences(view: View, log: Sequence[Decision]) -> Iterator[Question]:  # noqa: ARG001 (one shape for all)
    for left, right in differences(log):
        yield Question("difference", left.decision_id, f"{left.who} and {right.who} differ", right.decision_id)


def _conflicts(view: View) -> Iterator[Question]:
    active = {d.decision_id: d for d in view.decisions}
    listed = {c["decision_id"]: c for c in view.draft.conflicts if c["state"] == "conflict"}
    now = {c.decision.decision_id: c.reason for c in view.conflicts if c.state == "conflict"}
    for key in sorted({*listed, *now} & set(active)):
        yield Question("conflict", key, now.get(key) or str(listed[key]["reason"]))


def _voices(view: View, whole: bool) -> Iterator[Question]:
    for voice in sorted(view.draft.voices, key=lambda v: (v.confidence, v.transcript, v.voice_id)):
        if whole or (voice.confidence < SURE_ROLE and voice.role != "other"):
            answered = "role" in view.decided.get(voice.voice_id, ())
            sure = f"the role is {voice.confidence:.0%} sure"
            yield Question("voice", voice.voice_id, sure, answered=answered)


def _themes(view: View, whole: bool) -> Iterator[Question]:
    grade = {"fragile": 0, "doubtful": 1, "unknown": 2, "stable": 3}
    order = sorted(view.themes.values(), key=lambda t: (grade[t.stability_class], -len(t.participant_ids), t.theme_id))
    carrying = {c.theme_id for _, c in view.claims.values() if not c.also_mentioned}
    for theme in order:
        fragile = theme.stability_class in ("fragile", "doubtful") and theme.theme_id in carrying
        answered = bool(_THEME_KINDS & set(view.decided.get(theme.theme_id, ()))) or theme.status not in _OPEN
        if whole or fragile or answered:
            why = f"a {theme.stability_class} theme" if fragile else "a theme"
            yield Question("theme", theme.theme_id, why, answered=answered)


_OPEN = ("draft", "seeded")


def _pairs(view: View) -> Iterator[Question]:
    apart = [set(view.about.get(d.decision_id, ())) for d in view.decisions if d.kind == "theme-apart"]
    for left, right, cosine in view.draft.alike:
        if left in view.themes and right in view.themes:
            answered = any({left, right} <= group for group in apart)
            yield Question("pair", left, f"two themes {cosine:.0%} alike", right, answered)


def _statements(view: View, whole: bool) -> Iterator[Question]:
    lines = [c for _, c in view.claims.values() if not c.also_mentioned]
    carried = {e.statement_id for c in lines for e in c.evidence[:QUOTED]}
    limits = _limits(view)
    order = sorted(view.statements.values(), key=lambda s: (_doubt(s, limits), s.statement_id))
    for s in order:
        doubt = _doubt(s, limits)
        answered = bool(_STATEMENT_KINDS & set(view.decided.get(s.statement_id, ())))
        if whole or answered or (s.statement_id in carried and doubt <= MARGIN):
            yield Question("statement", s.statement_id, "a claim rests on it and its label is close", answered=answered)


def _limits(view: View) -> dict[str, float]:
    """The threshold of each label, as far as the machine's labels show it: the least probability that got it."""
    given: dict[str, list[float]] = {label: [] for label in LABELS}
    for s in view.draft.themes.statements:
        for label in s.labels:
            given[label].append(s.probabilities.get(label, 1.0))
    return {label: min(values) for label, values in given.items() if values}


def _doubt(statement: Statement, limits: dict[str, float]) -> float:
    """Distance of the least certain label to its threshold."""
    known = [n for n in statement.labels if n in statement.probabilities and n in limits]
    return min((abs(statement.probabilities[n] - limits[n]) for n in known), default=1.0)


def _participants(view: View, whole: bool) -> Iterator[Question]:
    order = sorted(view.draft.personas.memberships, key=lambda m: (m.fit, m.participant_id))
    for m in order:
        between = m.second_persona_id in view.personas
        answered = "participant-move" in view.decided.get(m.participant_id, ())
        if m.participant_id in view.home and (whole or between or answered):
            why = "between two personas" if between else "a participant"
            yield Question("participant", m.participant_id, why, answered=answered)


def _claims(view: View, whole: bool, scope: Scope) -> Iterator[Question]:
    for persona, claim in view.claims.values():
        if scope.persona_id and persona.persona_id != scope.persona_id:
            continue
        few = len(claim.participants) < FEW and not claim.also_mentioned
        answered = _answered(view, claim)
        if whole or few or answered:
            why = "one person alone says so" if few else f"a line of {persona.name}"
            yield Question("claim", claim.claim_id, why, answered=answered)


def _answered(view: View, claim: Claim) -> bool:
    return any(kind.startswith("claim-") for kind in view.decided.get(claim.claim_id, ()))


def _personas(view: View, whole: bool, scope: Scope) -> Iterator[Question]:
    for persona in view.personas.values():
        wanted = not scope.persona_id or persona.persona_id == scope.persona_id
        kinds = view.decided.get(persona.persona_id, ())
        if whole and wanted and not persona.persona_id.startswith("new-"):
            answered = any(kind.startswith("persona-") for kind in kinds) or persona.status != "draft"
            yield Question("persona", persona.persona_id, "a persona", answered=answered)
