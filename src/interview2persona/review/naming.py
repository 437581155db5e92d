"""What a person names on a command line (an id, a name, words) as the lasting ids of a decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from interview2persona.errors import DecisionError
from interview2persona.review import acts, kinds
from interview2persona.review.acts import Act
from interview2persona.review.questions import About, Question
from interview2persona.review.view import View


def act(kind: str, named: Sequence[str], value: Any, view: View) -> Act:
    """A decision of that kind about what is named, with what the machine says of it now.

    Themes go by id, title or words of a title; personas by id or name; participants, statements and decisions by id;
    claims by id or words; speakers by transcript and label.

    Raises:
        DecisionError: something is not there, or a name fits several things.
    """
    about = kinds.of(kind).about
    if about == "voice":
        return _voice(named, value, view)
    makers: dict[str, Callable[[str, Sequence[str], Any, View], Act]] = {
        "participant": _participant, "statement": _statement, "theme": _theme, "persona": _persona, "claim": _claim,
    }  # fmt: skip
    if about in makers:
        return makers[about](kind, named, value, view)
    return Act(kind, named, value)


def _voice(named: Sequence[str], value: Any, view: View) -> Act:
    found = [v for v in view.draft.voices if v.voice_id in named or (v.transcript, v.speaker) == tuple(named)]
    if len(found) != 1:
        raise DecisionError(
            "Name a transcript and a speaker as they stand in data/turns.csv: role A01.vtt 'Speaker 2'."
        )
    return acts.acts(_question("voice", found[0].voice_id), str(value).casefold(), None, view)[0]


def _participant(kind: str, named: Sequence[str], value: Any, view: View) -> Act:
    people = [_one(n, {p: p for p in view.participants}, "participant") for n in named]
    if kind == "participant-move":
        target = _persona_id(str(value), view)
        to = [p for p in view.personas[target].participants if p not in people]
        return Act(kind, people, {"to": to}, {"persona": [view.home.get(p, "") for p in people]})
    return Act(kind, people, value, {"participants": people})


def _statement(kind: str, named: Sequence[str], value: Any, view: View) -> Act:
    ids = [_one(n, {s: s for s in view.statements}, "statement") for n in named]
    if kind == "statement-move":
        made = [acts.move(view, i, _theme_id(str(value), view) if value else "") for i in ids]
        return Act(kind, ids, made[0].value, made[0].machine)
    said = {i: list(view.statements[i].labels) for i in ids}
    return Act(kind, ids, True if kind == "discount" and value is None else value, {"labels": said})


def _theme(kind: str, named: Sequence[str], value: Any, view: View) -> Act:
    if kind == "theme-split":
        holder = acts.home_of(view, named)
        if not holder:
            raise DecisionError("Name statements of one theme: they (and what is like them) go into one of their own.")
        return acts.acts(_question("theme", holder), "split", list(named), view)[0]
    themes = [_theme_id(n, view) for n in named]
    if kind in ("theme-merge", "theme-apart"):
        if len(set(themes)) < 2:
            raise DecisionError("Name two different themes or more.")
        return acts.merge(view, themes, kind, str(value or ""))
    if len(themes) != 1:
        raise DecisionError(f"{kind} is about one theme; {len(themes)} are named.")
    said = acts.said_of_theme(view.themes[themes[0]])
    return Act(kind, acts.theme_ids(view, themes[0]), value, said)


def _persona(kind: str, named: Sequence[str], value: Any, view: View) -> Act:
    if kind == "persona-split":
        homes = {view.home.get(n, "") for n in named}
        if len(homes) != 1 or "" in homes:
            raise DecisionError("Name participants of one persona: they become a persona of their own.")
        return acts.acts(_question("persona", homes.pop()), "split", list(named), view)[0]
    ids = [_persona_id(n, view) for n in named]
    if kind == "persona-merge":
        if len(set(ids)) < 2:
            raise DecisionError("Name two different personas or more.")
        return acts.merge_personas([view.personas[i] for i in ids])
    if len(ids) != 1:
        raise DecisionError(f"{kind} is about one persona; {len(ids)} are named.")
    p = view.personas[ids[0]]
    return Act(kind, list(p.participants), value, {"name": p.name, "title": p.title, "kind": p.kind})


def _claim(kind: str, named: Sequence[str], value: Any, view: View) -> Act:
    texts = {key: claim.text for key, (_, claim) in view.claims.items()}
    persona, claim = view.claims[_one(" ".join(named), texts, "claim")]
    return Act(kind, acts.claim_ids(claim), value, acts.said_of_claim(persona, claim))


def _theme_id(name: str, view: View) -> str:
    return _one(name, {key: t.title for key, t in view.themes.items()}, "theme")


def _persona_id(name: str, view: View) -> str:
    return _one(name, {key: p.name for key, p in view.personas.items()}, "persona")


def _one(name: str, texts: dict[str, str], what: str) -> str:
    """The id that is named: itself, the equal text, or the only text that contains the words."""
    if name in texts:
        return name
    wanted = " ".join(name.split()).casefold()
    found = [key for key, text in texts.items() if text.casefold() == wanted]
    found = found or [key for key, text in texts.items() if wanted and wanted in text.casefold()]
    if len(found) != 1:
        many = ", ".join(f"{key} ({texts[key]})" for key in found[:4])
        raise DecisionError(f"{name!r}: {'several fit: ' + many if found else f'there is no such {what}'}.")
    return found[0]


def _question(about: About, ident: str) -> Question:
    return Question(about, ident, "named")
