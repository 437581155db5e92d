"""What a person sees of one question: words, quotes, and what can be done, without saying how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from interview2persona.model import Persona, Statement, Theme
from interview2persona.review import kinds
from interview2persona.review.questions import About, Question
from interview2persona.review.telling import worded
from interview2persona.review.view import View

Needs = Literal["", "text", "labels", "choice", "quote", "quotes", "persons"]
SHOWN = 6  # quotes of a theme or claim on a card
LETTERS = {"g": "goal", "p": "pain", "n": "gain", "b": "behaviour", "r": "profile", "d": "decision", "t": "attitude"}


@dataclass(frozen=True, slots=True)
class Action:
    """One key; `needs` is what has to be given with it."""

    key: str
    name: str
    does: str  # how it is called on the screen
    needs: Needs = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick by its number."""

    ident: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One question as it is shown."""

    question: Question
    heading: str
    facts: tuple[str, ...]
    quotes: tuple[Choice, ...]  # numbered from 1
    actions: tuple[Action, ...]
    choices: tuple[Choice, ...] = ()  # for actions that need a choice, numbered from 1


ACCEPT = Action("a", "accept", "accept")
ACTIONS: dict[About, tuple[Action, ...]] = {
    "voice": (
        ACCEPT, Action("p", "participant", "participant"), Action("i", "interviewer", "interviewer"),
        Action("o", "other", "other"),
    ),
    "theme": (
        ACCEPT, Action("n", "name", "name", "text"), Action("m", "merge", "merge", "choice"),
        Action("l", "split", "split", "quotes"), Action("x", "reject", "reject"), Action("p", "pin", "pin"),
        Action("o", "open", "open quote", "quote"),
    ),
    "pair": (Action("m", "merge", "one theme"), Action("k", "apart", "keep apart")),
    "statement": (
        ACCEPT, Action("l", "labels", "labels", "labels"), Action("m", "move", "move", "choice"),
        Action("x", "discount", "does not count"),
    ),
    "participant": (
        Action("a", "stay", "stays"), Action("m", "move", "move", "choice"),
        Action("f", "attribute", "fact", "text"),
    ),
    "claim": (
        ACCEPT, Action("x", "reject", "reject"), Action("n", "reword", "reword", "text"),
        Action("m", "section", "move to section", "choice"), Action("e", "promote", "best quote", "quote"),
        Action("r", "order", "rank", "text"), Action("o", "open", "open quote", "quote"),
    ),
    "persona": (
        ACCEPT, Action("n", "name", "name", "text"), Action("t", "title", "title", "text"),
        Action("k", "kind", "kind", "text"), Action("m", "merge", "merge", "choice"),
        Action("l", "split", "split", "persons"), Action("x", "reject", "reject"),
    ),
    "conflict": (Action("a", "again", "decide again"), Action("d", "drop", "drop my decision")),
    "difference": (Action("1", "first", "take 1"), Action("2", "second", "take 2")),
}  # fmt: skip


def card(question: Question, view: View) -> Card:
    """The card of a question; its things must still be in the view (see `questions.worklist`)."""
    makers: dict[About, Callable[[Question, View], Card]] = {
        "voice": _voice, "theme": _theme, "pair": _pair, "statement": _statement, "participant": _participant,
        "claim": _claim, "persona": _persona, "conflict": _conflict, "difference": _difference,
    }  # fmt: skip
    return makers[question.about](question, view)


def quote(statement: Statement) -> str:
    """A statement on one line, with who said it and as what."""
    labels = ", ".join(statement.labels) or "no label"
    return f"“{' '.join(statement.text.split())}” ({statement.participant_id}; {labels})"


def themes_to_choose(view: View, first: Sequence[str], without: str = "") -> tuple[Choice, ...]:
    """All themes as choices, those named first on top."""
    rest = sorted(view.themes.values(), key=lambda t: (-len(t.participant_ids), t.theme_id))
    order = [view.themes[i] for i in dict.fromkeys(first) if i in view.themes] + rest
    return tuple(Choice(t.theme_id, _called(t)) for t in dict.fromkeys(order) if t.theme_id != without)


def _called(theme: Theme) -> str:
    return f"{theme.title} ({len(theme.participant_ids)} people)"


def _voice(question: Question, view: View) -> Card:
    v = view.voices[question.ident]
    facts = (f"Taken for: {view.roles[v.voice_id]} ({v.confidence:.0%} sure)",)
    quotes = tuple(Choice("", f"“{_cut(text)}”") for text in v.says)
    return Card(question, f"{v.transcript}: {v.speaker or 'no name'}", facts, quotes, ACTIONS["voice"])


def _theme(question: Question, view: View) -> Card:
    theme = view.themes[question.ident]
    members = view.members(theme.theme_id)
    graded = "" if theme.stability is None else f", stability {theme.stability:.2f}"
    facts = (
        f"{len(theme.participant_ids)} people, {len(members)} statements{graded}, {theme.status}",
        *([theme.definition] if theme.definition and not _other_people(theme, view) else []),
    )
    near = view.draft.near.get(theme.theme_id, ())
    quotes = tuple(Choice(s.statement_id, quote(s)) for s in _spread(members))
    choices = themes_to_choose(view, near, theme.theme_id)
    return Card(question, f"Theme: {theme.title}", facts, quotes, ACTIONS["theme"], choices)


def _other_people(theme: Theme, view: View) -> bool:
    """Whether the machine's words about a theme are no longer about these people."""
    return any(
        t.participant_ids != theme.participant_ids for t in view.draft.themes.themes if t.theme_id == theme.theme_id
    )


