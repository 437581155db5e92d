"""A small invented study: six people, four themes, two personas; and the folder that a run would have left of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from interview2persona.model import (
    Claim,
    Evidence,
    Membership,
    Participant,
    Persona,
    Personas,
    Statement,
    Study,
    Theme,
    Themes,
    Transcript,
    Turn,
    Vectors,
)
from interview2persona.reports.writers import json as json_writer
from interview2persona.reports.writers import tables as tables_writer
from interview2persona.review import hints
from interview2persona.review.session import Answer, Session
from interview2persona.reviewed import files as review_files
from interview2persona.settings import Settings
from interview2persona.transcripts.speakers import Guess

TOPICS = ("cancellations", "invoices", "phone", "training")
LABELS = ("pain", "pain", "goal", "gain")


def ident(prefix: str, *parts: object) -> str:
    return f"{prefix}1-" + hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:10]


def statement(person: int, topic: int, number: int = 0) -> Statement:
    """What a person says about a topic; the same words give the same id, whatever else is in the study."""
    who = ident("p", person)
    text = f"Person {person} says remark {number} about {TOPICS[topic]} at work."
    return Statement(
        ident("s", person, topic, number),
        f"P{person}.txt",
        2 * (topic * 3 + number) + 1,
        0,
        len(text),
        who,
        text,
        question=f"What about {TOPICS[topic]}?",
        labels=(LABELS[topic],),  # type: ignore[arg-type]
        probabilities={LABELS[topic]: 0.55 + 0.07 * ((person + number) % 6)},
        theme_id="",
        strength=0.9 - 0.1 * number,
    )


def vectors_of(statements: Sequence[Statement]) -> Vectors:
    """A fake embedder: one axis per topic, and a little of the words' own."""
    rows = []
    for s in statements:
        seed = int.from_bytes(hashlib.sha256(s.text.encode()).digest()[:4], "big")
        row = np.random.default_rng(seed).normal(0, 0.05, 12)
        row[next(n for n, topic in enumerate(TOPICS) if topic in s.text)] += 1
        rows.append(row / np.linalg.norm(row))
    return np.array(rows, dtype=np.float32)


def found(statements: Sequence[Statement], groups: dict[str, Sequence[Statement]]) -> Themes:
    """Themes as the machine would return them, for these groups by title."""
    themes, home = [], {}
    for title, group in groups.items():
        key = "t1-" + min(hashlib.sha256(s.statement_id.encode()).hexdigest()[:12] for s in group)
        people = tuple(sorted({s.participant_id for s in group}))
        themes.append(
            Theme(
                key,
                title,
                (title,),
                tuple(s.statement_id for s in group),
                people,
                stability=0.5,
                stability_class="fragile",
            )
        )
        home |= {s.statement_id: key for s in group}
    placed = tuple(replace(s, theme_id=home.get(s.statement_id, "")) for s in statements)
    return Themes(tuple(themes), placed, {})


