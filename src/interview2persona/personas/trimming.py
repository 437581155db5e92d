"""Drops from a parsed sentence what says nothing: fillers, discourse markers, false starts, repeated words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FILLERS = {"um", "uh", "er", "erm", "hmm", "mm", "uhm", "ehm", "eh", "ah", "oh", "huh"}
_OPENERS = (
    "well", "so", "and", "but", "yeah", "yes", "yep", "ok", "okay", "look", "honestly", "actually", "basically",
    "i mean", "you know", "to be honest", "to be fair", "i would say", "i'd say", "now", "like", "right", "anyway",
    "oh", "ah", "also", "or", "because", "mind you", "see", "let me think", "let's see", "sure", "of course",
)  # fmt: skip
_CLOSERS = (
    "you know", "so", "honestly", "really", "i mean", "you see", "imagine", "right", "you understand", "and so on",
    "or something", "or whatever", "to be honest", "i'm not joking", "if you like", "basically", "like", "yeah",
    "you know what i mean", "if you ask me", "mind you", "and all that", "to be fair", "if i'm honest", "then",
)  # fmt: skip
_GOING_ON = {"AUX", "VERB", "ADP", "DET", "PART", "CCONJ", "SCONJ", "PRON"}  # words after which nothing has ended
_INSIDE = ("you know", "i mean", "how do you say", "like", "you see", "well", "honestly", "right", "yeah")


def trimmed(doc: Doc) -> list[Token]:
    """The tokens of `doc` that carry its meaning, in order, without a final stop."""
    kept = _without_parentheses([t for t in doc if not t.is_space])
    kept = _without_repeats([t for t in kept if t.lower_ not in FILLERS])
    kept = _without_openers(kept)
    kept = _without_closers(kept)
    return _without_double_commas(kept)


def _lower(tokens: list[Token]) -> str:
    """The words as written, joined; clitics close up ("i 'd say" is "i'd say")."""
    return "".join(("" if i == 0 or t.text[0] in "'’" else " ") + t.lower_ for i, t in enumerate(tokens)).replace(
        "’", "'"
    )


def _without_openers(tokens: list[Token]) -> list[Token]:
    changed = True
    while changed and tokens:
        changed = False
        for size in (4, 3, 2, 1):
            if len(tokens) > size and _lower(tokens[:size]) in _OPENERS and _is_marker(tokens, size):
                tokens, changed = tokens[size:], True
                break
        while tokens and tokens[0].is_punct:
            tokens, changed = tokens[1:], True
    return tokens


def _is_marker(tokens: list[Token], size: int) -> bool:
    """A comma after it shows it, or it is a conjunction or adverb on which nothing else depends."""
    if tokens[size].text in (",", "-", "–", "—"):
        return True
    first = tokens[0]
    if size > 1:
        return _lower(tokens[:2]) == "i mean"
    if first.lower_ in ("and", "but", "so", "also", "or", "well") and tokens[1].pos_ not in ("VERB", "AUX"):
        return first.dep_ in ("cc", "advmod", "mark", "intj", "dep") and not list(first.children)
    return False


def _without_closers(tokens: list[Token]) -> list[Token]:
    while tokens:
        while tokens and tokens[-1].text not in ")]" and (tokens[-1].is_punct or tokens[-1].text in (",", "-")):
            tokens = tokens[:-1]
        cut = next((n for n in (5, 4, 3, 2, 1) if _closes(tokens, n)), 0)
        if not cut:
            return tokens
        tokens = tokens[:-cut]
    return tokens


def _closes(tokens: list[Token], size: int) -> bool:
    return len(tokens) > size + 2 and tokens[-size - 1].text == "," and _lower(tokens[-size:]) in _CLOSERS


def _without_parentheses(tokens: list[Token]) -> list[Token]:
    """Drops ", you know," and its like from the middle; one comma stays where something ends before it."""
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        size = next((n for n in (4, 3, 2, 1) if _inside(tokens, i, n)), 0)
        if size and out and out[-1].pos_ in _GOING_ON:
            i += size + 2
        elif size:
            i += size + 1
        if i < len(tokens):
            out.append(tokens[i])
        i += 1
    return out


def _inside(tokens: list[Token], i: int, size: int) -> bool:
    if tokens[i].text != "," or i + size + 1 >= len(tokens) or tokens[i + size + 1].text != ",":
        return False
    between = _lower(tokens[i + 1 : i + 1 + size])
    return between in _INSIDE or between in FILLERS


def _without_repeats(tokens: list[Token]) -> list[Token]:
    """Keeps the second of "nobody could, nobody could tell" and of "the the"; up to five words, a comma between."""
    i = 0
    while i < len(tokens):
        for size in range(5, 0, -1):
            first = [t.lower_ for t in tokens[i : i + size]]
            gap = 1 if i + size < len(tokens) and tokens[i + size].text in (",", "-", "–", "—") else 0
            second = [t.lower_ for t in tokens[i + size + gap : i + 2 * size + gap]]
            if first == second and tokens[i].is_alpha and (gap or tokens[i].pos_ in ("PRON", "DET", "ADP", "CCONJ")):
                if gap and size > 1 and any(t.pos_ == "VERB" for t in tokens[i : i + size]):
                    continue  # "if he says it works, it works": two clauses
                if gap and size == 1 and tokens[i].pos_ not in ("PRON", "DET", "ADP", "CCONJ", "AUX"):
                    continue  # "never, never", "Manny, Manny's phone": not false starts
                tokens = tokens[:i] + tokens[i + size + gap :]
                i -= 1
                break
        i += 1
    return tokens


def _without_double_commas(tokens: list[Token]) -> list[Token]:
    return [t for i, t in enumerate(tokens) if not (t.text == "," and i and tokens[i - 1].text == ",")]
