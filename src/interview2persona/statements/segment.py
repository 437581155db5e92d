"""Turns of participants are cut into statements: spans that say one thing, with exact offsets.

Sentences first (punctuation where the transcript has it, the parser's boundaries where speech recognition left none),
then a sentence that says two things is split at its independent clauses, and a fragment is joined to what it completes.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interview2persona.language import Language
from interview2persona.model import OFF_RECORD, Statement, Transcript, Turn
from interview2persona.settings import Settings
from interview2persona.statements import filler
from interview2persona.statements.record import off_record

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

ID_ALGORITHM = "s1"
TOGETHER = 4  # transcripts that are parsed at a time
_FINAL = re.compile(r"[.?!…]+[\"'”’)\]]*")
_UNPUNCTUATED = 40  # words; a longer stretch without a full stop was not punctuated by anybody
_CLAUSE = 15  # tokens on either side of a split: who codes by hand leaves shorter ones in one piece
_SUBJECT = 8  # tokens within which a new clause must name its subject
_COORDINATORS = frozenset({"and", "but", "so", "then", "or", "because"})
_BREAKS = frozenset({",", "–", "—", "-", ":"})
_FRAGMENT = 3  # words; a verbless fragment up to this long completes the sentence before it
_ENDS = re.compile(r"^(?:\s|[-–—]\s|\[[^\]\n]{1,40}\]|\((?:laugh|sigh|cough|pause|inaudible)[^)\n]{0,30}\))+|\s+$")
_NOTE_END = re.compile(r"\s*(?:\[[^\]\n]{1,40}\]|\((?:laugh|sigh|cough|pause|inaudible)[^)\n]{0,30}\))\s*$")
_QUESTION_LENGTH = 300  # characters of the interviewer's turn kept as context


@dataclass(frozen=True, slots=True)
class Segmented:
    """Statements in order of transcripts and turns; `filtered` counts what was left out, by transcript and reason."""

    statements: tuple[Statement, ...]
    filtered: Mapping[str, Mapping[str, int]]


def segment(
    transcripts: Sequence[Transcript],
    language: Language,
    settings: Settings,
    found: Callable[[Sequence[Statement]], None] | None = None,
) -> Segmented:
    """Statements of all participants' turns; nothing that an interviewer said becomes one.

    `found` hears of statements, as yet without ids, while others are still looked for.
    """
    statements: list[Statement] = []
    filtered: dict[str, Mapping[str, int]] = {}
    for start in range(0, len(transcripts), TOGETHER):
        some = transcripts[start : start + TOGETHER]
        texts = [t.text_of(turn) for t in some for turn in t.turns if turn.role == "participant"]
        docs, begun = iter(language.parse(texts)), len(statements)
        for transcript in some:
            reasons: Counter[str] = Counter()
            own: list[Statement] = []
            for turn, question in with_questions(transcript):
                doc = next(docs)
                said = list(
                    _of_turn(transcript, turn, question, doc, reasons=reasons, min_words=settings.statements.min_words)
                )
                _keep_parses(language, turn, doc, said)
                own += said
            statements += _on_record(own, reasons)
            filtered[transcript.path] = dict(sorted(reasons.items()))
        if found:
            found(statements[begun:])
    return Segmented(tuple(_identify(statements)), filtered)


def _on_record(said: Sequence[Statement], reasons: Counter[str]) -> list[Statement]:
    """Those that somebody did not ask to keep to oneself."""
    out: set[int] = set()
    for person in dict.fromkeys(s.participant_id for s in said):
        own = [number for number, s in enumerate(said) if s.participant_id == person]
        out |= {own[k] for k in off_record([said[number] for number in own])}
    if out:
        reasons[OFF_RECORD] += len(out)
    return [s for number, s in enumerate(said) if number not in out]


def with_questions(transcript: Transcript) -> Iterator[tuple[Turn, str]]:
    """Each participant's turn with what the interviewer asked before it; a mere "mm-hm" keeps the question alive."""
    question = ""
    for turn in transcript.turns:
        if turn.role == "participant":
            yield turn, question
        else:
            said = " ".join(transcript.text_of(turn).split())
            if said and not (filler.is_backchannel(said) and question):
                question = said[-_QUESTION_LENGTH:]


def _of_turn(
    transcript: Transcript, turn: Turn, question: str, doc: Doc, *, reasons: Counter[str], min_words: int
) -> Iterator[Statement]:
    before, whole = "", doc.text  # spaCy puts the text together anew each time it is asked
    for number, span in enumerate(spans(doc)):
        start, end = _trimmed(whole, span.start_char, span.end_char)
        text = whole[start:end]
        if not text:
            continue
        reason = filler.reason_to_leave_out(span, answers=bool(question) and number == 0, min_words=min_words)
        if reason:
            reasons[reason] += 1
        else:
            yield Statement(
                "",
                transcript.path,
                turn.number,
                turn.start + start,
                turn.start + end,
                turn.participant_id,
                text,
                question=question,
                before=before,
            )
        before = " ".join(text.split())