@dataclass(frozen=True)
class Small:
    """A study of `people`; themes by topic unless `merged` joins two of them."""

    people: tuple[int, ...]

    @property
    def statements(self) -> list[Statement]:
        return [statement(p, t, n) for p in self.people for t in range(4) for n in range(2)]

    def themes(self, joined: tuple[int, int] | None = None) -> Themes:
        groups: dict[str, Sequence[Statement]] = {}
        for name in TOPICS:
            groups[name] = [s for s in self.statements if name in s.text]
        if joined:
            left, right = (TOPICS[t] for t in joined)
            groups[left] = [*groups[left], *groups.pop(right)]
        return found(self.statements, groups)

    def personas(self, themes: Themes) -> Personas:
        ids = [ident("p", p) for p in self.people]
        groups = [ids[: len(ids) // 2], ids[len(ids) // 2 :]]
        personas = [_persona(n, g, themes) for n, g in enumerate(groups)]
        members = [Membership(p, x.persona_id, 0.8, personas[1 - n].persona_id if p == g[0] else "")
                   for n, (x, g) in enumerate(zip(personas, groups, strict=True)) for p in g]  # fmt: skip
        return Personas(tuple(personas), tuple(members), {})


def _persona(number: int, people: Sequence[str], themes: Themes) -> Persona:
    sections: dict[str, list[Claim]] = {}
    for t in themes.themes:
        said = [s for s in themes.statements if s.theme_id == t.theme_id and s.participant_id in people]
        section = {"pain": "pains", "goal": "goals", "gain": "gains"}[said[0].labels[0]]
        evidence = tuple(Evidence(s.statement_id, s.transcript, s.start, s.end, s.text, s.participant_id) for s in said)
        who = tuple(sorted({s.participant_id for s in said}))
        claim = Claim(f"claim-{number}-{t.theme_id[3:]}", section, f"Line on {t.title}", t.theme_id, who, len(people),
                      (0.2, 0.9), evidence=evidence, quotes=2)  # fmt: skip
        sections.setdefault(section, []).append(claim)
    key = f"persona-{hashlib.sha256(people[0].encode()).hexdigest()[:8]}"
    return Persona(key, f"Name {number}", "Line on phone", "customer", tuple(people), 0.5, None,
                   {k: tuple(v) for k, v in sections.items()})  # fmt: skip


def transcript(person: int) -> Transcript:
    """The interview of one person: questions and answers by turns."""
    said = [statement(person, t, n) for t in range(4) for n in range(2)]
    turns = []
    for s in said:
        turns.append(Turn(s.turn - 1, "Ida", 0, 5, role="interviewer", shown=s.question))
        turns.append(
            Turn(s.turn, f"Guest {person}", 0, 5, role="participant", participant_id=s.participant_id, shown=s.text)
        )
    return Transcript(f"P{person}.txt", "text", "", tuple(turns), kind="customer")


def study_of(small: Small, conflicts: Sequence[Any] = ()) -> Study:
    themes = small.themes()
    people = [Participant(ident("p", p), f"P{p}.txt", f"Guest {p}", "customer") for p in small.people]
    transcripts = tuple(transcript(p) for p in small.people)
    guesses = [Guess(t.path, "Ida", "interviewer", 0.95, "", 0.5, 50, 8) for t in transcripts]
    guesses += [Guess(t.path, t.turns[1].speaker, "participant", 0.6, "", 0.5, 50, 8) for t in transcripts]
    hinted = hints.hints(transcripts, guesses, people, themes.themes, themes.statements, vectors_of(themes.statements))
    hinted["alike"] = [[themes.themes[0].theme_id, themes.themes[1].theme_id, 0.85]]
    review = {"conflicts": list(conflicts), "hints": hinted}
    return Study(
        transcripts, tuple(people), themes.statements, themes.themes, small.personas(themes), {}, review=review
    )


def write(study: Study, folder: Path) -> Path:
    """The folder as a run leaves it."""
    files = {**tables_writer.render(study, Settings()), **json_writer.render(study, Settings()), **review_files(study)}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


class Scripted(Session):
    """Answers from a function of the card; keeps what it was told and shown."""

    def __init__(self, *given: Any, answer: Callable[[Any], Answer], **more: Any) -> None:
        self.answer, self.told, self.shown, self.cards = answer, [], [], []  # type: ignore[var-annotated]
        super().__init__(*given, **more)

    def choose(self, shown: Any) -> Answer:
        self.cards.append(shown)
        return self.answer(shown)

    def tell(self, message: str) -> None:
        self.told.append(message)

    def show(self, lines: Sequence[str]) -> None:
        self.shown += lines


def one_by_one(*answers: Answer) -> Callable[[Any], Answer]:
    """Gives the answers in turn, then quits."""
    left = list(answers)
    return lambda _card: left.pop(0) if left else Answer("quit")