def _spread(members: Sequence[Statement]) -> list[Statement]:
    """The most central statements and the two least typical ones."""
    return list(members[: SHOWN - 2]) + list(members[max(SHOWN - 2, len(members) - 2) :])


def _pair(question: Question, view: View) -> Card:
    left, right = view.themes[question.ident], view.themes[question.other]
    quotes = [
        Choice(s.statement_id, f"{'A' if t is left else 'B'}: {quote(s)}")
        for t in (left, right)
        for s in view.members(t.theme_id)[: SHOWN // 2]
    ]
    facts = (f"A: {_called(left)}", f"B: {_called(right)}")
    return Card(question, "One theme or two?", facts, tuple(quotes), ACTIONS["pair"])


def _statement(question: Question, view: View) -> Card:
    s = view.statements[question.ident]
    chances = ", ".join(f"{k} {v:.0%}" for k, v in sorted(s.probabilities.items(), key=lambda i: -i[1])[:3])
    theme = view.themes.get(s.theme_id)
    facts = (
        *([f"Asked: {_cut(s.question)}"] if s.question else []),
        f"Labels: {', '.join(s.labels) or 'none'} ({chances})",
        f"Theme: {theme.title if theme else 'none'}",
    )
    near = [s.nearest_theme_id, *view.draft.near.get(s.theme_id or s.nearest_theme_id, ())]
    choices = themes_to_choose(view, near, s.theme_id)
    quotes = (Choice(s.statement_id, quote(s)),)
    return Card(
        question, f"Statement in {s.transcript}, turn {s.turn + 1}", facts, quotes, ACTIONS["statement"], choices
    )


def _participant(question: Question, view: View) -> Card:
    person = view.participants[question.ident]
    home = view.personas[view.home[person.participant_id]]
    membership = next((m for m in view.draft.personas.memberships if m.participant_id == person.participant_id), None)
    second = view.personas.get(membership.second_persona_id) if membership else None
    facts = (
        f"In {home.name} ({home.title}); fit {membership.fit:.0%}" if membership else f"In {home.name}",
        *([f"Nearly in {second.name} ({second.title})"] if second else []),
        *(f"{name.replace('_', ' ')}: {a.value}" for name, a in person.attributes.items()),
    )
    said = [s for s in view.statements.values() if s.participant_id == person.participant_id and s.labels]
    said.sort(key=lambda s: (-max(s.probabilities.values(), default=0.0), s.statement_id))
    order = [second] * bool(second) + [p for p in view.personas.values() if p is not second]
    return Card(
        question,
        f"Participant {person.participant_id} ({person.transcript})",
        facts,
        tuple(Choice(s.statement_id, quote(s)) for s in said[:SHOWN]),
        ACTIONS["participant"],
        tuple(_persona_choice(p) for p in order if p and p is not home),
    )


def _persona_choice(persona: Persona) -> Choice:
    return Choice(persona.persona_id, f"{persona.name}: {persona.title} ({len(persona.participants)} people)")


def _claim(question: Question, view: View) -> Card:
    persona, claim = view.claims[question.ident]
    theme = view.themes.get(claim.theme_id)
    facts = (
        f"{persona.name}, {claim.section}: {len(claim.participants)} of {claim.of} people say so, {claim.status}",
        *([f"Theme: {theme.title}"] if theme else []),
        *(f"Against it: “{e.quote}” ({e.participant_id})" for e in claim.counter_evidence[:1]),
    )
    quotes = tuple(Choice(e.statement_id, f"“{e.quote}” ({e.participant_id})") for e in claim.evidence[:SHOWN])
    choices = tuple(Choice(s, s) for s in kinds.SECTIONS if s != claim.section)
    return Card(question, claim.text, facts, quotes, ACTIONS["claim"], choices)


def _persona(question: Question, view: View) -> Card:
    persona = view.personas[question.ident]
    lines = [c for claims in persona.sections.values() for c in claims if not c.also_mentioned]
    lines.sort(key=lambda c: (-len(c.participants), c.claim_id))
    facts = (
        f"{persona.kind}, {len(persona.participants)} people, {persona.status}",
        *(f"{name.replace('_', ' ')}: {value}" for name, value in persona.facts.items()),
        *(f"{c.section}: {c.text} ({len(c.participants)} of {c.of})" for c in lines[:SHOWN]),
    )
    people = tuple(Choice(p, f"{p} ({view.participants[p].transcript})") for p in persona.participants)
    others = tuple(_persona_choice(p) for p in view.personas.values() if p is not persona)
    return Card(question, f"{persona.name}: {persona.title}", facts, people, ACTIONS["persona"], others)


def _conflict(question: Question, view: View) -> Card:
    d = next(d for d in view.decisions if d.decision_id == question.ident)
    now: dict[str, dict[str, int]] = next(
        (c["machine_now"] for c in view.draft.conflicts if c["decision_id"] == d.decision_id), {}
    )
    named = {k: f"{view.themes[k].title}" for part in now.values() for k in part if k in view.themes}
    sides = "; ".join(f"{named.get(k, k)}: {n}" for part in now.values() for k, n in part.items())
    facts = (
        f"Decided by {d.who} on {d.when[:10]}: {d.kind} = {worded(d.value)}",
        question.reason,
        *([f"Statements now in: {sides}"] if sides else []),
    )
    quotes = tuple(Choice(i, quote(view.statements[i])) for i in d.targets if i in view.statements)[:SHOWN]
    return Card(question, "This decision cannot be kept as it was made", facts, quotes, ACTIONS["conflict"])


def _difference(question: Question, view: View) -> Card:
    by_id = {d.decision_id: d for d in view.decisions}
    pair = [by_id[question.ident], by_id[question.other]]
    facts = tuple(
        f"{n}: {d.who}: {d.kind} = {worded(d.value)}" + f" ({d.note})" * bool(d.note) for n, d in enumerate(pair, 1)
    )
    quotes = tuple(Choice(i, quote(view.statements[i])) for i in pair[0].targets if i in view.statements)[:SHOWN]
    return Card(question, "Two reviewers differ", facts, quotes, ACTIONS["difference"])


def _cut(text: str) -> str:
    words = text.split()
    return " ".join(words[:40]) + (" ..." if len(words) > 40 else "")
