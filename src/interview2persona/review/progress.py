"""How much is decided, and how long the rest may take."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from interview2persona.review.questions import Question

GUESS = {
    "difference": 15.0, "conflict": 20.0, "voice": 8.0, "theme": 20.0, "pair": 12.0, "statement": 8.0,
    "participant": 15.0, "claim": 10.0, "persona": 30.0,
}  # fmt: skip  # seconds, until this reviewer's own are known
USUAL = 5  # answers of their own that a guess weighs as much as: three quick ones promise nothing yet
AWAY = 300.0  # seconds after which somebody was not thinking but away


class Progress:
    """Counts questions, and learns from the seconds that answers take."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._seconds: dict[str, list[float]] = {}
        self.update(questions)

    def update(self, questions: Sequence[Question]) -> None:
        self.total = len(questions)
        self.left = [q.about for q in questions if not q.answered]

    def spent(self, about: str, seconds: float) -> None:
        if seconds < AWAY:
            self._seconds.setdefault(about, []).append(seconds)

    @property
    def done(self) -> int:
        return self.total - len(self.left)

    @property
    def minutes(self) -> float:
        """Estimate for what is left."""
        return sum(self._each(about) for about in self.left) / 60

    def _each(self, about: str) -> float:
        own = self._seconds.get(about, ())
        known = median(own) * len(own) if own else 0.0
        return (USUAL * GUESS[about] + known) / (USUAL + len(own))

    def __str__(self) -> str:
        left = max(1, round(self.minutes))
        rest = f"about {left} minute{'s' * (left > 1)} left" if self.left else "nothing left"
        return f"{self.done} of {self.total} decided ({self.done / max(1, self.total):.0%}), {rest}"
