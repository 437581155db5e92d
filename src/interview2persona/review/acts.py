"""An answer becomes decisions: what it is about in lasting ids, and what the machine said then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from interview2persona.errors import DecisionError
from interview2persona.model import Claim, Decision, Persona, Theme
from interview2persona.review import anchors
from interview2persona.review.cards import LETTERS
from interview2persona.review.questions import Question
from interview2persona.review.view import View

SAMPLE = 5  # statements that name the theme something was moved to or from
MOST = 200  # statements that name a theme that was decided about


@dataclass(frozen=True, slots=True)
class Act:
    """A decision before it has an author and a time."""

    kind: str
    targets: Sequence[str]
    value: Any
    machine: Mapping[str, Any] = field(default_factory=dict)


def acts(question: Question, action: str, value: Any, view: View) -> list[Act]:
    """What the answer `action` (with `value`, where it needs one) decides.

    Raises:
        DecisionError: it cannot be done to this, or the value is not possible.
    """
    doers: dict[str, Callable[[Question, str, Any, View], list[Act]]] = {
        "voice": _voice, "theme": _theme, "pair": _pair, "statement": _statement, "participant": _participant,
        "claim": _claim, "persona": _persona, "conflict": _conflict, "difference": _difference,
    }  # fmt: skip
    done = doers[question.about](question, action, value, view)
    if not done:
        raise DecisionError(f"{action!r} cannot be done to a {question.about}.")
    return done


def theme_ids(view: View, theme_id: str) -> list[str]:
    """The statements that name a theme from now on, most central first."""
    return list(view.themes[theme_id].statement_ids[:MOST])


def said_of_theme(theme: Theme) -> dict[str, Any]:
    """What the machine says of a theme now."""
    return {
        "theme_id": theme.theme_id,
        "title": theme.title,
        "status": theme.status,
        "statements": len(theme.statement_ids),
    }


def _voice(question: Question, action: str, value: Any, view: View) -> list[Act]:  # noqa: ARG001 (one shape for all)
    v = view.voices[question.ident]
    role = view.roles[v.voice_id] if action == "accept" else action
    said = {"role": v.role, "confidence": v.confidence, "transcript": v.transcript, "speaker": v.speaker}
    return [Act("role", [v.voice_id], role, said)]


def _theme(question: Question, action: str, value: Any, view: View) -> list[Act]:
    theme = view.themes[question.ident]
    ids, said = theme_ids(view, theme.theme_id), said_of_theme(theme)
    states = {"accept": "accepted", "reject": "rejected", "pin": "pinned"}
    if action in states:
        return [Act("theme-status", ids, states[action], said)]
    if action == "name":
        return [Act("theme-title", ids, value, said)]
    if action == "merge":
        return [merge(view, [theme.theme_id, *([value] if isinstance(value, str) else value)])]
    if action == "split":
        return [_split(theme, value)]
    return []


def merge(view: View, themes: Sequence[str], kind: str = "theme-merge", title: str = "") -> Act:
    """That these themes are one (or, as ``theme-apart``, that they are not)."""
    parts = [theme_ids(view, t) for t in themes]
    said = {"themes": [said_of_theme(view.themes[t]) for t in themes]}
    return Act(kind, [i for p in parts for i in p], {"parts": parts, "title": title}, said)


def _split(theme: Theme, chosen: Sequence[str]) -> Act:
    """The chosen statements, and what is like them, leave the theme; its most central others stay."""
    away = [i for i in theme.statement_ids if i in set(chosen)]
    stay = [i for i in theme.statement_ids if i not in away][:SAMPLE]
    if not away or not stay:
        raise DecisionError("To split a theme name some of its statements, not all: they go into a theme of their own.")
    return Act("theme-split", [*stay, *away], {"parts": [stay, away]}, said_of_theme(theme))


def _pair(question: Question, action: str, value: Any, view: View) -> list[Act]:  # noqa: ARG001
    kind = {"merge": "theme-merge", "apart": "theme-apart"}.get(action)
    return [merge(view, [question.ident, question.other], kind)] if kind else []


def _statement(question: Question, action: str, value: Any, view: View) -> list[Act]:
    s = view.statements[question.ident]
    said = {"labels": list(s.labels), "probabilities": dict(s.probabilities)}
    if action == "accept":
        return [Act("labels", [s.statement_id], list(s.labels), said)]
    if action == "labels":
        return [Act("labels", [s.statement_id], labels_of(value), said)]
    if action == "discount":
        return [Act("discount", [s.statement_id], True, said)]
    return [move(view, s.statement_id, value)] if action == "move" else []


def labels_of(value: Any) -> Any:
    """Letters ("pb") as labels; labels written out stay as they are."""
    if isinstance(value, str) and value and set(value.casefold()) <= set(LETTERS):
        return [LETTERS[c] for c in value.casefold()]
    return value


def move(view: View, statement_id: str, theme_id: str) -> Act:
    """A statement goes to a theme; "" takes it out of its theme."""
    s = view.statements[statement_id]
    to = [i for i in view.themes[theme_id].statement_ids if i != statement_id][:SAMPLE] if theme_id else []
    old = view.themes.get(s.theme_id)
    left = [i for i in old.statement_ids if i != statement_id][:SAMPLE] if old else []
    said = {"theme_id": s.theme_id, "from": left, "title": old.title if old else ""}
    return Act("statement-move", [statement_id], {"to": to}, said)


def _participant(question: Question, action: str, value: Any, view: View) -> list[Act]:
    person, home = question.ident, view.personas[view.home[question.ident]]
    if action == "attribute":
        name = str(value).partition("=")[0].strip()
        before = view.participants[person].attributes.get(name)
        return [Act("attribute", [person], value, {name: before.value if before else ""})]
    if action not in ("stay", "move"):
        return []
    target = home if action == "stay" else view.personas[value]
    to = [p for p in target.participants if p != person]
    return [Act("participant-move", [person], {"to": to}, {"persona": home.name, "from": list(home.participants)})]


def _persona(question: Question, action: str, value: Any, view: View) -> list[Act]:
    p = view.personas[question.ident]
    people, said = list(p.participants), {"name": p.name, "title": p.title, "kind": p.kind}
    states = {"accept": "accepted", "reject": "rejected"}
    if action in states:
        return [Act("persona-status", people, states[action], said)]
    if action in ("name", "title", "kind"):
        return [Act(f"persona-{action}", people, value, said)]
    if action == "merge":
        return [merge_personas([p, view.personas[value]])]
    if action == "split":
        away = [i for i in people if i in set(value)]
        stay = [i for i in people if i not in away]
        if not away or not stay:
            raise DecisionError("To split a persona name some of its people, not all.")
        return [Act("persona-split", [*stay, *away], {"parts": [stay, away]}, said)]
    return []


def merge_personas(personas: Sequence[Persona]) -> Act:
    parts = [list(p.participants) for p in personas]
    return Act(
        "persona-merge", [i for p in parts for i in p], {"parts": parts}, {"personas": [p.name for p in personas]}
    )


def _claim(question: Question, action: str, value: Any, view: View) -> list[Act]:
    persona, claim = view.claims[question.ident]
    kinds = {
        "accept": ("claim-status", "accepted"), "reject": ("claim-status", "rejected"), "reword": ("claim-text", value),
        "section": ("claim-section", value), "order": ("claim-order", value), "promote": ("promote-quote", value),
    }  # fmt: skip
    if action not in kinds:
        return []
    kind, chosen = kinds[action]
    return [Act(kind, claim_ids(claim), chosen, said_of_claim(persona, claim))]


def claim_ids(claim: Claim) -> list[str]:
    """The statements that name a claim from now on."""
    return [e.statement_id for e in claim.evidence[:MOST]]


def said_of_claim(persona: Persona, claim: Claim) -> dict[str, Any]:
    return {"section": claim.section, "text": claim.text, "claim_id": claim.claim_id, "persona": persona.name}


def _conflict(question: Question, action: str, value: Any, view: View) -> list[Act]:  # noqa: ARG001
    return [Act("undo", [question.ident], None)] if action == "drop" else []


def _difference(question: Question, action: str, value: Any, view: View) -> list[Act]:  # noqa: ARG001
    by_id = {d.decision_id: d for d in view.decisions}
    pair = [by_id[question.ident], by_id[question.other]]
    if action not in ("first", "second"):
        return []
    return [settled(pair[action == "second"], pair)]


def settled(chosen: Decision, pair: Sequence[Decision]) -> Act:
    """The same decision again, as the last word on what two reviewers saw differently."""
    marks = {**chosen.machine, "settles": [d.decision_id for d in pair]}
    return Act(chosen.kind, chosen.targets, chosen.value, marks)


def home_of(view: View, ids: Sequence[str]) -> str:
    """The theme that holds these statements now, "" for none."""
    groups = {key: t.statement_ids for key, t in view.themes.items()}
    return anchors.find(ids, groups, view.statements).key
