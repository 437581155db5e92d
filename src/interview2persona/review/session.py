"""The review itself: asks one question after another and keeps each answer before the next one. Knows no terminal."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from interview2persona.errors import DecisionError
from interview2persona.model import Decision
from interview2persona.review import acts, log, view
from interview2persona.review.active import active
from interview2persona.review.cards import Card, Choice, card
from interview2persona.review.draft import Draft
from interview2persona.review.place import Place
from interview2persona.review.progress import Progress
from interview2persona.review.questions import About, Question, Scope, worklist
from interview2persona.review.telling import told

FOUND = 9  # results of a search


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person chose: an action of the card (with its value), or one of `STEPS`."""

    action: str
    value: Any = None


STEPS = ("skip", "back", "undo", "note", "open", "context", "quit")


class Session(ABC):
    """Subclasses show cards and return answers; what to ask, and keeping the answers, is done here."""

    def __init__(
        self,
        draft: Draft,
        kept: log.Log,
        who: str,
        scope: Scope | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.draft, self.log, self.who, self.scope = draft, kept, who, scope or Scope()
        self.place = Place(kept.path.parent, who)
        self.made: list[Decision] = []  # in this session
        self._clock = clock
        self._trail: list[Question] = []  # what was asked, for `back`
        self._next: list[Question] = []  # to be asked before anything else
        self._asked_of: dict[str, Question] = {}  # decision -> question, for `undo`
        self._refresh()
        self.progress = Progress(self.questions)

    @abstractmethod
    def choose(self, shown: Card) -> Answer:
        """What the person does with this card."""

    @abstractmethod
    def tell(self, message: str) -> None:
        """Says something; what was decided is on the disk when it is told."""

    @abstractmethod
    def show(self, lines: Sequence[str]) -> None:
        """Shows the words around a quote."""

    def run(self) -> int:
        """Asks until nothing is left or the person quits; returns how many decisions were made."""
        while (question := self._choose_question()) is not None:
            begun = self._clock()
            answer = self.choose(card(question, self.view))
            if answer.action == "quit":
                self.place.keep(at=question.key)
                break
            self._answered(question, answer)
            self.progress.spent(question.about, self._clock() - begun)
        return len(self.made)

    def _refresh(self) -> None:
        self.decisions = self.log.read().decisions
        self.view = view.of(self.draft, self.decisions)
        self.questions = worklist(self.view, self.decisions, self.scope)

    def _choose_question(self) -> Question | None:
        known = {q.key: q for q in self.questions}
        while self._next:
            question = self._next.pop()
            if question.key in known or self._exists(question):
                return question
        left = [q for q in self.questions if not q.answered]
        urgent = bool(left) and left[0].about in ("difference", "conflict")
        if not self._trail and not urgent and (at := [q for q in left if q.key == self.place.at]):
            return at[0]
        fresh = [q for q in left if q.key not in self.place.skipped]
        before = [q for q in left if q.key not in self.place.skipped_now]  # skipped in an earlier session only
        return next(iter(fresh or before), None)

    def _exists(self, question: Question) -> bool:
        places = {
            "theme": self.view.themes, "statement": self.view.statements, "claim": self.view.claims,
            "persona": self.view.personas, "participant": self.view.home, "voice": self.view.voices,
        }  # fmt: skip
        return question.ident in places.get(question.about, ())

    def _answered(self, question: Question, answer: Answer) -> None:
        if answer.action in STEPS:
            getattr(self, f"_{answer.action}")(question, answer.value)
            return
        if answer.action == "again":
            self._reopen(question)
            return
        try:
            done = acts.acts(question, answer.action, answer.value, self.view)
            self._keep(question, [self._made(a) for a in done])
        except DecisionError as error:
            self.tell(f"Not possible: {error}")
            self._next.append(question)
            return
        self._trail.append(question)

    def _made(self, act: acts.Act, note: str = "") -> Decision:
        return log.make(act.kind, act.targets, act.value, self.who, note=note, machine=act.machine)

    def _keep(self, question: Question, decisions: Sequence[Decision]) -> None:
        """Writes first, then tells."""
        self.log.append(decisions)
        for d in decisions:
            self.made.append(d)
            self._asked_of[d.decision_id] = question
            self.tell(f"Saved {told(d)}")
        self._refresh()
        self.progress.update(self.questions)

    def _open(self, question: Question, ident: str) -> None:
        """Looks at something else first, then comes back."""
        self._next += [question, found] if (found := self.about(ident)) else [question]

    def about(self, ident: str) -> Question | None:
        """The question about a thing by its id."""
        abouts: tuple[About, ...] = ("theme", "statement", "claim", "persona", "participant", "voice")
        made = (Question(about, ident, "opened by you") for about in abouts)
        return next((q for q in made if self._exists(q)), None)

    def _reopen(self, question: Question) -> None:
        """Asks what a conflicting decision was about, as it is now, and takes the old decision back with the answer."""
        d = next(d for d in self.decisions if d.decision_id == question.ident)
        holder = acts.home_of(self.view, d.targets) or next((t for t in d.targets if self.about(t)), "")
        self._keep(question, [log.make("undo", [d.decision_id], None, self.who)])
        if found := self.about(holder):
            self._next.append(found)
        self._trail.append(question)

    def _skip(self, question: Question, _: Any) -> None:
        self._trail.append(question)
        if question.reason != "opened by you":
            self.place.skip(question.key)

    def _back(self, question: Question, _: Any) -> None:
        self._next.append(question)
        if self._trail:
            self._next.append(self._trail.pop())
        else:
            self.tell("This is the first question.")

    def _undo(self, question: Question, _: Any) -> None:
        mine = [d for d in active(self.decisions) if d.who == self.who]
        self._next.append(question)
        if not mine:
            self.tell("There is nothing of yours to undo.")
            return
        last = mine[-1]
        self.log.append([log.make("undo", [last.decision_id], None, self.who)])
        self.made = [d for d in self.made if d.decision_id != last.decision_id]
        self.tell(f"Undone {told(last)}")
        self._refresh()
        self.progress.update(self.questions)
        if last.decision_id in self._asked_of:
            self._next.append(self._asked_of[last.decision_id])

    def _note(self, question: Question, text: Any) -> None:
        self._next.append(question)
        targets = self._lasting(question)
        try:
            self._keep(question, [log.make("note", targets, text, self.who)])
        except DecisionError as error:
            self.tell(f"Not possible: {error}")

    def _lasting(self, question: Question) -> list[str]:
        """Ids that still name the thing when the draft has changed."""
        if question.about in ("theme", "pair"):
            return acts.theme_ids(self.view, question.ident)
        if question.about == "claim":
            return acts.claim_ids(self.view.claims[question.ident][1])
        if question.about == "persona":
            return list(self.view.personas[question.ident].participants)
        return [question.ident]

    def _context(self, question: Question, statement_id: str) -> None:
        self._next.append(question)
        self.show(self.context(statement_id))

    def context(self, statement_id: str, around: int = 2) -> list[str]:
        """The turns around a statement, its own marked."""
        s = self.view.statements.get(statement_id)
        if s is None:
            return ["There is nothing around it."]
        turns = [t for t in self.draft.turns.get(s.transcript, ()) if abs(int(t["turn"]) - s.turn) <= around]
        return [s.transcript] + [
            f"{'>' if int(t['turn']) == s.turn else ' '} {t['speaker'] or t['role']}: {' '.join(t['text'].split())}"
            for t in turns
        ]

    def search(self, words: str) -> list[Choice]:
        """Themes, personas, claims, people and statements that contain the words (any case), at most nine."""
        wanted = words.casefold().split()
        texts = [(t.theme_id, f"theme: {t.title}") for t in self.view.themes.values()]
        texts += [(p.persona_id, f"persona: {p.name}: {p.title}") for p in self.view.personas.values()]
        texts += [(key, f"claim of {p.name}: {c.text}") for key, (p, c) in self.view.claims.items()]
        texts += [(p.participant_id, f"participant: {p.participant_id}") for p in self.view.participants.values()]
        texts += [(s.statement_id, f"statement: {' '.join(s.text.split())}") for s in self.view.statements.values()]
        hits = [Choice(key, text) for key, text in texts if all(w in text.casefold() for w in wanted)]
        return hits[:FOUND] if wanted else []