def _keep_parses(language: Language, turn: Turn, doc: Doc, statements: Sequence[Statement]) -> None:
    """Titles and claims look at the parse of single statements later; they get the one made in context."""
    for s in statements:
        part = doc.char_span(s.start - turn.start, s.end - turn.start)
        if part is not None:
            language.keep(s.text, part)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space and stage directions ("[laughs]") at either end."""
    piece = text[start:end]
    if lead := _ENDS.match(piece):
        start += lead.end()
        piece = text[start:end]
    while tail := _NOTE_END.search(piece) or re.search(r"\s+$", piece):
        piece = piece[: tail.start()]
    return start, start + len(piece)


def _identify(statements: list[Statement]) -> Iterator[Statement]:
    """Ids from the transcript's name and the words, so that edits elsewhere shift none of them."""
    seen: Counter[tuple[str, str]] = Counter()
    for statement in statements:
        stem = statement.transcript.rsplit(".", 1)[0]
        words = " ".join(statement.text.casefold().split())
        nth = seen[stem, words]
        seen[stem, words] += 1
        digest = hashlib.sha256(f"{stem}\0{words}\0{nth}".encode()).hexdigest()[:12]
        yield replace(statement, statement_id=f"{ID_ALGORITHM}-{digest}")


def spans(doc: Doc) -> list[Span]:
    """The statements of one turn as spans of its parse."""
    pieces = [piece for sentence in _sentences(doc) for piece in _clauses(sentence)]
    return _joined(doc, pieces)


def _sentences(doc: Doc) -> Iterator[Span]:
    start = 0
    quoted = False
    for token in doc:
        if token.text in '"“”' and (quoted or any(t.text in '"”' for t in doc[token.i + 1 :])):
            quoted = not quoted
        if quoted and token.i + 1 < len(doc):
            continue
        if token.i + 1 == len(doc) or (_FINAL.fullmatch(token.text) and _begins_sentence(doc, token)):
            yield from _unpunctuated(doc[start : token.i + 1])
            start = token.i + 1


def _begins_sentence(doc: Doc, token: Token) -> bool:
    """Whether a new sentence starts behind this full stop: white space, and no closing quote mark or lower case."""
    following = doc[token.i + 1]
    if not token.whitespace_ and not following.is_space:
        return False
    return not following.text[:1].islower() or token.text[0] in "?!"


def _unpunctuated(sentence: Span) -> Iterator[Span]:
    if len(sentence) <= _UNPUNCTUATED or any(t.text in ";:" for t in sentence):
        yield sentence
        return
    doc, start = sentence.doc, sentence.start
    for token in sentence:
        if token.i > start + 2 and token.is_sent_start:
            yield doc[start : token.i]
            start = token.i
    yield doc[start : sentence.end]


def _clauses(sentence: Span) -> Iterator[Span]:
    """Split where an independent clause of some length begins: "The hotel rings, and by nine the plan is gone"."""
    doc, start = sentence.doc, sentence.start
    for token in sentence:
        long_enough = token.i - start >= _CLAUSE and sentence.end - token.i >= _CLAUSE
        if long_enough and _opens_clause(doc, start, token, sentence.end):
            yield doc[start : token.i]
            start = token.i
    yield doc[start : sentence.end]


def _opens_clause(doc: Doc, start: int, token: Token, end: int) -> bool:
    """A coordinator behind a comma or dash, with a subject and its verb on either side; or what follows a semicolon."""
    before = doc[token.i - 1].text
    if before == ";":
        return True
    if before not in _BREAKS or token.lower_ not in _COORDINATORS:
        return False
    head, clause = doc[token.i : min(end, token.i + _SUBJECT)], doc[start : token.i]
    return _has_subject(head, end) and _has_subject(clause, token.i) and not _leads_on(clause)


def _leads_on(clause: Span) -> bool:
    """Whether it is only a condition or an object of what follows: "If I write a time, then he calls a minute on"."""
    return any(token.dep_ in {"advcl", "ccomp", "csubj"} and token.head.i >= clause.end for token in clause)


def _has_subject(span: Span, end: int) -> bool:
    """Whether a subject stands in the span before any comma, and its verb before `end`."""
    for token in span:
        if token.text == ",":
            return False
        if token.dep_ in {"nsubj", "nsubjpass", "expl"} and span.start <= token.head.i < end:
            return token.head.pos_ in {"VERB", "AUX"}
    return False


def _joined(doc: Doc, pieces: list[Span]) -> list[Span]:
    """A short fragment without a verb is joined to the sentence it completes ("The sheet." + "And the board.")."""
    out: list[Span] = []
    for piece in pieces:
        words = [t for t in piece if t.is_alpha or t.like_num]
        fragment = 0 < len(words) <= _FRAGMENT and not any(t.pos_ in {"VERB", "AUX"} for t in piece)
        if out and fragment and not filler.is_backchannel(piece.text) and not filler.is_backchannel(out[-1].text):
            out[-1] = doc[out[-1].start : piece.end]
        else:
            out.append(piece)
    return out
