"""Which of the statements behind a claim to quote first: clear, complete, understood on their own, sure, first-hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interview2persona.language import Language
from interview2persona.model import Evidence, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_POINTING = {"it", "that", "this", "they", "he", "she", "those", "these", "them", "there", "then", "one", "him", "her"}
_EMPTY = {"thing", "stuff", "something", "anything"}
READS, TELLS = 1.5, 1.0  # weights of how well a statement reads alone and how much it tells, where a network told both
GENERAL = 0.4  # weight of generality beside both
OWN = {"goal": 0.4, "behaviour": 0.2, "attitude": 0.2, "decision": 0.2}  # weight of speaking of oneself, by label
_COMFORTABLE = (7, 24)  # words of a quote that is read at a glance


def evidence_of(statement: Statement) -> Evidence:
    return Evidence(
        statement.statement_id,
        statement.transcript,
        statement.start,
        statement.end,
        " ".join(statement.text.split()),
        statement.participant_id,
        statement.perspective,
    )


def clarity(doc: Doc, *, of_them: bool = False) -> float:
    """0 to 1: how well a sentence reads without its neighbours; `of_them`: its subject, the persona, is left out."""
    words = [t for t in doc if t.is_alpha]
    if not words:
        return 0.0
    low, high = _COMFORTABLE
    length = (
        min(1.0, len(words) / low) if len(words) < low else max(0.0, 1 - (len(words) - high) / 24 * (len(words) > high))
    )
    verb = of_them or any(t.tag_ in ("VBP", "VBZ", "VBD", "MD") for t in doc)
    subject = of_them or any(t.dep_ in ("nsubj", "nsubjpass") for t in doc)
    nouns = sum(t.pos_ in ("NOUN", "PROPN") for t in doc)
    pointing = sum(t.lower_ in _POINTING for t in doc)
    opens = words[0].lower_ in _POINTING or words[0].pos_ in ("CCONJ", "SCONJ", "INTJ")
    grounded = (nouns + 0.5) / (nouns + pointing + 0.5)
    question = "?" in doc.text
    return float(
        length * (0.4 + 0.3 * (verb and subject) + 0.3 * grounded) * (0.75 if opens else 1) * (0.6 if question else 1)
    )


def reads(statement: Statement, doc: Doc) -> float:
    """0 to 1: how well it is understood alone, as the network of labels tells; its `clarity` where none has read it."""
    return statement.qualities.alone if statement.qualities else clarity(doc)


def tells(statement: Statement, doc: Doc) -> float:
    """0 to 1: how much it tells of a kind of person; where no network has read it, its `generality`."""
    return statement.qualities.telling if statement.qualities else generality(doc)


def vague(doc: Doc) -> bool:
    """Whether it begins by pointing at something ("this paragraph", "it") or speaks of a "thing" or of "stuff"."""
    words = [t for t in doc if t.is_alpha]
    return not words or words[0].lower_ in _POINTING or any(t.lemma_.lower() in _EMPTY for t in words)


def generality(doc: Doc) -> float:
    """0 to 1: how far a sentence speaks of what is always so, not of one day, one place, one amount or one name."""
    special = sum((t.pos_ in ("PROPN", "NUM") or t.like_num) and not _goes_on(t) for t in doc)
    past = any(t.tag_ == "VBD" for t in doc)
    somebody = any(t.ent_type_ == "PERSON" for t in doc)
    return float(max(0.0, 1 - 0.25 * special - 0.25 * past - 0.5 * somebody))


def _goes_on(token: Token) -> bool:
    """Whether it is the second half of a number: "two-thirty" is one."""
    return bool(token.i >= 2 and token.nbor(-1).text == "-" and token.nbor(-2).like_num)


def of_oneself(doc: Doc) -> float:
    """1 when the speaker is the subject of the main clause: a wish of "he and his wife" is not the speaker's."""
    return float(any(t.dep_ == "nsubj" and t.lower_ in ("i", "we") and t.head.dep_ == "ROOT" for t in doc))


def ranked(
    statements: Sequence[Statement], label: str, centrality: dict[str, float], language: Language
) -> list[Statement]:
    """The statements, best quote first; centrality is the mean cosine with what others say, -1 to 1.

    Where several people stand behind a claim, a sentence that could be anyone's is preferred to an episode.
    """
    common = GENERAL if len({s.participant_id for s in statements}) > 1 else 0.0

    def score(s: Statement, doc: Doc) -> float:
        sure = s.probabilities.get(label, 0.5)
        central = centrality.get(s.statement_id, 0.0)
        first_hand = 1.0 if s.perspective == "first-hand" else 0.7
        worth = READS * s.qualities.alone + TELLS * s.qualities.telling if s.qualities else clarity(doc)
        worth += common * generality(doc) + OWN.get(label, 0.0) * of_oneself(doc)
        worth += 0.5 * sure + 1.0 * central + 0.05 * s.severity
        return worth * first_hand

    docs = language.each([s.text for s in statements])
    scores = {s.statement_id: round(score(s, doc), 9) for s, doc in zip(statements, docs, strict=True)}
    return sorted(statements, key=lambda s: (-scores[s.statement_id], s.transcript, s.start, s.statement_id))


def people_first(best: Sequence[Statement]) -> list[Statement]:
    """The best statement of each person, then everything else, both in the order given."""
    firsts = {s.participant_id: s for s in reversed(best)}
    return [s for s in best if firsts[s.participant_id] is s] + [s for s in best if firsts[s.participant_id] is not s]
