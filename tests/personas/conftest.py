"""Small invented studies for the persona stage: people draw sentences of topics, vectors are topics plus noise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from interview2persona import language
from interview2persona.model import LABELS, Label, Participant, Statement, Theme, Transcript, Turn, Vectors
from interview2persona.personas.bags import Bags

SENTENCES: dict[str, tuple[Label, tuple[str, ...]]] = {
    "plan": ("goal", ("I want to move a whole day in one minute.", "I need to re-plan the day after a cancellation.")),
    "calls": (
        "pain",
        ("The phone rings all morning and nobody knows where the van is.", "I answer the same call twice."),
    ),
    "board": ("behaviour", ("I write every job on the board and print the list.", "I copy the board into a sheet.")),
    "calm": (
        "gain",
        ("The mornings are quiet since the customers get a message.", "I drink my coffee while it is hot."),
    ),
    "budget": ("decision", ("I sign alone up to five thousand euros.", "The board approves anything larger.")),
    "price": ("pain", ("The bill goes up every summer and never comes down.", "Nobody could explain the price to me.")),
    "paper": ("attitude", ("I prefer a letter to a call.", "I believe what I have in writing.")),
    "audit": ("goal", ("I want to see who changed an order.", "I need one number for the budget in October.")),
}
PLANNERS, PAYERS = ("plan", "calls", "board", "calm"), ("budget", "price", "paper", "audit")


@dataclass(frozen=True)
class Invented:
    statements: tuple[Statement, ...]
    themes: tuple[Theme, ...]
    participants: tuple[Participant, ...]
    transcripts: tuple[Transcript, ...]
    vectors: Vectors


@pytest.fixture(scope="session", autouse=True)
def few_rounds() -> Iterator[None]:
    """Stability is estimated from fewer rounds than in a run."""
    from interview2persona.personas import stability

    rounds, stability.ROUNDS = stability.ROUNDS, 4
    yield
    stability.ROUNDS = rounds


@pytest.fixture(scope="session")
def english() -> language.Language:
    return language.load()


def invent(people: Mapping[str, Sequence[str]], said: int = 24, seed: int = 1) -> Invented:
    """`people` maps each person to the topics they draw their sentences from."""
    rng = np.random.default_rng(seed)
    middle = {topic: rng.normal(size=24) for topic in sorted(SENTENCES)}
    statements, rows, transcripts = [], [], []
    for person, topics in people.items():
        text, turns = "", []
        for number in range(said):
            topic = topics[int(rng.integers(len(topics)))]
            label, sentences = SENTENCES[topic]
            words = sentences[int(rng.integers(len(sentences)))]
            start = len(text)
            text += words + "\n"
            turns.append(Turn(number // 2, person, start, len(text) - 1, role="participant", participant_id=person))
            odds = {name: 0.9 if name == label else 0.05 for name in LABELS}
            statements.append(
                Statement(
                    f"{person}-{number:02d}", f"{person}.txt", number // 2, start, start + len(words), person, words,
                    labels=(label,), probabilities=odds, theme_id=f"theme-{topic}",
                    severity=2 if label in ("pain", "gain") else 0, journey_stage="use", strength=0.8,
                )
            )  # fmt: skip
            rows.append(middle[topic] + rng.normal(scale=0.9, size=24))
        transcripts.append(Transcript(f"{person}.txt", "text", text, tuple(turns), date="2026-03-01"))
    vectors = np.array(rows, dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    themes = tuple(
        Theme(
            f"theme-{topic}", topic, (), tuple(s.statement_id for s in statements if s.theme_id == f"theme-{topic}"),
            tuple(sorted({s.participant_id for s in statements if s.theme_id == f"theme-{topic}"})),
        )
        for topic in sorted(SENTENCES)
    )  # fmt: skip
    cast = tuple(Participant(p, f"{p}.txt", p.title(), "customer") for p in people)
    return Invented(tuple(statements), themes, cast, tuple(transcripts), vectors)


@pytest.fixture(scope="session")
def studies() -> Callable[..., Invented]:
    return invent


@pytest.fixture(scope="session")
def two_kinds() -> Invented:
    """Five planners and five payers."""
    return invent({f"planner{i}": PLANNERS for i in range(5)} | {f"payer{i}": PAYERS for i in range(5)})


@pytest.fixture(scope="session")
def one_kind() -> Invented:
    """Eight people who draw from the same topics."""
    return invent({f"person{i}": PLANNERS + PAYERS for i in range(8)})


@pytest.fixture
def bags() -> Callable[..., Bags]:
    """What people said, of as many subjects as wanted."""

    def made(people: int, said: int, groups: int, seed: int = 0) -> Bags:
        """`people` of whom each says `said` things of one of `groups` subjects, one passage each."""
        from scipy.sparse import csr_matrix

        rng = np.random.default_rng(seed)
        subjects = rng.normal(size=(groups, 16))
        owner = np.repeat(np.arange(people), said)
        rows = subjects[owner % groups] + rng.normal(size=(len(owner), 16))
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        nothing = csr_matrix((len(owner), 1))
        return Bags(people, rows, np.arange(len(owner)), owner, nothing)

    return made
