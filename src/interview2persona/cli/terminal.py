"""The review in a terminal: cards as text, keys as answers; and the same by lines for screen readers and scripts."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import click

from interview2persona.cli.console import out
from interview2persona.review.cards import LETTERS, Action, Card, Choice
from interview2persona.review.session import Answer, Session

STEPS = (
    Action("s", "skip", "skip"),
    Action("b", "back", "back"),
    Action("u", "undo", "undo"),
    Action("c", "context", "context", "quote"),
    Action("w", "note", "note", "text"),
    Action("/", "search", "search", "text"),
    Action("q", "quit", "quit"),
)
NINE = 9
LABEL_KEYS = ", ".join(f"{key} {label}" for key, label in LETTERS.items())


class LineSession(Session):
    """Everything as lines of text: no colours, no cursor, answered with a letter and Enter."""

    styled = False

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.console = out()
        self.width = max(40, min(self.console.width, 100))

    def choose(self, shown: Card) -> Answer:
        self._card(shown)
        actions = {a.key: a for a in (*STEPS, *shown.actions)}
        while True:
            key = self.key()
            if key in ("\r", "\n", ""):
                key = "a" if "a" in actions else ""
            if key not in actions:
                self.line(f"{key!r} does nothing here. Keys: {self._keys((*shown.actions, *STEPS))}")
                continue
            answer = self._answer(actions[key], shown)
            if answer:
                return answer

    def tell(self, message: str) -> None:
        self.line(message, "green")

    def show(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.line(line, "bold" if line.startswith(">") else "dim", indent=2)

    def key(self) -> str:
        """The next key."""
        return click.prompt("Key", default="", show_default=False, prompt_suffix="> ").strip()[:1]

    def text(self, wanted: str) -> str:
        """A line typed; "" gives up."""
        answer: str = click.prompt(wanted, default="", show_default=False, prompt_suffix=": ")
        return answer.strip()

    def number(self, among: Sequence[Choice]) -> str:
        """What is typed to pick one of at most nine: its number, or "/" and words."""
        return self.text(f"Number 1-{min(NINE, len(among))}, or / and words to search")

    def line(self, text: str, style: str = "", indent: int = 0) -> None:
        for part in textwrap.wrap(text, self.width - indent, break_long_words=False) or [""]:
            self.console.print(" " * indent + part, style=style if self.styled else "")

    def _card(self, shown: Card) -> None:
        self.line("")
        self.line(f"{self.progress}", "dim")
        self.line(shown.heading, "bold")
        self.line(f"Why asked: {shown.question.reason}", "dim")
        for fact in shown.facts:
            self.line(fact, indent=2)
        for number, quote in enumerate(shown.quotes, 1):
            self.line(f"{number}. {quote.text}", indent=2)
        self.line(self._keys(shown.actions), "cyan")
        self.line(self._keys(STEPS), "dim")

    def _keys(self, actions: Sequence[Action]) -> str:
        return "   ".join(f"{a.key} {a.does}" for a in actions)

    def _answer(self, action: Action, shown: Card) -> Answer | None:
        if not action.needs:
            return Answer(action.name)
        if action.needs == "choice":
            picked = self._picked(shown.choices)
        elif action.needs == "quote":
            picked = shown.quotes[0].ident if len(shown.quotes) == 1 else self._numbered(shown.quotes)
        elif action.needs in ("quotes", "persons"):
            return self._several(action, shown.quotes)
        elif action.needs == "labels":
            picked = self.text(f"Labels, by letters ({LABEL_KEYS}; - for none)")
            picked = "none" if picked == "-" else picked
        else:
            picked = self.text({"search": "Search for", "order": "Place in its section"}.get(action.name, "Text"))
        if not picked:
            self.line("Nothing changed.")
            return None
        return self._found(picked) if action.name == "search" else Answer(action.name, picked)

    def _found(self, words: str) -> Answer | None:
        hits = self.search(words)
        if not hits:
            self.line(f"Nothing contains {words!r}.")
            return None
        picked = self._numbered(hits, listed=True)
        return Answer("open", picked) if picked else None

    def _several(self, action: Action, among: Sequence[Choice]) -> Answer | None:
        numbers = [
            int(n) for n in self.text("Numbers of those that go, as in 2 5").replace(",", " ").split() if n.isdigit()
        ]
        chosen = [among[n - 1].ident for n in numbers if 0 < n <= len(among)]
        return Answer(action.name, chosen) if chosen else None

    def _picked(self, choices: Sequence[Choice]) -> str:
        """One of many: the first nine are offered, words after "/" find others."""
        shown = list(choices)
        while shown:
            for number, choice in enumerate(shown[:NINE], 1):
                self.line(f"{number}. {choice.text}", indent=2)
            typed = self.number(shown)
            if not typed.startswith("/"):
                return shown[int(typed) - 1].ident if typed.isdigit() and 0 < int(typed) <= len(shown[:NINE]) else ""
            words = (typed[1:] or self.text("Search for")).casefold().split()
            shown = [c for c in choices if all(w in c.text.casefold() for w in words)]
        return ""

    def _numbered(self, among: Sequence[Choice], listed: bool = False) -> str:
        if listed:
            return self._picked(among)
        typed = self.text(f"Which one, 1-{len(among)}")
        return among[int(typed) - 1].ident if typed.isdigit() and 0 < int(typed) <= len(among) else ""


class KeySession(LineSession):
    """The same at single keys, with colours where the terminal has them."""

    styled = True

    def key(self) -> str:
        pressed = click.getchar()
        return pressed if pressed in ("\r", "\n", "/") else pressed[:1].lower()

    def number(self, among: Sequence[Choice]) -> str:
        self.line(f"Key 1-{min(NINE, len(among))}, / to search, any other key: leave it", "cyan")
        pressed = click.getchar()
        return "/" if pressed == "/" else pressed[:1]

    def _numbered(self, among: Sequence[Choice], listed: bool = False) -> str:
        if listed or len(among) > NINE:
            return super()._numbered(among, listed)
        self.line(f"Which one, 1-{len(among)}", "cyan")
        pressed = click.getchar()
        return among[int(pressed) - 1].ident if pressed.isdigit() and 0 < int(pressed) <= len(among) else ""
